import { mergeConfigs } from '../affect/merge-configs';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { dayOf } from '../evolution/daily-cap';
import { plainZero } from '../maths/scalar';
import type { ChangeDay } from '../schema/change-day';
import { PERSONALITY_SNAPSHOT_VERSION, type PersonalitySnapshot } from '../schema/personality-snapshot';
import type { TraitBelief } from '../traits/beliefs';
import { MarkLane } from './columns';
import type { PersonalityLuggage } from './luggage';
import type { PopulationState } from './state';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';
import { heldAt, precisionAtFirst } from './traits';

/**
 * Writes who a character has become into its row, as of now.
 * @returns what has to be kept beside the lanes
 * Effects: in place; total on a valid snapshot. What follows from traits is not written here.
 */
export function writePersonality(
  { columns, nowMs }: PopulationState,
  row: number,
  { atMs, beliefs, days }: PersonalitySnapshot,
): PersonalityLuggage {
  const { levels, held, observations, marks } = columns;
  const offsetMs = atMs - nowMs;
  for (const [trait, name] of BELIEF_TRAITS.entries()) {
    const { mean, setPoint, precision, observations: count, updatedAtMs } = beliefs[name];
    const h = heldAt(row, trait);
    levels[row * TraitLane.count + TraitLane.levels + trait] = mean;
    held[h + HeldLane.setPoint] = setPoint;
    held[h + HeldLane.precision] = precision;
    held[h + HeldLane.updatedAtMs] = updatedAtMs - offsetMs;
    held[h + HeldLane.moved] = days?.find(({ index }) => index === dayOf(updatedAtMs))?.moved[name] ?? 0;
    observations[row * TRAIT_COUNT + trait] = count;
  }
  marks[row * MarkLane.count + MarkLane.learnt] = 1;
  return days === undefined ? { offsetMs } : { offsetMs, days };
}

/** Reads back who the character of a row has become. */
export function readPersonality(state: PopulationState, row: number): PersonalitySnapshot {
  const { columns, manners, nowMs, startsAtMs } = state;
  const luggage = state.luggage.get(row)?.personality;
  const offsetMs = luggage?.offsetMs ?? startsAtMs;
  const { offsets, config, plasticity, learnsFromSessions } = manners.of(columns.manners[row]!);
  const beliefs = {} as Record<BeliefTrait, TraitBelief>;
  for (const [trait, name] of BELIEF_TRAITS.entries()) {
    const belief = readBelief(state, row, trait);
    beliefs[name] = { ...belief, updatedAtMs: belief.updatedAtMs + offsetMs };
  }
  const days = daysOf(state, row, luggage);
  return {
    version: PERSONALITY_SNAPSHOT_VERSION,
    atMs: nowMs + offsetMs,
    beliefs,
    ...(days.length > 0 && { days }),
    authored: {
      // Copies: other rows have the same manner.
      facetOffsets: { ...offsets },
      emotionConfig: mergeConfigs({}, config),
      ...(plasticity !== undefined && { plasticity }),
      ...(learnsFromSessions !== undefined && { learnsFromSessions }),
    },
  };
}

/** What a row holds of one trait, by the population's time. Effects: pure. */
export function readBelief({ columns, manners }: PopulationState, row: number, trait: number): TraitBelief {
  const { levels, held, observations, marks } = columns;
  const l = row * TraitLane.count;
  const mean = plainZero(levels[l + TraitLane.levels + trait]!);
  if (marks[row * MarkLane.count + MarkLane.learnt] === 0) {
    const precision = precisionAtFirst(manners.of(columns.manners[row]!));
    return { mean, setPoint: mean, precision, observations: 0, updatedAtMs: levels[l + TraitLane.asOfMs]! };
  }
  const h = heldAt(row, trait);
  return {
    mean,
    setPoint: held[h + HeldLane.setPoint]!,
    precision: held[h + HeldLane.precision]!,
    observations: observations[row * TRAIT_COUNT + trait]!,
    updatedAtMs: held[h + HeldLane.updatedAtMs]!,
  };
}

/**
 * How far evidence has moved each trait on the last days, by the clock that the snapshot was taken by: what the row began with, and of each
 * trait the day on which it last moved here.
 */
function daysOf(
  { columns, startsAtMs }: PopulationState,
  row: number,
  luggage: PersonalityLuggage | undefined,
): ChangeDay[] {
  const byDay = new Map(luggage?.days?.map(({ index, moved }) => [index, { ...moved }]));
  if (columns.marks[row * MarkLane.count + MarkLane.learnt] === 1) {
    const offsetMs = luggage?.offsetMs ?? startsAtMs;
    for (const [trait, name] of BELIEF_TRAITS.entries()) {
      const h = heldAt(row, trait);
      const moved = columns.held[h + HeldLane.moved]!;
      if (moved === 0) continue;
      const day = dayOf(columns.held[h + HeldLane.updatedAtMs]! + offsetMs);
      byDay.set(day, { ...byDay.get(day), [name]: moved });
    }
  }
  return Array.from(byDay, ([index, moved]) => ({ index, moved })).slice(-LIMITS.changeDays);
}
