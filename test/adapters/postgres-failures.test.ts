import { describe, expect, it } from 'vitest';
import { createPostgresStore, type PostgresPool } from '../../adapters/postgres';
import { SCHEMA_VERSION } from '../../adapters/postgres/schema';
import type { ErrorCode } from '../../src/errors';

const key = { collection: 'session', id: 'a' } as const;
const put = {
  kind: 'put',
  ...key,
  expectedRevision: 0,
  record: { parent: '', body: '', checksum: 0 },
} as const;
const commit = [{ changes: [put], events: [] }];
const COMMITTED = { rows: [{ outcome: '{"status":"committed","revisions":[1]}' }] };

const failure = (message: string, parts: object = {}) => Object.assign(new Error(message), parts);

/** A pool that is open and then answers with what it is given, one after the other; the last one for ever. */
function poolOf(...answers: readonly (Error | { rows: unknown[] })[]): PostgresPool & { asked: number } {
  return {
    asked: 0,
    async query({ text }) {
      if (text.includes('animacy_store')) return { rows: [{ version: `${SCHEMA_VERSION}` }] };
      const answer = answers[Math.min(this.asked, answers.length - 1)];
      this.asked += 1;
      if (answer === undefined || answer instanceof Error) throw answer;
      return answer;
    },
  };
}

interface Expected {
  readonly code: ErrorCode;
  readonly retryable: boolean;
  /** Whether a commit that fails so may have been stored. */
  readonly isUnknown: boolean;
}
const certain: Expected = { code: 'STORE_UNAVAILABLE', retryable: true, isUnknown: false };
const unknown: Expected = { ...certain, isUnknown: true };
const failed: Expected = { code: 'STORE_FAILED', retryable: false, isUnknown: false };
const corrupt: Expected = { ...failed, code: 'RECORD_CORRUPT' };

describe('what the driver throws', () => {
  it.each<[string, Error, Expected]>([
    ['nobody listens', failure('connect', { code: 'ECONNREFUSED', syscall: 'connect' }), certain],
    ['nobody listens on any address', new AggregateErrorWithCode('ECONNREFUSED'), certain],
    ['no such host', failure('getaddrinfo', { code: 'ENOTFOUND', syscall: 'getaddrinfo' }), certain],
    ['no such socket', failure('connect', { code: 'ENOENT', syscall: 'connect' }), certain],
    ['no answer to a call', failure('connect', { code: 'ETIMEDOUT', syscall: 'connect' }), certain],
    ['no free connection', failure('timeout exceeded when trying to connect'), certain],
    ['too slow a start', failure('Connection terminated due to connection timeout'), certain],
    ['an ended pool', failure('Cannot use a pool after calling end on the pool'), certain],
    ['a dead client', failure('Client has encountered a connection error and is not queryable'), certain],
    ['a closed PGlite', failure('PGlite is closed'), certain],
    ['too many connections', failure('sorry', { code: '53300' }), certain],
    ['a full disk', failure('no space', { code: '53100' }), certain],
    ['a server that starts', failure('starting up', { code: '57P03' }), certain],
    ['a canceled statement', failure('canceling statement', { code: '57014' }), certain],
    ['a lock that is held', failure('lock timeout', { code: '55P03' }), certain],
    ['a standby', failure('read-only', { code: '25006' }), certain],
    ['an unreadable disk', failure('could not read', { code: '58030' }), certain],

    ['a connection that ends', failure('Connection terminated unexpectedly'), unknown],
    ['a connection that is reset', failure('read', { code: 'ECONNRESET', syscall: 'read' }), unknown],
    ['a broken pipe', failure('write', { code: 'EPIPE', syscall: 'write' }), unknown],
    ['silence', failure('Query read timeout'), unknown],
    ['silence of the network', failure('read', { code: 'ETIMEDOUT', syscall: 'read' }), unknown],
    ['a shutdown', failure('terminating', { code: '57P01' }), unknown],
    ['a crash', failure('terminating', { code: '57P02' }), unknown],
    ['a lost connection', failure('connection failure', { code: '08006' }), unknown],
    ['a commit without an answer', failure('unknown', { code: '40003' }), unknown],

    ['damage', failure('invalid page', { code: 'XX001' }), corrupt],
    ['a damaged index', failure('corrupted', { code: 'XX002' }), corrupt],

    ['a wrong password', failure('password', { code: '28P01' }), failed],
    ['no such database', failure('does not exist', { code: '3D000' }), failed],
    ['no right', failure('permission denied', { code: '42501' }), failed],
    ['a defect of the server', failure('internal error', { code: 'XX000' }), failed],
    ['a defect of the driver', new TypeError('x is not a function'), failed],
  ])('%s', async (_, thrown, { code, retryable, isUnknown }) => {
    const expected = { code, retryable, cause: thrown };
    const written = createPostgresStore({ pool: poolOf(thrown) }).commit(commit);
    const outcome = isUnknown ? { outcome: 'unknown' } : {};
    const details = code === 'RECORD_CORRUPT' ? {} : { store: 'postgres', ...outcome };
    await expect(written).rejects.toMatchObject({ ...expected, details });
    await expect(written).rejects.toSatisfy(
      (error: Error) => /Whether the units were stored is not known/.test(error.message) === isUnknown,
    );
    // A read stores nothing, so nothing about it is unknown.
    const read = createPostgresStore({ pool: poolOf(thrown) }).load([key]);
    await expect(read).rejects.toMatchObject(expected);
    await expect(read).rejects.not.toHaveProperty('details.outcome');
  });
});

describe('a lost race', () => {
  it.each(['40001', '40P01', '23505'])('%s is run again until it is settled', async (code) => {
    const pool = poolOf(failure('lost', { code }), failure('lost', { code }), COMMITTED);
    expect(await createPostgresStore({ pool }).commit(commit)).toEqual([
      { status: 'committed', revisions: [1] },
    ]);
    expect(pool.asked).toBe(3);
  });

  it.each([
    ['40001', certain],
    ['40P01', certain],
    ['23505', failed],
  ])('%s that is lost for ever is a failure in the end', async (code, { code: told, retryable }) => {
    const pool = poolOf(failure('lost', { code }));
    const written = createPostgresStore({ pool }).commit(commit);
    await expect(written).rejects.toMatchObject({ code: told, retryable, details: { store: 'postgres' } });
    expect(pool.asked).toBe(10);
  });

  it('is not run again when it may have been stored', async () => {
    const pool = poolOf(failure('Connection terminated unexpectedly'), COMMITTED);
    await expect(createPostgresStore({ pool }).commit(commit)).rejects.toThrow();
    expect(pool.asked).toBe(1);
  });
});

/** What Node throws when a name leads to several addresses and none of them answers. */
class AggregateErrorWithCode extends AggregateError {
  constructor(readonly code: string) {
    super([failure('connect', { code }), failure('connect', { code })]);
  }
}
