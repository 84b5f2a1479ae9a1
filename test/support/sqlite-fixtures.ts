import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { type ErrorCode, isEngineError } from '../../src/errors';
import type { Change, CommitUnit, NewRecord, RecordKey, Store } from '../../src/ports';

/** A folder that lasts as long as the test file. */
export const folder = mkdtempSync(join(tmpdir(), 'animacy-sqlite-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
/** A path where no file is yet. */
export function newPath(): string {
  files += 1;
  return join(folder, `${files}.db`);
}

/** The key of a session. */
export const session = (id: string): RecordKey => ({ collection: 'session', id });

/** A put of a session. */
export function put(id: string, expectedRevision: number, parts: Partial<NewRecord> = {}): Change {
  return {
    kind: 'put',
    ...session(id),
    expectedRevision,
    record: { parent: '', body: 'body', checksum: 7, ...parts },
  };
}

/** A unit that puts a session and writes one event of it. */
export function unitOf(id: string, expectedRevision: number, parts: Partial<NewRecord> = {}): CommitUnit {
  const event = { stream: session(id), type: 't', atMs: 1.5, body: '{}', checksum: 3 };
  return { changes: [put(id, expectedRevision, parts)], events: [event] };
}

/** How a call ended: well, with an error of the engine, or with one of somebody else. */
export async function codeOf(call: Promise<unknown>): Promise<ErrorCode | 'none' | 'foreign'> {
  try {
    await call;
    return 'none';
  } catch (error) {
    return isEngineError(error) ? error.code : 'foreign';
  }
}

/** All sessions with their histories. */
export async function readAll(store: Store): Promise<unknown> {
  const page = await store.scan({ collection: 'session', limit: 1_000_000 });
  return [page, await Promise.all(page.records.map((record) => store.history(record, {})))];
}

/** A closed file with that many records of about a kilobyte. */
export async function fillFile(records: number): Promise<string> {
  const path = newPath();
  const store = createSqliteStore({ path });
  const body = 'x'.repeat(1_000);
  await store.commit(
    Array.from({ length: records }, (_, index) => unitOf(`s${index}`, 0, { name: `n${index}`, body })),
  );
  await store.close();
  return path;
}
