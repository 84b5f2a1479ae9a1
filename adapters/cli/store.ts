import { createEngine } from '../../src/index';
import { backupSqlite } from '../sqlite';
import { CliError, EXIT, failedAt, usageError } from './failures';
import type { Io } from './io';
import { openKeptStore, whereOf } from './open-store';
import { createCounter } from './store-files';
import { type StoreCommand, type StoreCommands, type StoreOptions, WORKS, type Work } from './store-work';
import { cleanJson, cleanText } from './terminal-text';

/** Copies a SQLite file. @returns the exit code */
export async function runBackup(
  { store, out, json = false }: StoreOptions & { readonly out: string },
  io: Io,
): Promise<number> {
  const where = whereOf(store);
  if (where.kind !== 'sqlite') throw usageError('backup copies a SQLite file; PostgreSQL has pg_dump');
  try {
    await backupSqlite({ path: where.path }, out, { signal: io.signal });
  } catch (error) {
    const ended = endedEarly(io);
    if (ended !== undefined) return ended;
    throw failedAt(where.path, error);
  }
  io.stdout.write(json ? `${cleanJson({ kind: 'backup', out })}\n` : `${cleanText(`Copied to ${out}.`)}\n`);
  return EXIT.ok;
}

/** The exit code when the program was told to end; undefined when it was not. */
function endedEarly({ signal }: Io): number | undefined {
  if (!signal.aborted) return undefined;
  return signal.reason === 'unread' ? EXIT.ok : EXIT.interrupted;
}

/**
 * Runs one command of `animacy store`.
 * @returns the exit code: 0 done, 1 failed or damage was found, 2 asked for in the wrong way, 130 interrupted
 */
export async function runStoreCommand<C extends StoreCommand>(
  command: C,
  options: StoreCommands[C],
  io: Io,
): Promise<number> {
  refuseUnconfirmed(command, options);
  const opened = await openKeptStore(whereOf(options.store), { mayBeNew: command === 'import' });
  const counter = createCounter(io);
  try {
    const root = await createEngine({ store: opened.store });
    const engine = (options.scope ?? []).reduce((outer, name) => outer.scope(name), root);
    const call = { signal: io.signal, onProgress: (done: number) => counter.show(done) };
    const work: Work<C> = WORKS[command];
    const { exitCode, lines = [], answer } = await work({ engine, opened, io, counter, call }, options);
    counter.stop();
    if (options.json) io.stdout.write(`${cleanJson({ kind: command, ...answer })}\n`);
    else for (const line of lines) io.stdout.write(`${cleanText(line)}\n`);
    await root.close();
    return exitCode;
  } catch (error) {
    counter.stop();
    const ended = endedEarly(io);
    if (ended !== undefined) return ended;
    throw error instanceof CliError ? error : failedAt(opened.place, error);
  } finally {
    await opened.close();
  }
}

const DESTROYS: Partial<Readonly<Record<StoreCommand, string>>> = {
  repair: 'takes damaged records out of the store',
  trim: 'forgets the beginning of histories',
  erase: 'deletes what there is of a user',
};

function refuseUnconfirmed(command: StoreCommand, options: StoreOptions): void {
  const isReplacing = 'onExisting' in options && options.onExisting === 'replace';
  const what = isReplacing ? 'replaces records that are there' : DESTROYS[command];
  if (what !== undefined && !options.yes) throw usageError(`${command} ${what}: say --yes if it is to`);
}
