import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, type Engine, type EngineEvent, isEngineError } from '../../src';
import { createFaultStore, type Fault, type FaultStore } from '../support/engine-fault-store';
import {
  createManualClock,
  exportOf,
  GIFT,
  INSULT,
  type ManualClock,
  NEUTRAL,
  STORE_KINDS,
  type StoreKind,
} from '../support/engine-fixtures';
import { live, stepLists } from '../support/scope-lives';

const durabilities = fc.record({
  flushEveryMs: fc.constantFrom(0.01, 3_600_000),
  maxPending: fc.constantFrom(1, 3, 1000),
});

const isDomainEvent = ({ type }: EngineEvent) => type !== 'engine.flushed';

/** One call of an engine whose store fails now and then. */
interface Turn {
  readonly kind: 'perceive' | 'tick' | 'override' | 'state' | 'history' | 'keyed' | 'flush';
  readonly place: number;
  readonly seconds: number;
  /** What becomes of the commits to come. */
  readonly faults: readonly Fault[];
}

const turns: fc.Arbitrary<readonly Turn[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Turn['kind']>(
      ...([
        'perceive',
        'perceive',
        'perceive',
        'tick',
        'override',
        'state',
        'history',
        'keyed',
        'flush',
      ] as const),
    ),
    place: fc.nat(3),
    // Half a day and more, so that days end and characters are written too.
    seconds: fc.constantFrom(1, 60, 40_000, 90_000),
    faults: fc.array(fc.constantFrom<Fault>('fine', 'fail-before', 'fail-after', 'late'), { maxLength: 3 }),
  }),
  { maxLength: 40, size: 'max' },
);

async function take(engine: Engine, ids: readonly string[], turn: Turn, index: number): Promise<unknown> {
  const { sessions } = engine;
  const { kind, place, seconds } = turn;
  const id = ids[place]!;
  const appraisal = place % 2 === 0 ? GIFT : INSULT;
  switch (kind) {
    case 'perceive':
      return sessions.perceive(id, { appraisal, elapsedSeconds: seconds });
    case 'keyed':
      return sessions.perceive(id, { appraisal, elapsedSeconds: seconds, idempotencyKey: `${index}` });
    case 'tick':
      return sessions.tick(id, seconds);
    case 'override':
      return sessions.overrideFeeling(id, { emotion: { valence: 0.5 } });
    case 'state':
      return sessions.state(id);
    case 'history':
      return sessions.history(id, { limit: 3 });
    case 'flush':
      return undefined;
  }
}

/** Takes a turn on a store that fails, as a host would: what is refused because the store is down is asked again. */
async function insist(
  engine: Engine,
  store: FaultStore,
  turn: Turn,
  call: () => Promise<unknown>,
): Promise<unknown> {
  // What goes to the store at once hears of its failures as ever; here they meet what waits.
  const mayFail = turn.kind !== 'keyed' && turn.kind !== 'history';
  store.faults = mayFail ? [...turn.faults] : [];
  if (turn.kind === 'flush') await engine.flush().catch(refuseOthers);
  try {
    return await call();
  } catch (error) {
    refuseOthers(error);
    store.faults = [];
    await engine.flush();
    return call();
  }
}

function refuseOthers(error: unknown): void {
  if (!isEngineError(error, 'STORE_FAILED') && !isEngineError(error, 'STORE_UNAVAILABLE')) throw error;
}

/** Four sessions of two characters. */
async function beginFour(engine: Engine): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const id of ['a', 'b']) {
    await engine.characters.create({ id, personality: NEUTRAL });
    for (const _ of [1, 2]) ids.push((await engine.sessions.create({ characterId: id })).id);
  }
  return ids;
}

describe.each(STORE_KINDS)('an engine that stores later, over $kind', (kind: StoreKind) => {
  const open = (clock: ManualClock) => ({ clock, seed: 7, store: createFaultStore(kind.newDisk().open()) });

  it('answers, tells and stores what one does that stores at once', async () => {
    await fc.assert(
      fc.asyncProperty(stepLists, durabilities, async (steps, durability) => {
        const clock = createManualClock();
        const [atOnce, later] = [open(clock), open(clock)];
        const plain = await createEngine(atOnce);
        const behind = await createEngine({ ...later, durability });
        const expected = (await live(plain, steps)) as { events: EngineEvent[] };
        const given = (await live(behind, steps)) as { events: EngineEvent[] };
        expect({ ...given, events: given.events.filter(isDomainEvent) }).toEqual(expected);
        await behind.close();
        expect(await exportOf(later.store)).toEqual(await exportOf(atOnce.store));
        await plain.close();
      }),
      { numRuns: kind.kind === 'memory' ? 40 : 4 },
    );
  });

  it('stores in the end what one does that stores at once, whatever its store does to it', async () => {
    await fc.assert(
      fc.asyncProperty(turns, durabilities, async (list, durability) => {
        const clock = createManualClock();
        const [atOnce, later] = [open(clock), open(clock)];
        const plain = await createEngine(atOnce);
        const behind = await createEngine({ ...later, durability });
        const lost: unknown[] = [];
        behind.on('engine.flushed', (event) => void lost.push(...event.lost));
        const ids = await beginFour(plain);
        expect(await beginFour(behind)).toEqual(ids);
        for (const [index, turn] of list.entries()) {
          clock.advance(turn.seconds);
          const expected = await take(plain, ids, turn, index);
          expect(await insist(behind, later.store, turn, () => take(behind, ids, turn, index))).toEqual(
            expected,
          );
        }
        later.store.faults = [];
        await behind.close();
        expect(lost).toEqual([]);
        expect(await exportOf(later.store)).toEqual(await exportOf(atOnce.store));
        await plain.close();
      }),
      { numRuns: kind.kind === 'memory' ? 60 : 6 },
    );
  });

  it('answers calls at once as some order of them would be answered', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.nat(3), { maxLength: 30, size: 'max' }),
        durabilities,
        async (places, durability) => {
          const { store, ...rest } = open(createManualClock());
          const engine = await createEngine({ ...rest, store, durability });
          const ids = await beginFour(engine);
          const answers = await Promise.all(
            places.map((place) =>
              engine.sessions.perceive(ids[place]!, { appraisal: GIFT, elapsedSeconds: 30_000 }),
            ),
          );
          await engine.flush();
          for (const [place, id] of ids.entries()) {
            const revisions = answers
              .filter((_, index) => places[index] === place)
              .map(({ revision }) => revision);
            expect(revisions).toEqual(revisions.map((_, index) => index + 2));
            const [record] = await store.load([{ collection: 'session', id }]);
            expect(record?.revision).toBe(revisions.length + 1);
            const events = await store.history({ collection: 'session', id }, {});
            expect(events.map(({ revision }) => revision)).toEqual(events.map((_, index) => index + 1));
          }
          await engine.close();
        },
      ),
      { numRuns: kind.kind === 'memory' ? 30 : 4 },
    );
  });
});
