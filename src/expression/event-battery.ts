import { LABEL_NAMES, LABELS } from '../constants/affect';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, type AppraisalDimension } from '../constants/appraisal';
import type { Appraisal } from '../schema/appraisal';

/** How often the battery has an event of each kind that has a name. */
const ROUNDS = 4;
/** How much of each event is what is typical of its kind; the rest is anything at all. */
const TYPICAL = 0.5;
/** One for each dimension: the multiples of their square roots spread evenly, alone and together. */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23] as const;

/** Where each dimension of a label's signature stands in it. */
const SIGNATURE_PLACES: { readonly [D in AppraisalDimension]?: number } = {
  goalCongruence: 0,
  expectedness: 1,
  controllability: 2,
  agency: 3,
  normCompatibility: 4,
  urgency: 5,
};

/**
 * A fixed set of events to try characters on: four of each kind that has a name, 104 in all.
 *
 * Model: on every dimension half the label's signature plus half of point i of Richtmyer's sequence, frac((i + 1) sqrt(p)),
 * stretched over the range, p the primes from 2 to 23. Where a signature is silent, relevance is typically 1 and the rest
 * neutral.
 * Basis: chosen; the sequence is published (Richtmyer 1951). Kinds, because independent dimensions hardly ever meet in an
 * insult or a gift; blurred by half, because everybody feels alike about a clear event and personality decides the
 * ambiguous ones.
 */
export const EVENT_BATTERY: readonly Appraisal[] = Array.from(
  { length: ROUNDS * LABEL_NAMES.length },
  (_, index) => eventAt(index),
);

function eventAt(index: number): Appraisal {
  const { signature } = LABELS[LABEL_NAMES[index % LABEL_NAMES.length]!];
  const event = {} as Record<AppraisalDimension, number>;
  APPRAISAL_DIMENSIONS.forEach((dimension, d) => {
    const { low, high, neutral } = APPRAISAL_RANGES[dimension];
    const place = SIGNATURE_PLACES[dimension];
    const silent = dimension === 'goalRelevance' ? high : neutral;
    const typical = place === undefined ? silent : signature[place]!;
    const turns = (index + 1) * Math.sqrt(PRIMES[d]!);
    const anything = low + (high - low) * (turns - Math.floor(turns));
    event[dimension] = TYPICAL * typical + (1 - TYPICAL) * anything;
  });
  return event;
}
