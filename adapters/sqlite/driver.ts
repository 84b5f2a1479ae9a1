import { createRequire } from 'node:module';
import type { SqliteConstructor } from './database';
import { createUnavailable } from './failures';

const PACKAGE = 'better-sqlite3';
const FIRST_NODE_API_MAJOR = 13;
const NODE_MAJOR_FOR_NODE_API = 22;

/** What is known of the driver on this machine. */
export interface SqliteDriverFindings {
  /** The installed version of better-sqlite3; absent when it is not installed. */
  readonly version?: string;
  /** Whether a SQLite store can be opened. */
  readonly usable: boolean;
  /** One line that says why not, and what to do about it. */
  readonly problem?: string;
}

/** Where the findings come from: the machine, or a test. */
export interface SqliteDriverSurroundings {
  /** The version of Node, for example `20.20.2`. */
  readonly nodeVersion: string;
  /** The installed version of the driver, undefined when there is none. */
  findVersion(): string | undefined;
  /** Imports the driver. */
  importDriver(): Promise<SqliteConstructor>;
}

const THIS_MACHINE: SqliteDriverSurroundings = {
  nodeVersion: process.versions.node,
  findVersion: findInstalledVersion,
  importDriver: async () => (await import('better-sqlite3')).default,
};

/** Looks whether better-sqlite3 can be used here, without ever throwing: for a `doctor` command. */
export async function inspectSqliteDriver(
  surroundings: SqliteDriverSurroundings = THIS_MACHINE,
): Promise<SqliteDriverFindings> {
  const version = surroundings.findVersion();
  const known = version === undefined ? {} : { version };
  try {
    await loadDriver(surroundings);
    return { ...known, usable: true };
  } catch (error) {
    return { ...known, usable: false, problem: error instanceof Error ? error.message : String(error) };
  }
}

/**
 * Imports better-sqlite3 and proves that it works by opening a database in memory.
 * Errors: STORE_UNAVAILABLE, not retryable, with a remedy in its message, when it is missing, not built or too new for this Node.
 */
export async function loadDriver(
  surroundings: SqliteDriverSurroundings = THIS_MACHINE,
): Promise<SqliteConstructor> {
  const { nodeVersion } = surroundings;
  const version = surroundings.findVersion();
  if (version !== undefined && isTooNew(version, nodeVersion)) {
    throw refuse(
      `better-sqlite3 ${version} needs Node ${NODE_MAJOR_FOR_NODE_API} or newer and this is Node ${nodeVersion}: run "npm install better-sqlite3@12".`,
    );
  }
  const Database = await importDriver(surroundings);
  try {
    new Database(':memory:').close();
  } catch (cause) {
    throw refuse(
      `better-sqlite3 ${version ?? ''} has no working native build for Node ${nodeVersion}: run "npm rebuild better-sqlite3" with install scripts allowed.`,
      cause,
    );
  }
  return Database;
}

async function importDriver({
  importDriver,
  nodeVersion,
}: SqliteDriverSurroundings): Promise<SqliteConstructor> {
  try {
    return await importDriver();
  } catch (cause) {
    const range = readMajor(nodeVersion) < NODE_MAJOR_FOR_NODE_API ? '@12' : '';
    throw refuse(`better-sqlite3 cannot be imported: run "npm install better-sqlite3${range}".`, cause);
  }
}

// Version 13 kills the process with a segmentation fault on Node 20, which nothing can catch: it must not even be imported.
function isTooNew(version: string, nodeVersion: string): boolean {
  return readMajor(version) >= FIRST_NODE_API_MAJOR && readMajor(nodeVersion) < NODE_MAJOR_FOR_NODE_API;
}

function readMajor(version: string): number {
  return Number.parseInt(version, 10);
}

function findInstalledVersion(): string | undefined {
  try {
    const manifest: unknown = createRequire(import.meta.url)(`${PACKAGE}/package.json`);
    const isManifest = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
    return isManifest ? String(manifest.version) : undefined;
  } catch {
    return undefined;
  }
}

function refuse(message: string, cause?: unknown): Error {
  return createUnavailable(message, { cause, retryable: false });
}
