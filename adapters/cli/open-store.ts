import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Store } from '../../src/index';
import { createSqliteStore } from '../sqlite';
import { CliError, usageError } from './failures';
import { findPostgresUrl, openPostgres, withoutSecrets } from './postgres';

/** A store that a command has opened. */
export interface OpenedStore {
  readonly store: Store;
  /** What messages call it: a path, or a word. Addresses of databases hold passwords. */
  readonly place: string;
  /** The SQLite file, when it is one. */
  readonly path?: string;
  close(): Promise<void>;
}

/** Where a store is, as `--store` says it. */
type Where =
  | { readonly kind: 'sqlite'; readonly path: string }
  | { readonly kind: 'postgres'; readonly url: string };

/** Reads what `--store` says. */
export function whereOf(text: string): Where {
  const url = findPostgresUrl(text);
  if (url !== undefined) return { kind: 'postgres', url };
  const path = text.replace(/^sqlite:/, '');
  if (path.trim() === '' || text === 'memory') {
    throw usageError('--store takes FILE, sqlite:FILE or postgres:URL');
  }
  return { kind: 'sqlite', path };
}

/**
 * Opens the store that `--store` names.
 * @param mayBeNew makes the file when there is none; otherwise that is an error
 */
export async function openKeptStore(text: string, { mayBeNew = false } = {}): Promise<OpenedStore> {
  const where = whereOf(text);
  if (where.kind === 'postgres') {
    return { ...(await openPostgres(where.url)), place: withoutSecrets(where.url) };
  }
  const { path } = where;
  if (!existsSync(path)) {
    if (!mayBeNew) throw new CliError(`${path}: there is no such file`);
    await mkdir(dirname(path), { recursive: true });
  }
  const store = createSqliteStore({ path });
  return { store, place: path, path, close: () => store.close() };
}
