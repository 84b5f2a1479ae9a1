import { describe, expect, it, vi } from 'vitest';
import { createSqliteStore, inspectSqliteDriver } from '../../adapters/sqlite';
import type { BetterSqlite3 } from '../../adapters/sqlite/better-sqlite3';
import { loadDriver, type SqliteDriverSurroundings } from '../../adapters/sqlite/driver';
import { isEngineError } from '../../src/errors';

const WORKING = class {
  close() {}
} as unknown as BetterSqlite3;
const UNBUILT = class {
  constructor() {
    throw new Error('Could not locate the bindings file.');
  }
} as unknown as BetterSqlite3;

/** A node:sqlite that has, or has not yet, what a store needs. */
function nodeSqlite(isEnough: boolean): object {
  class DatabaseSync {
    isOpen = true;
    location() {
      return null;
    }
    prepare() {
      return isEnough ? { setReturnArrays() {} } : {};
    }
    close() {}
  }
  if (isEnough) Object.assign(DatabaseSync.prototype, { isTransaction: false });
  return isEnough ? { DatabaseSync, backup() {} } : { DatabaseSync };
}

function surround(parts: Partial<SqliteDriverSurroundings>): SqliteDriverSurroundings {
  return {
    nodeVersion: '22.1.0',
    findVersion: () => '12.11.1',
    importBetterSqlite3: async () => WORKING,
    findNodeSqlite: () => undefined,
    ...parts,
  };
}

const MISSING: Partial<SqliteDriverSurroundings> = {
  findVersion: () => undefined,
  importBetterSqlite3: async () => {
    throw new Error("Cannot find package 'better-sqlite3'");
  },
};

describe('sqlite driver', () => {
  it('is found and usable here', async () => {
    const { version, ...rest } = await inspectSqliteDriver();
    expect(version).toMatch(/^\d+\.\d+\.\d+/);
    expect(rest).toEqual({ driver: 'better-sqlite3', usable: true });
  });

  it.each([
    ['12.11.1', '20.20.2', true],
    ['13.0.0', '22.0.0', true],
    ['13.2.0', '24.1.0', true],
    ['13.2.0', '20.20.2', false],
    ['14.0.0', '21.7.3', false],
  ])('better-sqlite3 of version %s on Node %s is usable: %s', async (version, nodeVersion, usable) => {
    const importBetterSqlite3 = vi.fn(async () => WORKING);
    const findings = await inspectSqliteDriver(
      surround({ nodeVersion, findVersion: () => version, importBetterSqlite3 }),
    );
    expect([findings.version, findings.usable]).toEqual([version, usable]);
    // Importing the wrong one ends the process.
    expect(importBetterSqlite3).toHaveBeenCalledTimes(usable ? 1 : 0);
    if (!usable) expect(findings.problem).toContain('npm install better-sqlite3@12');
  });

  it('that is not there is reported with remedies that fit this Node', async () => {
    const modern = await inspectSqliteDriver(surround(MISSING));
    expect(modern).toEqual({
      usable: false,
      problem:
        'better-sqlite3 cannot be imported: run "npm install better-sqlite3", or use Node 22.16 or newer, whose node:sqlite needs no build.',
    });
    const older = await inspectSqliteDriver(surround({ ...MISSING, nodeVersion: '20.20.2' }));
    expect(older.problem).toContain('"npm install better-sqlite3@12"');
  });

  it('that was not built is reported with a remedy', async () => {
    const findings = await inspectSqliteDriver(surround({ importBetterSqlite3: async () => UNBUILT }));
    expect(findings.version).toBe('12.11.1');
    expect(findings.problem).toMatch(
      /^better-sqlite3 12\.11\.1 has no working native build .*"npm rebuild better-sqlite3".* node:sqlite/,
    );
    expect(findings.problem).not.toContain('\n');
  });

  it('is node:sqlite where better-sqlite3 does not work, and the reason is said', async () => {
    const findNodeSqlite = () => nodeSqlite(true);
    expect(await inspectSqliteDriver(surround({ ...MISSING, findNodeSqlite }))).toEqual({
      driver: 'node:sqlite',
      usable: true,
      problem: 'better-sqlite3 cannot be imported: run "npm install better-sqlite3".',
    });
    const unbuilt = await inspectSqliteDriver(
      surround({ importBetterSqlite3: async () => UNBUILT, findNodeSqlite }),
    );
    expect(unbuilt).toMatchObject({ driver: 'node:sqlite', version: '12.11.1', usable: true });
  });

  it('is looked for in Node only when better-sqlite3 does not work: its module warns when it is loaded', async () => {
    const findNodeSqlite = vi.fn(() => nodeSqlite(true));
    await inspectSqliteDriver(surround({ findNodeSqlite }));
    await loadDriver(undefined, surround({ findNodeSqlite }));
    await loadDriver('better-sqlite3', surround({ findNodeSqlite }));
    expect(findNodeSqlite).not.toHaveBeenCalled();
  });

  it('is the one that was asked for, or none', async () => {
    const both = surround({ findNodeSqlite: () => nodeSqlite(true) });
    expect((await loadDriver('node:sqlite', both)).name).toBe('node:sqlite');
    expect((await loadDriver('better-sqlite3', both)).name).toBe('better-sqlite3');
    const builtIn = surround({ ...MISSING, findNodeSqlite: () => nodeSqlite(true) });
    await expect(loadDriver('better-sqlite3', builtIn)).rejects.toThrow(/npm install better-sqlite3"\.$/);
    for (const module of [undefined, nodeSqlite(false), {}]) {
      await expect(loadDriver('node:sqlite', surround({ findNodeSqlite: () => module }))).rejects.toThrow(
        /^node:sqlite needs Node 22\.16 or newer .* this is Node 22\.1\.0\.$/,
      );
    }
  });

  it.each([undefined, 'better-sqlite3', 'node:sqlite'] as const)(
    'is refused with a typed error that keeps the cause and asks for no retry (%s)',
    async (wanted) => {
      const refusal = await loadDriver(wanted, surround({ importBetterSqlite3: async () => UNBUILT })).catch(
        (error: unknown) => error,
      );
      expect(isEngineError(refusal, 'STORE_UNAVAILABLE')).toBe(true);
      expect(refusal).toMatchObject({ retryable: false, details: { store: 'sqlite' } });
      if (wanted !== 'node:sqlite') expect(refusal).toMatchObject({ cause: expect.any(Error) });
    },
  );
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
    { path: 'a.db', driver: 'sqlite3' },
    { path: 'a.db', database: {} },
    { database: { prepare() {} } },
  ])('refuses the options %j at once', (options) => {
    expect(() => createSqliteStore(options as never)).toThrow(
      expect.toSatisfy((error: unknown) => isEngineError(error, 'CONFIG_INVALID')),
    );
  });
});
