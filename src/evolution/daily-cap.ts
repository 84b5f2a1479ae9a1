import { EVOLUTION } from '../constants/evolution';
import { MS_PER_DAY } from '../constants/time';

/** What rounding may leave of a room that is used up. */
const NO_ROOM = 1e-12;

/** The day that an instant lies in, counted from 1970. Effects: pure. */
export function dayOf(ms: number): number {
  return Math.floor(ms / MS_PER_DAY);
}

/** How far a trait may still move on a day on which it has moved so far. Effects: pure. */
export function roomAfter(moved: number): number {
  const room = EVOLUTION.dailyCap.value - moved;
  return room > NO_ROOM ? room : 0;
}

/** How far a trait has moved on a day after one move more, ups and downs counted together. Effects: pure. */
export function movedAfter(moved: number, applied: number): number {
  return Math.min(1, moved + Math.abs(applied));
}
