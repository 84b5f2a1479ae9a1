import { isEngineError } from '../../src/errors';
import type { CommitOutcome, Store } from '../../src/ports';

/** The record that everybody counts in. */
export const COUNTER = { collection: 'session', id: 'shared' } as const;

/** Raises the counter by one if nobody is faster, in a unit with that key. */
export async function raise(store: Store, key: string): Promise<CommitOutcome | undefined> {
  const [record] = await store.load([COUNTER]);
  const counter = Number(record?.body ?? 0) + 1;
  const put = { parent: '', name: 'shared', body: `${counter}`, checksum: counter };
  const [outcome] = await store.commit([
    {
      key,
      changes: [{ kind: 'put', ...COUNTER, expectedRevision: record?.revision ?? 0, record: put }],
      events: [{ stream: COUNTER, type: 'raised', atMs: counter, body: key, checksum: counter }],
    },
  ]);
  return outcome;
}

/** How a counter was raised. */
export interface Count {
  /** How often it was raised, and how often the answer to that was lost. */
  readonly raised: number;
  readonly unknown: number;
}

/**
 * Raises the counter until it is told to stop, with a key for each step that stays the same until its outcome is known.
 * Throws when a failure is not one that may be tried again.
 */
export async function raiseUntil(store: Store, name: string, isOver: () => boolean): Promise<Count> {
  let raised = 0;
  let unknown = 0;
  for (let isSettled = true; !(isOver() && isSettled); ) {
    try {
      const outcome = await raise(store, `${name}/${raised}`);
      isSettled = true;
      // A duplicate is the answer to the step whose answer was lost.
      if (outcome?.status === 'committed' || outcome?.status === 'duplicate') raised += 1;
    } catch (error) {
      if (!isEngineError(error, 'STORE_UNAVAILABLE') || !error.retryable) throw error;
      if (error.details.outcome === 'unknown') {
        unknown += 1;
        isSettled = false;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }
  return { raised, unknown };
}

/** The counter, after proof that every step up to it is there exactly once. Throws when one is missing. */
export async function readCounter(store: Store): Promise<number> {
  const [record] = await store.load([COUNTER]);
  const counter = record?.revision ?? 0;
  const events = await store.history(COUNTER, {});
  const keys = new Set(events.map(({ key }) => key));
  const isWhole =
    Number(record?.body ?? 0) === counter &&
    events.length === counter &&
    keys.size === counter &&
    events.every(({ sequence, revision }, index) => sequence === index + 1 && revision === index + 1);
  if (!isWhole) throw new Error(`The counter is at ${counter} and does not agree with its history.`);
  return counter;
}
