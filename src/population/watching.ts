import type { FeltLabel } from '../constants/affect';
import type { WatchFor } from '../schema/watch';

/** What is watched for, and in whom. */
export type WatchInput = WatchFor & {
  /** Rows that somebody lives in; all of them, as of now, when absent. Whoever comes later is not watched. */
  readonly rows?: ArrayLike<number> | undefined;
};

/** That something has begun to be as somebody wanted to know of. */
export interface Signal {
  readonly row: number;
  readonly kind: 'label' | 'axis' | 'intensity';
  /** What `watch` gave back. */
  readonly watch: number;
  /** When it began, in hours of the population. */
  readonly atHours: number;
  /** The axis or the intensity at that time; for a label the intensity. */
  readonly value: number;
  /** What the feeling goes by since then; only for a label. */
  readonly label?: FeltLabel;
}

/**
 * Telling what has happened without being asked of every row: a watch says what to look for, and `drain` hands over what was seen.
 *
 * A signal tells of a beginning. It is given when a row was not so and then is: anger that lasts is told once, and again after it has passed and
 * come back. What is so already when the watch is set is not told. Events are looked at when they have been felt. What time does is seen
 *
 * - in a population that is not lazy at the end of each `advance`: what comes and goes within one is not noticed, and `atHours` is its end;
 * - in a lazy one at the very time, to a millionth of an hour, however time is cut and whether or not anybody looks at the row: the time is
 *   worked out when the watch is set and after each event, and `advance` takes up what is due. Labels are the exception: they are looked
 *   at when the row is touched, by an event, `view`, `read`, `settle` or `snapshotOf`.
 *
 * A label that is looked at is held, as `view` holds it. Nothing is called while time passes; signals wait until they are drained.
 */
export interface Watching {
  /**
   * Begins to watch.
   *
   * @example
   * const calm = village.watch({ rows: [guard], intensityBelow: 0.1 });
   * village.advance(8);
   * village.drain(({ watch, row, atHours }) => console.log(watch === calm, row, atHours));
   *
   * @returns a number that its signals carry
   * @throws EngineError INPUT_INVALID; also for axis and intensity of a row with random ups and downs in a lazy population, because nobody
   * can work out when they will be where
   */
  watch(input: WatchInput): number;
  /** Ends a watch. Signals that it has given remain. @returns whether there was one; a watch ends by itself only for rows that are removed */
  unwatch(watch: number): boolean;
  /**
   * Hands over the signals since the last time, the oldest first, to a listener or to the end of an array. What a listener does may give
   * further signals; those wait for the next time.
   * @returns how many they were
   */
  drain(to: ((signal: Signal) => void) | Signal[]): number;
  /** How many signals were lost since the population was made, because so many others came after them before they were drained. */
  readonly dropped: number;
}
