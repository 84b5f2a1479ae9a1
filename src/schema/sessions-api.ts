import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { idSchema, instantMs, instantSchema, prose } from './guards';
import { listSchema, sessionStateSchema } from './session';

/** How sessions are listed: all of them, or those of one character, of one user, or of both. */
export const listSessionsSchema = z.strictObject({
  ...listSchema.shape,
  /** Only the sessions of this character. */
  characterId: idSchema.optional(),
  /** Only the sessions of this user. */
  userId: idSchema.optional(),
});

/** How sessions are listed. A page may hold fewer than `limit`, even none: go on as long as there is a cursor. */
export type ListSessionsInput = z.input<typeof listSessionsSchema>;

const someAxes = sessionStateSchema.shape.emotion.partial();
const hasAxis = (axes: z.output<typeof someAxes> | undefined) =>
  axes !== undefined && Object.values(axes).some((value) => value !== undefined);

/** Which axes of a feeling are set by hand, each in [-1, 1]; at least one. */
export const overrideFeelingSchema = z
  .strictObject({
    /** Setting any axis of emotion makes the feeling forget what it was about. */
    emotion: someAxes.optional(),
    mood: someAxes.optional(),
  })
  .refine(({ emotion, mood }) => hasAxis(emotion) || hasAxis(mood), {
    message: 'needs at least one axis of emotion or mood',
    path: ['emotion'],
  });

/** Which axes of a feeling are set by hand. */
export type OverrideFeelingInput = z.input<typeof overrideFeelingSchema>;

/** The version of snapshots that this release takes. */
export const SNAPSHOT_VERSION = 1;

// Unlike a state of this release's own making, a snapshot may come from anywhere: it must leave room to go on counting.
const countSchema = z.number().int().min(0).max(LIMITS.snapshotCount);
const { shape } = sessionStateSchema;

/** How a session feels, as plain JSON that may be put back later or into another session: nothing about who feels it, or with whom. */
export const sessionSnapshotSchema = z
  .strictObject({
    version: z.literal(SNAPSHOT_VERSION),
    /** The session's own time. */
    atMs: instantMs,
    turns: countSchema,
    /** Numbers the random draws to come. */
    steps: countSchema,
    emotion: shape.emotion,
    mood: shape.mood,
    expectation: shape.expectation,
    label: shape.label,
    cause: shape.cause,
    lastEvent: z
      .strictObject({
        atMs: instantMs,
        text: prose(LIMITS.promptTextLength).optional(),
        context: prose(LIMITS.promptTextLength).optional(),
      })
      .optional(),
  })
  .superRefine(({ atMs, cause, lastEvent }, context) => {
    // What is left of an event fades with the time since then; an event that is still to come would grow without end.
    for (const [key, event] of Object.entries({ cause, lastEvent })) {
      if (event && event.atMs > atMs) {
        context.addIssue({ code: 'custom', path: [key, 'atMs'], message: 'lies after the snapshot' });
      }
    }
  });

/** How a session feels, as plain JSON that may be put back later or into another session. */
export interface SessionSnapshot extends Readonly<z.output<typeof sessionSnapshotSchema>> {}

/** What of a session's history is asked for. */
export const historyQuerySchema = z.strictObject({
  /** At most this many entries, 1 to 1000; 200 by default. */
  limit: z.number().int().min(1).max(LIMITS.historyLength).default(LIMITS.defaultHistoryLength),
  /** Only what happened at this instant or later, in the session's own time. */
  since: instantSchema.optional(),
  /** Only what happened at this instant or earlier. */
  until: instantSchema.optional(),
});

/** What of a session's history is asked for. */
export type SessionHistoryQuery = z.input<typeof historyQuerySchema>;
