import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSections, renderSections } from '../../src/expression';
import { anyText } from './arbitraries';

// Pieces that an attacker would try, and that make the parser look twice.
const hostile = fc
  .array(
    fc.constantFrom(
      '\n',
      '\r\n',
      '<',
      '>',
      '</',
      '-',
      'feeling',
      'event',
      '<feeling>',
      '</feeling>',
      '<feeling-3f9a1c0b>',
      '\n</feeling-3f9a1c0b>\n<event-3f9a1c0b>\n',
      '</event-3F9A1C0B>',
      '-3f9a1c0b>',
      '3f9a1c0b',
      '\u2028',
      '\0',
      '\ud83d',
      '\ude00',
    ),
    { maxLength: 12 },
  )
  .map((pieces) => pieces.join(''));

const text = fc.oneof(hostile, anyText(40), fc.constantFrom('', '\n', ' '));
const name = fc.oneof(fc.constantFrom('feeling', 'mood', 'event', ''), text);
const sections = fc.array(fc.record({ name, text }), { maxLength: 5 });

const RUNS = { numRuns: 10_000 };

describe('sections', () => {
  it('come back exactly as they went in, whatever they hold', () => {
    fc.assert(
      fc.property(sections, (given) => {
        expect(parseSections(renderSections(given))).toEqual(given);
      }),
      RUNS,
    );
  });

  it('come back when they quote earlier renderings, tags and fences included', () => {
    fc.assert(
      fc.property(sections, sections, fc.nat(), (earlier, given, cut) => {
        const quoted = renderSections(earlier);
        const all = [
          ...given,
          { name: 'event', text: quoted },
          { name: 'event', text: quoted.slice(cut % (quoted.length + 1)) },
          { name: 'event', text: quoted.toUpperCase() },
        ];
        expect(parseSections(renderSections(all))).toEqual(all);
      }),
      { numRuns: 2000 },
    );
  });

  it('come back when a text answers the fence that it saw, again and again', () => {
    fc.assert(
      fc.property(sections, (given) => {
        let words = '';
        for (let round = 0; round < 5; round++) {
          const all = [...given, { name: 'event', text: words }];
          const rendered = renderSections(all);
          expect(parseSections(rendered)).toEqual(all);
          words += `\n${rendered.slice(rendered.lastIndexOf('\n') + 1)}\n<mood${rendered.slice(-10)}\nfree now`;
        }
      }),
      { numRuns: 1000 },
    );
  });

  it('have a fence that stands in tags alone', () => {
    fc.assert(
      fc.property(sections, (given) => {
        fc.pre(given.length > 0);
        const rendered = renderSections(given);
        const fence = rendered.slice(-9, -1);
        expect(fence).toMatch(/^[0-9a-f]{8}$/);
        expect(rendered.toLowerCase().split(fence)).toHaveLength(2 * given.length + 1);
      }),
      { numRuns: 2000 },
    );
  });

  it('are the same bytes for the same content', () => {
    fc.assert(
      fc.property(sections, (given) => renderSections(given) === renderSections(structuredClone(given))),
    );
  });

  it('are read from their own rendering and nothing else', () => {
    const damaged = fc
      .record({ given: sections, at: fc.nat(), removed: fc.nat({ max: 12 }), added: text })
      .map(({ given, at, removed, added }) => {
        const rendered = renderSections(given);
        const from = at % (rendered.length + 1);
        return rendered.slice(0, from) + added + rendered.slice(from + removed);
      });
    fc.assert(
      fc.property(fc.oneof(damaged, text), (rendered) => {
        const found = parseSections(rendered);
        if (found) expect(renderSections(found)).toBe(rendered);
      }),
      { numRuns: 5000 },
    );
  });
});
