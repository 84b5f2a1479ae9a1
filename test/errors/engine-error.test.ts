import { describe, expect, it, vi } from 'vitest';
import { EngineError, ERROR_CODES, type ErrorCode, isEngineError } from '../../src';

const CODES = Object.keys(ERROR_CODES) as ErrorCode[];

describe('an EngineError', () => {
  it('is an Error with a code, a message, details and a stack', () => {
    const error = new EngineError('SESSION_NOT_FOUND', 'there is no session "s"', { id: 's' });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'EngineError',
      code: 'SESSION_NOT_FOUND',
      message: 'there is no session "s"',
      details: { id: 's' },
      retryable: false,
    });
    expect(error.stack).toContain('engine-error.test');
    expect(String(error)).toBe('EngineError: there is no session "s"');
  });

  it('is as retryable as its code, unless it knows better', () => {
    for (const code of CODES) {
      const { retryable } = ERROR_CODES[code];
      expect(new EngineError(code, 'm', {} as never).retryable).toBe(retryable);
      expect(new EngineError(code, 'm', {} as never, { retryable: !retryable }).retryable).toBe(!retryable);
    }
  });

  it('has a cause only when it was given one, and then whatever it was', () => {
    expect('cause' in new EngineError('ENGINE_CLOSED', 'm', {})).toBe(false);
    expect('cause' in new EngineError('ENGINE_CLOSED', 'm', {}, { retryable: true })).toBe(false);
    for (const cause of [new Error('inner'), 'text', null, undefined]) {
      const error = new EngineError('STORE_FAILED', 'm', { store: 's' }, { cause });
      expect('cause' in error).toBe(true);
      expect(error.cause).toBe(cause);
    }
  });

  it('goes into JSON without stack and cause', () => {
    const cause = new Error('postgres://user:password@host');
    const error = new EngineError('STORE_FAILED', 'm', { store: 's' }, { cause });
    expect(JSON.parse(JSON.stringify({ error }))).toEqual({
      error: { code: 'STORE_FAILED', message: 'm', details: { store: 's' }, retryable: false },
    });
  });
});

describe('the guard', () => {
  it('knows an EngineError, and its code when asked for one', () => {
    const error: unknown = new EngineError('SESSION_NOT_FOUND', 'm', { id: 's' });
    expect(isEngineError(error)).toBe(true);
    for (const code of CODES) expect(isEngineError(error, code)).toBe(code === 'SESSION_NOT_FOUND');
    if (isEngineError(error, 'SESSION_NOT_FOUND')) expect(error.details.id).toBe('s');
  });

  it('knows the errors of another copy of the class, and that copy knows these', async () => {
    vi.resetModules();
    const other = await import('../../src/errors');
    expect(other.EngineError).not.toBe(EngineError);
    const theirs = new other.EngineError('ENGINE_CLOSED', 'm', {});
    const ours = new EngineError('ENGINE_CLOSED', 'm', {});
    expect(theirs).not.toBeInstanceOf(EngineError);
    expect([isEngineError(theirs, 'ENGINE_CLOSED'), other.isEngineError(ours, 'ENGINE_CLOSED')]).toEqual([
      true,
      true,
    ]);
    expect([isEngineError(theirs, 'STORE_FAILED'), other.isEngineError(ours, 'STORE_FAILED')]).toEqual([
      false,
      false,
    ]);
  });

  it('knows whatever carries the brand, and the brand cannot be seen by accident', () => {
    const brand = Symbol.for('animacy.EngineError');
    expect(isEngineError({ [brand]: true, code: 'ENGINE_CLOSED' }, 'ENGINE_CLOSED')).toBe(true);
    const error = new EngineError('ENGINE_CLOSED', 'm', {});
    expect(Object.keys(error)).not.toContain(brand);
    expect(Object.getOwnPropertyDescriptor(error, brand)).toEqual({
      value: true,
      enumerable: false,
      configurable: false,
      writable: false,
    });
  });

  it('takes nothing else for one, and never throws', () => {
    const others: unknown[] = [
      undefined,
      null,
      0,
      '',
      'SESSION_NOT_FOUND',
      Symbol.for('animacy.EngineError'),
      {},
      [],
      () => {},
      new Error('SESSION_NOT_FOUND'),
      { name: 'EngineError', code: 'SESSION_NOT_FOUND' },
      Object.create(null),
      JSON.parse('{"code":"SESSION_NOT_FOUND","__proto__":{}}'),
    ];
    for (const other of others) {
      expect(isEngineError(other)).toBe(false);
      expect(isEngineError(other, 'SESSION_NOT_FOUND')).toBe(false);
    }
  });
});
