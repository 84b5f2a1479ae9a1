import { BELIEF_TRAITS } from '../constants/traits';
import { movedAfter, roomAfter } from '../evolution/daily-cap';
import { traitsOf } from '../evolution/evidence-traits';
import { BeliefLane, StepLane } from '../evolution/lanes';
import { countedWeight, dampeningOf, isSignificant } from '../evolution/significance';
import { updateBelief } from '../evolution/update';
import { plainZero } from '../maths/scalar';
import type { CompleteEvidence } from '../schema/evidence';
import type { Columns } from './columns';
import type { TraitMove } from './population';
import type { PopulationState } from './state';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';
import { heldAt, restTrait, writeHeld } from './traits';

/** What is needed of evidence to move traits by it. */
export type Seen = Pick<CompleteEvidence, 'trait' | 'value' | 'weight' | 'impact'>;

const belief = new Float64Array(BeliefLane.count);
const step = new Float64Array(StepLane.count);
const deltas = new Float64Array(2);

/**
 * Lets evidence move the traits of a row, in the order given: what `observe` does to the base of a character.
 *
 * Model: docs/model/evolution.md; without users and overrides.
 * @returns each move, in the order of the evidence
 * Effects: in place; total on valid evidence. No evidence changes nothing.
 */
export function moveTraits(
  state: PopulationState,
  row: number,
  evidence: readonly Seen[],
): readonly TraitMove[] {
  const moves: TraitMove[] = [];
  for (const { trait, value, weight, impact } of evidence) {
    const traits = traitsOf(trait);
    const first = BELIEF_TRAITS.indexOf(traits[0]!);
    const second = BELIEF_TRAITS.indexOf(traits.at(-1)!);
    const isSignificantMoment = moveBy(state, row, first, second, value, weight, impact);
    for (const [place, traitName] of traits.entries()) {
      moves.push({ traitName, delta: movedBy(place), isSignificantMoment });
    }
  }
  return moves;
}

/**
 * Lets one piece of evidence move one trait of a row, or the two aspects of a domain.
 * @param first second places in `BELIEF_TRAITS`; the same for a trait alone
 * @returns whether it was a significant moment
 * Effects: in place, allocates nothing; total on valid evidence.
 */
export function moveBy(
  state: PopulationState,
  row: number,
  first: number,
  second: number,
  value: number,
  weight: number,
  impact: number | undefined,
): boolean {
  writeHeld(state, row);
  const { columns, manners } = state;
  const { levels } = columns;
  const l = row * TraitLane.count + TraitLane.levels;
  restTrait(state, row, first);
  let held = levels[l + first]!;
  if (second !== first) {
    restTrait(state, row, second);
    held = (held + levels[l + second]!) / 2;
  }
  // Both aspects of a domain are moved by the error that there was before either of them moved.
  const error = value - held;
  const isMoment = isSignificant(impact, error);
  const plasticity = manners.of(columns.manners[row]!).plasticity ?? 1;
  const counted = countedWeight(weight * plasticity, isMoment);
  const dampening = dampeningOf(isMoment);
  deltas[0] = moveTrait(columns, row, first, error, counted, dampening);
  if (second !== first) deltas[1] = moveTrait(columns, row, second, error, counted, dampening);
  return isMoment;
}

/** How far {@link moveBy} has last moved its first (0) or its second trait (1). */
export function movedBy(place: number): number {
  return deltas[place]!;
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
