import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src';
import { NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';

const DAY = 86_400;
/** One standard deviation of people on [0, 1]. */
const SD = 0.146;

/** How far a domain has gone in standard deviations after each week of daily evidence. */
async function live(evidence: Evidence, weeks: number, plasticity = 1): Promise<readonly number[]> {
  const { engine, clock } = await setUp(STORE_KINDS[0]);
  await engine.characters.create({ id: 'ada', personality: NEUTRAL, plasticity });
  const course: number[] = [];
  for (let week = 0; week < weeks; week++) {
    for (let day = 0; day < 7; day++) {
      if (week < 24) await engine.characters.observe('ada', [evidence]);
      clock.advance(DAY);
    }
    const { profile } = await engine.characters.personality('ada');
    course.push((profile.hexaco.N - NEUTRAL.N) / SD);
  }
  return course;
}

describe('H8: a personality under daily evidence one standard deviation above the mean', () => {
  it('goes d = .30 to .45 in 24 weeks, and keeps 85 percent of it through 90 days of silence', async () => {
    const course = await live({ trait: 'N', value: 0.5 + SD }, 24 + 13);
    const [at12, at24, later] = [course[11]!, course[23]!, course[36]!];
    expect(at24).toBeGreaterThanOrEqual(0.3);
    expect(at24).toBeLessThanOrEqual(0.45);
    expect(later / at24).toBeGreaterThanOrEqual(0.85);
    expect(later).toBeLessThan(at24);
    // Steadily, and the slower the nearer.
    expect(course.slice(0, 24)).toEqual([...course.slice(0, 24)].sort((a, b) => a - b));
    expect(at12).toBeGreaterThan(at24 / 2);
    expect(at12).toBeCloseTo(0.21, 1);
  });

  it('goes the same way down', async () => {
    const up = await live({ trait: 'N', value: 0.5 + SD }, 4);
    const down = await live({ trait: 'N', value: 0.5 - SD }, 4);
    up.forEach((d, week) => {
      expect(down[week]).toBeCloseTo(-d, 12);
    });
  });

  it('goes as far when it is told in fifty parts a day, and when it is told of each aspect', async () => {
    const [whole] = await live({ trait: 'neuroticism', value: 0.5 + SD }, 1);
    const { engine, clock } = await setUp(STORE_KINDS[0]);
    await engine.characters.create({ id: 'parts', personality: NEUTRAL });
    await engine.characters.create({ id: 'aspects', personality: NEUTRAL });
    const part: Evidence = { trait: 'N', value: 0.5 + SD, weight: 0.02 };
    for (let day = 0; day < 7; day++) {
      await engine.characters.observe('parts', Array(50).fill(part));
      await engine.characters.observe('aspects', [
        { trait: 'withdrawal', value: 0.5 + SD },
        { trait: 'volatility', value: 0.5 + SD },
      ]);
      clock.advance(DAY);
    }
    const dOf = async (id: string) =>
      ((await engine.characters.personality(id)).profile.hexaco.N - NEUTRAL.N) / SD;
    expect(await dOf('parts')).toBeCloseTo(whole!, 3);
    expect(await dOf('aspects')).toBeCloseTo(whole!, 12);
  });

  it('goes further with more plasticity, and nowhere with none', async () => {
    const evidence: Evidence = { trait: 'N', value: 0.5 + SD };
    const [rigid, stiff, human, game] = await Promise.all(
      [0, 0.5, 1, 10].map(async (plasticity) => (await live(evidence, 6, plasticity)).at(-1)!),
    );
    expect(rigid).toBe(0);
    expect(stiff).toBeGreaterThan(0);
    expect(human).toBeGreaterThan(stiff!);
    expect(game).toBeGreaterThan(human!);
    expect(game).toBeLessThanOrEqual(1);
  });
});
