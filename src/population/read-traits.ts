import { aspectsOf, personalityOf } from '../traits/aspects';
import { refuse } from './appraisals';
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
  return { personality: personalityOf(levels), dimensions: aspectsOf(levels) };
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
