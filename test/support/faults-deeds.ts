import type { Engine, Store } from '../../src';

/*
 * What writers do at once to one character and its two sessions. Each deed has a tag that what it stores can be told by. However they got into
 * each other's way, there must be an order in which a single writer, doing one deed after the other, gets the same answers and records.
 */

/** One deed of one writer. */
export interface Deed {
  /** `feel` goes under a key, so that it may be tried again; `learn` may not, and is about one user or about all. */
  readonly kind: 'feel' | 'learn' | 'learn-user';
  /** `<writer>/<number>`; the same tag twice is the same deed. */
  readonly tag: string;
  /** Which session, for `feel`. */
  readonly place: number;
  /** How much time passes before it; long ones end the session's day. */
  readonly seconds: number;
  /** From 0 to 1, how good it is. */
  readonly goodness: number;
}

/** Where the deeds are done. */
export interface Scene {
  readonly characterId: string;
  readonly sessions: readonly string[];
}

/** Sets the scene in records that are empty. */
export async function setScene(engine: Engine): Promise<Scene> {
  const { id: characterId } = await engine.characters.create({ preset: 'rival' });
  const sessions: string[] = [];
  for (const userId of ['u', 'v']) sessions.push((await engine.sessions.create({ characterId, userId })).id);
  return { characterId, sessions };
}

/** Does a deed. @returns the part of its answer that does not depend on when it is read, as one text */
export async function doDeed(engine: Engine, { characterId, sessions }: Scene, deed: Deed): Promise<string> {
  const { kind, tag, goodness } = deed;
  if (kind === 'feel') {
    const { emotion, mood, delta, revision, at } = await engine.sessions.perceive(sessions[deed.place]!, {
      appraisal: {
        goalRelevance: 0.7,
        goalCongruence: 2 * goodness - 1,
        expectedness: 0.3,
        controllability: 0.5,
        agency: -0.5,
        normCompatibility: goodness - 0.5,
      },
      text: `deed ${tag};`,
      elapsedSeconds: deed.seconds,
      idempotencyKey: tag,
    });
    return JSON.stringify([emotion.vad, mood.vad, delta, revision, at]);
  }
  const evidence = {
    trait: 'intellect',
    value: goodness,
    trigger: 'deed',
    reasoning: `deed ${tag};`,
  } as const;
  const user = kind === 'learn-user' ? { userId: 'u' } : {};
  return JSON.stringify(await engine.characters.observe(characterId, [{ ...evidence, ...user }]));
}

/** All methods of a store as plain functions, to be overridden one by one. */
export function delegate(store: Store): Store {
  return {
    name: store.name,
    supports: store.supports,
    load: (keys) => store.load(keys),
    find: (names) => store.find(names),
    commit: (units) => store.commit(units),
    scan: (request) => store.scan(request),
    history: (stream, range) => store.history(stream, range),
    close: () => store.close(),
  };
}

/** All records of the scene with their histories, as one text, without positions. */
export async function recordsOf(store: Store, { characterId, sessions }: Scene): Promise<string> {
  const overlays = (await store.scan({ collection: 'overlay', limit: 9 })).records;
  const named = await store.load([
    { collection: 'character', id: characterId },
    ...sessions.map((id) => ({ collection: 'session' as const, id })),
  ]);
  const records = [...named, ...overlays];
  const histories = await Promise.all(records.map((record) => store.history(record!, {})));
  return JSON.stringify([records, histories], (name, value: unknown) =>
    name === 'position' ? undefined : value,
  );
}
