import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIMITS } from '../../src/constants/limits';
import { PROMPT_LENGTHS, parseSections, promptData } from '../../src/expression';
import { cutText } from '../../src/text/cut-text';
import { anyMoment, anySubject } from './arbitraries';

const BROKEN = /undefined|null|NaN|Infinity|\[object|-0\.00/;

/** All texts that a caller brings along. */
function textsIn(value: unknown): string {
  if (typeof value === 'string') return value;
  return value !== null && typeof value === 'object' ? Object.values(value).map(textsIn).join(' ') : '';
}

describe('prompt data', () => {
  it('is made for every character and every moment, within its bounds and without holes', () => {
    fc.assert(
      fc.property(anySubject, anyMoment, (subject, moment) => {
        const blocks = promptData(subject, moment);
        for (const block of ['system', 'context', 'instruction'] as const) {
          expect(blocks[block]).not.toBe('');
          expect(blocks[block].length).toBeLessThanOrEqual(PROMPT_LENGTHS[block]);
          expect(blocks[block].isWellFormed()).toBe(true);
        }
        if (!BROKEN.test(textsIn([subject, moment.event]))) expect(textsIn(blocks)).not.toMatch(BROKEN);
      }),
      { numRuns: 1000 },
    );
  });

  it('depends on the subject alone in system and instruction', () => {
    fc.assert(
      fc.property(anySubject, anyMoment, anyMoment, (subject, before, after) => {
        const { system, instruction } = promptData(subject, before);
        expect(promptData(subject, after)).toMatchObject({ system, instruction });
      }),
    );
  });

  it('keeps the words of an event out of system and instruction', () => {
    fc.assert(
      fc.property(anySubject, anyMoment, fc.uuid(), (subject, moment, secret) => {
        const { system, context, instruction } = promptData(subject, {
          ...moment,
          event: { text: `said ${secret}`, context: `seen ${secret}` },
        });
        expect(system + instruction).not.toContain(secret);
        expect(context.split(secret)).toHaveLength(3);
      }),
    );
  });

  it('keeps the words of an event in sections of their own, exactly', () => {
    fc.assert(
      fc.property(anySubject, anyMoment, (subject, moment) => {
        const sections = parseSections(promptData(subject, moment).context)!;
        const found = (name: string) =>
          sections.filter((section) => section.name === name).map(({ text }) => text);
        const kept = (text: string | undefined) =>
          text?.trim() ? [cutText(text, LIMITS.promptTextLength)] : [];
        expect(found('event')).toEqual(kept(moment.event?.text));
        expect(found('situation')).toEqual(kept(moment.event?.context));
        expect(sections[0]!.name).toBe('feeling');
        expect(sections[1]!.name).toBe('mood');
      }),
    );
  });

  it('is the same bytes for the same character and moment, and changes neither', () => {
    fc.assert(
      fc.property(anySubject, anyMoment, (subject, moment) => {
        const before = structuredClone({ subject, moment });
        expect(promptData(subject, moment)).toEqual(promptData(before.subject, before.moment));
        expect({ subject, moment }).toEqual(before);
      }),
    );
  });
});
