import fc from 'fast-check';
import { type Engine, type EngineEvent, isEngineError } from '../../src';
import { GIFT, INSULT } from './engine-fixtures';
import { imageOf } from './persona-fixtures';

/** One call of an engine; `place` chooses among what was made before. */
export interface Step {
  readonly kind: keyof typeof CALLS;
  readonly place: number;
  /** A word out of a small world, so that scopes meet in it: an id, a name, a key. */
  readonly word: string;
}

/** What the calls of one life have made so far. */
interface Made {
  readonly sessions: string[];
  readonly characters: string[];
  readonly personas: string[];
}

type Call = (engine: Engine, made: Made, step: Step) => Promise<unknown>;

const at = (list: readonly string[], place: number) => list[place % list.length] ?? 'none';

const CALLS = {
  begin: async ({ sessions }, made, { word }) => {
    const session = await sessions.create({ preset: 'rival', userId: word });
    made.sessions.push(session.id);
    made.characters.push(session.characterId);
    return session;
  },
  beginOnce: async ({ sessions }, made, { word, place }) => {
    const preset = place % 2 === 0 ? 'rival' : 'mentor';
    const session = await sessions.create({ preset, idempotencyKey: word, metadata: { word } });
    made.sessions.push(session.id);
    return session;
  },
  beginFor: async ({ sessions }, made, { place, word }) => {
    const session = await sessions.create({ characterId: at(made.characters, place), userId: word });
    made.sessions.push(session.id);
    return session;
  },
  perceive: ({ sessions }, { sessions: ids }, { place, word }) =>
    sessions.perceive(at(ids, place), {
      appraisal: place % 3 === 0 ? INSULT : GIFT,
      text: word,
      elapsedSeconds: 20_000,
      idempotencyKey: `${word}${place % 4}`,
    }),
  tick: ({ sessions }, { sessions: ids }, { place }) => sessions.tick(at(ids, place), 60),
  consolidate: ({ sessions }, { sessions: ids }, { place }) => sessions.consolidate(at(ids, place)),
  state: ({ sessions }, { sessions: ids }, { place }) => sessions.state(at(ids, place)),
  end: ({ sessions }, { sessions: ids }, { place }) => sessions.delete(at(ids, place)),
  sessions: ({ sessions }) => allOf((cursor) => sessions.list({ limit: 2, cursor })),
  character: async ({ characters }, made, { word, place }) => {
    made.characters.push(word);
    return characters.create({
      id: word,
      name: `${word}${place % 2}`,
      preset: 'mentor',
      metadata: { place },
    });
  },
  named: ({ characters }, _, { word, place }) => characters.getByName(`${word}${place % 2}`),
  overlays: ({ characters }, made, { place }) => characters.overlays(at(made.characters, place)),
  history: ({ characters }, made, { place }) => characters.personality(at(made.characters, place)),
  characters: ({ characters }) => allOf((cursor) => characters.list({ limit: 2, cursor })),
  forget: ({ characters }, made, { place }) => characters.delete(at(made.characters, place)),
  project: ({ projects }, _, { word }) => projects.create({ id: word, name: word }),
  projects: ({ projects }) => allOf((cursor) => projects.list({ limit: 2, cursor })),
  persona: async (engine, made, { word, place }) => {
    const persona = await engine.personas(word).create({ name: `${word}${place % 3}` });
    made.personas.push(persona.id);
    return persona;
  },
  born: async ({ characters }, made, { place }) => {
    const character = await characters.create({ personaId: at(made.personas, place) });
    made.characters.push(character.id);
    return character;
  },
  abandon: (engine, made, { word, place }) => engine.personas(word).delete(at(made.personas, place)),
  image: (engine, _, { word, place }) =>
    engine.images(word).create({ bytes: imageOf('png', `${place}`), role: 'persona-avatar-styleguide' }),
  images: (engine, _, { word }) => engine.images(word).list({ role: 'persona-avatar-styleguide' }),
  dissolve: ({ projects }, _, { word }) => projects.delete(word),
} satisfies Record<string, Call>;

/** Everything on the pages of a listing. Cursors are left out: what they are made of is the store's affair. */
async function allOf<P extends { readonly cursor?: string }>(
  read: (cursor: string | undefined) => Promise<P>,
): Promise<readonly unknown[]> {
  const pages: unknown[] = [];
  let cursor: string | undefined;
  do {
    const { cursor: next, ...page } = await read(cursor);
    pages.push(page);
    cursor = next;
  } while (cursor !== undefined);
  return pages;
}

/** Random lives of an engine. */
export const stepLists: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    // Turns under a key, in sessions made under one, are what scopes might share first: their keys and ids are the same in all of them.
    kind: fc.oneof(
      { weight: 2, arbitrary: fc.constantFrom(...(Object.keys(CALLS) as (keyof typeof CALLS)[])) },
      { weight: 1, arbitrary: fc.constantFrom<keyof typeof CALLS>('beginOnce', 'perceive', 'perceive') },
    ),
    place: fc.nat(11),
    word: fc.constantFrom('x', 'y'),
  }),
  { maxLength: 40, size: 'max' },
);

/** What a life gives to see: each answer or the code of its failure, everything that was told, and all there is in the end. */
export async function live(engine: Engine, steps: readonly Step[]): Promise<unknown> {
  const made: Made = { sessions: [], characters: [], personas: [] };
  const events: EngineEvent[] = [];
  const answers: unknown[] = [];
  const stop = engine.onAny((event) => void events.push(event));
  const take = async (step: Step) => {
    const call: Call = CALLS[step.kind];
    try {
      answers.push(JSON.parse(JSON.stringify((await call(engine, made, step)) ?? null)));
    } catch (error) {
      if (!isEngineError(error)) throw error;
      answers.push([error.code, error.message]);
    }
  };
  for (const step of steps) await take(step);
  for (const kind of ['sessions', 'characters', 'projects'] as const)
    await take({ kind, place: 0, word: 'x' });
  for (const word of ['x', 'y']) await take({ kind: 'images', place: 0, word });
  for (const place of made.characters.keys()) {
    await take({ kind: 'history', place, word: 'x' });
    await take({ kind: 'overlays', place, word: 'x' });
  }
  stop();
  return JSON.parse(JSON.stringify({ answers, events }));
}
