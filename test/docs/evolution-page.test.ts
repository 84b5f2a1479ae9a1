import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { createCharacter, dispositionOf, levelsAt, observe } from '../../src/character';
import { MS_PER_DAY } from '../../src/constants/time';
import { beliefAt } from '../../src/evolution/beliefs-at';
import { lifeEvidence } from '../../src/evolution/life-evidence';
import type { CompleteEvidence } from '../../src/schema/evidence';
import { levelsOf } from '../../src/traits/beliefs';

/* The section of docs/model/evolution.md that is worked out by hand, against what the code makes of it. */

const page = readFileSync('docs/model/evolution.md', 'utf8');
const byHand = page.slice(page.indexOf('## By hand'), page.indexOf('## Limits'));
const paragraph = (number: number) =>
  byHand.slice(byHand.indexOf(`\n${number}. `), byHand.indexOf(`\n${number + 1}. `) >>> 0);
const short = (x: number, places: number) => x.toFixed(places).replace(/^(-?)0\./, '$1.');

const middle = createCharacter({
  id: 'anybody',
  personality: { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 },
  nowMs: 0,
}).character;
const seen: CompleteEvidence = { trait: 'industriousness', value: 0.9, weight: 1, trigger: 'observation' };
const told = (evidence: CompleteEvidence) => observe(middle, new Map(), [evidence], 0);

describe('what docs/model/evolution.md works out by hand is what the code does', () => {
  it('1: an observation', () => {
    const { newValue, proposedDelta, appliedDelta, posteriorPrecision, confidence } =
      told(seen).revisions[0]!.changes[0]!;
    expect(paragraph(1)).toContain(`proposed ${short(proposedDelta, 6)}`);
    expect(paragraph(1)).toContain(`= ${short(appliedDelta, 6)}. x = ${short(newValue, 6)}`);
    expect(paragraph(1)).toContain(`n = ${posteriorPrecision}`);
    expect(paragraph(1)).toContain(`= ${short(confidence, 3)}`);
  });

  it('2 and 3: a significant moment, and two years of rest', () => {
    const { character, revisions } = told({ ...seen, impact: 0.7 });
    const change = revisions[0]!.changes[0]!;
    expect(change.isSignificantMoment).toBe(true);
    expect(paragraph(2)).toContain(`= ${short(change.appliedDelta, 6)}. x = ${short(change.newValue, 6)}`);
    expect(paragraph(2)).toContain(`n = ${change.posteriorPrecision}`);
    const { mean, setPoint, precision } = beliefAt(character.beliefs.industriousness, 730 * MS_PER_DAY);
    expect(paragraph(3)).toContain(`= ${short(mean, 6)}`);
    expect(paragraph(3)).toContain(`= ${short(setPoint, 6)}`);
    expect(paragraph(3)).toContain(short(0.3 * mean + 0.7 * setPoint, 6));
    expect(paragraph(3)).toContain(`= ${precision.toFixed(1)}.`);
  });

  it('4: with a user', () => {
    const { character, overlays, revisions } = told({ ...seen, userId: 'ada' });
    const [own, met] = revisions.map(({ changes }) => changes[0]!);
    expect(paragraph(4)).toContain(`= ${short(own!.appliedDelta, 6)}, x = ${short(own!.newValue, 6)}`);
    expect(paragraph(4)).toContain(`error ${short(met!.predictionError, 6)}`);
    expect(paragraph(4)).toContain(`= ${short(met!.appliedDelta, 6)}`);
    const level = levelsAt(character, overlays.get('ada'), 0).industriousness;
    expect(paragraph(4)).toContain(`ada meets ${short(level, 6)}`);
  });

  it('5: a day of four events', () => {
    const life = {
      events: 4,
      meanMood: { valence: -0.3, arousal: 0.1, dominance: -0.05 },
      valenceSpread: 0.25,
      deeds: 0,
      rightness: 0,
    };
    const { homeBase } = dispositionOf(middle).dynamics;
    const shown = lifeEvidence(life, homeBase, {}, levelsOf(middle.beliefs));
    const [withdrawal, volatility, enthusiasm] = shown.map(({ value }) => value);
    expect(byHand).toContain(
      `t_N = (.2328 x .21684 - .1524 x .10787) / .05614 =  ${short(2 * withdrawal! - 1, 3)}`,
    );
    expect(byHand).toContain(`/ .05614 = ${short(2 * enthusiasm! - 1, 3)}`);
    expect(byHand).toContain(`= ${short(withdrawal!, 3)}; volatility`);
    expect(byHand).toContain(
      `= ${short(volatility!, 3)}; enthusiasm and assertiveness ${short(enthusiasm!, 3)}`,
    );
    expect(byHand).toContain(`= ${short(shown[0]!.weight, 3)}.`);
  });
});
