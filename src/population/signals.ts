import { AffectLane } from '../affect/lanes';
import { MS_PER_HOUR } from '../constants/time';
import { parseWith } from '../schema/parse';
import { watchSchema } from '../schema/watch';
import { settleRow } from './advance';
import { MarkLane } from './columns';
import { Foresight } from './foresight';
import { Lookouts } from './lookouts';
import { makeWatch, rowsToWatch } from './make-watch';
import { intensityAt, nameFeeling } from './name-feeling';
import { LABEL, SignalRing } from './signal-ring';
import type { PopulationState } from './state';
import { isBeyond, valueAt } from './threshold';
import type { WatchInput } from './watching';

/**
 * The watches of a population: what {@link Watching} promises. A population tells it of all that may begin a signal; telling it allocates nothing,
 * and looks at watched rows only.
 */
export class Signals {
  readonly ring: SignalRing;
  private readonly lookouts = new Lookouts();
  private readonly foresight: Foresight;
  private readonly watches = new Set<number>();
  private lastId = 0;

  constructor(private readonly state: PopulationState) {
    this.ring = new SignalRing(state.signals);
    this.foresight = new Foresight(state, this.lookouts, this.ring);
  }

  /** As {@link Watching.watch}. */
  watch(input: WatchInput): number {
    const { rows: given, ...watchFor } = input ?? {};
    const watch = makeWatch(this.lastId + 1, parseWith(watchSchema, watchFor, 'the watch'));
    const rows = rowsToWatch(this.state, given, watch.kind === LABEL);
    this.watches.add(++this.lastId);
    for (const row of rows) {
      if (this.state.lazy) settleRow(this.state.columns, row, this.state.nowMs, 1);
      const lookout = this.lookouts.add(watch, row);
      if (watch.kind === LABEL) nameFeeling(this.state.columns, row, this.state.nowMs);
      this.lookouts.seen[lookout] = this.sight(lookout);
      this.foresight.foresee(lookout);
    }
    return watch.id;
  }

  /** As {@link Watching.unwatch}. */
  unwatch(id: number): boolean {
    for (let lookout = 0; lookout < this.lookouts.used; lookout++) {
      if (this.lookouts.watches[lookout]?.id === id) this.drop(lookout);
    }
    return this.watches.delete(id);
  }

  /** Time has passed for all. */
  timePassed(): void {
    if (this.lookouts.isEmpty) return;
    if (this.state.lazy) this.foresight.takeDue();
    else for (let lookout = 0; lookout < this.lookouts.used; lookout++) this.look(lookout);
  }

  /** A row has felt something, or has become another: what was foreseen of it is so no longer. */
  changed(row: number): void {
    for (let l = this.lookouts.firstOf(row); l >= 0; l = this.lookouts.nextOf(l)) {
      this.look(l);
      this.foresight.foresee(l);
    }
  }

  /** A row has been brought up to now, and nothing else has happened to it. */
  touched(row: number): void {
    if (!this.state.lazy) return;
    for (let l = this.lookouts.firstOf(row); l >= 0; l = this.lookouts.nextOf(l)) this.lookAtLabel(l);
  }

  /** As {@link touched}, for all rows. */
  allTouched(): void {
    if (!this.state.lazy) return;
    for (let lookout = 0; lookout < this.lookouts.used; lookout++) this.lookAtLabel(lookout);
  }

  /** Whoever lived in a row has left it. */
  left(row: number): void {
    for (let l = this.lookouts.firstOf(row); l >= 0; l = this.lookouts.firstOf(row)) this.drop(l);
  }

  /** Compares what a lookout sees with what it saw last. The row stands at now. */
  private look(lookout: number): void {
    const watch = this.lookouts.watches[lookout];
    if (watch === undefined) return;
    const { state, lookouts } = this;
    const row = lookouts.rows[lookout]!;
    if (watch.kind === LABEL) nameFeeling(state.columns, row, state.nowMs);
    const sight = this.sight(lookout);
    if (sight === lookouts.seen[lookout]) return;
    lookouts.seen[lookout] = sight;
    const isTold =
      watch.kind !== LABEL ? sight === 1 : watch.labels === undefined || watch.labels[sight] === 1;
    if (!isTold) return;
    const value =
      watch.kind === LABEL
        ? intensityAt(state.columns, row)
        : valueAt(state.columns.affect, row * AffectLane.count, watch.threshold.lane);
    this.ring.note(row, watch.kind, watch.id, state.nowMs / MS_PER_HOUR, value, sight);
  }

  private lookAtLabel(lookout: number): void {
    if (this.lookouts.watches[lookout]?.kind === LABEL) this.look(lookout);
  }

  /** What a lookout sees: whether the value is beyond the threshold, or the number of the label, which has been named. */
  private sight(lookout: number): number {
    const { columns } = this.state;
    const { kind, threshold } = this.lookouts.watches[lookout]!;
    const row = this.lookouts.rows[lookout]!;
    if (kind === LABEL) return columns.marks[row * MarkLane.count + MarkLane.label]!;
    return isBeyond(columns.affect, row * AffectLane.count, threshold) ? 1 : 0;
  }

  private drop(lookout: number): void {
    this.foresight.forget(lookout);
    this.lookouts.drop(lookout);
  }
}
