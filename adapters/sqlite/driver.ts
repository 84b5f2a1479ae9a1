import { type BetterSqlite3Surroundings, INSTALLED, loadBetterSqlite3 } from './better-sqlite3';
import type { SqliteDriver, SqliteDriverName } from './database';
import { createUnavailable } from './failures';
import { findNodeSqlite, loadNodeSqlite } from './node-sqlite';

/** What is known of the drivers on this machine. */
export interface SqliteDriverFindings {
  /** The driver that a store uses when none is asked for; absent when there is none. */
  readonly driver?: SqliteDriverName;
  /** The installed version of better-sqlite3; absent when it is not installed. */
  readonly version?: string;
  /** Whether a SQLite store can be opened. */
  readonly usable: boolean;
  /** One line that says why better-sqlite3 is not used, and what to do about it. */
  readonly problem?: string;
}

/** Where the findings come from: the machine, or a test. */
export interface SqliteDriverSurroundings extends BetterSqlite3Surroundings {
  /** The module node:sqlite, undefined where this Node has none. */
  findNodeSqlite(): object | undefined;
}

const THIS_MACHINE: SqliteDriverSurroundings = { ...INSTALLED, findNodeSqlite };

/** Looks which driver can be used here, without ever throwing: for a `doctor` command. */
export async function inspectSqliteDriver(
  surroundings: SqliteDriverSurroundings = THIS_MACHINE,
): Promise<SqliteDriverFindings> {
  const version = surroundings.findVersion();
  const known = version === undefined ? {} : { version };
  try {
    const { name } = await loadDriver('better-sqlite3', surroundings);
    return { ...known, driver: name, usable: true };
  } catch (refusal) {
    const fallback = await loadDriver(undefined, surroundings).catch(messageOf);
    return typeof fallback === 'string'
      ? { ...known, usable: false, problem: fallback }
      : { ...known, driver: fallback.name, usable: true, problem: messageOf(refusal) };
  }
}

/**
 * Loads the driver that is asked for, or else the first that works: better-sqlite3, then node:sqlite.
 * Errors: STORE_UNAVAILABLE, not retryable, with the remedies in its message, when there is none.
 */
export async function loadDriver(
  wanted?: SqliteDriverName,
  surroundings: SqliteDriverSurroundings = THIS_MACHINE,
): Promise<SqliteDriver> {
  const loadBuiltIn = () => loadNodeSqlite(surroundings.findNodeSqlite(), surroundings.nodeVersion);
  if (wanted === 'node:sqlite') return loadBuiltIn();
  try {
    return await loadBetterSqlite3(surroundings);
  } catch (refusal) {
    if (wanted !== undefined) throw refusal;
    return loadInstead(loadBuiltIn, refusal);
  }
}

function loadInstead(load: () => SqliteDriver, refusal: unknown): SqliteDriver {
  try {
    return load();
  } catch (cause) {
    const remedy = messageOf(refusal).replace(/\.$/, '');
    // The reason why the first choice failed says more than that this Node is too old for the second.
    const options = { cause: refusal instanceof Error ? refusal.cause : cause, retryable: false };
    throw createUnavailable(
      `${remedy}, or use Node 22.16 or newer, whose node:sqlite needs no build.`,
      options,
    );
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
