import { type PackedHeader, type RestoreOptions, restoreOptionsSchema } from '../schema/packed-population';
import { parseWith } from '../schema/parse';
import { checkColumns } from './check-columns';
import { type Columns, LifeLane, STORED_COLUMNS } from './columns';
import { populationOf } from './open-population';
import { mismatch } from './packed-format';
import type { Population } from './population';
import { restoreTraits } from './restore-traits';
import { openState, ordinaryParts, type PopulationParts, type PopulationState } from './state';
import { type Unpacked, unpackPopulation } from './unpack';

/**
 * Makes a population of the bytes that `toBytes` gave. From then on it lives as the other would have lived, to the bit.
 *
 * @example
 * const copy = restorePopulation(village.toBytes());
 *
 * @param bytes are not held on to, and not changed
 * @param options what shall be otherwise than it was: `grows`, `lazy`
 * @throws EngineError SNAPSHOT_MISMATCH when they are truncated, damaged, foreign, of another version, or say what cannot be; INPUT_INVALID for
 * the options. Nothing else, whatever the bytes are
 */
export function restorePopulation(bytes: Uint8Array, options: RestoreOptions = {}): Population {
  return populationOf(restoreState(bytes, options, ordinaryParts));
}

/** The state of the population that some bytes hold; see {@link restorePopulation}. */
export function restoreState(
  bytes: Uint8Array,
  options: RestoreOptions,
  parts: PopulationParts,
): PopulationState {
  const { grows, lazy, signals } = parseWith(restoreOptionsSchema, options, 'the options');
  const unpacked = unpackPopulation(bytes);
  const { header } = unpacked;
  const state = openRoom(header, grows ?? header.grows, lazy ?? header.lazy, signals, parts);
  fillColumns(state.columns, unpacked);
  const { used, nowMs, ticks, vacant, named, names, luggage } = header;
  const size = used - vacant.length;
  const noisy = checkColumns(state.columns, used, vacant, nowMs);
  const manners = restoreTraits(state.columns, header.manners, used, nowMs);
  Object.assign(state, { used, size, nowMs, ticks, noisy, manners });
  for (const row of vacant) state.vacant.push(row);
  for (const [i, row] of named.entries()) state.names.give(row, names[i]!);
  for (const [row, kept] of luggage) state.luggage.set(row, kept);
  if (header.lazy && !state.lazy) parts.loops.settle(state.columns, used, nowMs);
  if (!header.lazy && state.lazy) standNow(state);
  return state;
}

function openRoom(
  header: PackedHeader,
  grows: boolean,
  lazy: boolean,
  signals: number | undefined,
  parts: PopulationParts,
): PopulationState {
  const { capacity, seed, choice } = header;
  try {
    return openState({ capacity, seed, grows, lazy, signals, columns: choice }, parts);
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw mismatch(
      isTooLarge ? `there is no memory for its ${capacity} rows` : 'its columns do not go together',
      cause,
    );
  }
}

function fillColumns(columns: Columns, { header, columns: stored }: Unpacked): void {
  for (const name of stored.keys()) {
    if (!STORED_COLUMNS.includes(name as (typeof STORED_COLUMNS)[number])) {
      throw mismatch('it has a column that this release does not know');
    }
  }
  for (const name of STORED_COLUMNS) {
    const { buffer, byteOffset, byteLength } = columns[name];
    const bytesPerRow = byteLength / columns.capacity;
    if (header.columns[name] !== bytesPerRow) {
      throw mismatch(
        `a row takes ${String(header.columns[name])} bytes of ${name} in place of ${bytesPerRow}`,
      );
    }
    new Uint8Array(buffer, byteOffset, byteLength).set(stored.get(name)!);
  }
}

/** Where time reached all rows at once, they did not keep where they stand: now. */
function standNow(state: PopulationState): void {
  const { life } = state.columns;
  for (let at = 0; at < state.used * LifeLane.count; at += LifeLane.count) {
    life[at + LifeLane.settledAtMs] = state.nowMs;
    life[at + LifeLane.steps] = life[at + LifeLane.steps]! + state.ticks;
  }
  state.ticks = 0;
}
