import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  chooseLabel,
  intensityOf,
  LABEL_COUNT,
  mostProbable,
  nearestLabel,
  rankLabels,
  writeLabelProbabilities,
} from '../../src/affect/label';
import { type EmotionLabel, type FeltLabel, LABEL_NAMES, LABELS } from '../../src/constants/affect';
import { AppraisalLane } from '../../src/constants/appraisal';
import { LABELLING } from '../../src/constants/coefficients';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, impulses, lanesOf, magnitudeIn, numberIn, unit } from '../support/arbitraries';

const RUNS = { numRuns: 500 };

/** Pushes whose length does not vanish in a double when their parts do not. */
const pushes = impulses.map((axes) => axes.map((axis) => (Math.abs(axis) < 1e-100 ? 0 : axis)));
/** A deviation from home base that points somewhere. */
const deviations = pushes.filter((axes) => axes.some((axis) => Math.abs(axis) > 1e-3));
const probabilities = fc
  .array(magnitudeIn(-6, 0), { minLength: LABEL_COUNT, maxLength: LABEL_COUNT })
  .map((weights) => {
    const sum = weights.reduce((total, weight) => total + weight, 0);
    return Float64Array.from(weights, (weight) => weight / sum);
  });

function probabilitiesOf(
  deviation: Float64Array,
  appraisal: Appraisal,
  impulse: Float64Array,
  causeWeight: number,
): Float64Array {
  const out = new Float64Array(LABEL_COUNT);
  writeLabelProbabilities(deviation, lanesOf(appraisal), impulse, causeWeight, out);
  return out;
}

/** The same by its definition, from a table in any order: no unit vectors made before, no shared scratch, Math.exp. */
function byDefinition(
  names: readonly EmotionLabel[],
  deviation: Float64Array,
  appraisal: Appraisal,
  impulse: Float64Array,
  causeWeight: number,
): Map<EmotionLabel, number> {
  const length = (v: ArrayLike<number>): number => Math.hypot(v[0]!, v[1]!, v[2]!);
  const distance = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
    length(b) === 0 ? 1 : 1 - (a[0]! * b[0]! + a[1]! * b[1]! + a[2]! * b[2]!) / (length(a) * length(b));
  const { goalCongruence, expectedness, controllability, agency, normCompatibility, urgency } = appraisal;
  const seen = [goalCongruence, expectedness, controllability, agency, normCompatibility, urgency];
  const weights = ['congruence', 'expectedness', 'controllability', 'agency', 'norm', 'urgency'] as const;
  const halfRanges = [1, 0.5, 0.5, 1, 1, 0.5];
  const neutrals = [0, 0.5, 0.5, 0, 0, 0.5];
  const byCause = names.map((name) => {
    const { vad, signature } = LABELS[name];
    let score = -LABELLING.vad.value * distance(vad, impulse);
    seen.forEach((value, i) => {
      const typical = neutrals[i]! + LABELLING.typicality.value * (signature[i]! - neutrals[i]!);
      score -= LABELLING[weights[i]!].value * ((typical - value) / halfRanges[i]!) ** 2;
    });
    return score;
  });
  const byState = names.map((name) => -LABELLING.direction.value * distance(LABELS[name].vad, deviation));
  const rooms = names.map((name) => {
    const sign = LABELS[name].vad[0] > 0 ? 1 : -1;
    const against = Math.max(0, -sign * goalCongruence) - Math.max(0, sign * normCompatibility);
    return Math.min(1, Math.max(0, 1 - against / LABELLING.plain.value));
  });
  const softmax = (scores: number[], room: readonly number[]): number[] => {
    const sizes = scores.map(
      (score, i) => room[i]! * Math.exp((score - Math.max(...scores)) / LABELLING.temperature.value),
    );
    return sizes.map((size) => size / sizes.reduce((sum, other) => sum + other, 0));
  };
  const cause = softmax(byCause, rooms);
  const state = softmax(
    byState,
    names.map(() => 1),
  );
  const weight = length(deviation) > 0 ? causeWeight : 1;
  return new Map(names.map((name, i) => [name, weight * cause[i]! + (1 - weight) * state[i]!]));
}

