import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { doctor, type Patient } from '../../adapters/cli/doctor';

describe('doctor', () => {
  const examine = async (patient?: Partial<Patient>) => {
    const stdout = new PassThrough();
    const world = { stdout, stderr: stdout, env: {}, now: Date.now, signal: new AbortController().signal };
    const io = { ...world, readFile: async () => '', readInput: async () => '' };
    const healthy: Patient = {
      nodeVersion: '22.1.0',
      inspectSqliteDriver: async () => ({ driver: 'better-sqlite3', version: '12.0.0', usable: true }),
      tryStoreFile: async () => {},
      tryLexicon: () => {},
    };
    const exitCode = await doctor({ color: false }, io, patient && { ...healthy, ...patient });
    stdout.end();
    return { exitCode, out: await text(stdout) };
  };

  it('finds everything on this machine', async () => {
    const { exitCode, out } = await examine();
    expect(out).toMatch(
      /^✓ Node .*\n✓ better-sqlite3 .*\n✓ store file .*\n✓ lexicon .*\n\nEverything is there\.\n$/,
    );
    expect(exitCode).toBe(0);
  });

  it('only warns where nothing but --store is missing', async () => {
    const problem = 'better-sqlite3 cannot be imported: run "npm install better-sqlite3".';
    const { exitCode, out } = await examine({
      inspectSqliteDriver: async () => ({ usable: false, problem }),
    });
    expect(exitCode).toBe(0);
    expect(out).toMatch(/^! better-sqlite3 .*--store.*npm install better-sqlite3/m);
  });

  it('says when it is the SQLite of Node that is used, and why', async () => {
    const problem = 'better-sqlite3 cannot be imported: run "npm install better-sqlite3".';
    const { exitCode, out } = await examine({
      inspectSqliteDriver: async () => ({ driver: 'node:sqlite', usable: true, problem }),
    });
    expect(exitCode).toBe(0);
    expect(out).toMatch(
      /^✓ node:sqlite .*built into Node; better-sqlite3 cannot be imported.*\n✓ store file/m,
    );
    expect(out).toMatch(/Everything is there\.\n$/);
  });

  it('fails with a remedy where something is broken', async () => {
    const unbuilt = {
      version: '12.0.0',
      usable: false,
      problem: 'no build: run "npm rebuild better-sqlite3"',
    };
    const cases: [Partial<Patient>, RegExp][] = [
      [{ nodeVersion: '20.18.3' }, /^✗ Node +20\.18\.3 is too old: install 20\.19/m],
      [{ nodeVersion: '18.20.0' }, /^✗ Node/m],
      [{ inspectSqliteDriver: async () => unbuilt }, /^✗ better-sqlite3 .*npm rebuild/m],
      [{ tryStoreFile: () => Promise.reject(new Error('disk full')) }, /^✗ store file +disk full/m],
      [
        {
          tryLexicon: () => {
            throw new Error('no words');
          },
        },
        /^✗ lexicon +no words/m,
      ],
    ];
    for (const [patient, message] of cases) {
      const { exitCode, out } = await examine(patient);
      expect(out).toMatch(message);
      expect(exitCode).toBe(1);
    }
  });
});
