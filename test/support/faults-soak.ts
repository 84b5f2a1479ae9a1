import { getEventListeners } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createEngine, type Engine, type StreamId } from '../../src';
import { type Findings, inFolder } from './faults-findings';
import { LIFE_OPTIONS } from './faults-life';
import type { FaultAdapter } from './faults-stores';

/** Where Linux lists the open files of a process. */
const OPEN_FILES = '/proc/self/fd';
const SAMPLES = 20;
const TURNS_OF_A_VISIT = 10;
/** From this many turns on the memory of the second half is held against the first samples of it. */
const ENOUGH_TURNS = 1_000_000;
const MOST_GROWTH = 1.05;

/**
 * Lets many characters live for long, with histories trimmed to the newest event where the store can do so, and opens and closes engines
 * meanwhile: memory must not grow, files must be closed, and nobody may be left listening.
 */
export function soak(adapter: FaultAdapter, characters: number, turnsEach: number): Promise<Findings> {
  return inFolder(async (folder) => {
    const wrong: string[] = [];
    const before = countHandles();
    const { signal } = new AbortController();
    const disk = await adapter.newDisk(folder);
    const store = disk.open();
    const engine = await createEngine({ ...LIFE_OPTIONS, store });
    const lives: StreamId[][] = [];
    for (let n = 0; n < characters; n += 1) {
      const { id, characterId } = await engine.sessions.create({ preset: 'stoic' });
      lives.push([
        { collection: 'session', id },
        { collection: 'character', id: characterId },
      ]);
    }
    let heard = 0;
    const memory: number[] = [];
    const visits = Math.ceil(turnsEach / TURNS_OF_A_VISIT);
    for (let visit = 0; visit < visits; visit += 1) {
      const stop = engine.on('session.perceived', () => {
        heard += 1;
      });
      for (const [session] of lives) {
        for (let turn = 0; turn < TURNS_OF_A_VISIT; turn += 1)
          await perceive(engine, session!.id, signal, turn);
      }
      stop();
      await store.upkeep?.trim(
        lives.flat().map((stream) => ({ stream, beforeSequence: Number.MAX_SAFE_INTEGER })),
      );
      await passBy(adapter, folder);
      if ((visit + 1) % Math.ceil(visits / SAMPLES) === 0) memory.push(process.memoryUsage().rss / 1e6);
    }
    await engine.close();
    await disk.release();
    const turns = characters * visits * TURNS_OF_A_VISIT;
    if (heard !== turns) wrong.push(`${turns} turns were heard of ${heard} times`);
    const waiting = getEventListeners(signal, 'abort').length;
    if (waiting !== 0) wrong.push(`${waiting} listeners are left on a signal`);
    const after = countHandles();
    if (after.files > before.files)
      wrong.push(`${before.files} files were open before and ${after.files} are now`);
    if (after.listeners !== before.listeners)
      wrong.push(`${after.listeners - before.listeners} listeners are left`);
    const half = memory.slice(memory.length >> 1);
    const growth = (half.at(-1) ?? 1) / (half[0] ?? 1);
    if (turns >= ENOUGH_TURNS && growth > MOST_GROWTH)
      wrong.push(`memory grew by a factor of ${growth.toFixed(3)}`);
    const seen = `${turns} turns of ${characters} characters; ${half.at(-1)?.toFixed(0)} MB, ${growth.toFixed(2)} of what it was at half time; open files ${before.files} -> ${after.files}; listeners 0`;
    return { rounds: turns, seen, wrong };
  });
}

/** Opens records and an engine that nobody needs for long. */
async function passBy(adapter: FaultAdapter, folder: string): Promise<void> {
  const disk = await adapter.newDisk(folder);
  const engine = await createEngine({ ...LIFE_OPTIONS, store: disk.open() });
  await engine.sessions.create({ preset: 'stoic' });
  await engine.close();
  await disk.release();
}

async function perceive(engine: Engine, id: string, signal: AbortSignal, turn: number): Promise<void> {
  const appraisal = {
    goalRelevance: 0.5,
    goalCongruence: turn % 2 === 0 ? 0.5 : -0.5,
    expectedness: 0.5,
    controllability: 0.5,
    agency: 0,
    normCompatibility: 0,
  };
  await engine.sessions.perceive(id, { appraisal, elapsedSeconds: 600 }, { signal });
}

function countHandles(): { readonly files: number; readonly listeners: number } {
  const files = existsSync(OPEN_FILES) ? readdirSync(OPEN_FILES).length : 0;
  const listeners = process.eventNames().reduce((sum, name) => sum + process.listenerCount(name), 0);
  return { files, listeners };
}
