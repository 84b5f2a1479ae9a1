import { createMemoryStore } from '../adapters/memory';
import type { Engine } from './engine/engine';
import { openEngine } from './engine/open-engine';
import { systemClock } from './engine/system-clock';
import { type EngineOptions, engineOptionsSchema } from './schema/engine-options';
import { parseWith } from './schema/parse';

/**
 * Creates an engine. Nothing is required: without a store it lives in memory.
 *
 * @example
 * const engine = await createEngine({ appraiser: createLexiconAppraiser() });
 * const { id } = await engine.sessions.create({ preset: 'cheerful_companion' });
 * const { emotion } = await engine.sessions.perceive(id, { text: 'Thank you, that was wonderful!' });
 *
 * @throws EngineError CONFIG_INVALID when an option cannot be used; STORE_CAPABILITY_MISSING for `retention` without upkeep; what the store throws when it cannot be opened
 */
export async function createEngine(options: EngineOptions = {}): Promise<Engine> {
  const { store, clock, seed, appraiser, imageGenerator, languageModel, observer, retention, durability } =
    parseWith(engineOptionsSchema, options, 'the options of createEngine', 'CONFIG_INVALID');
  return openEngine({
    store: store ?? createMemoryStore(),
    ownsStore: store === undefined,
    clock: clock ?? systemClock,
    // A seed is kept in every session as a count, so its sign is folded away.
    seed: seed === undefined ? drawSeed() : Math.abs(seed),
    appraiser,
    imageGenerator,
    languageModel,
    observer,
    retention,
    durability,
  });
}

function drawSeed(): number {
  const [high, low] = crypto.getRandomValues(new Uint32Array(2));
  return (high! & 0x1fffff) * 2 ** 32 + low!;
}
