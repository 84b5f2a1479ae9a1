import { BELIEF } from '../constants/evolution';
import { MS_PER_HOUR } from '../constants/time';
import { BELIEF_TRAITS, type BeliefTrait, DOMAIN_BELIEFS, DOMAINS } from '../constants/traits';
import { BeliefLane } from '../evolution/lanes';
import { relaxBelief, restedMean } from '../evolution/relaxation';
import { plainZero } from '../maths/scalar';
import type { TraitLevels } from '../traits/aspects';
import { type Columns, MarkLane } from './columns';
import type { Manner } from './manners';
import { dayAt, type PopulationState } from './state';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';

const belief = new Float64Array(BeliefLane.count);

/** How many domains there are. */
export const DOMAIN_COUNT: number = DOMAINS.length;
// The places of the two traits whose mean a domain is; of honesty-humility both are the same.
const FIRST_TRAITS = Int32Array.from(DOMAINS, (domain) => BELIEF_TRAITS.indexOf(DOMAIN_BELIEFS[domain][0]));
const SECOND_TRAITS = Int32Array.from(DOMAINS, (domain) => BELIEF_TRAITS.indexOf(DOMAIN_BELIEFS[domain][1]));

/**
 * Writes the traits that a row begins with; they are held as its manner says.
 * @param domains six levels in the order of `DOMAINS`
 * @param manner the number of what its author has set beside them
 * Effects: in place, allocates nothing; total.
 */
export function bearTraits(
  { levels, manners }: Columns,
  row: number,
  domains: Float64Array,
  manner: number,
  nowMs: number,
): void {
  const at = row * TraitLane.count;
  for (let domain = 0; domain < DOMAIN_COUNT; domain++) {
    levels[at + TraitLane.levels + FIRST_TRAITS[domain]!] = domains[domain]!;
    levels[at + TraitLane.levels + SECOND_TRAITS[domain]!] = domains[domain]!;
  }
  levels[at + TraitLane.asOfMs] = nowMs;
  manners[row] = manner;
}

/** Forgets what evidence has made of a row's traits. Effects: in place; pages that were never written stay so. */
export function forgetTraits({ marks, observations }: Columns, row: number): void {
  if (marks[row * MarkLane.count + MarkLane.learnt] === 0) return;
  observations.fill(0, row * TRAIT_COUNT, (row + 1) * TRAIT_COUNT);
  marks[row * MarkLane.count + MarkLane.learnt] = 0;
}

/** Writes out what is held of each trait of a row that evidence has not moved yet. Effects: in place; total. */
export function writeHeld({ columns, manners }: PopulationState, row: number): void {
  const { levels, held, marks } = columns;
  if (marks[row * MarkLane.count + MarkLane.learnt] === 1) return;
  const precision = precisionAtFirst(manners.of(columns.manners[row]!));
  const l = row * TraitLane.count;
  for (let trait = 0; trait < TRAIT_COUNT; trait++) {
    const h = heldAt(row, trait);
    held[h + HeldLane.setPoint] = levels[l + TraitLane.levels + trait]!;
    held[h + HeldLane.precision] = precision;
    held[h + HeldLane.updatedAtMs] = levels[l + TraitLane.asOfMs]!;
    held[h + HeldLane.moved] = 0;
  }
  marks[row * MarkLane.count + MarkLane.learnt] = 1;
}

/** How sure the traits of somebody of that manner are at the beginning, as a count of observations. */
export function precisionAtFirst({ certainty }: Manner): number {
  return certainty === 'blank' ? BELIEF.blankPrecision.value : BELIEF.authoredPrecision.value;
}

/** Where what is held of a trait lies. */
export function heldAt(row: number, trait: number): number {
  return (row * TRAIT_COUNT + trait) * HeldLane.count;
}

/**
 * Lets one trait of a row rest until now and writes it down so: what evidence on it begins with. Its row is written out.
 * Effects: in place, allocates nothing; total. To the bit what `beliefAt` shows of the belief of a character.
 */
export function restTrait(state: PopulationState, row: number, trait: number): void {
  const { columns, nowMs } = state;
  const { levels, held } = columns;
  const h = heldAt(row, trait);
  const updatedAtMs = held[h + HeldLane.updatedAtMs]!;
  if (dayAt(state, updatedAtMs) !== dayAt(state, nowMs)) held[h + HeldLane.moved] = 0;
  const hours = (nowMs - updatedAtMs) / MS_PER_HOUR;
  if (!(hours > 0)) return;
  const l = row * TraitLane.count + TraitLane.levels + trait;
  belief[BeliefLane.mean] = levels[l]!;
  belief[BeliefLane.setPoint] = held[h + HeldLane.setPoint]!;
  belief[BeliefLane.precision] = held[h + HeldLane.precision]!;
  relaxBelief(belief, 0, hours);
  levels[l] = plainZero(belief[BeliefLane.mean]!);
  held[h + HeldLane.setPoint] = plainZero(belief[BeliefLane.setPoint]!);
  held[h + HeldLane.precision] = belief[BeliefLane.precision]!;
  held[h + HeldLane.updatedAtMs] = nowMs;
}

/**
 * Writes the levels of all traits of a row at an instant, each in [0, 1], in the order of `BELIEF_TRAITS`.
 * Effects: in place, allocates nothing; total.
 */
export function writeLevels(
  { levels, held, marks }: Columns,
  row: number,
  atMs: number,
  out: Float64Array,
): void {
  const l = row * TraitLane.count + TraitLane.levels;
  for (let trait = 0; trait < TRAIT_COUNT; trait++) out[trait] = levels[l + trait]!;
  // What nothing has been seen of is where it wants to be.
  if (marks[row * MarkLane.count + MarkLane.learnt] === 0) return;
  for (let trait = 0; trait < TRAIT_COUNT; trait++) {
    const h = heldAt(row, trait);
    const setPoint = held[h + HeldLane.setPoint]!;
    if (setPoint === out[trait]) continue;
    const hours = (atMs - held[h + HeldLane.updatedAtMs]!) / MS_PER_HOUR;
    if (hours > 0) out[trait] = plainZero(restedMean(out[trait]!, setPoint, hours));
  }
}

const read = new Float64Array(TRAIT_COUNT);

/** What {@link writeLevels} writes, as an object. Effects: pure. */
export function levelsAt(columns: Columns, row: number, atMs: number): TraitLevels {
  writeLevels(columns, row, atMs, read);
  const levels = {} as Record<BeliefTrait, number>;
  for (const [trait, name] of BELIEF_TRAITS.entries()) levels[name] = read[trait]!;
  return levels;
}

/**
 * Writes the domains that levels make, six in the order of `DOMAINS` from `at` on.
 * @param levels in the order of `BELIEF_TRAITS`
 * Effects: in place, allocates nothing; total.
 */
export function writeDomains(levels: Float64Array, out: Float64Array, at: number): void {
  for (let domain = 0; domain < DOMAIN_COUNT; domain++) {
    out[at + domain] = (levels[FIRST_TRAITS[domain]!]! + levels[SECOND_TRAITS[domain]!]!) / 2;
  }
}
