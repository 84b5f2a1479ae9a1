import { EngineError } from '../errors';
import type { StreamId } from '../ports';
import type { GuardedStore } from './guarded-store';
import { toIso } from './session-answers';

/** Whether a history still has its first event; one without events never had any. */
export async function isBeginningKept(store: GuardedStore, stream: StreamId): Promise<boolean> {
  const [first] = await store.history(stream, { limit: 1 });
  return first === undefined || first.sequence === 1;
}

/** The error for an instant of which the history does not tell any more. */
export function historyMissing({ collection, id }: StreamId, atMs: number): EngineError {
  return new EngineError(
    'HISTORY_MISSING',
    `the history of ${collection} "${id}" does not tell of ${toIso(atMs)} any more`,
    { collection, id },
  );
}
