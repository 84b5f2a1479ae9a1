import { type PackedHeader, packedHeaderSchema } from '../schema/packed-population';
import {
  aligned,
  BYTE_ORDER_MARK,
  checksumOf,
  MAGIC,
  mismatch,
  PACKED_VERSION,
  Prelude,
} from './packed-format';

/** A packed population that has been read, but for what stands in its columns. */
export interface Unpacked {
  readonly header: PackedHeader;
  /** The stored rows of each column, as bytes. */
  readonly columns: ReadonlyMap<string, Uint8Array>;
}

/**
 * Reads what `packPopulation` wrote. Everything but the numbers in the columns has been checked then.
 * @throws EngineError SNAPSHOT_MISMATCH
 */
export function unpackPopulation(given: Uint8Array): Unpacked {
  const bytes = checkPrelude(given);
  const headerLength = new DataView(bytes.buffer, bytes.byteOffset).getUint32(Prelude.headerLength, isLittle);
  const columnsAt = Prelude.header + aligned(headerLength);
  if (columnsAt > bytes.length) throw mismatch('its header is longer than all of it');
  const header = parseHeader(bytes.slice(Prelude.header, Prelude.header + headerLength));
  checkRows(header);
  const columns = new Map<string, Uint8Array>();
  let at = columnsAt;
  for (const [name, bytesPerRow] of Object.entries(header.columns)) {
    const length = bytesPerRow * header.used;
    columns.set(name, bytes.subarray(at, at + length));
    at += aligned(length);
  }
  if (at !== bytes.length) throw mismatch(`its columns would take ${at} bytes in place of ${bytes.length}`);
  return { header, columns };
}

const isLittle = new Uint8Array(Uint32Array.of(BYTE_ORDER_MARK).buffer)[0] === (BYTE_ORDER_MARK & 0xff);

/** What stands in front of the header. Gives the bytes back, where they can be read as words. */
function checkPrelude(given: Uint8Array): Uint8Array {
  if (!(given instanceof Uint8Array)) throw mismatch('it is no Uint8Array');
  const { length } = given;
  for (let i = 0; i < MAGIC.length && i < length; i++) {
    if (given[i] !== MAGIC[i]) throw mismatch('it is something else');
  }
  if (length < Prelude.header) throw mismatch(`it is truncated, ${length} bytes are left of it`);
  const prelude = new DataView(given.buffer, given.byteOffset, Prelude.header);
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
  // A part of a larger buffer may stand where no word may.
  const bytes = given.byteOffset % 8 === 0 ? given : new Uint8Array(given);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, length / 4);
  const [low, high] = checksumOf(words);
  const at = Prelude.checksum / 4;
  if (low !== words[at] || high !== words[at + 1]) throw mismatch('it is damaged, its checksum is another');
  return bytes;
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
  const empty = distinctRows(vacant, used, 'vacant row');
  const withId = distinctRows(named, used, 'row with an id');
  const carrying = distinctRows(
    luggage.map(([row]) => row),
    used,
    'row that began with a snapshot',
  );
  for (const row of empty) {
    if (withId.has(row) || carrying.has(row)) throw mismatch(`somebody lives in its vacant row ${row}`);
  }
  if (named.length !== names.length || new Set(names).size !== names.length) {
    throw mismatch('its ids do not belong to one row each');
  }
}

function distinctRows(rows: readonly number[], used: number, what: string): ReadonlySet<number> {
  const seen = new Set<number>();
  for (const row of rows) {
    if (row >= used || seen.has(row)) throw mismatch(`a ${what} is ${row}, of ${used}`);
    seen.add(row);
  }
  return seen;
}
