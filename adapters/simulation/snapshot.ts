import { bytesOf, damaged, fillFrom, packBlocks, unpackBlocks } from './container';
import { type Plan, sizeOf } from './plan';
import { addTallies, createTallies, TALLY_ARRAYS, type Tallies } from './tallies';

/** How far a run has come. */
export interface Progress {
  /** 1 for each part that is over. */
  readonly done: Uint8Array;
  /** What was tallied of these. */
  readonly tallies: Tallies;
  /** What parts that have begun can be gone on from. */
  readonly begun: Map<number, Uint8Array>;
}

/** A run that has not begun. */
export function noProgress(plan: Plan): Progress {
  return { done: new Uint8Array(plan.parts), tallies: createTallies(plan), begun: new Map() };
}

/** Notes that a part is over. @param bytes its tallies */
export function finishPart(plan: Plan, progress: Progress, part: number, bytes: Uint8Array): void {
  addTallies(progress.tallies, readTallies(plan, unpackBlocks(bytes)));
  progress.done[part] = 1;
  progress.begun.delete(part);
}

/** A run's progress as bytes. */
export function packProgress({ fingerprint }: Plan, { done, tallies, begun }: Progress): Uint8Array {
  return packBlocks(
    [
      new TextEncoder().encode(fingerprint),
      done,
      ...TALLY_ARRAYS.map((name) => bytesOf(tallies[name])),
      Float64Array.from(begun.keys()),
      ...begun.values(),
    ].map(bytesOf),
  );
}

/**
 * Reads a run's progress.
 * @returns undefined when it is that of another run
 * @throws EngineError SNAPSHOT_MISMATCH when it is damaged
 */
export function unpackProgress(plan: Plan, bytes: Uint8Array): Progress | undefined {
  const [fingerprint, done, ...rest] = unpackBlocks(bytes);
  if (!fingerprint || !done) throw damaged();
  if (new TextDecoder().decode(fingerprint) !== plan.fingerprint) return undefined;
  const progress = {
    done: done.slice(),
    tallies: readTallies(plan, rest),
    begun: new Map<number, Uint8Array>(),
  };
  const [numbers, ...parts] = rest.slice(TALLY_ARRAYS.length);
  if (!numbers || numbers.length !== 8 * parts.length || done.length !== plan.parts) throw damaged();
  const begun = new Float64Array(parts.length);
  fillFrom(begun, numbers);
  for (const [index, part] of begun.entries()) progress.begun.set(part, parts[index]!.slice());
  return progress;
}

function readTallies(plan: Plan, blocks: readonly Uint8Array[]): Tallies {
  const tallies = createTallies(plan);
  for (const [index, name] of TALLY_ARRAYS.entries())
    fillFrom(tallies[name], blocks[index] ?? new Uint8Array());
  return tallies;
}

/** How many steps of characters have been lived in parts that are over. */
export function livedIn(plan: Plan, { done }: Progress): number {
  let lived = 0;
  for (const [part, isDone] of done.entries()) if (isDone) lived += sizeOf(plan, part) * plan.steps;
  return lived;
}
