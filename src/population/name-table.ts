import { hashText } from '../maths/hash';

const FEWEST_SLOTS = 16;

/**
 * The names of rows, to be found both ways. Two maps would take a hundred bytes a name beside its text; this takes sixteen: each row's text, and
 * a table of rows that is probed by the hash of the text.
 */
export class NameTable {
  private readonly texts: (string | undefined)[] = [];
  /** One more than a row, or 0 where there is none; at most half of them are taken. */
  private slots = new Int32Array(FEWEST_SLOTS);
  private taken = 0;

  /** The name of a row; undefined when it has none. */
  nameOf(row: number): string | undefined {
    return this.texts[row];
  }

  /** The row of a name; undefined when nobody has it. */
  rowOf(name: string): number | undefined {
    const row = this.slots[this.slotOf(name)]!;
    return row === 0 ? undefined : row - 1;
  }

  /** Gives a name that nobody has to a row that has none. */
  give(row: number, name: string): void {
    if (2 * (this.taken + 1) > this.slots.length) this.grow();
    this.texts[row] = name;
    this.slots[this.slotOf(name)] = row + 1;
    this.taken++;
  }

  /** Takes the name of a row away, if it has one. */
  take(row: number): void {
    const name = this.texts[row];
    if (name === undefined) return;
    const mask = this.slots.length - 1;
    let gap = this.slotOf(name);
    // Whoever was pushed past the gap by it moves up, so that no search ends there too soon.
    for (let slot = (gap + 1) & mask; this.slots[slot] !== 0; slot = (slot + 1) & mask) {
      const wanted = hashText(this.texts[this.slots[slot]! - 1]!) & mask;
      if (((slot - wanted) & mask) < ((slot - gap) & mask)) continue;
      this.slots[gap] = this.slots[slot]!;
      gap = slot;
    }
    this.slots[gap] = 0;
    this.texts[row] = undefined;
    this.taken--;
  }

  /** The rows that have names, rising. */
  rows(): number[] {
    const rows: number[] = [];
    for (let row = 0; row < this.texts.length; row++) if (this.texts[row] !== undefined) rows.push(row);
    return rows;
  }

  /** Where the row of a name stands, or would stand. */
  private slotOf(name: string): number {
    const mask = this.slots.length - 1;
    let slot = hashText(name) & mask;
    for (let row = this.slots[slot]!; row !== 0 && this.texts[row - 1] !== name; row = this.slots[slot]!) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private grow(): void {
    const rows = this.slots.filter((row) => row !== 0);
    this.slots = new Int32Array(2 * this.slots.length);
    for (const row of rows) this.slots[this.slotOf(this.texts[row - 1]!)] = row;
  }
}
