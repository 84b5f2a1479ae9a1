import { beginChecksum, endChecksum, takeWords } from '../maths/checksum';
import { type PackedHeader, type RestoreOptions, restoreOptionsSchema } from '../schema/packed-population';
import { parseWith } from '../schema/parse';
import { checkColumns } from './check-columns';
import { type Columns, LifeLane, STORED_COLUMNS } from './columns';
import { populationOf } from './open-population';
import { ALIGNMENT, aligned, mismatch, type PackedSource, sourceOf } from './packed-format';
import type { Population } from './population';
import { restoreTraits } from './restore-traits';
import { openState, ordinaryParts, type PopulationParts, type PopulationState } from './state';
import { damaged, type PackedHead, readHead } from './unpack';

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
  return populationOf(restoreState(sourceOf(bytes), options, ordinaryParts));
}

/** The state of the population that a source holds; see {@link restorePopulation}. */
export function restoreState(
  source: PackedSource,
  options: RestoreOptions,
  parts: PopulationParts,
): PopulationState {
  const { grows, lazy, signals } = parseWith(restoreOptionsSchema, options, 'the options');
  const head = readHead(source);
  const { header } = head;
  const state = openRoom(header, grows ?? header.grows, lazy ?? header.lazy, signals, parts);
  fillColumns(state.columns, head, source);
  const { used, nowMs, ticks, vacant, named, names, luggage } = header;
  const size = used - vacant.length;
  const noisy = checkColumns(state.columns, used, vacant, nowMs);
  const manners = restoreTraits(state.columns, header.manners, used, nowMs);
  Object.assign(state, { used, size, nowMs, ticks, noisy, manners });
  for (const row of vacant) state.vacant.push(row);
  state.names.expect(named.length);
  for (let i = 0; i < named.length; i++) {
    if (!state.names.give(named[i]!, names[i]!)) throw mismatch('its ids do not belong to one row each');
  }
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
  const { capacity, seed, startsAtMs, choice } = header;
  try {
    return openState({ capacity, seed, startsAt: startsAtMs, grows, lazy, signals, columns: choice }, parts);
  } catch (cause) {
    const isTooLarge = cause instanceof RangeError;
    throw mismatch(
      isTooLarge ? `there is no memory for its ${capacity} rows` : 'its columns do not go together',
      cause,
    );
  }
}

/** Bytes that are read before their checksum is taken: so few that they are still in a cache then. A multiple of {@link ALIGNMENT}. */
const PIECE = 262_144;

/** Reads the columns to where they stay. @throws EngineError SNAPSHOT_MISMATCH when they are others, or damaged */
function fillColumns(
  columns: Columns,
  { header, columnsAt, checksum }: PackedHead,
  source: PackedSource,
): void {
  const stored = Object.keys(header.columns) as (typeof STORED_COLUMNS)[number][];
  if (stored.some((name) => !STORED_COLUMNS.includes(name))) {
    throw mismatch('it has a column that this release does not know');
  }
  for (const name of STORED_COLUMNS) {
    const bytesPerRow = columns[name].byteLength / columns.capacity;
    if (header.columns[name] !== bytesPerRow) {
      throw mismatch(
        `a row takes ${String(header.columns[name])} bytes of ${name} in place of ${bytesPerRow}`,
      );
    }
  }
  const lanes = beginChecksum((source.length - columnsAt) / 4);
  const end = new Uint8Array(ALIGNMENT);
  let at = columnsAt;
  for (const name of stored) {
    const { buffer, byteOffset } = columns[name];
    const length = header.columns[name]! * header.used;
    const column = new Uint8Array(buffer, byteOffset, length);
    const whole = length - (length % ALIGNMENT);
    const words = new Uint32Array(buffer, byteOffset, whole / 4);
    for (let from = 0; from < whole; from += PIECE) {
      const to = Math.min(from + PIECE, whole);
      source.read(at + from, column.subarray(from, to));
      takeWords(lanes, words, from / 4, to / 4);
    }
    if (whole < length) {
      source.read(at + whole, end);
      takeWords(lanes, new Uint32Array(end.buffer), 0, ALIGNMENT / 4);
      column.set(end.subarray(0, length - whole), whole);
    }
    at += aligned(length);
  }
  const [low, high] = endChecksum(lanes);
  if (low !== checksum[0] || high !== checksum[1]) throw damaged();
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
