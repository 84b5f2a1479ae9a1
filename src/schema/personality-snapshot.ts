import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { changeDaysSchema } from './change-day';
import { beliefSchema } from './character';
import { instantMs } from './guards';

/** The version of snapshots of a personality that this release takes. */
export const PERSONALITY_SNAPSHOT_VERSION = 1;

// Unlike a state of this release's own making, a snapshot may come from anywhere: it must leave room to go on counting.
const snapshotBeliefSchema = beliefSchema.extend({
  observations: z.number().int().min(0).max(LIMITS.snapshotCount),
});
const beliefFields = Object.fromEntries(
  BELIEF_TRAITS.map((trait) => [trait, snapshotBeliefSchema]),
) as Record<BeliefTrait, typeof snapshotBeliefSchema>;

/** What a character has become, as plain JSON that may be put back later: how its traits are held, and nothing of what its author said. */
export const personalitySnapshotSchema = z
  .strictObject({
    version: z.literal(PERSONALITY_SNAPSHOT_VERSION),
    /** When it was taken, by the time of whoever took it. */
    atMs: instantMs,
    /** Each of the ten aspects and honesty-humility, as of its last change. */
    beliefs: z.strictObject(beliefFields),
    /** How far evidence has moved each trait on the last days. */
    days: changeDaysSchema.optional(),
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
