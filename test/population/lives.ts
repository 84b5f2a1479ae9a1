import fc from 'fast-check';
import { BELIEF_TRAITS, type BeliefTrait } from '../../src/constants/traits';
import { parsePopulationOptions } from '../../src/population/create-population';
import { populationOf } from '../../src/population/open-population';
import type { Population } from '../../src/population/population';
import { openState, ordinaryParts, type PopulationState } from '../../src/population/state';
import { HeldLane, TRAIT_COUNT, TraitLane } from '../../src/population/trait-lanes';
import { heldAt, writeHeld } from '../../src/population/traits';
import type { PopulationOptions, RowEvidence } from '../../src/schema/population';
import type { TraitBelief, TraitBeliefs } from '../../src/traits/beliefs';
import { observations } from '../character/lives';

/** A population with its state, so that tests can look at what nobody else sees. */
export function opened(options: PopulationOptions): {
  readonly population: Population;
  readonly state: PopulationState;
} {
  const state = openState(parsePopulationOptions(options), ordinaryParts);
  return { population: populationOf(state), state };
}

/** Evidence as a population takes it; a character takes it too. */
export const rowEvidence: fc.Arbitrary<readonly RowEvidence[]> = fc.array(
  observations.map(({ userId: _, at: __, ...rest }) => rest),
  { maxLength: 4 },
);

/** What a row holds of its traits, as a character would write it down. */
export function beliefsOf(state: PopulationState, row: number): TraitBeliefs {
  const { columns } = state;
  // What is not written out is what writing it out would give.
  writeHeld(state, row);
  const { levels, held, observations: counts } = columns;
  const beliefs = {} as Record<BeliefTrait, TraitBelief>;
  for (const [trait, name] of BELIEF_TRAITS.entries()) {
    const h = heldAt(row, trait);
    beliefs[name] = {
      mean: levels[row * TraitLane.count + TraitLane.levels + trait]!,
      setPoint: held[h + HeldLane.setPoint]!,
      precision: held[h + HeldLane.precision]!,
      observations: counts[row * TRAIT_COUNT + trait]!,
      updatedAtMs: held[h + HeldLane.updatedAtMs]!,
    };
  }
  return beliefs;
}
