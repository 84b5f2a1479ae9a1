import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readTranscript } from '../../adapters/cli/transcript/index';
import { isEngineError } from '../../src/errors';

const MINUTE = 60_000;

// Pieces that look like the beginnings of every form reach code that random characters hardly ever do.
const fragment = fc.constantFrom(
  '[',
  ']',
  '{',
  '}',
  '"',
  ':',
  ': ',
  ',',
  '-',
  ' - ',
  '/',
  '.',
  '#',
  '~',
  '\n',
  '\r\n',
  '\r',
  '\t',
  '\0',
  '\uFEFF',
  '\u200e',
  '\u202f',
  '[18:05] ',
  '[99:99] ',
  '[2026-03-02 18:05] ',
  '31/12/23, 22:15 - ',
  '[02/30/24, 10:15 PM] ',
  '12/31/23',
  'T',
  'Z',
  '+01:00',
  'PM',
  'a.m.',
  'Ida: ',
  'Bo',
  '__proto__',
  '{"name":"Ida","text":"a"}',
  '{"messages":[',
  '"text":',
  '"name":',
  '"time":',
  '"elapsedSeconds":',
  '"appraisal":{',
  '"goal_relevance":',
  'null',
  '1e999',
  '-1',
  '[]',
  '\ud800',
  'é',
  '👩‍👩‍👧',
);
const anyContent = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(fc.oneof({ weight: 4, arbitrary: fragment }, { weight: 1, arbitrary: fc.string() }))
    .map((all) => all.join('')),
  fc.json(),
  fc.array(fc.json()).map((rows) => rows.join('\n')),
);

const letters = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzÅéßжשя小01');
const name = fc.string({ unit: letters, minLength: 1, maxLength: 20 });
const text = fc
  .string({ unit: fc.oneof(letters, fc.constantFrom(...' :,.!?-[]{}"/#👍')), minLength: 1, maxLength: 80 })
  .map((given) => given.trim())
  .filter((given) => given !== '');
const spoken = fc.array(fc.record({ speaker: name, text }), { maxLength: 30 });

const instant = (step: number) =>
  fc
    .integer({ min: Date.UTC(2000, 0, 1) / step, max: Date.UTC(2099, 11, 31) / step })
    .map((count) => count * step);

const two = (value: number) => String(value).padStart(2, '0');
function fieldsOf(ms: number) {
  const date = new Date(ms);
  const hour = date.getUTCHours();
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    time: `${two(hour)}:${two(date.getUTCMinutes())}`,
    time12: `${hour % 12 || 12}:${two(date.getUTCMinutes())}`,
    half: hour < 12 ? 'AM' : 'PM',
    seconds: two(date.getUTCSeconds()),
  };
}
type Fields = ReturnType<typeof fieldsOf>;

const isoForms: [string, number, (f: Fields, ms: number) => string][] = [
  ['ISO with zone', 1, (_, ms) => `[${new Date(ms).toISOString()}] `],
  ['ISO minutes', MINUTE, ({ year, month, day, time }) => `[${year}-${two(month)}-${two(day)} ${time}] `],
  ['ISO with offset', MINUTE, (_, ms) => `[${new Date(ms + 90 * MINUTE).toISOString().slice(0, 16)}+01:30] `],
];
const pairForms: [string, number, (f: Fields, pair: string) => string][] = [
  ['WhatsApp iOS', 1000, ({ year, time, seconds }, pair) => `\u200e[${pair}/${year}, ${time}:${seconds}] `],
  [
    'WhatsApp iOS, 12 hours',
    1000,
    (f, pair) => `[${pair}/${two(f.year % 100)}, ${f.time12}:${f.seconds}\u202f${f.half}] `,
  ],
  ['WhatsApp Android', MINUTE, ({ year, time }, pair) => `${pair}/${year}, ${time} - `],
  [
    'WhatsApp Android, 12 hours',
    MINUTE,
    (f, pair) => `${pair}/${two(f.year % 100)}, ${f.time12} ${f.half.toLowerCase()} - `,
  ],
  ['Telegram', MINUTE, ({ year, time }, pair) => `[${pair.replace('/', '.')}.${year} ${time}] `],
];

const render = (stamps: readonly string[]) =>
  stamps.map((stamp, index) => `${stamp}P${index % 3}: line`).join('\n');
