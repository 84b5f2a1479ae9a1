import type { NodeSqliteDatabase } from '../../adapters/sqlite';

interface Options {
  readonly timeout?: number;
  readonly readOnly?: boolean;
  readonly readBigInts?: boolean;
}

/** Opens a database of node:sqlite as a program of its own would. The module is asked for at run time: this Node may not have it. */
export function openNodeDatabase(path: string, options: Options = {}): NodeSqliteDatabase {
  const module = process.getBuiltinModule('node:sqlite' as string) as {
    DatabaseSync: new (path: string, options: Options) => NodeSqliteDatabase;
  };
  return new module.DatabaseSync(path, options);
}
