import { LIMITS } from '../constants/limits';
import { EngineError } from '../errors';
import type { CommitOutcome, Observer } from '../ports';

/** What an attempt answers when another writer was faster. */
export const LOST_RACE = Symbol('lost race');

/**
 * Whether a unit that could only win or lose a race won it. A duplicate counts as lost: the next attempt finds and replays it.
 * @throws EngineError INVARIANT_BROKEN on an outcome that the unit cannot have
 */
export function isCommitted(
  outcome: CommitOutcome | undefined,
  id: string,
): outcome is Extract<CommitOutcome, { status: 'committed' }> {
  if (outcome?.status === 'committed') return true;
  if (outcome?.status === 'conflict' || outcome?.status === 'duplicate') return false;
  throw new EngineError(
    'INVARIANT_BROKEN',
    `the store answered "${outcome?.status}" to a change of "${id}"`,
    {},
  );
}

/**
 * Repeats an attempt until it wins the race for its records, waiting a little longer each time.
 * @param id the record that is raced for, for the error
 * @param attempt answers {@link LOST_RACE} to be called again; told how many attempts were lost before it
 * @throws EngineError REVISION_CONFLICT when LIMITS.commitAttempts attempts were lost; the signal's reason when it is aborted in between
 */
export async function untilWon<T>(
  id: string,
  attempt: (lost: number) => Promise<T | typeof LOST_RACE>,
  { signal, observer }: { signal?: AbortSignal | undefined; observer?: Observer | undefined },
): Promise<T> {
  for (let lost = 0; lost < LIMITS.commitAttempts; lost++) {
    if (lost > 0) {
      observer?.count?.('animacy.commit.conflict', 1);
      await pause(lost);
      signal?.throwIfAborted();
    }
    const result = await attempt(lost);
    if (result !== LOST_RACE) return result;
  }
  throw new EngineError(
    'REVISION_CONFLICT',
    `other writers changed "${id}" during each of ${LIMITS.commitAttempts} attempts`,
    { id, attempts: LIMITS.commitAttempts },
  );
}

// Spread by chance, because writers that wait equally long meet again; what they write does not depend on it.
function pause(lost: number): Promise<void> {
  const longest = Math.min(100, 2 ** lost);
  return new Promise((resolve) => setTimeout(resolve, Math.random() * longest));
}