describe('the probabilities of labels', () => {
  it('F.8 row 24: sum to 1, each in [0, 1]', () => {
    fc.assert(
      fc.property(impulses, appraisals, impulses, unit, (deviation, appraisal, impulse, weight) => {
        const out = probabilitiesOf(deviation, appraisal, impulse, weight);
        for (const probability of out) expect(probability >= 0 && probability <= 1 + 1e-15).toBe(true);
        expect(Math.abs(out.reduce((sum, probability) => sum + probability, 0) - 1)).toBeLessThanOrEqual(
          1e-12,
        );
      }),
      RUNS,
    );
  });

  it('F.8 row 24: belong to the labels, not to their places: the table in any other order gives the same', () => {
    const orders = fc.shuffledSubarray([...LABEL_NAMES], { minLength: LABEL_COUNT });
    fc.assert(
      fc.property(
        orders,
        deviations,
        appraisals,
        pushes,
        unit,
        (names, deviation, appraisal, impulse, weight) => {
          const shuffled = byDefinition(names, deviation, appraisal, impulse, weight);
          const out = probabilitiesOf(deviation, appraisal, impulse, weight);
          LABEL_NAMES.forEach((name, i) => {
            expect(Math.abs(out[i]! - shuffled.get(name)!)).toBeLessThanOrEqual(1e-12);
          });
        },
      ),
      RUNS,
    );
  });

  it('depend on where a feeling points, not on how strong it is', () => {
    const shrink = numberIn(0.01, 1);
    fc.assert(
      fc.property(
        deviations,
        appraisals,
        pushes,
        unit,
        shrink,
        (deviation, appraisal, impulse, weight, size) => {
          const full = probabilitiesOf(deviation, appraisal, impulse, weight);
          const faint = probabilitiesOf(
            deviation.map((axis) => size * axis),
            appraisal,
            impulse.map((axis) => size * axis),
            weight,
          );
          faint.forEach((probability, i) => {
            expect(Math.abs(probability - full[i]!)).toBeLessThanOrEqual(1e-12);
          });
        },
      ),
      RUNS,
    );
  });

  it('are those of the state without a cause, those of the cause at home, and mix in between', () => {
    const nobody = new Float64Array(AppraisalLane.count).fill(Number.NaN);
    const home = new Float64Array(3);
    fc.assert(
      fc.property(deviations, appraisals, impulses, unit, (deviation, appraisal, impulse, weight) => {
        const state = new Float64Array(LABEL_COUNT);
        // A cause of no weight is not read.
        writeLabelProbabilities(deviation, nobody, nobody, 0, state);
        const cause = probabilitiesOf(home, appraisal, impulse, weight);
        expect(cause).toEqual(probabilitiesOf(deviation, appraisal, impulse, 1));
        probabilitiesOf(deviation, appraisal, impulse, weight).forEach((mixed, i) => {
          expect(mixed).toBeCloseTo(weight * cause[i]! + (1 - weight) * state[i]!, 13);
        });
      }),
      RUNS,
    );
  });

  it.each(LABEL_NAMES)('name an event that is the ideal case of %s so', (name) => {
    const { vad, signature } = LABELS[name];
    const [goalCongruence, expectedness, controllability, agency, normCompatibility, urgency] = signature;
    const ideal: Appraisal = {
      goalRelevance: 0.8,
      goalCongruence,
      expectedness,
      controllability,
      agency,
      normCompatibility,
      internalStandards: 0,
      adjustmentPotential: 0.5,
      urgency,
    };
    const out = probabilitiesOf(Float64Array.from(vad), ideal, Float64Array.from(vad), 1);
    expect(LABEL_NAMES[mostProbable(out)]).toBe(name);
    // The direction alone tells it too: every label has one of its own.
    const byDirection = probabilitiesOf(Float64Array.from(vad), ideal, Float64Array.from(vad), 0);
    expect(LABEL_NAMES[mostProbable(byDirection)]).toBe(name);
  });

  it('write nothing but their own lanes', () => {
    fc.assert(
      fc.property(deviations, appraisals, impulses, unit, (deviation, appraisal, impulse, weight) => {
        const [felt, seen, push] = [deviation.slice(), lanesOf(appraisal), impulse.slice()];
        writeLabelProbabilities(felt, seen, push, weight, new Float64Array(LABEL_COUNT));
        expect(felt).toEqual(deviation);
        expect(seen).toEqual(lanesOf(appraisal));
        expect(push).toEqual(impulse);
      }),
      RUNS,
    );
  });

  it('are highest, where there is no cause, for the label that is nearest', () => {
    fc.assert(
      fc.property(deviations, (deviation) => {
        const state = new Float64Array(LABEL_COUNT);
        writeLabelProbabilities(deviation, state, state, 0, state);
        expect(state[nearestLabel(deviation)]).toBe(Math.max(...state));
      }),
      RUNS,
    );
  });
});

