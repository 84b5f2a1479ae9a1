import { LIMITS } from '../constants/limits';
import type { BeliefTrait } from '../constants/traits';
import { beliefAt } from '../evolution/beliefs-at';
import { dayOf, movedAfter, roomAfter } from '../evolution/daily-cap';
import type { ChangeDay } from '../schema/change-day';
import type { TraitBelief, TraitBeliefs } from '../traits/beliefs';
import type { TraitChange } from './events';

/** Beliefs that are being changed at one instant, with what was changed and how far the day has carried them. */
export class Account {
  readonly changes: TraitChange[] = [];
  private readonly touched = new Map<BeliefTrait, TraitBelief>();
  private readonly today: number;
  private readonly moved: { [T in BeliefTrait]?: number | undefined };

  constructor(
    private readonly held: TraitBeliefs,
    private readonly lastDays: readonly ChangeDay[] = [],
    private readonly atMs: number,
    /** An instant of the day that the daily cap is counted on. */
    dayMs: number,
  ) {
    this.today = dayOf(dayMs);
    this.moved = { ...lastDays.find(({ index }) => index === this.today)?.moved };
  }

  /** The belief as it is at the instant: rested until then, with what was noted so far. */
  read(trait: BeliefTrait): TraitBelief {
    return this.touched.get(trait) ?? beliefAt(this.held[trait], this.atMs);
  }

  /** How far the trait may still move today. */
  roomOf(trait: BeliefTrait): number {
    return roomAfter(this.moved[trait] ?? 0);
  }

  /** Writes a change down. @param mean what is held now; undefined when the evidence was held off */
  note(change: TraitChange, mean: number | undefined): void {
    this.changes.push(change);
    if (mean === undefined) return;
    const trait = change.traitName;
    const before = this.read(trait);
    this.moved[trait] = movedAfter(this.moved[trait] ?? 0, change.appliedDelta);
    this.touched.set(trait, {
      mean,
      setPoint: before.setPoint,
      precision: change.posteriorPrecision,
      observations: before.observations + 1,
      updatedAtMs: this.atMs,
    });
  }

  /** All beliefs, those that were touched as they are now. */
  beliefs(): TraitBeliefs {
    return { ...this.held, ...Object.fromEntries(this.touched) };
  }

  /** How far each trait has moved on the last days, the day of this evidence last. */
  days(): ChangeDay[] {
    const others = this.lastDays.filter(({ index }) => index !== this.today);
    return [...others, { index: this.today, moved: this.moved }].slice(-LIMITS.changeDays);
  }
}
