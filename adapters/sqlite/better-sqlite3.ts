import { createRequire } from 'node:module';
import type { SqliteDriver, SqliteFile } from './database';
import { createUnavailable } from './failures';

const PACKAGE = 'better-sqlite3';
const FIRST_NODE_API_MAJOR = 13;
const NODE_MAJOR_FOR_NODE_API = 22;

/** The constructor that better-sqlite3 exports; `timeout` is in milliseconds. */
export type BetterSqlite3 = new (path: string, options?: { timeout?: number }) => SqliteFile;

/** Where better-sqlite3 comes from: the machine, or a test. */
export interface BetterSqlite3Surroundings {
  /** The version of Node, for example `20.20.2`. */
  readonly nodeVersion: string;
  /** The installed version of the package, undefined when there is none. */
  findVersion(): string | undefined;
  /** Imports the package. */
  importBetterSqlite3(): Promise<BetterSqlite3>;
}

/** This machine. */
export const INSTALLED: BetterSqlite3Surroundings = {
  nodeVersion: process.versions.node,
  findVersion: findInstalledVersion,
  importBetterSqlite3: async () => (await import('better-sqlite3')).default,
};

/**
 * Imports better-sqlite3 and proves that it works by opening a database in memory.
 * Errors: STORE_UNAVAILABLE, not retryable, with a remedy in its message, when it is missing, not built or too new for this Node.
 */
export async function loadBetterSqlite3(surroundings: BetterSqlite3Surroundings): Promise<SqliteDriver> {
  const { nodeVersion } = surroundings;
  const version = surroundings.findVersion();
  if (version !== undefined && isTooNew(version, nodeVersion)) {
    throw refuse(
      `better-sqlite3 ${version} needs Node ${NODE_MAJOR_FOR_NODE_API} or newer and this is Node ${nodeVersion}: run "npm install better-sqlite3@12".`,
    );
  }
  const Database = await importPackage(surroundings);
  try {
    new Database(':memory:').close();
  } catch (cause) {
    throw refuse(
      `better-sqlite3 ${version ?? ''} has no working native build for Node ${nodeVersion}: run "npm rebuild better-sqlite3" with install scripts allowed.`,
      cause,
    );
  }
  return { name: PACKAGE, open: (path, timeout) => new Database(path, { timeout }) };
}

async function importPackage({
  importBetterSqlite3,
  nodeVersion,
}: BetterSqlite3Surroundings): Promise<BetterSqlite3> {
  try {
    return await importBetterSqlite3();
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
