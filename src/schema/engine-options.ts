import { z } from 'zod';
import type { Appraiser, Clock, ImageGenerator, LanguageModel, Observer, Store } from '../ports';
import { durabilitySchema } from './durability';
import { retentionSchema } from './upkeep';

type AnyFunction = (...args: never[]) => unknown;

const isFunction = (value: unknown): value is AnyFunction => typeof value === 'function';

/** An object with these methods; what else it has is its own affair. */
function objectWith<T>(what: string, methods: readonly string[]): z.ZodType<T, T> {
  return z.custom<T>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      methods.every((name) => isFunction(Reflect.get(value, name))),
    `must be ${what} with the methods ${methods.join(', ')}`,
  );
}

/** What an engine is created with. */
export const engineOptionsSchema = z.strictObject({
  /** Where records are kept; in memory when absent. */
  store: objectWith<Store>('a store', ['load', 'find', 'commit', 'scan', 'history', 'close']).optional(),
  /** Where the time comes from; the machine's clock when absent. */
  clock: objectWith<Clock>('a clock', ['now']).optional(),
  /** Keys ids and random ups and downs; two engines with the same seed, clock and calls do the same. By chance when absent. */
  seed: z.number().int().optional(),
  /** Reads texts; without one only appraisals can be perceived. */
  appraiser: z.custom<Appraiser>(isFunction, 'must be a function').optional(),
  /** Draws portraits; without one none can be generated. */
  imageGenerator: objectWith<ImageGenerator>('an image generator', ['generate']).optional(),
  /** Writes the lines of simulated users, where no other is handed in. */
  languageModel: objectWith<LanguageModel>('a language model', ['complete']).optional(),
  /**
   * When a change is stored: `commit`, as when absent, before the call is answered; or later, together with others, at the latest after
   * `flushEveryMs`, and while no more than `maxPending` changes wait.
   */
  durability: durabilitySchema.optional(),
  /** How much of histories is kept; everything when absent. Needs a store that offers upkeep. */
  retention: retentionSchema.optional(),
  /** Watches what the engine does. */
  observer: z
    .custom<Observer>((value) => typeof value === 'object' && value !== null, 'must be an object')
    .optional(),
});

/** What an engine is created with. */
export type EngineOptions = z.input<typeof engineOptionsSchema>;