const instantsOf = (content: string) => readTranscript(content).lines.map(({ atMs }) => atMs);

describe('readTranscript', () => {
  it('is total: any string gives a transcript or an error of the engine', () => {
    fc.assert(
      fc.property(
        anyContent,
        fc.constantFrom(undefined, 'a.txt', 'a.json', 'a.jsonl'),
        (content, fileName) => {
          try {
            const { lines, speakers, skipped } = readTranscript(content, { fileName });
            expect(new Set(speakers).size).toBe(speakers.length);
            expect(skipped).toBeGreaterThanOrEqual(0);
            for (const line of lines) {
              expect(line.text !== undefined || line.appraisal !== undefined).toBe(true);
              expect(line.text).not.toBe('');
              expect(line.elapsedSeconds ?? 0).toBeGreaterThanOrEqual(0);
              expect(Number.isFinite(line.atMs ?? 0) && Number.isFinite(line.elapsedSeconds ?? 0)).toBe(true);
              if (line.speaker !== undefined) expect(speakers).toContain(line.speaker);
            }
          } catch (error) {
            if (!isEngineError(error, 'INPUT_INVALID')) throw error;
            expect(error.details.issues.length).toBeGreaterThan(0);
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it('reads back plain lines', () => {
    fc.assert(
      fc.property(spoken, fc.constantFrom('\n', '\r\n', '\n\n', '\n# note\n'), (said, ending) => {
        const read = readTranscript(said.map((line) => `${line.speaker}: ${line.text}`).join(ending));
        expect(read.lines.map((line) => ({ speaker: line.speaker, text: line.text }))).toEqual(said);
        expect(read.speakers).toEqual([...new Set(said.map(({ speaker }) => speaker))]);
      }),
    );
  });

  it('reads back rows, as lines and as a document', () => {
    fc.assert(
      fc.property(spoken, (said) => {
        for (const content of [
          said.map((row) => JSON.stringify(row)).join('\n'),
          JSON.stringify({ messages: said }),
        ]) {
          expect(
            readTranscript(content).lines.map((line) => ({ speaker: line.speaker, text: line.text })),
          ).toEqual(said);
        }
      }),
    );
  });

  it.each(isoForms)('reads back the instants of %s', (_, step, form) => {
    fc.assert(
      fc.property(fc.array(instant(step), { maxLength: 20 }), (instants) => {
        expect(instantsOf(render(instants.map((ms) => form(fieldsOf(ms), ms))))).toEqual(instants);
      }),
    );
  });

  it.each(pairForms)('reads back the instants of %s, day first and month first', (_, step, form) => {
    // One date that can only be read one way makes the order of the whole file certain.
    const telling = Date.UTC(2024, 11, 31);
    fc.assert(
      fc.property(fc.array(instant(step), { maxLength: 20 }), fc.boolean(), (given, dayFirst) => {
        const instants = [...given, telling];
        const stamps = instants.map((ms) => {
          const fields = fieldsOf(ms);
          const { day, month } = fields;
          return form(fields, dayFirst ? `${day}/${month}` : `${month}/${day}`);
        });
        expect(instantsOf(render(stamps))).toEqual(instants);
      }),
    );
  });

  it('keeps every pause under a day between times without a date', () => {
    const pauses = fc.array(fc.integer({ min: 0, max: 24 * 60 - 1 }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(pauses, (minutes) => {
        let now = 0;
        const stamps = minutes.map((pause) => {
          now += pause * MINUTE;
          return `[${fieldsOf(now).time}] `;
        });
        const { lines } = readTranscript(render(stamps));
        expect(lines.slice(1).map(({ elapsedSeconds }) => elapsedSeconds)).toEqual(
          minutes.slice(1).map((pause) => pause * 60),
        );
      }),
    );
  });

  it('never lets time run backwards', () => {
    fc.assert(
      fc.property(fc.array(instant(1), { maxLength: 20 }), (instants) => {
        const { lines } = readTranscript(render(instants.map((ms) => `[${new Date(ms).toISOString()}] `)));
        for (const [index, { elapsedSeconds }] of lines.entries()) {
          const before = instants[index - 1];
          const now = instants[index];
          if (before === undefined || now === undefined) expect(elapsedSeconds).toBeUndefined();
          else expect(elapsedSeconds).toBe(Math.max(0, (now - before) / 1000));
        }
      }),
    );
  });
});
