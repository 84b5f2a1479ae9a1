import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { carryOut } from '../../adapters/simulation';
import { fingerprintOf, numbersOf } from '../../adapters/simulation/fingerprint';
import { lockDirectory } from '../../adapters/simulation/lock';
import { planOf } from '../../adapters/simulation/plan';
import { isEngineError } from '../../src';
import { LABELS } from '../../src/constants/affect';
import { parseSimulationModel } from '../../src/schema/simulation';

const folder = mkdtempSync(join(tmpdir(), 'animacy-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));
const newDirectory = () => mkdtempSync(join(folder, 'out-'));
const lockIn = (directory: string) => join(directory, 'simulation.lock');
const leave = (directory: string, holder: unknown) =>
  writeFileSync(lockIn(directory), typeof holder === 'string' ? holder : JSON.stringify(holder));

function refusalOf(directory: string): unknown {
  try {
    lockDirectory(directory)();
  } catch (error) {
    return error;
  }
  return undefined;
}

describe('a directory of a run', () => {
  it('is held by one run at a time, also within one process', () => {
    const directory = newDirectory();
    const unlock = lockDirectory(directory);
    const refusal = refusalOf(directory);
    expect(isEngineError(refusal, 'OUTPUT_IN_USE') && refusal.details).toEqual({
      path: directory,
      pid: process.pid,
    });
    unlock();
    expect(readdirSync(directory)).toEqual([]);
    expect(refusalOf(directory)).toBeUndefined();
  });

  it('is free again when its run was killed, and nothing of the lock stays', async () => {
    const directory = newDirectory();
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
    await once(child, 'spawn');
    leave(directory, { pid: child.pid, host: hostname(), run: 'other' });
    writeFileSync(`${lockIn(directory)}.of-one-that-died-early`, '');
    expect(isEngineError(refusalOf(directory), 'OUTPUT_IN_USE')).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(refusalOf(directory)).toBeUndefined();
    expect(readdirSync(directory)).toEqual([]);
  });

  it.runIf(process.platform === 'linux')('is free when its process has become another one', () => {
    const directory = newDirectory();
    leave(directory, { pid: process.pid, host: hostname(), started: '1 another boot', run: 'other' });
    expect(refusalOf(directory)).toBeUndefined();
  });

  it('is left to a run of another machine', () => {
    const directory = newDirectory();
    leave(directory, { pid: 1, host: 'elsewhere.invalid', run: 'other' });
    expect(refusalOf(directory)).toMatchObject({ message: expect.stringMatching(/elsewhere.*delete/) });
    expect(readFileSync(lockIn(directory), 'utf8')).toContain('elsewhere');
  });

  it.each(['', '{', 'null', '[]', '{"pid":-1}'])('is not held by what no run has written: %j', (content) => {
    const directory = newDirectory();
    leave(directory, content);
    expect(refusalOf(directory)).toBeUndefined();
  });

  it('is not given away by who does not hold it any more', () => {
    const directory = newDirectory();
    const unlock = lockDirectory(directory);
    leave(directory, { pid: process.pid, host: hostname(), run: 'other' });
    unlock();
    expect(readdirSync(directory)).toEqual(['simulation.lock']);
  });

  it('refuses a second run before it touches anything', async () => {
    const directory = newDirectory();
    const unlock = lockDirectory(directory);
    const appraisal = {
      goalRelevance: 0.5,
      goalCongruence: 0,
      expectedness: 0.3,
      controllability: 0.5,
      agency: 0,
      normCompatibility: 0,
    };
    const model = parseSimulationModel({ events: [{ name: 'news', perYear: 30, appraisal }] });
    const plan = planOf({ characters: 3, years: 0.1, stepHours: 24, seed: 1 }, model, 'test');
    const options = {
      out: directory,
      fresh: true,
      version: 'test',
      workers: 1,
      signal: new AbortController().signal,
    };
    await expect(carryOut(plan, options)).rejects.toMatchObject({ code: 'OUTPUT_IN_USE' });
    expect(readdirSync(directory)).toEqual(['simulation.lock']);
    unlock();
    expect(await carryOut(plan, options)).toMatchObject({ kind: 'over' });
    expect(readdirSync(directory)).not.toContain('simulation.lock');
  });
});

describe('the fingerprint of a run', () => {
  it('tells versions, requests and models apart', () => {
    const asked = [100, { events: [{ name: 'news' }] }];
    const fingerprints = [
      fingerprintOf('1', asked),
      fingerprintOf('2', asked),
      fingerprintOf('1', [101, asked[1]]),
      fingerprintOf('1', [100, { events: [{ name: 'old' }] }]),
    ];
    expect(new Set(fingerprints).size).toBe(4);
    expect(fingerprintOf('1', [...asked])).toBe(fingerprints[0]);
  });

  it('reads every number below a node, whatever the order of its names', () => {
    expect(numbersOf({ b: 1, a: [2, { c: 3, text: 'no' }] })).toEqual([
      ['.a.0', 2],
      ['.a.1.c', 3],
      ['.b', 1],
    ]);
    expect(numbersOf({ a: { y: 1, x: 2 } })).toEqual(numbersOf({ a: { x: 2, y: 1 } }));
    expect(numbersOf(LABELS)).toHaveLength(Object.keys(LABELS).length * 9);
  });
});
