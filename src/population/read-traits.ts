import { BELIEF_TRAITS, DOMAIN_BELIEFS, DOMAINS } from '../constants/traits';
import { aspectsOf, personalityOf } from '../traits/aspects';
import { refuse } from './appraisals';
import type { RowPersonality } from './population';
import { checkRow, needTraits, type PopulationState } from './state';
import { levelAt, levelsAt } from './traits';

const PLACES = DOMAINS.map((domain) => {
  const [first, second] = DOMAIN_BELIEFS[domain];
  return [BELIEF_TRAITS.indexOf(first), BELIEF_TRAITS.indexOf(second)] as const;
});

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
  const lanes = DOMAINS.length;
  if (out.length < lanes * count)
    throw refuse(['out'], `must hold ${lanes} numbers for each of ${count} rows`);
  if (rows) for (let i = 0; i < count; i++) checkRow(state, rows[i]!);
  for (let i = 0; i < count; i++) {
    const row = rows ? rows[i]! : i;
    for (const [lane, [first, second]] of PLACES.entries()) {
      const level = levelAt(columns, row, first, nowMs);
      out[lanes * i + lane] = first === second ? level : (level + levelAt(columns, row, second, nowMs)) / 2;
    }
  }
  return count;
}
