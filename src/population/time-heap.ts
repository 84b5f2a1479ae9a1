/** Numbers from 0 on, each with a time at most, of which the earliest is at hand. Of equal times the lower number comes first. */
export class TimeHeap {
  private times = new Float64Array(0);
  /** The heap, and where in it each number stands; -1 when it has no time. */
  private heap = new Int32Array(0);
  private places = new Int32Array(0);
  private count = 0;

  /** The number with the earliest time; -1 when none has a time. */
  get first(): number {
    return this.count === 0 ? -1 : this.heap[0]!;
  }

  /** The time of a number that has one. */
  timeOf(item: number): number {
    return this.times[item]!;
  }

  /** Makes room for numbers below `capacity`; nothing else here allocates. */
  reserve(capacity: number): void {
    const { times, heap, places } = this;
    if (capacity <= times.length) return;
    this.times = new Float64Array(capacity);
    this.heap = new Int32Array(capacity);
    this.places = new Int32Array(capacity).fill(-1);
    this.times.set(times);
    this.heap.set(heap);
    this.places.set(places);
  }

  /** Gives a number its time, in place of the one that it has; at Infinity it has none. */
  set(item: number, time: number): void {
    this.remove(item);
    if (time === Number.POSITIVE_INFINITY) return;
    this.times[item] = time;
    this.rise(item, this.count++);
  }

  /** Takes its time from a number. */
  remove(item: number): void {
    const place = this.places[item] ?? -1;
    if (place < 0) return;
    this.places[item] = -1;
    const last = this.heap[--this.count]!;
    if (last === item) return;
    // The last one fills the gap, and goes to where it belongs, up or down.
    this.rise(last, place);
    this.sink(last, this.places[last]!);
  }

  private rise(item: number, from: number): void {
    let place = from;
    while (place > 0) {
      const above = (place - 1) >> 1;
      const other = this.heap[above]!;
      if (!this.isBefore(item, other)) break;
      this.put(other, place);
      place = above;
    }
    this.put(item, place);
  }

  private sink(item: number, from: number): void {
    let place = from;
    for (;;) {
      let below = 2 * place + 1;
      if (below >= this.count) break;
      if (below + 1 < this.count && this.isBefore(this.heap[below + 1]!, this.heap[below]!)) below++;
      const other = this.heap[below]!;
      if (!this.isBefore(other, item)) break;
      this.put(other, place);
      place = below;
    }
    this.put(item, place);
  }

  private put(item: number, place: number): void {
    this.heap[place] = item;
    this.places[item] = place;
  }

  private isBefore(one: number, other: number): boolean {
    const a = this.times[one]!;
    const b = this.times[other]!;
    return a < b || (a === b && one < other);
  }
}
