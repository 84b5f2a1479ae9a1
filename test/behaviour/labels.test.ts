import { describe, expect, it } from 'vitest';
import { type EmotionLabel, LABEL_NAMES } from '../../src/constants/affect';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES } from '../../src/constants/appraisal';
import { measureShares, workedExamples } from './measures';

describe('labels share the space of appraisals', () => {
  it('none takes more than 15 % of 20,000 events drawn evenly, and none is never used', () => {
    const shares = [...measureShares(1, 20_000)].sort((a, b) => b[1] - a[1]);
    console.info(
      `shares in %: ${shares.map(([label, share]) => `${label} ${(100 * share).toFixed(1)}`).join(', ')}`,
    );
    for (const [label, share] of shares) {
      expect(share, label).toBeGreaterThan(0);
      if (label !== 'neutral') expect(share, label).toBeLessThanOrEqual(0.15);
    }
  });
});

describe('the worked examples of docs/model/labels.md', () => {
  const examples = workedExamples();

  it('are one for each label, with appraisals in their ranges', () => {
    expect(examples.map(({ label }) => label).sort()).toEqual([...LABEL_NAMES].sort());
    for (const { appraisal } of examples) {
      for (const dimension of APPRAISAL_DIMENSIONS) {
        expect(appraisal[dimension]).toBeGreaterThanOrEqual(APPRAISAL_RANGES[dimension].low);
        expect(appraisal[dimension]).toBeLessThanOrEqual(APPRAISAL_RANGES[dimension].high);
      }
    }
  });

  it('are named as a person would in at least 22 of 26', () => {
    const missed = examples.filter(({ label, named }) => named !== label);
    const told = missed.map(({ label, named, place }) => `${label} (place ${place}) is called ${named}`);
    console.info(
      `worked examples: ${examples.length - missed.length} of ${examples.length}; ${told.join(', ')}`,
    );
    expect(examples.length - missed.length).toBeGreaterThanOrEqual(22);
  });

  it.each(examples.map(({ label, place }): [EmotionLabel, number] => [label, place]))(
    '%s is among the first three',
    (_, place) => {
      expect(place).toBeGreaterThanOrEqual(1);
      expect(place).toBeLessThanOrEqual(3);
    },
  );
});
