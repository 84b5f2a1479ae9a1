import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Disposition } from '../../src/affect/disposition';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisals, numberIn, personalities, unit } from '../support/arbitraries';
import { CORNERS, disposed, drawnEvents, drawnPersonalities, feelFirst, signOf } from './stage';

/** Events that are plainly of one sign: they matter, they help (or hinder), and nothing about them is wrong (or right). */
const plain = (sign: 1 | -1): fc.Arbitrary<Appraisal> =>
  fc
    .tuple(appraisals, numberIn(0.4, 1), numberIn(0.5, 1), unit)
    .map(([appraisal, goalRelevance, size, norm]) => ({
      ...appraisal,
      goalRelevance,
      goalCongruence: sign * size,
      normCompatibility: sign * norm + 0,
    }));

const cases = [
  ['good', 1],
  ['bad', -1],
] as const;
const corners = CORNERS.map(disposed);

/** The first name, the second, and every other that the answer holds possible. */
function expectSign(disposition: Disposition, appraisal: Appraisal, sign: number): void {
  const emotion = feelFirst(disposition, appraisal);
  const { label, secondary, labels } = emotion;
  const wrong = labels.filter((ranked) => ranked.probability > 0 && signOf(ranked.label) === -sign);
  if (signOf(label) === -sign || (secondary && signOf(secondary) === -sign) || wrong.length > 0)
    expect.fail(`${label}, ${secondary ?? 'nothing'} or ${wrong.map((ranked) => ranked.label).join(', ')}`);
}

describe.each(cases)('a plainly %s event that comes first', (_, sign) => {
  it('has no label of the other sign, in whatever corner of the cube of traits', () => {
    fc.assert(
      fc.property(plain(sign), (appraisal) => {
        for (const disposition of corners) expectSign(disposition, appraisal, sign);
      }),
      { numRuns: 400 },
    );
  });

  it('has no label of the other sign, for anybody', () => {
    fc.assert(
      fc.property(personalities, plain(sign), plain(sign), (personality, one, other) => {
        const disposition = disposed(personality);
        expectSign(disposition, one, sign);
        expectSign(disposition, other, sign);
      }),
      { numRuns: 1000 },
    );
  });

  it('moves valence its own way', () => {
    fc.assert(
      fc.property(personalities, plain(sign), (personality, appraisal) => {
        const disposition = disposed(personality);
        const { valence } = feelFirst(disposition, appraisal).vad;
        expect(sign * (valence - disposition.dynamics.homeBase.valence)).toBeGreaterThan(0);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('an event that is not plain', () => {
  it('may still have a label of the other sign: a gain got by wrong, a harm that is just, a hindrance that is small', () => {
    const counts = { good: 0, bad: 0 };
    const dispositions = drawnPersonalities(3, 10).map(disposed);
    for (const appraisal of drawnEvents(3, 500, 0.4)) {
      for (const disposition of dispositions) {
        const sign = signOf(feelFirst(disposition, appraisal).label);
        if (sign < 0 && appraisal.goalCongruence > 0) counts.good++;
        if (sign > 0 && appraisal.goalCongruence < 0) counts.bad++;
      }
    }
    console.info(`labels against the sign of 5,000 drawn events: ${JSON.stringify(counts)}`);
    expect(counts.good).toBeGreaterThan(0);
    expect(counts.bad).toBeGreaterThan(0);
  });
});
