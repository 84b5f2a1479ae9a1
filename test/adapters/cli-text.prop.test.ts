import fc from 'fast-check';
import { createColors } from 'picocolors';
import { describe, expect, it } from 'vitest';
import { renderChart, resample } from '../../adapters/cli/chart';
import { headingOf, planLayout, shareBar, signed } from '../../adapters/cli/layout';
import { dateOf, runningTime, spanInWords, timeOfDay } from '../../adapters/cli/spans';
import { cleanJson, cleanText, displayWidth, fitText } from '../../adapters/cli/terminal-text';

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  // Lone surrogates too.
  fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units)),
  fc
    .array(
      fc.constantFrom(
        '\u001b[31m',
        '\u001b]0;x\u0007',
        '\u009b2J',
        '\u202e',
        '\u2066',
        '漢',
        '👩‍👩‍👧',
        'e\u0301',
        'ab',
        ' ',
        '\n',
      ),
    )
    .map((parts) => parts.join('')),
);
const UNSAFE = /\p{Cc}|\p{Zl}|\p{Zp}|\p{Cs}|(?![\u200c\u200d])\p{Cf}/u;

describe('text for a terminal', () => {
  it('holds nothing that a terminal could obey, and is clean once it was cleaned', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const clean = cleanText(text);
        expect(clean).not.toMatch(UNSAFE);
        expect(cleanText(clean)).toBe(clean);
      }),
    );
  });

  it('leaves ordinary text alone', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-zA-Zäöüßéñ漢字.,!?'"-]( ?[a-zA-Zäöüßéñ漢字.,!?'"-]){0,40}$/),
        (text) => {
          expect(cleanText(text)).toBe(text);
        },
      ),
    );
  });

  it('fills exactly the cells it is given', () => {
    fc.assert(
      fc.property(anyText.map(cleanText), fc.integer({ min: 0, max: 60 }), (text, width) => {
        const fitted = fitText(text, width);
        expect(displayWidth(fitted)).toBe(width);
        if (displayWidth(text) <= width) expect(fitted.trimEnd()).toBe(text.trimEnd());
        else if (width > 0) expect(fitted.trimEnd()).toMatch(/…$/);
      }),
    );
  });

  it('is kept to the letter in JSON', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, fc.jsonValue()), (value) => {
        const json = cleanJson(value);
        expect(json).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}|\p{Zp}|\p{Cs}/u);
        expect(JSON.stringify(JSON.parse(json))).toBe(JSON.stringify(value));
      }),
    );
  });

  it('counts wide characters twice', () => {
    expect([...'a漢👩‍👩‍👧❤️é'].length).not.toBe(displayWidth('a漢👩‍👩‍👧❤️é'));
    expect(displayWidth('a漢👩‍👩‍👧❤️e\u0301')).toBe(1 + 2 + 2 + 2 + 1);
    expect(fitText('漢字漢字', 5)).toBe('漢字…');
    expect(fitText('漢字漢字', 4)).toBe('漢… ');
  });
});

describe('the layout', () => {
  it('is never wider than the terminal, and its heading never wider than itself', () => {
    const contents = fc.record({
      time: fc.constantFrom(0, 5, 6),
      speaker: fc.integer({ min: 0, max: 100 }),
      text: fc.integer({ min: 0, max: 500 }),
    });
    fc.assert(
      fc.property(fc.integer({ min: 42, max: 400 }), contents, (columns, given) => {
        const layout = planLayout(columns, given);
        expect(layout.width).toBeLessThanOrEqual(columns);
        expect(displayWidth(headingOf(layout))).toBeLessThanOrEqual(layout.width);
      }),
    );
  });

  it('draws shares and numbers', () => {
    expect([0, 0.5, 0.55, 1, 7, -1].map((share) => shareBar(share, 4))).toEqual([
      '    ',
      '██  ',
      '██▎ ',
      '████',
      '████',
      '    ',
    ]);
    expect([0.351, -0.351, 0.001, -0.001, 1].map((value) => signed(value))).toEqual([
      '+0.35',
      '-0.35',
      ' 0.00',
      ' 0.00',
      '+1.00',
    ]);
    expect([0.3, -0.351, 0, -1].map((value) => signed(value, 4))).toEqual(['+.30', '-.35', ' .00', '-1.0']);
  });
});

describe('the chart', () => {
  const value = fc.oneof({ weight: 9, arbitrary: fc.double({ min: -1, max: 1, noNaN: true }) }, fc.double());

  it('fits any number of values to any width, all finite and within their range', () => {
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 8, max: 200 }),
        (values, width) => {
          const drawn = resample(values, width);
          expect(drawn.length).toBeLessThanOrEqual(width);
          const finite = values.map((each) => (Number.isFinite(each) ? each : 0));
          const [low, high] = [Math.min(...finite), Math.max(...finite)];
          const slack = 1e-9 * Math.max(Math.abs(low), Math.abs(high));
          for (const each of drawn) expect(each >= low - slack && each <= high + slack).toBe(true);
        },
      ),
    );
  });

  it('has the same height whatever it shows, and is never wider than the terminal', () => {
    const vad = fc
      .record({ valence: value, arousal: value, dominance: value })
      .map(({ valence, arousal, dominance }) => {
        const bounded = (each: number) => (Math.abs(each) <= 1 ? each : Number.NaN);
        return { valence: bounded(valence), arousal: bounded(arousal), dominance: bounded(dominance) };
      });
    fc.assert(
      fc.property(
        fc.array(vad, { minLength: 1, maxLength: 200 }),
        fc.integer({ min: 40, max: 160 }),
        (feelings, columns) => {
          const data = { feelings, pauses: [feelings.length - 1], ends: ['line 1', 'line 9'] as const };
          const coloured = renderChart(data, columns, createColors(true));
          const plain = renderChart(data, columns, createColors(false));
          expect([coloured.length, plain.length]).toEqual([16, 3 * 7 - 1 + 3]);
          for (const row of plain) expect(displayWidth(row)).toBeLessThanOrEqual(columns);
          expect(plain.join('')).not.toMatch(/NaN|undefined|Infinity/);
        },
      ),
      { numRuns: 50 },
    );
    expect(renderChart({ feelings: [], pauses: [], ends: ['', ''] }, 80, createColors(false))).toEqual([]);
  });
});

describe('spans of time', () => {
  it('are said in the unit that fits', () => {
    const words = [0, 1, 89, 90, 3600, 7200, 86_400, 3 * 86_400, 21 * 86_400, 100 * 86_400, 800 * 86_400].map(
      spanInWords,
    );
    expect(words).toEqual([
      '0 seconds',
      '1 second',
      '89 seconds',
      '2 minutes',
      '60 minutes',
      '2 hours',
      '24 hours',
      '3 days',
      '3 weeks',
      '3 months',
      '2 years',
    ]);
  });

  it('have dates and times where an instant has them', () => {
    expect(dateOf(Date.UTC(2026, 2, 2))).toBe('2 March 2026');
    expect(dateOf(Date.UTC(1970, 0, 3))).toBeUndefined();
    expect([
      timeOfDay(Date.UTC(2026, 2, 2, 18, 5)),
      timeOfDay(Number.NaN),
      timeOfDay(Date.UTC(-1, 0, 1, 14, 13)),
    ]).toEqual(['18:05', '', '14:13']);
    expect([runningTime(0), runningTime(3900), runningTime(360_000)]).toEqual(['+0:00', '+1:05', '+100:00']);
  });
});
