import type { CommitOutcome } from '../../ports';
import { check, same } from '../assertions';

/** The index of the one call that won a race, when all others met with this. */
export function findOneWinner(
  race: readonly (readonly { readonly status: string }[])[],
  loss: Exclude<CommitOutcome['status'], 'committed'>,
): number {
  const statuses = race.flat().map(({ status }) => status);
  same(statuses.filter((status) => status === loss).length, race.length - 1, `how many met with ${loss}`);
  const winner = statuses.findIndex((status) => status === 'restored' || status === 'committed');
  check(winner >= 0, 'one has won');
  return winner;
}
