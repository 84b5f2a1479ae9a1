import { CauseLane } from '../affect/cause';
import type { Disposition } from '../affect/disposition';
import { AffectLane, ReactionLane } from '../affect/lanes';
import { WindowLane } from '../evolution/window';
import type { StreamKey } from '../maths/random';
import { type Columns, LifeLane, MarkLane } from './columns';
import { forgetTraits } from './traits';

/** Writes a character into a row, at its home base and with nothing behind it. Effects: in place; total. */
export function inhabit(
  columns: Columns,
  row: number,
  { affect, reactions, dynamics }: Disposition,
  key: StreamKey,
  nowMs: number,
): void {
  const { life, keys, marks } = columns;
  columns.affect.set(affect, row * AffectLane.count);
  columns.reactions.set(reactions, row * ReactionLane.count);
  const l = row * LifeLane.count;
  life[l + LifeLane.halfLifeHours] = dynamics.emotionHalfLifeHours * dynamics.timeScale;
  life[l + LifeLane.timeScale] = dynamics.timeScale;
  life[l + LifeLane.noisePerHour] = dynamics.noisePerHour / dynamics.timeScale;
  life[l + LifeLane.settledAtMs] = nowMs;
  life[l + LifeLane.lastEventAtMs] = Number.NaN;
  keys[2 * row] = key[0];
  keys[2 * row + 1] = key[1];
  marks[row * MarkLane.count + MarkLane.alive] = 1;
}

/** Empties a row. The lanes of affect stay in order, so that loops need not ask who lives where. */
export function vacate(columns: Columns, row: number): void {
  const { life, marks, causesOf, causes, traits, windows, gathered } = columns;
  if (traits) forgetTraits(columns, row);
  const w = row * WindowLane.count;
  if (windows && gathered[w + WindowLane.events]! > 0) gathered.fill(0, w, w + WindowLane.count);
  life.fill(0, row * LifeLane.count, (row + 1) * LifeLane.count);
  marks.fill(0, row * MarkLane.count, (row + 1) * MarkLane.count);
  // An expectation is written anew at the first event of whoever lives there next.
  if (causes) causesOf.fill(0, row * CauseLane.count, (row + 1) * CauseLane.count);
}
