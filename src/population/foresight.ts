import { AffectLane } from '../affect/lanes';
import { MS_PER_HOUR } from '../constants/time';
import { LifeLane } from './columns';
import { nextCrossing, SHORTEST_HOURS } from './crossings';
import type { Lookouts } from './lookouts';
import { LABEL, type SignalRing } from './signal-ring';
import type { PopulationState } from './state';
import { valueAfter } from './threshold';
import { TimeHeap } from './time-heap';

/**
 * What is known of the future of a lazy population: when each lookout next sees its value on another side, if nothing happens until then. So
 * time that passes has to look at no row but those whose time has come.
 */
export class Foresight {
  /** In hours of the population. */
  private readonly crossings = new TimeHeap();

  constructor(
    private readonly state: PopulationState,
    private readonly lookouts: Lookouts,
    private readonly ring: SignalRing,
  ) {}

  /**
   * Works out when a lookout next sees another side than it has seen last. Nothing is foreseen of labels, or where nobody is lazy.
   * @param from hours from where its row stands
   */
  foresee(lookout: number, from: number = 0): void {
    const { threshold, kind } = this.lookouts.watches[lookout]!;
    if (!this.state.lazy || kind === LABEL) return;
    this.crossings.reserve(this.lookouts.capacity);
    const isMet = this.lookouts.seen[lookout] === 1;
    const at = this.lookouts.rows[lookout]! * AffectLane.count;
    const hours = nextCrossing(this.state.columns.affect, at, threshold, from, isMet);
    this.crossings.set(lookout, this.standsAt(lookout) + hours);
  }

  /** Gives the signals that time has brought, in its order. */
  takeDue(): void {
    const { state, lookouts, crossings } = this;
    const now = state.nowMs / MS_PER_HOUR;
    for (let l = crossings.first; l >= 0 && crossings.timeOf(l) <= now; l = crossings.first) {
      const { id, kind, threshold } = lookouts.watches[l]!;
      const row = lookouts.rows[l]!;
      const atHours = crossings.timeOf(l);
      const since = atHours - this.standsAt(l);
      const isMet = lookouts.seen[l] === 0;
      lookouts.seen[l] = isMet ? 1 : 0;
      if (isMet) {
        const value = valueAfter(state.columns.affect, row * AffectLane.count, threshold.lane, since);
        this.ring.note(row, kind, id, atHours, value, 0);
      }
      // A little later: what rounding makes of this crossing is not another one.
      this.foresee(l, since + SHORTEST_HOURS);
    }
  }

  /** Nothing more is to be foreseen of a lookout. */
  forget(lookout: number): void {
    if (this.state.lazy) this.crossings.remove(lookout);
  }

  /** Where the row of a lookout stands, in hours of the population. */
  private standsAt(lookout: number): number {
    return (
      this.state.columns.life[this.lookouts.rows[lookout]! * LifeLane.count + LifeLane.settledAtMs]! /
      MS_PER_HOUR
    );
  }
}
