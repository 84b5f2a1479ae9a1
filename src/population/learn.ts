import { createDisposition } from '../affect/disposition';
import { resolveDynamics } from '../affect/dynamics';
import { AffectLane, ReactionLane } from '../affect/lanes';
import { MS_PER_DAY } from '../constants/time';
import { dayOf } from '../evolution/daily-cap';
import { dayEvidence } from '../evolution/day-evidence';
import { isDayOver, summariseWindow, WindowLane } from '../evolution/window';
import { parseWith } from '../schema/parse';
import { type RowEvidence, rowEvidenceSchema } from '../schema/population';
import { personalityOf } from '../traits/aspects';
import { prepareRows, settleRow } from './advance';
import { LifeLane, MarkLane } from './columns';
import { moveTraits, type Seen } from './move-traits';
import { nameFeeling } from './name-feeling';
import type { TraitMove } from './population';
import { checkRow, needTraits, type PopulationState } from './state';
import { TraitLane } from './trait-lanes';
import { levelsAt } from './traits';

/** Lets evidence move one character's traits; what `observe` of a population promises. */
export function observeRow(
  state: PopulationState,
  row: number,
  input: readonly RowEvidence[],
): readonly TraitMove[] {
  needTraits(state);
  checkRow(state, row);
  const evidence = parseWith(rowEvidenceSchema, input, 'the evidence');
  // The time before it passes as the character was.
  if (state.lazy) tick(state, row);
  const moves = moveTraits(state.columns, row, evidence, state.nowMs);
  if (moves.length > 0) followTraits(state, row);
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

/** Tells a row what it has gathered, as evidence about its traits, and empties its window. */
function tellDay(state: PopulationState, row: number): void {
  const { columns, nowMs, manners } = state;
  const w = row * WindowLane.count;
  const life = summariseWindow(columns.gathered, w);
  const { offsets, config } = manners.of(columns.manners[row]!);
  const levels = levelsAt(columns, row, nowMs);
  const { homeBase } = resolveDynamics(personalityOf(levels), offsets, config);
  const { evidence, impact } = dayEvidence(life, homeBase, config, levels);
  const seen = evidence.map((one): Seen => (impact === undefined ? one : { ...one, impact }));
  moveTraits(columns, row, seen, nowMs);
  columns.gathered.fill(0, w, w + WindowLane.count);
  followTraits(state, row);
}

/** A row whose traits have changed since its beginning rests from day to day. */
function followDay(state: PopulationState, row: number): void {
  const { columns, nowMs } = state;
  if (columns.marks[row * MarkLane.count + MarkLane.learnt] === 0) return;
  const asOfMs = columns.levels[row * TraitLane.count + TraitLane.asOfMs]!;
  if (dayOf(asOfMs) !== dayOf(nowMs)) followTraits(state, row);
}

/**
 * Derives how a row feels from its traits as they rest at the beginning of the present day, or as they were last changed. Emotion and mood
 * stay where they are.
 */
function followTraits(state: PopulationState, row: number): void {
  const { columns, nowMs, manners, factorHours } = state;
  const { offsets, config } = manners.of(columns.manners[row]!);
  const levels = levelsAt(columns, row, dayOf(nowMs) * MS_PER_DAY);
  const { affect, reactions, dynamics } = createDisposition(personalityOf(levels), offsets, config);
  columns.affect.set(affect.subarray(AffectLane.homeBase), row * AffectLane.count + AffectLane.homeBase);
  columns.reactions.set(reactions, row * ReactionLane.count);
  const { emotionHalfLifeHours, timeScale } = dynamics;
  columns.life[row * LifeLane.count + LifeLane.halfLifeHours] = emotionHalfLifeHours * timeScale;
  columns.levels[row * TraitLane.count + TraitLane.asOfMs] = nowMs;
  if (factorHours >= 0) prepareRows(columns, row, row + 1, factorHours);
}
