import { DynamicsLane } from '../affect/dynamics-lanes';
import { writeDynamics, writeHomeBase } from '../affect/write-dynamics';
import { MS_PER_DAY } from '../constants/time';
import { BELIEF_TRAITS } from '../constants/traits';
import { doesShake } from '../evolution/day-evidence';
import { ShownLane, SummaryLane } from '../evolution/lanes';
import { LIFE_TRAITS, writeLifeEvidence } from '../evolution/life-evidence';
import { isDayOver, WindowLane, writeSummary } from '../evolution/window';
import { parseWith } from '../schema/parse';
import { type RowEvidence, rowEvidenceSchema } from '../schema/population';
import { prepareRows, settleRow } from './advance';
import { refuse } from './appraisals';
import { LifeLane, MarkLane } from './columns';
import { takeOn } from './inhabit';
import { learnsFromLife, type Manner } from './manners';
import { moveBy, movedBy, moveTraits, type Seen } from './move-traits';
import { nameFeeling } from './name-feeling';
import type { TraitMove } from './population';
import { checkRow, dayAt, needTraits, type PopulationState } from './state';
import { TRAIT_COUNT, TraitLane } from './trait-lanes';
import { DOMAIN_COUNT, writeDomains, writeLevels } from './traits';

const LIFE_PLACES = Int32Array.from(LIFE_TRAITS, (trait) => BELIEF_TRAITS.indexOf(trait));
const HONESTY = LIFE_TRAITS.indexOf('honestyHumility');

const life = new Float64Array(SummaryLane.count);
const shown = new Float64Array(ShownLane.count);
const levels = new Float64Array(TRAIT_COUNT);
const domains = new Float64Array(DOMAIN_COUNT);
const dynamics = new Float64Array(DynamicsLane.count);

/** Evidence that has been checked and cannot change: a simulation shows many characters the same. */
const checked = new WeakMap<readonly RowEvidence[], readonly Seen[]>();

function checkEvidence(input: readonly RowEvidence[]): readonly Seen[] {
  const known = checked.get(input);
  if (known) return known;
  const evidence = parseWith(rowEvidenceSchema, input, 'the evidence');
  if (Object.isFrozen(input) && input.every(Object.isFrozen)) checked.set(input, evidence);
  return evidence;
}

/** Lets evidence move one character's traits; what `observe` of a population promises. */
export function observeRow(
  state: PopulationState,
  row: number,
  input: readonly RowEvidence[],
): readonly TraitMove[] {
  needTraits(state);
  checkRow(state, row);
  const evidence = checkEvidence(input);
  // The time before it passes as the character was.
  if (state.lazy) tick(state, row);
  if (mannerOf(state, row).plasticity === 0) return [];
  const moves = moveTraits(state, row, evidence);
  if (moves.length > 0) followTraits(state, row);
  return moves;
}

/** Lets one character be told what it has gathered; what `consolidate` of a population promises. */
export function consolidateRow(state: PopulationState, row: number): readonly TraitMove[] {
  if (!state.columns.windows) {
    throw refuse(['columns'], 'must hold windows: create the population with columns { traits: true }');
  }
  checkRow(state, row);
  if (state.columns.gathered[row * WindowLane.count + WindowLane.events] === 0) return [];
  followDay(state, row);
  if (state.lazy) tick(state, row);
  const moves: TraitMove[] = [];
  tellDay(state, row, moves);
  return moves;
}

/**
 * What goes before an event: the row is brought up to now, and feels as who it is. In the order of a session in an engine, with which it
 * agrees to the bit: the personality of the day, the time before the event, then the day that is over tells on the character.
 */
export function meetEvent(state: PopulationState, row: number): void {
  const { columns, nowMs, lazy } = state;
  if (columns.traits) followDay(state, row);
  const w = row * WindowLane.count;
  const isTold =
    columns.windows &&
    columns.gathered[w + WindowLane.events]! > 0 &&
    isDayOver(columns.gathered[w + WindowLane.sinceMs]!, nowMs);
  // A day that is told ends in a step of its own; else the time before an event and the event are one step.
  if (lazy && isTold) tick(state, row);
  else if (lazy) settleRow(columns, row, nowMs, 0);
  if (isTold) tellDay(state, row);
}

/** Lets a row of a lazy population catch up in a step of its own: as a session does in a tick, which names the feeling too. */
function tick({ columns, nowMs }: PopulationState, row: number): void {
  if (columns.life[row * LifeLane.count + LifeLane.settledAtMs] === nowMs) return;
  settleRow(columns, row, nowMs, 1);
  nameFeeling(columns, row, nowMs);
}

/**
 * Tells a row what it has gathered, as evidence about its traits, and empties its window.
 * @param moves gets each move of a trait; without it nothing is allocated
 */
function tellDay(state: PopulationState, row: number, moves?: TraitMove[]): void {
  const { columns, nowMs, manners } = state;
  const w = row * WindowLane.count;
  if (!learnsFromLife(mannerOf(state, row))) {
    columns.gathered.fill(0, w, w + WindowLane.count);
    return;
  }
  const authored = manners.lanesOf(columns.manners[row]!);
  writeSummary(columns.gathered, w, life);
  writeLevels(columns, row, nowMs, levels);
  writeDomains(levels, domains, 0);
  writeHomeBase(domains, authored, dynamics);
  const impact = life[SummaryLane.peakImpact]!;
  const isShaking = doesShake(impact);
  writeLifeEvidence(life, isShaking ? SummaryLane.peak : SummaryLane.mood, dynamics, authored, levels, shown);
  const mattered = isShaking ? Math.min(1, impact) : undefined;
  for (let i = 0; i < LIFE_PLACES.length; i++) {
    const weight = shown[i < HONESTY ? ShownLane.weight : ShownLane.honestyWeight]!;
    if (i === HONESTY && life[SummaryLane.deeds] === 0) break;
    const place = LIFE_PLACES[i]!;
    const isSignificantMoment = moveBy(
      state,
      row,
      place,
      place,
      shown[ShownLane.levels + i]!,
      weight,
      mattered,
    );
    moves?.push({ traitName: LIFE_TRAITS[i]!, delta: movedBy(0), isSignificantMoment });
  }
  columns.gathered.fill(0, w, w + WindowLane.count);
  followTraits(state, row);
}

/** A row whose traits have changed since its beginning rests from day to day. */
function followDay(state: PopulationState, row: number): void {
  const { columns, nowMs } = state;
  if (columns.marks[row * MarkLane.count + MarkLane.learnt] === 0) return;
  const asOfMs = columns.levels[row * TraitLane.count + TraitLane.asOfMs]!;
  if (dayAt(state, asOfMs) !== dayAt(state, nowMs)) followTraits(state, row);
}

function mannerOf({ columns, manners }: PopulationState, row: number): Manner {
  return manners.of(columns.manners[row]!);
}

/**
 * Derives how a row feels from its traits as they rest at the beginning of the present day, or as they were last changed. Emotion and mood
 * stay where they are.
 */
export function followTraits(state: PopulationState, row: number): void {
  const { columns, nowMs, startsAtMs, manners, factorHours } = state;
  writeLevels(columns, row, dayAt(state, nowMs) * MS_PER_DAY - startsAtMs, levels);
  writeDomains(levels, domains, 0);
  writeDynamics(domains, manners.lanesOf(columns.manners[row]!), dynamics);
  takeOn(columns, row, dynamics);
  columns.levels[row * TraitLane.count + TraitLane.asOfMs] = nowMs;
  if (factorHours >= 0) prepareRows(columns, row, row + 1, factorHours);
}
