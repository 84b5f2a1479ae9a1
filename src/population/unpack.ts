import { type PackedHeader, packedHeaderSchema } from '../schema/packed-population';
import {
  aligned,
  BYTE_ORDER_MARK,
  checksumOfHead,
  MAGIC,
  mismatch,
  PACKED_VERSION,
  type PackedSource,
  Prelude,
} from './packed-format';

/** What stands before the columns of a packed population. */
export interface PackedHead {
  readonly header: PackedHeader;
  /** Where the columns begin. */
  readonly columnsAt: number;
  /** Their checksum. */
  readonly checksum: readonly [number, number];
}

/**
 * Reads what stands before the columns of what `packPopulation` wrote. Everything about it has been checked then, and how long the columns are.
 * @throws EngineError SNAPSHOT_MISMATCH
 */
export function readHead(source: PackedSource): PackedHead {
  const headerLength = checkPrelude(source);
  const columnsAt = Prelude.header + aligned(headerLength);
  if (columnsAt > source.length) throw mismatch('it is damaged, its header is longer than all of it');
  const bytes = new Uint8Array(columnsAt);
  source.read(0, bytes);
  const words = new Uint32Array(bytes.buffer);
  const [low, high] = checksumOfHead(words, columnsAt);
  if (low !== words[Prelude.checksum / 4] || high !== words[Prelude.checksum / 4 + 1]) throw damaged();
  const header = parseHeader(bytes.subarray(Prelude.header, Prelude.header + headerLength));
  // Each row takes some; and so there is room for what is noted of each.
  if (header.used > source.length) throw mismatch('it uses more rows than it has bytes');
  checkRows(header);
  let end = columnsAt;
  for (const bytesPerRow of Object.values(header.columns)) end += aligned(bytesPerRow * header.used);
  if (end !== source.length)
    throw mismatch(`its columns would take ${end} bytes in place of ${source.length}`);
  const at = Prelude.bodyChecksum / 4;
  return { header, columnsAt, checksum: [words[at]!, words[at + 1]!] };
}

/** The error for bytes that are not those that were written. */
export function damaged(): Error {
  return mismatch('it is damaged, its checksum is another');
}

const isLittle = new Uint8Array(Uint32Array.of(BYTE_ORDER_MARK).buffer)[0] === (BYTE_ORDER_MARK & 0xff);

/** What stands in front of the header. @returns how long the header is */
function checkPrelude(source: PackedSource): number {
  const { length } = source;
  const bytes = new Uint8Array(Prelude.header);
  source.read(0, bytes.subarray(0, Math.min(length, Prelude.header)));
  for (let i = 0; i < MAGIC.length && i < length; i++) {
    if (bytes[i] !== MAGIC[i]) throw mismatch('it is something else');
  }
  if (length < Prelude.header) throw mismatch(`it is truncated, ${length} bytes are left of it`);
  const prelude = new DataView(bytes.buffer);
  if (prelude.getUint32(Prelude.mark, isLittle) !== BYTE_ORDER_MARK) {
    const isTurned = prelude.getUint32(Prelude.mark, !isLittle) === BYTE_ORDER_MARK;
    throw mismatch(isTurned ? 'it was written where bytes are the other way round' : 'it is damaged');
  }
  const version = prelude.getUint32(Prelude.version, isLittle);
  if (version !== PACKED_VERSION) {
    throw mismatch(`it is of version ${version}, and this release reads version ${PACKED_VERSION}`);
  }
  const total = prelude.getFloat64(Prelude.total, isLittle);
  if (total > length) throw mismatch(`it is truncated, ${length} bytes are left of ${total}`);
  if (total !== length || total !== aligned(total)) {
    throw mismatch(`it is damaged, ${length} bytes are there in place of ${total}`);
  }
  return prelude.getUint32(Prelude.headerLength, isLittle);
}

function parseHeader(bytes: Uint8Array): PackedHeader {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (cause) {
    throw mismatch('its header is no JSON', cause);
  }
  const result = packedHeaderSchema.safeParse(value);
  if (result.success) return result.data;
  throw mismatch(`its header is not valid at ${result.error.issues[0]!.path.join('.')}`);
}

/** Every row that the header names is one, and is named once. */
function checkRows({ capacity, used, vacant, named, names, luggage }: PackedHeader): void {
  if (used > capacity) throw mismatch(`it uses ${used} rows of ${capacity}`);
  const isEmpty = markRows(vacant, used, 'vacant row');
  const carrying = luggage.map(([row]) => row);
  markRows(named, used, 'row with an id');
  markRows(carrying, used, 'row that began with a snapshot');
  for (const rows of [named, carrying]) {
    for (const row of rows) if (isEmpty[row] === 1) throw mismatch(`somebody lives in its vacant row ${row}`);
  }
  if (named.length !== names.length) throw mismatch('its ids do not belong to one row each');
}

/** Which rows a list names; each may be named once. */
function markRows(rows: readonly number[], used: number, what: string): Uint8Array {
  if (rows.length > used) throw mismatch(`there are more than one ${what} for each of ${used}`);
  const isNamed = new Uint8Array(rows.length === 0 ? 0 : used);
  for (const row of rows) {
    if (row >= used || isNamed[row] === 1) throw mismatch(`a ${what} is ${row}, of ${used}`);
    isNamed[row] = 1;
  }
  return isNamed;
}
