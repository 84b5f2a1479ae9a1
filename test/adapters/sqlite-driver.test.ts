import { describe, expect, it, vi } from 'vitest';
import { createSqliteStore, inspectSqliteDriver } from '../../adapters/sqlite';
import type { SqliteConstructor } from '../../adapters/sqlite/database';
import { loadDriver, type SqliteDriverSurroundings } from '../../adapters/sqlite/driver';
import { isEngineError } from '../../src/errors';

const WORKING = class {
  close() {}
} as unknown as SqliteConstructor;
const UNBUILT = class {
  constructor() {
    throw new Error('Could not locate the bindings file.');
  }
} as unknown as SqliteConstructor;

function surround(parts: Partial<SqliteDriverSurroundings>): SqliteDriverSurroundings {
  return { nodeVersion: '22.1.0', findVersion: () => '12.11.1', importDriver: async () => WORKING, ...parts };
}

describe('sqlite driver', () => {
  it('is found and usable here', async () => {
    const { version, ...rest } = await inspectSqliteDriver();
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(rest).toEqual({ usable: true });
  });

  it.each([
    ['12.11.1', '20.20.2', true],
    ['13.0.0', '22.0.0', true],
    ['13.2.0', '24.1.0', true],
    ['13.2.0', '20.20.2', false],
    ['14.0.0', '21.7.3', false],
  ])('of version %s on Node %s is usable: %s', async (version, nodeVersion, usable) => {
    const importDriver = vi.fn(async () => WORKING);
    const findings = await inspectSqliteDriver(
      surround({ nodeVersion, findVersion: () => version, importDriver }),
    );
    expect([findings.version, findings.usable]).toEqual([version, usable]);
    // Importing the wrong one ends the process.
    expect(importDriver).toHaveBeenCalledTimes(usable ? 1 : 0);
    if (!usable) expect(findings.problem).toContain('npm install better-sqlite3@12');
  });

  it('that is not installed is reported with a remedy that fits this Node', async () => {
    const importDriver = async () => {
      throw new Error("Cannot find package 'better-sqlite3'");
    };
    const missing = { findVersion: () => undefined, importDriver };
    const modern = await inspectSqliteDriver(surround(missing));
    expect(modern).toEqual({
      usable: false,
      problem: 'better-sqlite3 cannot be imported: run "npm install better-sqlite3".',
    });
    const older = await inspectSqliteDriver(surround({ ...missing, nodeVersion: '20.20.2' }));
    expect(older.problem).toContain('"npm install better-sqlite3@12"');
  });

  it('that was not built is reported with a remedy', async () => {
    const findings = await inspectSqliteDriver(surround({ importDriver: async () => UNBUILT }));
    expect(findings.version).toBe('12.11.1');
    expect(findings.problem).toMatch(
      /^better-sqlite3 12\.11\.1 has no working native build .*"npm rebuild better-sqlite3"/,
    );
    expect(findings.problem).not.toContain('\n');
  });

  it('is refused with a typed error that keeps the cause and asks for no retry', async () => {
    const refusal = await loadDriver(surround({ importDriver: async () => UNBUILT })).catch(
      (error: unknown) => error,
    );
    expect(isEngineError(refusal, 'STORE_UNAVAILABLE')).toBe(true);
    expect(refusal).toMatchObject({
      retryable: false,
      details: { store: 'sqlite' },
      cause: expect.any(Error),
    });
  });
});

describe('createSqliteStore', () => {
  it.each([
    undefined,
    {},
    { path: '' },
    { path: ' ' },
    { path: 7 },
    { database: {} },
    { database: undefined },
  ])('refuses the options %j at once', (options) => {
    expect(() => createSqliteStore(options as never)).toThrow(
      expect.toSatisfy((error: unknown) => isEngineError(error, 'CONFIG_INVALID')),
    );
  });
});
