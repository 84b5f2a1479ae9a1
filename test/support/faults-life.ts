import { createMemoryStore } from '../../adapters/memory';
import { createEngine, type Engine, type Store } from '../../src';
import { streamKey, uniformAt } from '../../src/maths/random';

/*
 * One life that experiments interrupt: a session made under a key, and turns with a key each. What is stored after a number of turns follows
 * from that number alone, so that a store can be held against it wherever it was stopped.
 */

const START = Date.UTC(2030, 0, 1);
const DRAWS = streamKey(7, 'life');

/** What an engine is to be created with, so that a life goes on as it began. */
export const LIFE_OPTIONS = { seed: 7, clock: { now: () => START } } as const;

/** Begins the life, or finds it again. @returns the id of its session */
export async function beginLife(engine: Engine): Promise<string> {
  const { id } = await engine.sessions.create({ preset: 'companion', idempotencyKey: 'life' });
  return id;
}

/** Lives one turn, counted from 1; twice is as good as once. An hour passes each time, so that a day's end changes the character too. */
export async function liveTurn(engine: Engine, id: string, turn: number): Promise<number> {
  const draw = (index: number) => uniformAt(DRAWS, turn, index);
  const { revision } = await engine.sessions.perceive(id, {
    appraisal: {
      goalRelevance: draw(0),
      goalCongruence: 2 * draw(1) - 1,
      expectedness: draw(2),
      controllability: draw(3),
      agency: 2 * draw(4) - 1,
      normCompatibility: 2 * draw(5) - 1,
    },
    elapsedSeconds: 3600,
    idempotencyKey: `turn ${turn}`,
  });
  return revision;
}

/** The life as it should be, lived in memory as far as it is asked for. */
export interface Reference {
  /** Everything that is stored after that many turns, as one text. */
  after(turns: number): Promise<string>;
}

/** Makes a reference; several experiments may share it. */
export function createReference(): Reference {
  const store = createMemoryStore();
  const pages: string[] = [];
  let begun: Promise<{ engine: Engine; id: string }> | undefined;
  async function begin() {
    const engine = await createEngine({ ...LIFE_OPTIONS, store });
    const id = await beginLife(engine);
    pages.push(await pageOf(store, id));
    return { engine, id };
  }
  return {
    async after(turns) {
      begun ??= begin();
      const { engine, id } = await begun;
      while (pages.length <= turns) {
        await liveTurn(engine, id, pages.length);
        pages.push(await pageOf(store, id));
      }
      return pages[turns]!;
    },
  };
}

/**
 * Holds a store against the reference, with eyes that have never seen it.
 * @param acknowledged how many turns the writer was told to be stored; one more may have been stored without it being told
 * @returns how many turns are stored, and what is wrong
 */
export async function examineLife(
  store: Store,
  reference: Reference,
  acknowledged: number,
): Promise<{ readonly turns: number; readonly wrong: readonly string[] }> {
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  try {
    const id = await beginLife(engine);
    const { turns, revision } = await engine.sessions.state(id);
    const wrong: string[] = [];
    if (turns < acknowledged) wrong.push(`${acknowledged} turns were acknowledged and ${turns} are stored`);
    if (turns > acknowledged + 1)
      wrong.push(`${turns} turns are stored and ${acknowledged} were acknowledged`);
    if (revision !== turns + 1) wrong.push(`${turns} turns gave revision ${revision}`);
    const events = await store.history({ collection: 'session', id }, {});
    const told = events.map(({ sequence, revision: at, key }) => `${sequence} ${at} ${key}`);
    const due = Array.from({ length: turns + 1 }, (_, n) =>
      n === 0 ? '1 1 undefined' : `${n + 1} ${n + 1} perceive:${id}:turn ${n}`,
    );
    if (told.join() !== due.join())
      wrong.push(`the history of ${turns} turns is not theirs: ${told.slice(-3)}`);
    if ((await pageOf(store, id)) !== (await reference.after(turns))) {
      wrong.push(`what is stored after ${turns} turns differs from what ${turns} turns give`);
    }
    return { turns, wrong };
  } finally {
    await engine.close();
  }
}

/**
 * The records of a life and its last events, but for what another course of the same life may change: positions, and the id of the
 * character, which is drawn anew when making it failed at first. Checksums cover that id; whoever reads a record checks them.
 */
export async function pageOf(store: Store, id: string): Promise<string> {
  const [session] = await store.load([{ collection: 'session', id }]);
  const [character] = await store.load([{ collection: 'character', id: session!.parent }]);
  const newest = { order: 'newest-first', limit: 3 } as const;
  const events = [await store.history(session!, newest), await store.history(character!, newest)];
  const isLeftOut = (name: string) => name === 'position' || name === 'checksum';
  return JSON.stringify([session, character, events], (name, value: unknown) =>
    isLeftOut(name) ? undefined : value,
  ).replaceAll(session!.parent, 'character');
}
