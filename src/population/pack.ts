import type { PackedHeader } from '../schema/packed-population';
import { STORED_COLUMNS } from './columns';
import { aligned, BYTE_ORDER_MARK, MAGIC, PACKED_VERSION, Prelude, seal } from './packed-format';
import type { PopulationState } from './state';

const encoder = new TextEncoder();

/**
 * Lays a population out in bytes, as packed-format.ts says. Rows that nobody has lived in are not stored.
 * Effects: pure; the bytes share no memory with the population.
 */
export function packPopulation(state: PopulationState): Uint8Array {
  const { columns, used } = state;
  const header = encoder.encode(JSON.stringify(headerOf(state)));
  const stored = STORED_COLUMNS.map((name) => bytesOf(columns[name], columns.capacity, used));
  const columnsAt = Prelude.header + aligned(header.length);
  let total = columnsAt;
  for (const { length } of stored) total += aligned(length);

  const bytes = new Uint8Array(total);
  const words = new Uint32Array(bytes.buffer);
  bytes.set(MAGIC);
  words[Prelude.mark / 4] = BYTE_ORDER_MARK;
  words[Prelude.version / 4] = PACKED_VERSION;
  new Float64Array(bytes.buffer)[Prelude.total / 8] = total;
  words[Prelude.headerLength / 4] = header.length;
  bytes.set(header, Prelude.header);
  let at = columnsAt;
  for (const column of stored) {
    bytes.set(column, at);
    at += aligned(column.length);
  }
  seal(words, columnsAt);
  return bytes;
}

/** What the used rows of a column hold, as bytes in place. */
function bytesOf(column: ArrayBufferView, capacity: number, used: number): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, (column.byteLength / capacity) * used);
}

function headerOf(state: PopulationState): PackedHeader {
  const { columns, seed, startsAtMs, grows, lazy, used, nowMs, ticks, vacant, names, luggage, manners } =
    state;
  const { capacity } = columns;
  const named = names.rows();
  return {
    capacity,
    used,
    seed,
    grows,
    lazy,
    nowMs,
    startsAtMs,
    ticks,
    // What is told of columns by a yes or a no is which of them there are.
    choice: Object.fromEntries(Object.entries(columns).filter(([, value]) => typeof value === 'boolean')),
    columns: Object.fromEntries(STORED_COLUMNS.map((name) => [name, columns[name].byteLength / capacity])),
    vacant,
    named,
    names: named.map((row) => names.nameOf(row)!),
    manners: manners.list,
    luggage: [...luggage],
  };
}
