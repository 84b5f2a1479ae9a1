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
  /** What messages call it, as in {@link Where}. */
  readonly place: string;
  /** The SQLite file, when it is one. */
  readonly path?: string;
  close(): Promise<void>;
}

/** Where a store is, as `--store` says it. `place` is what messages call it: addresses of databases hold passwords. */
export type Where =
  | { readonly kind: 'sqlite'; readonly path: string; readonly place: string }
  | { readonly kind: 'postgres'; readonly url: string; readonly place: string };

/** Reads what `--store` says of a store that outlives the command. Errors: usage. */
export function whereOf(text: string): Where {
  const url = findPostgresUrl(text);
  if (url !== undefined) return { kind: 'postgres', url, place: withoutSecrets(url) };
  const path = text.replace(/^sqlite:/, '');
  if (path.trim() === '' || text === 'memory') {
    throw usageError('--store takes FILE, sqlite:FILE or postgres:URL');
  }
  return { kind: 'sqlite', path, place: path };
}

/**
 * Opens the store that `--store` names.
 * @param mayBeNew makes the file, and directories on the way, when there is none; otherwise that is an error
 */
export async function openKeptStore(where: Where, { mayBeNew = false } = {}): Promise<OpenedStore> {
  if (where.kind === 'postgres') return { ...(await openPostgres(where.url)), place: where.place };
  const { path, place } = where;
  // First the options of the store: what can be no path is to make no directories.
  const store = createSqliteStore({ path });
  if (!existsSync(path)) {
    if (!mayBeNew) throw new CliError(`${path}: there is no such file`);
    await mkdir(dirname(path), { recursive: true });
  }
  return { store, place, path, close: () => store.close() };
}
