import { resolve } from 'node:path';
import type {
  BackupProgress,
  SqliteDatabase,
  SqliteDriver,
  SqliteFile,
  SqliteRunResult,
  SqliteStatement,
} from './database';
import { createUnavailable } from './failures';

const NAME = 'node:sqlite';
const IN_MEMORY = ':memory:';

/** The part of a statement of node:sqlite that is used here. */
interface NodeStatement {
  run(...parameters: unknown[]): SqliteRunResult;
  get(...parameters: unknown[]): unknown;
  all(...parameters: unknown[]): unknown[];
  setReturnArrays(enabled: boolean): void;
  setReadBigInts(enabled: boolean): void;
}

/** The part of `DatabaseSync` of node:sqlite that the store uses; declared by its shape, because the types of Node 20 do not know it. */
export interface NodeSqliteDatabase {
  readonly isOpen: boolean;
  readonly isTransaction: boolean;
  prepare(source: string): NodeStatement;
  exec(source: string): void;
  /** The path of the file, null for a database in memory. */
  location(): string | null;
  close(): void;
}

/** The part of the module node:sqlite that is used here. */
export interface NodeSqlite {
  readonly DatabaseSync: new (path: string, options: { timeout: number }) => NodeSqliteDatabase;
  backup(
    source: NodeSqliteDatabase,
    path: string,
    options: { rate: number; progress: (progress: Parameters<BackupProgress>[0]) => void },
  ): Promise<unknown>;
}

/** The module as this Node has it, undefined where it has none. */
export function findNodeSqlite(): object | undefined {
  // Asked for at run time and not imported: bundlers take the prefix away, and without it there is no such module.
  return process.getBuiltinModule(NAME);
}

/**
 * Makes a driver of node:sqlite.
 * Errors: STORE_UNAVAILABLE, not retryable, with a remedy, where this Node has none, or one that cannot yet do what a store needs.
 */
export function loadNodeSqlite(module: object | undefined, nodeVersion: string): SqliteDriver {
  if (module === undefined || !isNodeSqlite(module)) {
    const message = `node:sqlite needs Node 22.16 or newer (of the odd ones 24 or newer) and this is Node ${nodeVersion}.`;
    throw createUnavailable(message, { retryable: false });
  }
  return { name: NAME, open: (path, timeout) => openFile(module, path, timeout) };
}

/** Whether a value is a `DatabaseSync` of a Node that is new enough. */
export function isNodeSqliteDatabase(value: object): value is NodeSqliteDatabase {
  return 'isTransaction' in value && 'location' in value && 'prepare' in value;
}

/** A database of node:sqlite in the shape of one of better-sqlite3. */
export function adaptNodeSqlite(database: NodeSqliteDatabase): SqliteDatabase {
  return {
    get open() {
      return database.isOpen;
    },
    get inTransaction() {
      // A closed database throws when it is asked.
      return database.isOpen && database.isTransaction;
    },
    // A temporary database has a location that is blank.
    memory: !database.isOpen || !database.location(),
    prepare: (source) => new AdaptedStatement(database.prepare(source)),
    exec: (source) => database.exec(source),
    pragma: (source, { simple = false } = {}) => {
      const statement = database.prepare(`PRAGMA ${source}`);
      if (!simple) return statement.all();
      statement.setReturnArrays(true);
      return firstOf(statement.get());
    },
    close: () => database.close(),
  };
}

function openFile(module: NodeSqlite, path: string, timeout: number): SqliteFile {
  const trimmed = path.trim();
  // An absolute path cannot be taken for a URI, which node:sqlite would follow and better-sqlite3 would not.
  const database = new module.DatabaseSync(trimmed === IN_MEMORY ? trimmed : resolve(trimmed), { timeout });
  return Object.assign(adaptNodeSqlite(database), {
    backup: (to: string, { progress }: { progress: BackupProgress }) => {
      // Node asks for the pages of a step once, better-sqlite3 after each step.
      const rate = progress({ totalPages: 0, remainingPages: 0 });
      return module.backup(database, to, { rate, progress });
    },
  });
}

/** Before Node 22.16 nothing tells whether a transaction is running, nothing waits for another writer, and nothing copies. */
function isNodeSqlite(module: object): module is NodeSqlite {
  if (!('DatabaseSync' in module && 'backup' in module)) return false;
  const { DatabaseSync } = module as NodeSqlite;
  const database = new DatabaseSync(IN_MEMORY, { timeout: 0 });
  const isEnough = isNodeSqliteDatabase(database) && 'setReturnArrays' in database.prepare('SELECT 1');
  database.close();
  return isEnough;
}

/** A statement in the shape of one of better-sqlite3: rows as objects, as arrays (`raw`), or their first column alone (`pluck`). */
class AdaptedStatement implements SqliteStatement {
  private plucks = false;

  constructor(private readonly statement: NodeStatement) {}

  run(...parameters: unknown[]): SqliteRunResult {
    return this.statement.run(...parameters);
  }

  get(...parameters: unknown[]): unknown {
    const row = this.statement.get(...parameters);
    return this.plucks ? firstOf(row) : row;
  }

  all(...parameters: unknown[]): unknown[] {
    const rows = this.statement.all(...parameters);
    return this.plucks ? rows.map(firstOf) : rows;
  }

  raw(toggle = true): this {
    this.statement.setReturnArrays(toggle);
    this.plucks = false;
    return this;
  }

  pluck(toggle = true): this {
    this.statement.setReturnArrays(toggle);
    this.plucks = toggle;
    return this;
  }

  safeIntegers(toggle = true): this {
    this.statement.setReadBigInts(toggle);
    return this;
  }
}

function firstOf(row: unknown): unknown {
  return Array.isArray(row) ? row[0] : undefined;
}
