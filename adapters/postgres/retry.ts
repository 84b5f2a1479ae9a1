import { setTimeout as sleep } from 'node:timers/promises';
import { readCode } from './failures';

const MOST_ATTEMPTS = 10;
const LONGEST_WAIT_MS = 100;

// Serialization failure, deadlock, unique violation, and tables, schemas or functions that somebody else made meanwhile.
const LOST_RACES = new Set(['40001', '40P01', '23505', '42P06', '42P07', '42723']);

/**
 * Runs a statement again, after a random wait, while others keep it from being carried out: PostgreSQL has then undone all of it, and
 * a unique violation becomes an outcome once the winner can be seen. Throws what the last attempt threw.
 */
export async function runUntilSettled<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === MOST_ATTEMPTS || !LOST_RACES.has(readCode(error))) throw error;
      await sleep(Math.random() * Math.min(2 ** attempt, LONGEST_WAIT_MS));
    }
  }
}
