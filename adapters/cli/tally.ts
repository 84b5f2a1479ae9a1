import type { FeltLabel, Vad } from '../../src/index';
import type { Moment } from './performance';

/** What is remembered of a whole performance. */
export interface Tally {
  add(moment: Moment): void;
  /** Feelings line by line. */
  readonly feelings: readonly Vad[];
  /** Positions in `feelings` before which more than {@link LONG_PAUSE_SECONDS} passed. */
  readonly pauses: readonly number[];
  /** How many lines the character perceived. */
  readonly perceived: number;
  /** The line after which the feeling was strongest; the first of several. */
  readonly strongest: Moment | undefined;
  readonly first: Moment | undefined;
  readonly last: Moment | undefined;
  /** How often each label was felt, the most frequent first. */
  labels(): readonly { readonly label: FeltLabel; readonly count: number }[];
}

/** A pause longer than this is shown. */
export const LONG_PAUSE_SECONDS = 3600;

/** An empty tally. */
export function createTally(): Tally {
  const feelings: Vad[] = [];
  const pauses: number[] = [];
  const counts = new Map<FeltLabel, number>();
  let perceived = 0;
  let strongest: Moment | undefined;
  let first: Moment | undefined;
  let last: Moment | undefined;
  return {
    feelings,
    pauses,
    get perceived() {
      return perceived;
    },
    get strongest() {
      return strongest;
    },
    get first() {
      return first;
    },
    get last() {
      return last;
    },
    add(moment) {
      const { emotion, elapsedSeconds, appraisal } = moment;
      if (first && elapsedSeconds > LONG_PAUSE_SECONDS) pauses.push(feelings.length);
      feelings.push(emotion.vad);
      counts.set(emotion.label, (counts.get(emotion.label) ?? 0) + 1);
      if (appraisal) perceived += 1;
      if (!strongest || emotion.intensity > strongest.emotion.intensity) strongest = moment;
      first ??= moment;
      last = moment;
    },
    labels: () => [...counts].map(([label, count]) => ({ label, count })).sort((a, b) => b.count - a.count),
  };
}
