import { nameOf } from './name-feeling';
import type { Signal } from './watching';

/** The kinds of signals, by number. */
export const SIGNAL_KINDS = ['label', 'axis', 'intensity'] as const satisfies readonly Signal['kind'][];

/** The number of labels among them: what they are called follows from more than one value, so nobody can work out when it changes. */
export const LABEL: number = SIGNAL_KINDS.indexOf('label');

/** Signals that wait, so many at most, in columns of their own: noting one allocates nothing. When it is full the oldest gives way. */
export class SignalRing {
  /** How many have given way. */
  dropped = 0;
  private oldest = 0;
  private count = 0;
  private readonly rows: Int32Array;
  private readonly watches: Float64Array;
  private readonly times: Float64Array;
  private readonly values: Float64Array;
  private readonly kinds: Uint8Array;
  private readonly labels: Uint8Array;

  constructor(private readonly capacity: number) {
    this.rows = new Int32Array(capacity);
    this.watches = new Float64Array(capacity);
    this.times = new Float64Array(capacity);
    this.values = new Float64Array(capacity);
    this.kinds = new Uint8Array(capacity);
    this.labels = new Uint8Array(capacity);
  }

  /**
   * @param kind as {@link SIGNAL_KINDS} numbers it
   * @param label the number of a label; only read for a signal of that kind
   */
  note(row: number, kind: number, watch: number, atHours: number, value: number, label: number): void {
    if (this.count === this.capacity) {
      this.oldest = (this.oldest + 1) % this.capacity;
      this.count--;
      this.dropped++;
    }
    const at = (this.oldest + this.count) % this.capacity;
    this.count++;
    this.rows[at] = row;
    this.kinds[at] = kind;
    this.watches[at] = watch;
    this.times[at] = atHours;
    this.values[at] = value;
    this.labels[at] = label;
  }

  /** Hands over those that are there now; what is noted meanwhile waits. @returns how many there were */
  drain(to: ((signal: Signal) => void) | Signal[]): number {
    let drained = 0;
    // While a listener works, others may come, and with them the oldest of these may give way.
    for (let left = this.count; left > 0 && this.count > 0; left--) {
      const at = this.oldest;
      this.oldest = (at + 1) % this.capacity;
      this.count--;
      drained++;
      const signal = this.read(at);
      if (Array.isArray(to)) to.push(signal);
      else to(signal);
    }
    return drained;
  }

  private read(at: number): Signal {
    const kind = SIGNAL_KINDS[this.kinds[at]!]!;
    return {
      row: this.rows[at]!,
      kind,
      watch: this.watches[at]!,
      atHours: this.times[at]!,
      value: this.values[at]!,
      ...(kind === 'label' && { label: nameOf(this.labels[at]!) }),
    };
  }
}
