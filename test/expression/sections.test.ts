import { describe, expect, it } from 'vitest';
import { parseSections, renderSections } from '../../src/expression';

describe('renderSections', () => {
  it('puts each text between tags with one fence', () => {
    const rendered = renderSections([
      { name: 'feeling', text: 'calm' },
      { name: 'event', text: 'Hello.\nHow are you?' },
    ]);
    const fence = rendered.slice(-9, -1);
    expect(rendered).toBe(
      `<feeling-${fence}>\ncalm\n</feeling-${fence}>\n<event-${fence}>\nHello.\nHow are you?\n</event-${fence}>`,
    );
  });

  it('keeps its bytes from release to release', () => {
    expect(renderSections([{ name: 'event', text: 'Hello.' }])).toMatchInlineSnapshot(`
      "<event-ea955ad9>
      Hello.
      </event-ea955ad9>"
    `);
  });

  it('makes nothing of nothing', () => {
    expect(renderSections([])).toBe('');
    expect(parseSections('')).toEqual([]);
  });

  // Found by running the hash backwards: the fence of each text would be the eight digits that it begins with.
  it.each(['3f9a1c31怋詢', 'FADE0A06貲鼰'])('takes another fence for %s, which foresaw its own', (text) => {
    const forged = [{ name: 'event', text }];
    const rendered = renderSections(forged);
    expect(rendered.endsWith(`-${text.slice(0, 8).toLowerCase()}>`)).toBe(false);
    expect(parseSections(rendered)).toEqual(forged);
  });
});

describe('parseSections', () => {
  const rendered = renderSections([{ name: 'event', text: 'Hello.' }]);

  it.each([
    ['plain text', 'Hello.'],
    ['an opening tag alone', '<event-00000000>'],
    ['tags with a fence that is not theirs', '<event-00000000>\nHello.\n</event-00000000>'],
    ['text before', ` ${rendered}`],
    ['text after', `${rendered}\n`],
    ['a changed text', rendered.replace('Hello', 'Hullo')],
    ['a second section glued on', `${rendered}\n${rendered}`],
    ['another closing name', rendered.replace('</event', '</other')],
    ['half of it', rendered.slice(0, rendered.length / 2)],
  ])('refuses %s', (_, text) => {
    expect(parseSections(text)).toBeUndefined();
  });
});
