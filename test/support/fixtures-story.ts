import fc from 'fast-check';
import { stories } from './engine-log';

/** A story like any other: always the same one, with every part that a story may have. */
export const sampleStory = fc.sample(
  stories().filter(
    ({ overrides, goals, userId, steps }) => !!overrides && !!goals && !!userId && steps.length > 3,
  ),
  { numRuns: 1, seed: 5 },
)[0]!;
