import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { appraisalSchema } from '../../src/schema/appraisal';
import { isAsGoodAs } from './figure';
import { traitEffects } from './h6';
import { appraisalOfOcc, OCC } from './occ';
import { lostTargets, NOT_REACHED, REACHED } from './reached';
import { allFigures, allTables } from './report';
import { appraisalOf, OTHER_READINGS, READING, SMITH_ELLSWORTH_EMOTIONS } from './smith-ellsworth';
import { slope, spearman, squaresAroundLine } from './statistics';

const effects = traitEffects();
const figures = allFigures(effects);

describe('the core against published tables', () => {
  it.each(Object.entries(REACHED))('%s meets its target and is not worse than %j', (id, floor) => {
    const figure = figures.find((candidate) => candidate.id === id)!;
    expect(figure).toMatchObject({ isMet: true });
    expect(isAsGoodAs(figure, floor), `${id} is ${figure.ours}`).toBe(true);
  });

  it('says which targets it does not meet, and why', () => {
    const missed = figures.filter(({ isMet }) => isMet === false);
    expect(missed.map(({ id }) => id)).toEqual(NOT_REACHED);
    for (const { obstacle } of missed) {
      expect(obstacle).toBeTruthy();
      expect(obstacle).not.toContain('not known why');
    }
  });

  it('knows of every target whether it is met', () => {
    const targets = figures.filter(({ target }) => target !== undefined).map(({ id }) => id);
    expect([...Object.keys(REACHED), ...NOT_REACHED].sort()).toEqual(targets.sort());
  });

  it('notices when a target is lost', () => {
    expect(lostTargets(figures)).toEqual([]);
    const fallen = figures.map((figure) => (figure.id === 'H6 signs' ? { ...figure, isMet: false } : figure));
    expect(lostTargets(fallen)).toEqual(['H6 signs']);
    expect(lostTargets([])).toEqual(Object.keys(REACHED));
  });

  it('takes a span as met between its ends', () => {
    const met = [0.29, 0.3, 0.45, 0.46].map((ours) => isAsGoodAs({ better: 'more', ours }, [0.3, 0.45]));
    expect(met).toEqual([false, true, true, false]);
  });

  it('gives every figure a number', () => {
    expect(figures.every(({ naive, ours }) => Number.isFinite(naive) && Number.isFinite(ours))).toBe(true);
    expect(new Set(figures.map(({ id }) => id)).size).toBe(figures.length);
  });
});

describe('docs/model/validation.md', () => {
  const page = readFileSync('docs/model/validation.md', 'utf8');
  const shown = [...page.matchAll(/```text\n([\s\S]*?)\n```\n/g)].map(([, table]) => table);

  it('shows every table as it is computed; `npm run validate -- --write` brings it up to date', () => {
    expect(shown).toEqual(allTables(figures, effects));
  });
});

describe('the readings of published tables', () => {
  it.each([READING, ...OTHER_READINGS])('"$name" gives valid appraisals', (reading) => {
    for (const emotion of SMITH_ELLSWORTH_EMOTIONS) {
      const appraisal = appraisalOf(emotion, reading);
      expect(appraisalSchema.safeParse(appraisal).error).toBeUndefined();
    }
  });

  it.each(Object.keys(OCC))('the definition of %s gives a valid appraisal', (emotion) => {
    const appraisal = appraisalOfOcc(OCC[emotion]!);
    expect(appraisalSchema.safeParse(appraisal).error).toBeUndefined();
  });

  it.each(readdirSync('test/validation/data').filter((name) => name.endsWith('.json')))(
    '%s says where it is from and how it was read',
    (name) => {
      const { citation, licence, reading } = JSON.parse(
        readFileSync(`test/validation/data/${name}`, 'utf8'),
      ) as Record<'citation' | 'licence' | 'reading', string>;
      for (const note of [citation, licence, reading]) expect(note.length).toBeGreaterThan(20);
    },
  );
});

describe('the statistics of the suite', () => {
  it('rank with ties at their mean', () => {
    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4.
    expect(spearman([1, 5, 5, 90], [1, 2, 3, 4])).toBeCloseTo(4.5 / Math.sqrt(4.5 * 5), 12);
    expect(spearman([3, 2, 1], [10, 20, 30])).toBeCloseTo(-1, 12);
  });

  it('fit a line', () => {
    expect(slope([0, 1, 2], [1, 3, 5])).toBeCloseTo(2, 12);
    expect(squaresAroundLine([0, 1, 2], [1, 3, 5])).toBeCloseTo(0, 12);
    expect(squaresAroundLine([0, 1, 2], [0, 1, 0])).toBeCloseTo(2 / 3, 12);
    expect([slope([1, 1], [0, 2]), squaresAroundLine([1, 1], [0, 2])]).toEqual([0, 2]);
  });
});
