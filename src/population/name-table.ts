import { hashBytes } from '../maths/hash';

const FEWEST_SLOTS = 16;
/** Texts lie in blocks of so many bytes, none of them across two: so all of them together are never moved, nor half of their room empty. */
const BLOCK = 65_536;
const SHIFT = 16;
/** The length of a text, in front of it. */
const PREFIX = 2;
/** A UTF-16 unit takes at most this many bytes of UTF-8. */
const BYTES_PER_UNIT = 3;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
/** The text that is asked for; filled before it is read, it grows with the longest. */
let asked = new Uint8Array(512);

/** Writes a text into {@link asked}. @returns how many bytes it takes */
function ask(text: string): number {
  if (asked.length < text.length * BYTES_PER_UNIT) asked = new Uint8Array(text.length * BYTES_PER_UNIT);
  return encoder.encodeInto(text, asked).written;
}

/**
 * The names of rows, to be found both ways. Two maps would take a hundred bytes a name beside its text, and each text forty more than it is
 * long; this takes fourteen: the texts lie one after the other as UTF-8, and a table of rows is probed by the hash of the text.
 */
export class NameTable {
  /** Each text behind its length, two bytes; what was taken away stays until half of it all is of that kind. */
  private blocks: Uint8Array[] = [];
  private end = 0;
  private lost = 0;
  /** One more than where the text of each row begins, or 0 where there is none. */
  private starts = new Uint32Array(FEWEST_SLOTS);
  /** One more than a row, or 0 where there is none; at most half of them are taken. */
  private slots = new Int32Array(FEWEST_SLOTS);
  private taken = 0;

  /** The name of a row; undefined when it has none. */
  nameOf(row: number): string | undefined {
    const bytes = this.bytesOf(row);
    return bytes && decoder.decode(bytes);
  }

  /** The row of a name; undefined when nobody has it. */
  rowOf(name: string): number | undefined {
    // What is broken would be found by what takes its place in UTF-8.
    if (!name.isWellFormed()) return undefined;
    const row = this.slots[this.slotOf(asked, ask(name))]!;
    return row === 0 ? undefined : row - 1;
  }

  /**
   * Gives a name to a row that has none.
   * @param name well-formed, of at most 65,533 bytes
   * @returns false, with nothing given, when somebody has it
   */
  give(row: number, name: string): boolean {
    const length = ask(name);
    this.expect(this.taken + 1);
    const slot = this.slotOf(asked, length);
    if (this.slots[slot] !== 0) return false;
    if (row >= this.starts.length) {
      const starts = new Uint32Array(Math.max(2 * this.starts.length, row + 1));
      starts.set(this.starts);
      this.starts = starts;
    }
    this.lay(row, asked, length);
    this.slots[slot] = row + 1;
    this.taken++;
    return true;
  }

  /** Makes room to look up so many names. */
  expect(count: number): void {
    if (2 * count <= this.slots.length) return;
    const old = this.slots;
    let capacity = old.length;
    while (2 * count > capacity) capacity *= 2;
    this.slots = new Int32Array(capacity);
    for (let i = 0; this.taken > 0 && i < old.length; i++) {
      const one = old[i]!;
      if (one === 0) continue;
      const name = this.bytesOf(one - 1)!;
      this.slots[this.slotOf(name, name.length)] = one;
    }
  }

  /** Takes the name of a row away, if it has one. */
  take(row: number): void {
    const bytes = this.bytesOf(row);
    if (!bytes) return;
    const mask = this.slots.length - 1;
    let gap = this.slotOf(bytes, bytes.length);
    // Whoever was pushed past the gap by it moves up, so that no search ends there too soon.
    for (let slot = (gap + 1) & mask; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const wanted = hashBytes(this.bytesOf(this.slots[slot]! - 1)!) & mask;
      if (((slot - wanted) & mask) < ((slot - gap) & mask)) continue;
      this.slots[gap] = this.slots[slot]!;
      gap = slot;
    }
    this.slots[gap] = 0;
    this.starts[row] = 0;
    this.taken--;
    this.lost += PREFIX + bytes.length;
    if (2 * this.lost > this.end) this.closeUp();
  }

  /** The rows that have names, rising. */
  rows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.starts.length; row++) if (this.starts[row] !== 0) rows.push(row);
    return rows;
  }

  /** The text of a row, in place. */
  private bytesOf(row: number): Uint8Array | undefined {
    const start = this.starts[row] ?? 0;
    if (start === 0) return undefined;
    const block = this.blocks[(start - 1) >>> SHIFT]!;
    const at = (start - 1) % BLOCK;
    return block.subarray(at + PREFIX, at + PREFIX + (block[at]! | (block[at + 1]! << 8)));
  }

  /** Lays a text down behind the others. */
  private lay(row: number, text: Uint8Array, length: number): void {
    let at = this.end % BLOCK;
    if (at + PREFIX + length > BLOCK) {
      this.end += BLOCK - at;
      at = 0;
    }
    if (this.end >>> SHIFT === this.blocks.length) this.blocks.push(new Uint8Array(BLOCK));
    const block = this.blocks[this.end >>> SHIFT]!;
    block[at] = length;
    block[at + 1] = length >> 8;
    for (let i = 0; i < length; i++) block[at + PREFIX + i] = text[i]!;
    this.starts[row] = this.end + 1;
    this.end += PREFIX + length;
  }

  /** Where the row of a name stands, or would stand. */
  private slotOf(name: Uint8Array, length: number): number {
    const mask = this.slots.length - 1;
    let slot = hashBytes(name, length) & mask;
    for (let row = this.slots[slot]!; row !== 0 && !this.isNamed(row - 1, name, length); ) {
      slot = (slot + 1) & mask;
      row = this.slots[slot]!;
    }
    return slot;
  }

  private isNamed(row: number, name: Uint8Array, length: number): boolean {
    const start = this.starts[row]! - 1;
    const block = this.blocks[start >>> SHIFT]!;
    const at = start % BLOCK;
    if ((block[at]! | (block[at + 1]! << 8)) !== length) return false;
    for (let i = 0; i < length; i++) if (block[at + PREFIX + i] !== name[i]) return false;
    return true;
  }

  /** Lays the texts that are left down anew, without what was taken away. */
  private closeUp(): void {
    const old = this.rows().map((row) => [row, this.bytesOf(row)!] as const);
    this.blocks = [];
    this.end = 0;
    this.lost = 0;
    for (const [row, text] of old) this.lay(row, text, text.length);
  }
}
