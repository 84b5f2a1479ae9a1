import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { movedAfter, roomAfter } from '../evolution/daily-cap';
import { traitsOf } from '../evolution/evidence-traits';
import { BeliefLane, StepLane } from '../evolution/lanes';
import { countedWeight, dampeningOf, isSignificant } from '../evolution/significance';
import { updateBelief } from '../evolution/update';
import { plainZero } from '../maths/scalar';
import type { CompleteEvidence } from '../schema/evidence';
import type { Columns } from './columns';
import type { TraitMove } from './population';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';
import { heldAt, restTrait, writeHeld } from './traits';

/** What is needed of evidence to move traits by it. */
export type Seen = Pick<CompleteEvidence, 'trait' | 'value' | 'weight' | 'impact'>;

const PLACES = Object.fromEntries(BELIEF_TRAITS.map((trait, place) => [trait, place])) as Readonly<
  Record<BeliefTrait, number>
>;
const belief = new Float64Array(BeliefLane.count);
const step = new Float64Array(StepLane.count);

/**
 * Lets evidence move the traits of a row, in the order given: what `observe` does to the base of a character.
 *
 * Model: docs/model/evolution.md; without users, overrides and plasticity.
 * @returns each move, in the order of the evidence
 * Effects: in place; total on valid evidence. No evidence changes nothing.
 */
export function moveTraits(
  columns: Columns,
  row: number,
  evidence: readonly Seen[],
  nowMs: number,
): readonly TraitMove[] {
  if (evidence.length === 0) return [];
  writeHeld(columns, row);
  const { levels } = columns;
  const l = row * TraitLane.count + TraitLane.levels;
  const moves: TraitMove[] = [];
  for (const seen of evidence) {
    const traits = traitsOf(seen.trait);
    let held = 0;
    for (const trait of traits) {
      restTrait(columns, row, PLACES[trait], nowMs);
      held += levels[l + PLACES[trait]]!;
    }
    // Both aspects of a domain are moved by the error that there was before either of them moved.
    const error = seen.value - held / traits.length;
    const isSignificantMoment = isSignificant(seen.impact, error);
    const weight = countedWeight(seen.weight, isSignificantMoment);
    for (const traitName of traits) {
      const delta = moveTrait(
        columns,
        row,
        PLACES[traitName],
        error,
        weight,
        dampeningOf(isSignificantMoment),
      );
      moves.push({ traitName, delta, isSignificantMoment });
    }
  }
  return moves;
}

/** @returns how far the trait has moved */
function moveTrait(
  { levels, held, observations }: Columns,
  row: number,
  trait: number,
  error: number,
  weight: number,
  dampening: number,
): number {
  const l = row * TraitLane.count + TraitLane.levels + trait;
  const h = heldAt(row, trait);
  const moved = held[h + HeldLane.moved]!;
  belief[BeliefLane.mean] = levels[l]!;
  belief[BeliefLane.precision] = held[h + HeldLane.precision]!;
  updateBelief(belief, 0, error, weight, dampening, roomAfter(moved), step, 0);
  const applied = plainZero(step[StepLane.applied]!);
  levels[l] = plainZero(belief[BeliefLane.mean]!);
  held[h + HeldLane.precision] = belief[BeliefLane.precision]!;
  held[h + HeldLane.moved] = movedAfter(moved, applied);
  observations[row * TRAIT_COUNT + trait]! += 1;
  return applied;
}
