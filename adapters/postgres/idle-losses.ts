import type { PostgresPool } from './pool';

const users = new WeakMap<PostgresPool, number>();

/**
 * Keeps a pool from ending the process when it loses a connection that nobody uses, as in a restart of the server: the pool has let go of
 * that connection by itself, and the next statement gets a new one. One listener for each pool, however many stores use it.
 * @returns undoes it
 */
export function bearIdleLosses(pool: PostgresPool): () => void {
  const count = users.get(pool) ?? 0;
  users.set(pool, count + 1);
  if (count === 0) pool.on?.('error', bear);
  return () => {
    const left = (users.get(pool) ?? 1) - 1;
    users.set(pool, left);
    if (left === 0) pool.off?.('error', bear);
  };
}

function bear(): void {}
