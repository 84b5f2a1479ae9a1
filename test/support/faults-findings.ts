import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isEngineError } from '../../src';

/** What an experiment with a fault came upon. */
export interface Findings {
  /** How often the fault struck. */
  readonly rounds: number;
  /** What was seen, in a few words with figures. */
  readonly seen: string;
  /** Everything that must not be, one line each; empty when all is well. */
  readonly wrong: readonly string[];
}

/** An experiment that cannot be made on this machine, with the one reason. */
export interface Skipped {
  readonly skipped: string;
}

/** Runs work and cleans up after it, also when the process is told to exit meanwhile. */
export async function cleaningUp<T>(cleanUp: () => void, work: () => Promise<T>): Promise<T> {
  process.once('exit', cleanUp);
  try {
    return await work();
  } finally {
    process.removeListener('exit', cleanUp);
    cleanUp();
  }
}

/** Runs work in a folder of its own, which is gone afterwards. */
export function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'animacy-faults-'));
  return cleaningUp(
    () => rmSync(folder, { recursive: true, force: true }),
    () => work(folder),
  );
}

/** An error as its code, or as what it is when it is none of the engine's. */
export function codeOf(error: unknown): string {
  return isEngineError(error) ? error.code : `foreign ${String(error)}`;
}
