import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  agreementTable,
  appraisalOf,
  coefficientTable,
  EMOTIONS,
  features,
  SETTING,
} from '../../bench/fit/appraisal';
import {
  CURVES,
  fitSingleExponential,
  fitTimeScales,
  leaveOneOutTable,
  SHIPPED,
  squaredErrorOf,
  timeScaleTable,
} from '../../bench/fit/half-lives';
import { modelAutocorrelation, singleExponential } from '../../bench/fit/model-autocorrelation';
import { minimise, positiveRidge } from '../../bench/fit/numerics';
import { writeRawImpulse } from '../../src/affect/appraisal-impulse';
import { VAD_AXES } from '../../src/constants/affect';
import type { Coefficient } from '../../src/constants/coefficient';
import { IMPULSE } from '../../src/constants/coefficients';

const page = readFileSync('docs/model/fits.md', 'utf8');

/** The table of the page that begins with this heading. */
function tableOf(heading: string): string {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith(`| ${heading} |`));
  const end = lines.findIndex((line, i) => i > start && !line.startsWith('|'));
  return lines.slice(start, end).join('\n');
}

describe('docs/model/fits.md', () => {
  it('shows the fit of the half-lives', () => {
    expect(tableOf('curves')).toBe(timeScaleTable());
  });

  it('shows what each data set contributes', () => {
    expect(tableOf('without')).toBe(leaveOneOutTable());
  });

  it('shows the fit of the impulse', () => {
    expect(tableOf('axis | coefficient')).toBe(coefficientTable());
    expect(tableOf('axis | fitted, in sample')).toBe(agreementTable());
    expect(page).toContain(`the ${EMOTIONS.length} emotions that they share`);
    expect(page).toContain('Fifteen emotions');
    expect(EMOTIONS).toHaveLength(15);
  });
});

describe('the fit of the half-lives', () => {
  const error = (scales: typeof SHIPPED) =>
    squaredErrorOf((lags) => modelAutocorrelation(scales, lags), CURVES);

  it('lies lower than any small step away from it', () => {
    const best = fitTimeScales(CURVES);
    for (const key of ['emotionHalfLifeHours', 'moodHalfLifeHours', 'coupling'] as const)
      for (const factor of [0.98, 1.02])
        expect(error({ ...best, [key]: best[key] * factor })).toBeGreaterThan(error(best));
  });

  it('has what is shipped near it, and one exponential far away', () => {
    expect(error(SHIPPED)).toBeLessThan(1.02 * error(fitTimeScales(CURVES)));
    const single = fitSingleExponential(CURVES);
    expect(squaredErrorOf((lags) => singleExponential(single, lags), CURVES)).toBeGreaterThan(
      1.8 * error(SHIPPED),
    );
  });

  it('uses an autocorrelation that begins at 1 and falls', () => {
    const values = modelAutocorrelation(SHIPPED, [0, 0.1, 1, 10, 100, 1000]);
    expect(values[0]).toBeCloseTo(1, 12);
    expect([...values].sort((a, b) => b - a)).toEqual(values);
    expect(values[5]).toBeCloseTo(0, 6);
  });
});

describe('the fit of the impulse', () => {
  it.each(VAD_AXES.map((axis, at) => [axis, at] as const))(
    'has the features of %s as the engine multiplies them',
    (axis, at) => {
      const table: Readonly<Record<string, Coefficient>> = IMPULSE[axis];
      for (const { profile } of EMOTIONS) {
        const lanes = appraisalOf(profile, SETTING.fullAt);
        const raw = new Float64Array(3);
        writeRawImpulse(lanes, 0, raw, 0);
        const terms = Object.entries(features(axis, lanes)).map(([name, x]) => table[name]!.value * x);
        expect(terms.reduce((sum, term) => sum + term, 0)).toBeCloseTo(raw[at]!, 12);
      }
    },
  );
});

describe('the numerics of the fits', () => {
  it('finds the bottom of a curved valley', () => {
    const valley = ([x, y]: readonly number[]) => (1 - x!) * (1 - x!) + 100 * (y! - x! * x!) * (y! - x! * x!);
    const [x, y] = minimise(valley, [-1.2, 1], 0.5);
    expect(x).toBeCloseTo(1, 5);
    expect(y).toBeCloseTo(1, 5);
  });

  it('gives up a weight that would have to be negative', () => {
    const rows = [
      [1, 0],
      [0, 1],
      [1, 1],
    ];
    expect(positiveRidge(rows, [1, -1, 0], 0)).toEqual([0.5, 0]);
    expect(positiveRidge([[1], [1]], [3, 3], 1)[0]).toBeCloseTo(2, 12);
  });
});
