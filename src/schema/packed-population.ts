import { z } from 'zod';
import { LAST_INSTANT_MS } from '../constants/time';
import { emotionConfigSchema } from './emotion-config';
import { idSchema, instantMs, numberIn } from './guards';
import { facetOffsetsSchema } from './personality';
import { personalitySnapshotSchema } from './personality-snapshot';
import { inhabitantSchema } from './population';
import { sessionSnapshotSchema } from './sessions-api';
import { signalsSchema } from './watch';

const count = z.number().int().min(0);

/** What a restored population may be told anew; whatever is absent is as it was. */
export const restoreOptionsSchema = z.strictObject({
  /** Whether it doubles when it is full. */
  grows: z.boolean().optional(),
  /** Whether time only reaches a row when it is touched. */
  lazy: z.boolean().optional(),
  /** How many signals wait to be drained at most; 1024 when absent, because signals are not part of a packed population. */
  signals: signalsSchema.optional(),
});

/** What a restored population may be told anew. */
export type RestoreOptions = z.input<typeof restoreOptionsSchema>;

/** What stands before the columns of a packed population: everything about it that is no column. */
export const packedHeaderSchema = z.strictObject({
  capacity: z.number().int().min(1),
  /** Rows that have been lived in, from 0 on: so many are stored. */
  used: count,
  seed: count,
  grows: z.boolean(),
  lazy: z.boolean(),
  /** The clock. */
  nowMs: numberIn(0, LAST_INSTANT_MS),
  /** What the clock of its world showed at its beginning. */
  startsAtMs: instantMs,
  /** Stretches of time that all rows together have let pass. */
  ticks: count,
  /** Which groups of columns it has. */
  choice: z.record(z.string(), z.boolean()),
  /** Bytes that a row takes in each column, in the order in which columns are stored. */
  columns: z.record(z.string(), count),
  /** Rows that nobody lives in; the last one is given away first. */
  vacant: z.array(count),
  /** Rows with an id, and their ids. */
  named: z.array(count),
  names: z.array(idSchema),
  /** What authors have set beside traits; rows name them by number. */
  manners: z
    .array(
      z.strictObject({
        offsets: facetOffsetsSchema,
        config: emotionConfigSchema,
        certainty: inhabitantSchema.shape.certainty,
        plasticity: inhabitantSchema.shape.plasticity,
        learnsFromSessions: inhabitantSchema.shape.learnsFromSessions,
      }),
    )
    .min(1),
  /** What rows that began with a snapshot keep beside their lanes. */
  luggage: z.array(
    z.tuple([
      count,
      z.strictObject({
        feeling: z
          .strictObject({ offsetMs: z.number(), lastEvent: sessionSnapshotSchema.shape.lastEvent })
          .optional(),
        personality: z
          .strictObject({ offsetMs: z.number(), days: personalitySnapshotSchema.shape.days })
          .optional(),
      }),
    ]),
  ),
});

/** What stands before the columns of a packed population. */
export type PackedHeader = z.output<typeof packedHeaderSchema>;
