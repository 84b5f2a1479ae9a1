import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { changeDaysSchema } from './change-day';
import { beliefSchema, characterStateSchema } from './character';
import { emotionConfigSchema } from './emotion-config';
import { instantMs } from './guards';
import { facetOffsetsSchema } from './personality';

/** The version of snapshots of a personality that this release takes. */
export const PERSONALITY_SNAPSHOT_VERSION = 1;

// Unlike a state of this release's own making, a snapshot may come from anywhere: it must leave room to go on counting.
const snapshotBeliefSchema = beliefSchema.extend({
  observations: z.number().int().min(0).max(LIMITS.snapshotCount),
});
const beliefFields = Object.fromEntries(
  BELIEF_TRAITS.map((trait) => [trait, snapshotBeliefSchema]),
) as Record<BeliefTrait, typeof snapshotBeliefSchema>;

/** What a character has become, as plain JSON that may be put back later: how its traits are held. */
export const personalitySnapshotSchema = z
  .strictObject({
    version: z.literal(PERSONALITY_SNAPSHOT_VERSION),
    /** When it was taken, by the time of whoever took it. */
    atMs: instantMs,
    /** Each of the ten aspects and honesty-humility, as of its last change. */
    beliefs: z.strictObject(beliefFields),
    /** How far evidence has moved each trait on the last days. */
    days: changeDaysSchema.optional(),
    /** What its author has set beside traits, for whoever borrows it: a character that is put back keeps its own. */
    authored: z
      .strictObject({
        /** Facets as offsets from their domain. */
        facetOffsets: facetOffsetsSchema,
        emotionConfig: emotionConfigSchema,
        plasticity: characterStateSchema.shape.plasticity,
        learnsFromSessions: characterStateSchema.shape.learnsFromSessions,
      })
      .optional(),
  })
  .superRefine(({ atMs, beliefs }, context) => {
    for (const trait of BELIEF_TRAITS) {
      if (beliefs[trait].updatedAtMs <= atMs) continue;
      const path = ['beliefs', trait, 'updatedAtMs'];
      context.addIssue({ code: 'custom', path, message: 'lies after the snapshot' });
    }
  });

/** What a character has become, as plain JSON that may be put back later. */
export interface PersonalitySnapshot extends Readonly<z.output<typeof personalitySnapshotSchema>> {}
