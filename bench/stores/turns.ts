import { type CommitUnit, createEngine, type Engine, type Store } from '../../src/index';

const APPRAISAL = {
  goalRelevance: 0.6,
  goalCongruence: -0.4,
  expectedness: 0.3,
  controllability: 0.5,
  agency: -0.5,
  normCompatibility: -0.2,
};

const EVENTS = [0.4, -0.4].map((goalCongruence) => ({
  appraisal: { ...APPRAISAL, goalCongruence },
  elapsedSeconds: 30,
}));

/** Lives one turn of a session. */
export function liveTurn(engine: Engine, id: string, index: number): Promise<unknown> {
  return engine.sessions.perceive(id, EVENTS[index & 1]!);
}

/** What a turn reads and writes: a session's id, the body of its record and that of its newest event, and its character's. */
export interface TurnRows {
  readonly id: string;
  readonly body: string;
  readonly event: string;
  readonly characterId: string;
}

/** Lives some turns, so that there are rows as they are in use. */
export async function makeRows(store: Store): Promise<TurnRows> {
  const engine = await createEngine({ store, seed: 1 });
  const { id, characterId } = await engine.sessions.create({ preset: 'companion' });
  for (let index = 0; index < 10; index += 1) await liveTurn(engine, id, index);
  await engine.close();
  const key = { collection: 'session', id } as const;
  const [session] = await store.load([key]);
  const [event] = await store.history(key, { order: 'newest-first', limit: 1 });
  if (typeof session?.body !== 'string' || event === undefined) throw new Error('the turns left no rows');
  return { id, body: session.body, event: event.body, characterId };
}

/** The unit of one turn, for the revision that it expects. */
export function unitOf({ id, body, event, characterId }: TurnRows, expectedRevision: number): CommitUnit {
  const key = { collection: 'session', id } as const;
  const record = { parent: characterId, body, checksum: 7 };
  return {
    changes: [{ kind: 'put', ...key, expectedRevision, record }],
    events: [{ stream: key, type: 'session.perceived', atMs: 1.9e12, body: event, checksum: 7 }],
  };
}
