import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { allCoefficients, coefficientsPage } from '../../bench/generate-coefficients';
import { DYNAMICS, EXPECTATION, FACET_SHARES, LABELLING } from '../../src/constants/coefficients';
import { FACETS, type Facet } from '../../src/constants/traits';

const coefficients = allCoefficients();

describe('the coefficients', () => {
  it('are what docs/model/coefficients.md shows: run `npm run docs:coefficients` after a change', () => {
    expect(readFileSync('docs/model/coefficients.md', 'utf8')).toBe(coefficientsPage());
  });

  it.each(coefficients.map((coefficient) => [coefficient.path.join('.'), coefficient] as const))(
    '%s says all about itself and lies in its range',
    (_, { value, unit, range, basis, source }) => {
      const [low, high] = range;
      expect(low).toBeLessThan(high);
      expect(value).toBeGreaterThanOrEqual(low);
      expect(value).toBeLessThanOrEqual(high);
      expect(['published', 'fitted', 'chosen']).toContain(basis);
      expect(unit.length).toBeGreaterThan(0);
      expect(source.length).toBeGreaterThan(5);
      // A bar would break the row of the generated table.
      expect(`${unit}${source}`).not.toContain('|');
    },
  );

  it('share a domain among its own four facets, all of it', () => {
    for (const [name, shares] of Object.entries(FACET_SHARES)) {
      const domain = name.at(-1);
      const facets = Object.keys(shares) as Facet[];
      expect(facets.map((facet) => FACETS[facet])).toEqual([domain, domain, domain, domain]);
      expect(Object.values(shares).reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1, 14);
    }
  });

  it('keep the order that their meaning asks for', () => {
    expect(DYNAMICS.emotionHalfLifeHours.value).toBeLessThan(DYNAMICS.moodHalfLifeHours.value);
    expect(EXPECTATION.priorPrecision.value).toBeLessThan(EXPECTATION.maxPrecision.value);
    expect(LABELLING.neutralBelow.value).toBeLessThan(LABELLING.nameableAbove.value);
    expect(LABELLING.moodNeutralBelow.value).toBeCloseTo(0.46 * LABELLING.neutralBelow.value, 12);
    expect(LABELLING.hysteresis.value).toBeGreaterThan(1);
  });
});
