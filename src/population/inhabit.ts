import { CauseLane } from '../affect/cause';
import { DynamicsLane } from '../affect/dynamics-lanes';
import { AffectLane, ReactionLane } from '../affect/lanes';
import { standAtHome, writeAffectParameters, writeReactions } from '../affect/parameters';
import { WindowLane } from '../evolution/window';
import { type Columns, LifeLane, MarkLane, PastLane } from './columns';
import { forgetTraits } from './traits';

/**
 * Writes a character into a row, at its home base and with nothing behind it.
 * @param dynamics as `DynamicsLane` numbers it
 * Effects: in place, allocates nothing; total.
 */
export function inhabit(columns: Columns, row: number, dynamics: Float64Array, nowMs: number): void {
  const { life, noise, marks } = columns;
  takeOn(columns, row, dynamics);
  standAtHome(columns.affect, row * AffectLane.count);
  const l = row * LifeLane.count;
  const timeScale = dynamics[DynamicsLane.timeScale]!;
  life[l + LifeLane.timeScale] = timeScale;
  life[l + LifeLane.settledAtMs] = nowMs;
  const noisePerHour = dynamics[DynamicsLane.noisePerHour]!;
  if (noisePerHour > 0) noise[row] = noisePerHour / timeScale;
  marks[row * MarkLane.count + MarkLane.alive] = 1;
}

/**
 * Lets the character of a row feel in another way from now on; emotion and mood stay where they are.
 * @param dynamics as `DynamicsLane` numbers it
 * Effects: in place, allocates nothing; total.
 */
export function takeOn({ affect, reactions, life }: Columns, row: number, dynamics: Float64Array): void {
  writeAffectParameters(affect, row * AffectLane.count, dynamics);
  writeReactions(reactions, row * ReactionLane.count, dynamics);
  life[row * LifeLane.count + LifeLane.halfLifeHours] =
    dynamics[DynamicsLane.emotionHalfLifeHours]! * dynamics[DynamicsLane.timeScale]!;
}

/** Empties a row. The lanes of affect stay in order, so that loops need not ask who lives where. */
export function vacate(columns: Columns, row: number): void {
  const { life, past, noise, marks, causesOf, causes, traits, windows, gathered } = columns;
  if (traits) forgetTraits(columns, row);
  const w = row * WindowLane.count;
  if (windows && gathered[w + WindowLane.events]! > 0) gathered.fill(0, w, w + WindowLane.count);
  life.fill(0, row * LifeLane.count, (row + 1) * LifeLane.count);
  // What was never written is not written now: it would begin to take memory.
  if (past[row * PastLane.count + PastLane.turns] !== 0 || marks[row * MarkLane.count + MarkLane.met] === 1) {
    past.fill(0, row * PastLane.count, (row + 1) * PastLane.count);
  }
  if (noise[row]! > 0) noise[row] = 0;
  marks.fill(0, row * MarkLane.count, (row + 1) * MarkLane.count);
  // An expectation is written anew at the first event of whoever lives there next.
  if (causes) causesOf.fill(0, row * CauseLane.count, (row + 1) * CauseLane.count);
}