describe('ranking', () => {
  it('keeps every label with its probability, in falling order, equals in the order of the table', () => {
    const someEqual = probabilities.map((list) => list.map((p) => Math.round(p * 50) / 50));
    fc.assert(
      fc.property(fc.oneof(probabilities, someEqual), (list) => {
        const places = rankLabels(list).map(({ label, probability }) => {
          const place = LABEL_NAMES.indexOf(label as EmotionLabel);
          expect(probability).toBe(list[place]);
          return place;
        });
        expect(places).toEqual(
          LABEL_NAMES.map((_, place) => place).sort((a, b) => list[b]! - list[a]! || a - b),
        );
        expect(places[0]).toBe(mostProbable(list));
      }),
      RUNS,
    );
  });
});

describe('choosing a label', () => {
  const { neutralBelow, nameableAbove, hysteresis } = LABELLING;
  const names: readonly FeltLabel[] = ['neutral', ...LABEL_NAMES];
  const held = fc.constantFrom(...names);
  const choose = (list: Float64Array, intensity: number, before: FeltLabel, isFresh: boolean): FeltLabel =>
    chooseLabel(list, intensity, before, isFresh, neutralBelow.value);

  it('F.8 row 24: at home base a feeling is neutral, whatever it went by before', () => {
    fc.assert(
      fc.property(
        probabilities,
        held,
        fc.boolean(),
        numberIn(0, neutralBelow.value * 0.999),
        (list, before, isFresh, weak) => {
          expect(choose(list, intensityOf(0, 0, 0), before, isFresh)).toBe('neutral');
          expect(choose(list, weak, before, isFresh)).toBe('neutral');
        },
      ),
      RUNS,
    );
  });

  it('a named feeling keeps its name down to one intensity, a nameless one gets its first above a higher one', () => {
    fc.assert(
      fc.property(probabilities, numberIn(neutralBelow.value, nameableAbove.value * 0.999), (list, weak) => {
        const best = LABEL_NAMES[mostProbable(list)]!;
        expect(choose(list, weak, best, false)).toBe(best);
        expect(choose(list, weak, 'neutral', true)).toBe(best);
        expect(choose(list, weak, 'neutral', false)).toBe('neutral');
        expect(choose(list, nameableAbove.value * 1.001, 'neutral', false)).toBe(best);
      }),
      RUNS,
    );
  });

  it('a fresh event has its say at once; without one a label yields only to one that is clearly more probable', () => {
    const strong = numberIn(nameableAbove.value * 1.001, 1);
    fc.assert(
      fc.property(probabilities, fc.constantFrom(...LABEL_NAMES), strong, (list, before, intensity) => {
        const best = LABEL_NAMES[mostProbable(list)]!;
        expect(choose(list, intensity, before, true)).toBe(best);
        const chosen = choose(list, intensity, before, false);
        const ratio = Math.max(...list) / list[LABEL_NAMES.indexOf(before)]!;
        expect(chosen).toBe(ratio < hysteresis.value ? before : best);
        // Chosen once it stays, as long as nothing changes.
        expect(choose(list, intensity, chosen, false)).toBe(chosen);
      }),
      RUNS,
    );
  });
});

describe('intensity', () => {
  it('is 0 at home, 1 at the corner, and grows in proportion', () => {
    expect([intensityOf(0, 0, 0), intensityOf(-1, 1, -1), intensityOf(2, 2, 2)]).toEqual([0, 1, 1]);
    fc.assert(
      fc.property(impulses, unit, ([v, a, d], share) => {
        const whole = intensityOf(v!, a!, d!);
        expect(intensityOf(share * v!, share * a!, share * d!)).toBeCloseTo(share * whole, 14);
      }),
      RUNS,
    );
  });
});
