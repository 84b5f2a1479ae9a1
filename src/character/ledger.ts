import type { BeliefTrait } from '../constants/traits';
import { beliefAt } from '../evolution/beliefs-at';
import type { TraitBelief, TraitBeliefs } from '../traits/beliefs';

/** Beliefs that are being changed at one instant: each is brought to that instant when it is first touched. */
export class Ledger {
  private readonly touched = new Map<BeliefTrait, TraitBelief>();

  constructor(
    private readonly beliefs: TraitBeliefs,
    private readonly atMs: number,
  ) {}

  /** The belief as it is at the instant, with what was noted so far. */
  read(trait: BeliefTrait): TraitBelief {
    return this.touched.get(trait) ?? beliefAt(this.beliefs[trait], this.atMs);
  }

  /** Notes what an observation made of a belief. */
  note(trait: BeliefTrait, mean: number, precision: number): void {
    const before = this.read(trait);
    this.touched.set(trait, {
      mean,
      setPoint: before.setPoint,
      precision,
      observations: before.observations + 1,
      updatedAtMs: this.atMs,
    });
  }

  /** All beliefs, those that were touched as they are now. */
  close(): TraitBeliefs {
    return { ...this.beliefs, ...Object.fromEntries(this.touched) };
  }
}
