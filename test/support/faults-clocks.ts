import * as fc from 'fast-check';
import { createEngine, type Engine, isEngineError } from '../../src';
import { type Findings, inFolder } from './faults-findings';
import type { FaultAdapter } from './faults-stores';

const START = Date.UTC(2030, 0, 1);
const HOUR = 3_600_000;
const YEAR = 8766 * HOUR;

/** What a clock does between two calls. Its last entry is a clock that tells seconds where milliseconds are due. */
const JUMPS: Readonly<Record<string, (nowMs: number) => number>> = {
  'stands still': (nowMs) => nowMs,
  'goes on': (nowMs) => nowMs + 1500,
  'goes on by hours': (nowMs) => nowMs + 30 * HOUR,
  'is summer time': (nowMs) => nowMs + HOUR,
  'is winter time': (nowMs) => nowMs - HOUR,
  'is a little behind': (nowMs) => nowMs - 5,
  'is behind by years': (nowMs) => nowMs - 10 * YEAR,
  'is ahead by years': (nowMs) => nowMs + 10 * YEAR,
  'is right again': () => START + 60_000,
  'tells seconds': (nowMs) => nowMs / 1000,
};

const CALLS = {
  perceive: (engine: Engine, id: string) =>
    engine.sessions.perceive(id, {
      appraisal: {
        goalRelevance: 0.9,
        goalCongruence: -0.6,
        expectedness: 0.2,
        controllability: 0.5,
        agency: -0.8,
        normCompatibility: -0.5,
      },
    }),
  tick: (engine: Engine, id: string) => engine.sessions.tick(id, 60),
  nothing: (engine: Engine, id: string) => engine.sessions.tick(id, 0),
  override: (engine: Engine, id: string) => engine.sessions.overrideFeeling(id, { mood: { valence: 0.5 } }),
  consolidate: (engine: Engine, id: string) => engine.sessions.consolidate(id),
  observe: (engine: Engine, _: string, characterId: string) =>
    engine.characters.observe(characterId, [{ trait: 'intellect', value: 1, trigger: 'clock' }]),
};

const steps = fc.array(
  fc.record({
    jump: fc.constantFrom(...Object.keys(JUMPS)),
    call: fc.constantFrom(...(Object.keys(CALLS) as (keyof typeof CALLS)[])),
  }),
  { minLength: 1, maxLength: 12 },
);

/**
 * Lives with clocks that jump. A call either succeeds, with finite numbers, or is refused with TIME_REVERSED and has changed nothing; the time
 * of a session never goes back, and its events stand in the order of its revisions.
 */
export function twistClocks(adapter: FaultAdapter, runs: number, seed: number): Promise<Findings> {
  return inFolder(async (folder) => {
    const tally = { calls: 0, refused: 0 };
    const property = fc.asyncProperty(steps, async (list) => {
      const disk = await adapter.newDisk(folder);
      try {
        const clock = { nowMs: START, now: () => clock.nowMs };
        const store = disk.open();
        const engine = await createEngine({ store, clock, seed: 7 });
        const { id, characterId } = await engine.sessions.create({ preset: 'rival' });
        let before = await engine.sessions.snapshot(id);
        for (const { jump, call } of list) {
          clock.nowMs = JUMPS[jump]!(clock.nowMs);
          tally.calls += 1;
          const isRefused = await CALLS[call](engine, id, characterId).then(expectFinite, expectTimeReversed);
          const after = await engine.sessions.snapshot(id);
          if (isRefused) tally.refused += 1;
          if ((isRefused || call === 'nothing') && JSON.stringify(after) !== JSON.stringify(before)) {
            throw new Error(`${call} changed what it was not to change`);
          }
          const [one, two] = [await engine.sessions.state(id), await engine.sessions.state(id)];
          expectFinite(one);
          if (JSON.stringify(one) !== JSON.stringify(two))
            throw new Error('a clock that stands still moves a feeling');
          before = after;
        }
        const events = await store.history({ collection: 'session', id }, {});
        events.forEach(({ sequence, revision, atMs }, index) => {
          const isInOrder =
            sequence === index + 1 && revision === index + 1 && atMs >= (events[index - 1]?.atMs ?? START);
          if (!isInOrder) throw new Error(`event ${index} is ${sequence}, ${revision}, ${atMs}`);
        });
        await engine.close();
      } finally {
        await disk.release();
      }
    });
    const { failed, counterexample, errorInstance, numRuns } = await fc.check(property, {
      numRuns: runs,
      seed,
    });
    const wrong = failed ? [`seed ${seed}: ${fc.stringify(counterexample)}: ${String(errorInstance)}`] : [];
    const { calls, refused } = tally;
    const seen = `of ${calls} calls ${refused} were refused with TIME_REVERSED and changed nothing; time never went back, no number was lost`;
    return { rounds: numRuns, seen, wrong };
  });
}

function expectFinite(answer: unknown): false {
  const holdsFinite = (value: unknown): boolean => {
    if (typeof value === 'number') return Number.isFinite(value);
    if (typeof value !== 'object' || value === null) return true;
    return Object.values(value).every(holdsFinite);
  };
  if (!holdsFinite(answer)) throw new Error('a number is not finite');
  return false;
}

function expectTimeReversed(error: unknown): true {
  if (isEngineError(error, 'TIME_REVERSED')) return true;
  throw error;
}
