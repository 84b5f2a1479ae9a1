import * as fc from 'fast-check';
import { createEngine, isEngineError, type Store } from '../../src';
import { type Course, judgeCourse } from './faults-course';
import { type Deed, delegate, doDeed, recordsOf, setScene } from './faults-deeds';
import { type Findings, inFolder } from './faults-findings';
import { LIFE_OPTIONS } from './faults-life';
import { createBook } from './faults-order';
import type { FaultAdapter } from './faults-stores';
import { withInstantTimers } from './faults-timers';

type Plan = Omit<Deed, 'tag'>;

const plans: fc.Arbitrary<Plan> = fc.record({
  kind: fc.constantFrom('feel', 'feel', 'learn', 'learn-user'),
  place: fc.nat(1),
  seconds: fc.constantFrom(0, 60, 50_000),
  goodness: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
});
/** Two to four writers with up to three deeds each. */
const writers = fc.array(fc.array(plans, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 4 });

/**
 * Lets two to four engines work on the same records while fast-check decides which call of a store goes first and which answer comes late.
 * Whatever it decides, the course of things must be one that a single writer could have taken.
 */
export function interleave(adapter: FaultAdapter, runs: number, seed: number): Promise<Findings> {
  return inFolder((folder) =>
    withInstantTimers(async () => {
      const tally = { deeds: 0, refused: 0 };
      const property = fc.asyncProperty(fc.scheduler(), writers, async (scheduler, all) => {
        const disk = await adapter.newDisk(folder);
        try {
          const course = await run(scheduler, all, () => disk.open());
          tally.deeds += course.stored.length;
          tally.refused += course.refused;
          const wrong = await judgeCourse(course, deedsOf(all).flat());
          if (wrong.length > 0) throw new Error(wrong.join('\n'));
        } finally {
          await disk.release();
        }
      });
      const { failed, counterexample, errorInstance, numRuns } = await fc.check(property, {
        numRuns: runs,
        seed,
      });
      const wrong = failed ? [`seed ${seed}: ${fc.stringify(counterexample)}: ${String(errorInstance)}`] : [];
      const seen = `${tally.deeds} deeds stored, each as if one writer had done all in their order; ${tally.refused} gave up with REVISION_CONFLICT and stored nothing`;
      return { rounds: numRuns, seen, wrong };
    }),
  );
}

async function run(
  scheduler: fc.Scheduler,
  all: readonly (readonly Plan[])[],
  open: () => Store,
): Promise<Course & { readonly refused: number }> {
  const store = open();
  const first = await createEngine({ ...LIFE_OPTIONS, store });
  const scene = await setScene(first);
  const book = createBook();
  const answers: [string, string][] = [];
  let refused = 0;
  const write = async (deeds: readonly Deed[]) => {
    const writer = book.follow(schedule(book.keep(open()), scheduler));
    const engine = await createEngine({ ...LIFE_OPTIONS, store: writer.store });
    for (const deed of deeds) {
      writer.forget();
      try {
        answers.push([deed.tag, await doDeed(engine, scene, deed)]);
      } catch (error) {
        if (!isEngineError(error, 'REVISION_CONFLICT')) throw error;
        refused += 1;
      }
    }
    await engine.close();
  };
  await scheduler.waitFor(Promise.all(deedsOf(all).map(write)));
  await first.close();
  return { answers, unknown: [], stored: book.deeds, records: await recordsOf(store, scene), refused };
}

function deedsOf(all: readonly (readonly Plan[])[]): readonly (readonly Deed[])[] {
  return all.map((list, writer) => list.map((plan, number) => ({ ...plan, tag: `${writer}/${number}` })));
}

/** A store whose calls and answers wait until it is their turn. */
function schedule(store: Store, scheduler: fc.Scheduler): Store {
  const turn = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    await scheduler.schedule(Promise.resolve(), what);
    const answer = await work();
    await scheduler.schedule(Promise.resolve(), `answer to ${what}`);
    return answer;
  };
  return {
    ...delegate(store),
    load: (keys) => turn('load', () => store.load(keys)),
    commit: (units) => turn('commit', () => store.commit(units)),
    history: (stream, range) => turn('history', () => store.history(stream, range)),
  };
}
