import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createDisposition } from '../../src/affect/disposition';
import { resolveBend, resolveDynamics } from '../../src/affect/dynamics';
import { advanceAffect } from '../../src/affect/flow';
import { AffectLane } from '../../src/affect/lanes';
import { LABEL_NAMES, LABELS } from '../../src/constants/affect';
import type { Coefficient } from '../../src/constants/coefficient';
import {
  APPRAISAL_BIAS,
  DYNAMICS_WEIGHTS,
  GAIN_WEIGHTS,
  HOME_BASE_WEIGHTS,
} from '../../src/constants/coefficients';
import { DOMAINS } from '../../src/constants/traits';
import { neutralPersonality } from '../support/arbitraries';

/** The tables of a page about the model, as rows of cells. */
function rowsOf(page: string): string[][] {
  return readFileSync(`docs/model/${page}.md`, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) =>
      line
        .slice(1, -1)
        .split('|')
        .map((cell) => cell.trim()),
    );
}

/** A number as the pages write it: without a zero before the point. */
const short = (x: number, places: number): string => x.toFixed(places).replace(/^(-?)0\./, '$1.');

describe('docs/model/labels.md', () => {
  it('shows the table of labels as the code has it', () => {
    const shown = rowsOf('labels').filter(([name]) => (LABEL_NAMES as readonly string[]).includes(name!));
    expect(shown).toEqual(
      LABEL_NAMES.map((name) => {
        const { vad, signature, basis, source } = LABELS[name];
        return [name, vad.join(', '), signature.join(', '), basis, source];
      }),
    );
  });
});

describe('docs/model/dynamics.md', () => {
  const rows = rowsOf('dynamics').filter(([hours]) => Number(hours) > 0);

  it.each(rows)('after %s hours a unit push has left on emotion %s, in mood %s', (hours, ...shown) => {
    const homeBase = { valence: 0, arousal: 0, dominance: 0 };
    const lanes = createDisposition(neutralPersonality, {}, { homeBase }).affect.slice();
    lanes.fill(1, AffectLane.emotion, AffectLane.emotion + 3);
    advanceAffect(lanes, 0, Number(hours));
    const left = [AffectLane.emotion, AffectLane.mood, AffectLane.emotion + 1, AffectLane.mood + 1];
    expect(shown).toEqual(left.map((lane) => lanes[lane]!.toFixed(3)));
  });
});

describe('docs/model/parameters.md', () => {
  const rows = rowsOf('parameters');
  const weightOf = (name: string, weights: { readonly [key: string]: Coefficient }) =>
    `${name} ${weights[name]!.value < 0 ? '-' : '+'}${short(Math.abs(weights[name]!.value), 2)}`;

  it.each(['valence', 'arousal', 'dominance'] as const)(
    'shows the weights of the home base of %s',
    (axis) => {
      const weights: { readonly [key: string]: Coefficient } = HOME_BASE_WEIGHTS[axis];
      const shown = rows.filter((row) => row.length === DOMAINS.length + 2).find(([name]) => name === axis)!;
      expect(shown.slice(1)).toEqual(
        ['b', ...DOMAINS].map((key) => {
          const weight = weights[key]?.value;
          return weight === undefined ? '' : weight === 0 ? '0' : short(weight, 2);
        }),
      );
    },
  );

  it.each([
    ['bad valence', GAIN_WEIGHTS.negativeValence],
    ['good valence', GAIN_WEIGHTS.positiveValence],
    ['arousal', GAIN_WEIGHTS.arousal],
    ['dominance', GAIN_WEIGHTS.dominance],
  ] as const)('shows the weights of the gain of %s', (name, weights) => {
    const shown = rows.filter((row) => row.length === 2).find(([first]) => first === name);
    expect(shown?.[1]).toBe(
      Object.keys(weights)
        .map((domain) => weightOf(domain, weights))
        .join(', '),
    );
  });

  it('shows the weights of half-lives, coupling and bend', () => {
    const page = readFileSync('docs/model/parameters.md', 'utf8');
    const { emotionHalfLife, moodHalfLife, coupling } = DYNAMICS_WEIGHTS;
    expect(page).toContain(
      `2^( ${short(emotionHalfLife.N.value, 2)} t_N - ${short(-emotionHalfLife.C.value, 2)} t_C)`,
    );
    expect(page).toContain(
      `2^( ${short(moodHalfLife.N.value, 2)} t_N - ${short(-moodHalfLife.E.value, 2)} t_E)`,
    );
    expect(page).toContain(`exp(${short(coupling.N.value, 2)} t_N)`);
    expect(page).toContain(`exp(${short(APPRAISAL_BIAS.controlN.value, 2)} t_N)`);
    expect(page).toContain(`(1 + ${short(APPRAISAL_BIAS.normH.value, 2)} t_H)`);
    expect(page).toContain(`(1 - ${short(-APPRAISAL_BIAS.violationA.value, 2)} t_A)`);
    expect(page).toContain(`clamp(a - ${short(APPRAISAL_BIAS.creditH.value, 2)} t_H c, -1, 1)`);
  });

  it.each(rows.filter(([name]) => /^(neutral|[OCEANH] \.\d+)$/.test(name!)))(
    'shows what comes out for %s',
    (name, ...shown) => {
      const [domain, value] = name!.split(' ');
      const personality =
        domain === 'neutral' ? neutralPersonality : { ...neutralPersonality, [domain!]: Number(value) };
      const dynamics = resolveDynamics(personality, {}, {});
      const { homeBase, gains, emotionHalfLifeHours, moodHalfLifeHours } = dynamics;
      const { controlOdds } = resolveBend(personality, {}, dynamics);
      const list = (numbers: number[]): string => numbers.map((x) => short(x, 3)).join(', ');
      expect(shown).toEqual([
        list([homeBase.valence, homeBase.arousal, homeBase.dominance]),
        `${emotionHalfLifeHours.toFixed(2)}, ${moodHalfLifeHours.toFixed(2)}`,
        list([gains.positiveValence, gains.negativeValence, gains.arousal, gains.dominance]),
        short(controlOdds / (1 + controlOdds), 3),
      ]);
    },
  );
});
