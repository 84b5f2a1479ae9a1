import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Appraisal } from '../../src/schema/appraisal';
import type { SessionState } from '../../src/schema/session';
import { perceive } from '../../src/session';
import { appraisals, neutralPersonality, personalities } from '../support/arbitraries';
import { type ChatEnd, chat, workedExamples } from './measures';
import { appraisalOf, begin, disposed, drawnLines, drawnPeople, feelNext, live } from './stage';

const LINES = 2000;
const PAUSE = 5;
const DAY = 86_400;

/** At night a car comes out of the bend on the wrong side, straight at him. */
const SHOCK = appraisalOf([1, -0.9, 0.05, 0.15, -0.4, -0.3, 0, 0.2, 1]);

const seeds = fc.nat(1_000_000);
const mean = (numbers: readonly number[]): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;

describe('after 2,000 lines of small talk, five seconds apart', () => {
  it('people are not wound up, their feelings still have different names, and a shock is a shock', () => {
    const ends: ChatEnd[] = [];
    const jolts: number[] = [];
    fc.assert(
      fc.property(seeds, (seed) => {
        const disposition = disposed(drawnPeople(seed, 1)[0]!);
        const end = chat(disposition, drawnLines(seed, 40), LINES, PAUSE);
        const shocked = feelNext(end.session, disposition, SHOCK).vad.arousal;
        ends.push(end);
        jolts.push(shocked - end.session.emotion.arousal);
        expect(Math.abs(end.arousal)).toBeLessThanOrEqual(0.6);
        expect(end.labels.size).toBeGreaterThanOrEqual(2);
        expect(jolts.at(-1)).toBeGreaterThanOrEqual(0.15);
        expect(shocked - disposition.dynamics.homeBase.arousal).toBeGreaterThanOrEqual(0.4);
      }),
      { numRuns: 60 },
    );
    const arousals = ends.map(({ arousal }) => arousal);
    const labels = ends.map((end) => end.labels.size);
    console.info(
      `after ${LINES} lines: arousal above home mean ${mean(arousals).toFixed(2)}, at most ${Math.max(...arousals).toFixed(2)}; ` +
        `labels of the last quarter mean ${mean(labels).toFixed(1)}, at least ${Math.min(...labels)}; ` +
        `a shock arouses by ${mean(jolts).toFixed(2)}, at least ${Math.min(...jolts).toFixed(2)}`,
    );
    expect(mean(labels)).toBeGreaterThanOrEqual(10);
  });

  it('events of daily life are still called what they are', () => {
    const disposition = disposed(neutralPersonality);
    const examples = workedExamples();
    const named = [1, 2, 3, 4, 5].map((seed) => {
      const { session } = chat(disposition, drawnLines(seed, 40), LINES, PAUSE);
      return examples.filter(
        ({ appraisal, label }) => feelNext(session, disposition, appraisal).label === label,
      ).length;
    });
    console.info(`worked examples after ${LINES} lines: ${named.join(', ')} of ${examples.length}`);
    expect(mean(named)).toBeGreaterThanOrEqual(18);
  });
});

describe('an event that comes over and over', () => {
  const TIMES = 60;

  it('ceases to arouse or calm, and keeps its valence and dominance; after a day it is nearly new', () => {
    fc.assert(
      fc.property(personalities, appraisals, (personality, appraisal) => {
        const disposition = disposed(personality);
        const pushOf = (session: SessionState, event: Appraisal, elapsedSeconds: number) =>
          perceive(session, disposition, { appraisal: event, elapsedSeconds, clockMs: 0 }).events[0].impulse;
        const first = pushOf(begin(disposition), appraisal, 0);
        let session = begin(disposition);
        for (let time = 0; time < TIMES; time++) session = live(session, disposition, appraisal, PAUSE);
        const last = pushOf(session, appraisal, PAUSE);
        expect(Math.abs(last.arousal)).toBeLessThanOrEqual(0.02);
        expect([last.valence, last.dominance]).toEqual([first.valence, first.dominance]);
        expect(Math.abs(pushOf(session, appraisal, DAY).arousal - first.arousal)).toBeLessThanOrEqual(0.01);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves arousal after a day where it would with hours in between, however short the pauses', () => {
    const disposition = disposed(neutralPersonality);
    const afterDayOf = (line: Appraisal, pause: number): number => {
      let session = begin(disposition);
      for (let spent = 0; spent < DAY; spent += pause) session = live(session, disposition, line, pause);
      return session.emotion.arousal - disposition.dynamics.homeBase.arousal;
    };
    for (const line of drawnLines(1, 3)) {
      const often = [5, 60, 600].map((pause) => afterDayOf(line, pause));
      const seldom = afterDayOf(line, 7200);
      const shares = often.map((arousal) => arousal / seldom);
      console.info(
        `a day of one event, in that of one in two hours: ${shares.map((x) => x.toFixed(2)).join(', ')}`,
      );
      for (const share of shares) {
        expect(share).toBeGreaterThanOrEqual(0.9);
        expect(share).toBeLessThanOrEqual(1.1);
      }
    }
  });
});
