import { createEngine, isEngineError, type Store } from '../../src';
import { streamKey, uniformAt } from '../../src/maths/random';
import { type Course, judgeCourse } from './faults-course';
import { type Deed, delegate, doDeed, recordsOf, setScene } from './faults-deeds';
import { codeOf, type Findings, inFolder } from './faults-findings';
import { LIFE_OPTIONS } from './faults-life';
import { type Book, createBook } from './faults-order';
import type { FaultAdapter } from './faults-stores';
import { withInstantTimers } from './faults-timers';

const CLIENTS = 3;
const DEEDS = 5;
const TRIES = 3;

/**
 * A network between engine and store that loses, delays and repeats. Three clients, each with an engine, try again what may be tried again.
 * However it went: what was acknowledged is stored exactly once, what is unknown at most once, all of it as if one writer had done it in order.
 * The seed decides everything: the same one gives the same course.
 * @param seeds the first seed and how many
 */
export function unleashChaos(
  adapter: FaultAdapter,
  seeds: { from: number; count: number },
): Promise<Findings> {
  return inFolder((folder) =>
    withInstantTimers(async () => {
      const tally = { answered: 0, unknown: 0, faults: 0 };
      const wrong: string[] = [];
      for (let seed = seeds.from; seed < seeds.from + seeds.count; seed += 1) {
        const disk = await adapter.newDisk(folder);
        const book = createBook();
        const chaos = createChaos(book.keep(disk.open()), seed);
        const deeds = drawDeeds(seed);
        const course = await run(chaos, deeds, book);
        tally.answered += course.answers.length;
        tally.unknown += course.unknown.length;
        tally.faults += chaos.faults();
        const breaches = await judgeCourse(course, deeds.flat());
        wrong.push(...[...course.strange, ...breaches].map((what) => `seed ${seed}: ${what}`));
        await disk.release();
      }
      const { answered, unknown, faults } = tally;
      const seen = `${faults} faults; ${answered} deeds acknowledged and stored once, ${unknown} of unknown outcome stored at most once`;
      return { rounds: seeds.count, seen, wrong };
    }),
  );
}

/** What becomes of a commit. */
const FATES = [
  ...Array<'fine'>(10).fill('fine'),
  /** Nothing is stored, the caller hears of a failure. */
  'fail-before',
  /** All is stored, the caller hears of a failure. */
  'fail-after',
  /** The caller hears of a failure, and what it sent arrives later. */
  'belated',
  /** What is sent arrives twice at once; the caller hears the first answer. */
  'twice',
  /** What is sent arrives once more, later. */
  'again',
  /** The answer takes its time. */
  'late',
] as const;

interface Chaos {
  readonly store: Store;
  /** How many faults have struck. */
  faults(): number;
  /** From here on faults strike. */
  rage(): void;
  /** From here on none strikes any more; what is still on its way arrives now. */
  calm(): Promise<void>;
}

function createChaos(inner: Store, seed: number): Chaos {
  const key = streamKey(seed, 'chaos');
  const onTheirWay: Parameters<Store['commit']>[0][] = [];
  let [draws, faults] = [0, 0];
  let isCalm = true;
  const draw = (below: number) => Math.floor(uniformAt(key, draws++, 0) * below);
  const linger = async () => {
    for (let turns = isCalm ? 0 : draw(4); turns > 0; turns -= 1) await new Promise(setImmediate);
  };
  const deliverOne = async () => {
    const units = onTheirWay.splice(draw(onTheirWay.length), 1)[0];
    if (units !== undefined) await inner.commit(units);
  };
  const read = async <T>(work: () => Promise<T>): Promise<T> => {
    await linger();
    if (!isCalm && draw(40) === 0) {
      faults += 1;
      throw new Error('the connection was lost');
    }
    const answer = await work();
    await linger();
    return answer;
  };
  const store: Store = {
    ...delegate(inner),
    load: (keys) => read(() => inner.load(keys)),
    history: (stream, range) => read(() => inner.history(stream, range)),
    async commit(units) {
      await linger();
      const fate = isCalm ? 'fine' : FATES[draw(FATES.length)]!;
      if (fate !== 'fine') faults += 1;
      if (!isCalm && draw(3) === 0) await deliverOne();
      if (fate === 'belated' || fate === 'again') onTheirWay.push(units);
      if (fate === 'belated' || fate === 'fail-before') throw new Error('the connection was lost');
      const outcomes = await inner.commit(units);
      if (fate === 'twice') await inner.commit(units);
      if (fate === 'fail-after') throw new Error('the connection was lost');
      if (fate === 'late') for (let turns = 0; turns < 8; turns += 1) await linger();
      return outcomes;
    },
  };
  return {
    store,
    faults: () => faults,
    rage: () => {
      isCalm = false;
    },
    calm: async () => {
      isCalm = true;
      while (onTheirWay.length > 0) await deliverOne();
    },
  };
}

function drawDeeds(seed: number): readonly (readonly Deed[])[] {
  const key = streamKey(seed, 'deeds');
  return Array.from({ length: CLIENTS }, (_, client) =>
    Array.from({ length: DEEDS }, (_, number) => {
      const draw = (index: number) => uniformAt(key, client * DEEDS + number, index);
      return {
        kind: (['feel', 'feel', 'feel', 'learn', 'learn-user'] as const)[Math.floor(draw(0) * 5)]!,
        tag: `${client}/${number}`,
        place: Math.floor(draw(1) * 2),
        seconds: [0, 60, 50_000][Math.floor(draw(2) * 3)]!,
        goodness: Math.round(draw(3) * 10) / 10,
      };
    }),
  );
}

async function run(
  chaos: Chaos,
  deeds: readonly (readonly Deed[])[],
  book: Book,
): Promise<Course & { readonly strange: readonly string[] }> {
  const first = await createEngine({ ...LIFE_OPTIONS, store: chaos.store });
  const scene = await setScene(first);
  const answers: [string, string][] = [];
  const unknown: string[] = [];
  const strange: string[] = [];
  const clients = deeds.map(async (own) => {
    const writer = book.follow(chaos.store);
    const engine = await createEngine({ ...LIFE_OPTIONS, store: writer.store });
    return async () => {
      for (const deed of own) {
        const answer = await insist(deed, () => {
          writer.forget();
          return doDeed(engine, scene, deed).catch((error: unknown) => {
            // What the network does, and a race that was lost too often; anything else is no part of this.
            const isExpected =
              isEngineError(error, 'STORE_FAILED') || isEngineError(error, 'REVISION_CONFLICT');
            if (!isExpected) strange.push(`${deed.tag} ended with ${codeOf(error)}`);
            return undefined;
          });
        });
        if (answer === undefined) unknown.push(deed.tag);
        else answers.push([deed.tag, answer]);
      }
      await engine.close();
    };
  });
  const ready = await Promise.all(clients);
  chaos.rage();
  await Promise.all(ready.map((work) => work()));
  await chaos.calm();
  await first.close();
  return { answers, unknown, strange, stored: book.deeds, records: await recordsOf(chaos.store, scene) };
}

/** What goes under a key is tried again when its outcome is unknown. @returns undefined when it stays unknown */
async function insist(deed: Deed, attempt: () => Promise<string | undefined>): Promise<string | undefined> {
  for (let left = deed.kind === 'feel' ? TRIES : 1; left > 0; left -= 1) {
    const answer = await attempt();
    if (answer !== undefined) return answer;
  }
  return undefined;
}
