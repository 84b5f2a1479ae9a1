import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import {
  eventsOf,
  HARD_DAYS,
  liveDays,
  type Nature,
  NIA,
  neuroticismAt,
  PAUSES,
  YOUNG,
} from '../../bench/pictures/month';
import { createEngine } from '../../src';

const ADULT: Nature = { certainty: 'authored', plasticity: 1 };
const AFTERWARDS = 90;

/** The hard month through the engine, as the program of the README lives it. */
async function neuroticismAfter(nature: Nature): Promise<number> {
  const engine = await createEngine();
  await engine.characters.create({ id: 'nia', personality: NIA, ...nature });
  const { id } = await engine.sessions.create({ characterId: 'nia' });
  for (let day = 1; day <= HARD_DAYS; day++) {
    for (const [i, appraisal] of eventsOf(day).entries()) {
      await engine.sessions.perceive(id, { appraisal, elapsedSeconds: PAUSES[i]! * 3600 });
    }
  }
  await engine.sessions.consolidate(id);
  const { profile } = await engine.characters.personality('nia');
  await engine.close();
  return profile.hexaco.N;
}

it.each([YOUNG, ADULT])('the picture of the hard month shows what the engine does: %o', async (nature) => {
  const drawn = neuroticismAt(liveDays(nature, HARD_DAYS).character, HARD_DAYS);
  expect(await neuroticismAfter(nature)).toBeCloseTo(drawn, 4);
});

it('the README tells the figures of the hard month', () => {
  const readme = readFileSync('README.md', 'utf8');
  const [before, after] = [NIA.N, neuroticismAt(liveDays(YOUNG, HARD_DAYS).character, HARD_DAYS)];
  const adult = neuroticismAt(liveDays(ADULT, HARD_DAYS).character, HARD_DAYS);
  const days = HARD_DAYS + AFTERWARDS;
  const takenBack = (after - neuroticismAt(liveDays(YOUNG, days).character, days)) / (after - before);
  const kept = (neuroticismAt(liveDays(YOUNG, HARD_DAYS).character, days) - before) / (after - before);
  const short = (x: number) => x.toFixed(3).slice(1);
  expect(readme).toContain(`neuroticism ${before.toFixed(2)} (middle) -> ${after.toFixed(2)} (high)`);
  expect(readme).toContain(`from ${short(before)} to ${short(adult)}`);
  expect(readme).toContain('take a third');
  expect(takenBack).toBeCloseTo(1 / 3, 1);
  expect(readme).toContain('nearly all');
  expect(kept).toBeGreaterThan(0.9);
});
