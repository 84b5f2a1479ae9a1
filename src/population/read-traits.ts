import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { beliefAt } from '../evolution/beliefs-at';
import { confidenceOf } from '../evolution/update';
import { aspectsOf, personalityOf } from '../traits/aspects';
import { refuse } from './appraisals';
import { readBelief } from './convert-personality';
import type { RowPersonality } from './population';
import { checkRow, needTraits, type PopulationState } from './state';
import { TRAIT_COUNT } from './trait-lanes';
import { DOMAIN_COUNT, levelsAt, writeDomains, writeLevels } from './traits';

const levels = new Float64Array(TRAIT_COUNT);

/** Who one character is now; what `personality` of a population promises. */
export function personalityOfRow(state: PopulationState, row: number): RowPersonality {
  needTraits(state);
  checkRow(state, row);
  const levels = levelsAt(state.columns, row, state.nowMs);
  const confidence = {} as Record<BeliefTrait, number>;
  for (const [trait, name] of BELIEF_TRAITS.entries()) {
    confidence[name] = confidenceOf(beliefAt(readBelief(state, row, trait), state.nowMs).precision);
  }
  return { personality: personalityOf(levels), dimensions: aspectsOf(levels), confidence };
}

/** Copies domains; what `readPersonality` of a population promises. */
export function readPersonalities(
  state: PopulationState,
  out: Float64Array,
  rows: ArrayLike<number> | undefined,
): number {
  needTraits(state);
  const { columns, nowMs, used } = state;
  const count = rows ? rows.length : used;
  if (out.length < DOMAIN_COUNT * count)
    throw refuse(['out'], `must hold ${DOMAIN_COUNT} numbers for each of ${count} rows`);
  if (rows) for (let i = 0; i < count; i++) checkRow(state, rows[i]!);
  for (let i = 0; i < count; i++) {
    writeLevels(columns, rows ? rows[i]! : i, nowMs, levels);
    writeDomains(levels, out, DOMAIN_COUNT * i);
  }
  return count;
}
