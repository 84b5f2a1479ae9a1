import { describe, expect, it } from 'vitest';
import type { FeltLabel } from '../../src/constants/affect';
import type { Domain } from '../../src/constants/traits';
import { neutralPersonality } from '../support/arbitraries';
import { measureVariety } from './measures';
import { appraisalOf, disposed, drawnEvents, drawnPeople, drawnPersonalities, feelFirst } from './stage';

const SEEDS = [1, 2, 3, 4, 5];

describe('personality shows in what one event is called', () => {
  it.each([
    ['personalities from the whole cube', drawnPersonalities, 2.1, 2],
    ['people, whose traits spread by .15 around the middle', drawnPeople, 1.65, 1.45],
  ] as const)('24 %s', (who, draw, onAverage, atLeast) => {
    const means = SEEDS.map((seed) => measureVariety(draw(seed, 24), drawnEvents(seed, 200, 0.4)));
    const mean = means.reduce((sum, one) => sum + one, 0) / means.length;
    console.info(
      `labels of one event among 24 ${who}, over 200 events each: ${means.map((one) => one.toFixed(2)).join(', ')}, mean ${mean.toFixed(2)}`,
    );
    expect(mean).toBeGreaterThanOrEqual(onAverage);
    for (const one of means) expect(one).toBeGreaterThanOrEqual(atLeast);
  });

  const feltBy = (traits: Partial<Record<Domain, number>>, values: readonly number[]): FeltLabel =>
    feelFirst(disposed({ ...neutralPersonality, ...traits }), appraisalOf(values)).label;

  it('provocations anger the disagreeable and frighten the anxious', () => {
    // Somebody is in the way and out of order, it is sudden and pressing, and little can be done at once.
    const provocations = drawnEvents(7, 500, 0.5).map((drawn) => ({
      ...drawn,
      goalCongruence: -0.75 + 0.25 * drawn.goalCongruence,
      expectedness: 0.4 * drawn.expectedness,
      controllability: 0.2 + 0.4 * drawn.controllability,
      agency: -0.6 + 0.3 * drawn.agency,
      normCompatibility: -0.5 + 0.3 * drawn.normCompatibility,
      urgency: 0.6 + 0.4 * drawn.urgency,
    }));
    const shareOf = (traits: Partial<Record<Domain, number>>, names: readonly FeltLabel[]): number => {
      const disposition = disposed({ ...neutralPersonality, ...traits });
      const named = provocations.filter((event) => names.includes(feelFirst(disposition, event).label));
      return named.length / provocations.length;
    };
    const anger = [0.9, 0.5, 0.1].map((A) => shareOf({ A }, ['anger']));
    const fear = [0.1, 0.5, 0.9].map((N) => shareOf({ N }, ['fear', 'anxiety']));
    const list = (shares: readonly number[]): string => shares.map((x) => x.toFixed(2)).join(', ');
    console.info(`provocations: anger at A .9, .5, .1: ${list(anger)}; fear at N .1, .5, .9: ${list(fear)}`);
    for (const [low, middle, high] of [anger, fear]) {
      expect(low!).toBeLessThan(middle!);
      expect(middle!).toBeLessThan(high!);
    }
  });

  it('a success makes the immodest proud and the modest grateful', () => {
    // A talk that was prepared together with a colleague goes very well.
    const success = [0.7, 0.8, 0.5, 0.6, 0, 0.4, 0.3, 0.8, 0.35];
    expect(feltBy({ H: 0 }, success)).toBe('pride');
    expect(['gratitude', 'love']).toContain(feltBy({ H: 1 }, success));
  });

  it('is no noise: the same event is called the same by the same character, always', () => {
    const events = drawnEvents(1, 200, 0);
    for (const personality of drawnPersonalities(1, 24)) {
      const first = events.map((appraisal) => feelFirst(disposed(personality), appraisal));
      expect(events.map((appraisal) => feelFirst(disposed(personality), appraisal))).toStrictEqual(first);
    }
  });
});
