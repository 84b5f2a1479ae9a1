import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readTranscript, type Transcript } from '../../adapters/cli/transcript/index';
import { type EngineError, isEngineError } from '../../src/errors';

function failure(content: string, fileName?: string): EngineError<'INPUT_INVALID'> {
  try {
    readTranscript(content, { fileName });
  } catch (error) {
    if (isEngineError(error, 'INPUT_INVALID')) return error;
    throw error;
  }
  throw new Error('was read, although it should not have been');
}

const placesOf = (content: string, fileName?: string) =>
  failure(content, fileName).details.issues.map(({ path }) => path);
const instantsOf = ({ lines }: Transcript) =>
  lines.map(({ atMs }) => (atMs === undefined ? undefined : new Date(atMs).toISOString()));
const textsOf = ({ lines }: Transcript) => lines.map(({ speaker, text }) => [speaker, text]);
const at = (stamp: string) => instantsOf(readTranscript(`${stamp}Ida: hello`))[0];

const WHOLE_APPRAISAL = {
  goalRelevance: 0.5,
  goalCongruence: -0.5,
  expectedness: 0.5,
  controllability: 0.5,
  agency: -1,
  normCompatibility: 0,
};

describe('plain lines', () => {
  it('reads speakers in order and leaves out blanks and comments', () => {
    const read = readTranscript(
      '# a note\n\nIda: You kept my place?\n  Bo : All evening.\n#Bo: not said\nIda: Thanks.\n',
    );
    expect(read).toEqual({
      format: 'plain',
      lines: [
        { lineNumber: 3, speaker: 'Ida', text: 'You kept my place?' },
        { lineNumber: 4, speaker: 'Bo', text: 'All evening.' },
        { lineNumber: 6, speaker: 'Ida', text: 'Thanks.' },
      ],
      speakers: ['Ida', 'Bo'],
      skipped: 0,
    });
  });

  it('continues the line above where nobody is named', () => {
    const read = readTranscript(
      'Ida: Look:\nhttps://example.org is gone\n\n18:05 it was\ngreat :)\nWhy, I said: no\nBo: Hm.',
    );
    expect(textsOf(read)).toEqual([
      ['Ida', 'Look:\nhttps://example.org is gone\n18:05 it was\ngreat :)\nWhy, I said: no'],
      ['Bo', 'Hm.'],
    ]);
  });

  it('accepts a name on a line of its own, and leaves out a name that says nothing', () => {
    const read = readTranscript('Ida:\nHello.\nBo:\nIda: Bo?');
    expect(textsOf(read)).toEqual([
      ['Ida', 'Hello.'],
      ['Ida', 'Bo?'],
    ]);
    expect(read.skipped).toBe(1);
    expect(read.speakers).toEqual(['Ida']);
  });

  it('is not led astray by a bracket or a brace', () => {
    expect(textsOf(readTranscript('[laughs] Ida: Oh.\nBo: {sic}'))).toEqual([
      ['[laughs] Ida', 'Oh.'],
      ['Bo', '{sic}'],
    ]);
    const look = readTranscript('Ida: This one:\n[2026-03-02 18:05] was the hour');
    expect(textsOf(look)).toEqual([['Ida', 'This one:\n[2026-03-02 18:05] was the hour']]);
  });

  it('reads CRLF, lone CR, a byte order mark and names of any script', () => {
    const read = readTranscript('\uFEFFЮлия: Да.\r\nO’Neil-Ångström Jr.: Yes.\r小林: はい');
    expect(read.speakers).toEqual(['Юлия', 'O’Neil-Ångström Jr.', '小林']);
    expect(read.lines.map(({ lineNumber }) => lineNumber)).toEqual([1, 2, 3]);
  });

  it('reads nothing from nothing', () => {
    expect(readTranscript('')).toEqual({ format: 'plain', lines: [], speakers: [], skipped: 0 });
    expect(readTranscript('\n# only a note\n \n').lines).toEqual([]);
  });
});

describe('times of a chat export', () => {
  it.each([
    ['[2026-03-02 18:05] ', '2026-03-02T18:05:00.000Z'],
    ['[2026-03-02T18:05:33Z] ', '2026-03-02T18:05:33.000Z'],
    ['[2026-03-02T18:05:33.25+05:30] ', '2026-03-02T12:35:33.250Z'],
    ['[2026-03-02 01:05 -0800] ', '2026-03-02T09:05:00.000Z'],
    ['2026-03-02 18:05 - ', '2026-03-02T18:05:00.000Z'],
    ['2026-03-02 18:05 ', '2026-03-02T18:05:00.000Z'],
    ['[31/12/2023, 22:15:32] ', '2023-12-31T22:15:32.000Z'],
    ['\u200e[31/12/2023, 22:15:32] \u200e~\u202f', '2023-12-31T22:15:32.000Z'],
    ['[12/31/23, 10:15:32 PM] ', '2023-12-31T22:15:32.000Z'],
    ['[12/31/23, 10:15:32\u202fPM] ', '2023-12-31T22:15:32.000Z'],
    ['[31/12/23, 12:00:01 a. m.] ', '2023-12-31T00:00:01.000Z'],
    ['[31/12/23, 12:00:01 p.m.] ', '2023-12-31T12:00:01.000Z'],
    ['31/12/2023, 22:15 - ', '2023-12-31T22:15:00.000Z'],
    ['\u200e12/31/23, 10:15\u202fPM - ', '2023-12-31T22:15:00.000Z'],
    ['31.12.23, 22:15 - ', '2023-12-31T22:15:00.000Z'],
    ['[31.12.2023 22.15] ', '2023-12-31T22:15:00.000Z'],
    ['[18:05] ', '1970-01-01T18:05:00.000Z'],
    ['[6:05:09 pm] ', '1970-01-01T18:05:09.000Z'],
    ['[29/02/2024, 09:00:00] ', '2024-02-29T09:00:00.000Z'],
  ])('reads %j', (stamp, expected) => {
    const read = readTranscript(`${stamp}Ida: hello`);
    expect(read.format).toBe('chat');
    expect(read.speakers).toEqual(['Ida']);
    expect(instantsOf(read)).toEqual([expected]);
  });

  it.each([
    '[31/02/2024, 09:00] ',
    '[2023-02-29 09:00] ',
    '[2026-03-02 24:00] ',
    '[2026-03-02 18:60] ',
    '[18:05:60] ',
  ])('refuses %j, which does not exist', (stamp) =>
    expect(placesOf(`# note\n${stamp}Ida: hello`)).toEqual([['line', 2]]),
  );

  it.each([
    '[13:05 PM] ',
    '[0:05 am] ',
    '[2026-03-02 18:05+25:00] ',
    '[2026-03-02 18:05+01:75] ',
    '[0026-03-02 18:05] ',
  ])('refuses %j, whose parts do not fit', (stamp) =>
    expect(placesOf(`${stamp}Ida: hello`)).toEqual([['line', 1]]),
  );

  it('takes day or month first from the whole file', () => {
    const dayFirst = readTranscript('[03/04/26, 09:00:00] Ida: a\n[13/04/26, 09:00:00] Bo: b');
    const monthFirst = readTranscript('[03/04/26, 09:00:00] Ida: a\n[04/13/26, 09:00:00] Bo: b');
    expect(instantsOf(dayFirst)).toEqual(['2026-04-03T09:00:00.000Z', '2026-04-13T09:00:00.000Z']);
    expect(instantsOf(monthFirst)).toEqual(['2026-03-04T09:00:00.000Z', '2026-04-13T09:00:00.000Z']);
    expect(at('[03/04/26, 09:00:00] ')).toBe('2026-04-03T09:00:00.000Z');
    expect(placesOf('[13/04/26, 09:00] Ida: a\n[04/13/26, 09:00] Bo: b')).toEqual([['line', 2]]);
  });

  it('derives pauses, and takes a clock that goes backwards for no time at all', () => {
    const read = readTranscript(
      '[2026-03-02 18:05] A: a\n[2026-03-02 18:06] B: b\n[2026-03-02 17:00] A: c\n[2026-03-03 17:00] B: d',
    );
    expect(read.lines.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([undefined, 60, 0, 86_400]);
  });

  it('moves times of day to the next day when they go backwards', () => {
    const read = readTranscript('[23:58] A: a\n[00:02] B: b\n[00:02] A: c\n[00:01] B: d');
    expect(read.lines.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([undefined, 240, 0, 86_340]);
  });

  it('leaves a time of day inside a dated export to the text, and refuses the reverse', () => {
    const read = readTranscript(
      '[2026-03-02 18:05] Ida: The trains:\n[10:15] Bo: late\nNote: mine\n[2026-03-02 18:06] Bo: Oh.',
    );
    expect(textsOf(read)).toEqual([
      ['Ida', 'The trains:\n[10:15] Bo: late\nNote: mine'],
      ['Bo', 'Oh.'],
    ]);
    expect(placesOf('[18:05] Ida: a\n[2026-03-02 18:05] Bo: b')).toEqual([['line', 2]]);
  });

  it('leaves out what the app wrote', () => {
    const read = readTranscript(
      [
        '[31/12/2023, 22:15:32] Harbour: \u200eMessages and calls are end-to-end encrypted.',
        '[31/12/2023, 22:15:40] \u200eIda created this group',
        'with a second line',
        '\u200e[31/12/2023, 22:16:00] Ida: \u200eimage omitted',
        '[31/12/2023, 22:17:00] Bo: \u200eIMG-0001.jpg (file attached)',
        'The quay at dawn',
      ].join('\r\n'),
    );
    expect(textsOf(read)).toEqual([['Bo', 'The quay at dawn']]);
    expect(read.skipped).toBe(4);
    expect(read.speakers).toEqual(['Bo']);
  });

  it('reads times in a file that begins without one', () => {
    const read = readTranscript('Ida: Are you up?\n[18:05] Bo: Now I am.\nNote: this is somebody here');
    expect(read.format).toBe('plain');
    expect(read.speakers).toEqual(['Ida', 'Bo', 'Note']);
  });
});

describe('JSON', () => {
  it('accepts the usual names of the fields', () => {
    const rows = [
      { name: 'Ida', text: 'a', time: '2026-03-02T18:05:00Z' },
      { speaker: 'Bo', content: 'b', timestamp: 1772474760 },
      { author: { name: 'Ida' }, message: 'c', ts: 1772474820000 },
      { from: 'Bo', body: ' d ', date: '2026-03-02 18:08' },
      { sender: 'Ida', text: 'e', createdAt: '1772474940.5' },
      {
        name: null,
        role: 'user',
        content: ['f', { type: 'image' }, { type: 'text', text: 'g' }],
        elapsed_seconds: 7,
      },
    ];
    const read = readTranscript(rows.map((row) => JSON.stringify(row)).join('\n'));
    expect(read.format).toBe('jsonl');
    expect(read.speakers).toEqual(['Ida', 'Bo', 'user']);
    expect(read.lines.map(({ text }) => text)).toEqual(['a', 'b', 'c', 'd', 'e', 'fg']);
    expect(read.lines.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([undefined, 60, 60, 60, 60.5, 7]);
  });

  it('reads an array and messages alike, whatever the file is called', () => {
    const rows = [
      { role: 'user', content: 'hello' },
      { role: 'assistant', content: 'well' },
    ];
    const expected = [
      { lineNumber: 1, speaker: 'user', text: 'hello' },
      { lineNumber: 2, speaker: 'assistant', text: 'well' },
    ];
    for (const value of [rows, { title: 'x', messages: rows }]) {
      for (const indent of [undefined, 2]) {
        const read = readTranscript(`# note\n${JSON.stringify(value, null, indent)}\n`, {
          fileName: 'chat.txt',
        });
        expect(read).toMatchObject({ format: 'json', lines: expected });
      }
    }
    expect(readTranscript('[]')).toMatchObject({ format: 'json', lines: [] });
    expect(readTranscript('{"name":"Ida","text":"a"}', { fileName: 'one.json' }).format).toBe('jsonl');
    expect(readTranscript('Ida: a', { fileName: 'one.json' }).format).toBe('plain');
  });

  it('reads appraisals in either spelling, with or without a text', () => {
    const snake = {
      goal_relevance: 0.5,
      goal_congruence: -0.5,
      expectedness: 0.5,
      controllability: 0.5,
      agency: -1,
    };
    const [first, second] = readTranscript(
      [
        JSON.stringify({ appraisal: { ...snake, norm_compatibility: 0, internal_standards: null } }),
        JSON.stringify({
          name: 'Bo',
          text: 'x',
          elapsedSeconds: 4,
          appraisal: { ...WHOLE_APPRAISAL, urgency: 1 },
        }),
      ].join('\n'),
    ).lines;
    expect(first).toEqual({ lineNumber: 1, appraisal: WHOLE_APPRAISAL });
    expect(second?.appraisal).toEqual({ ...WHOLE_APPRAISAL, urgency: 1 });
  });

  it('lets a given pause outweigh the times, and leaves out rows in which nobody says anything', () => {
    const read = readTranscript(
      '{"name":"A","text":"a","ts":1}\n{"name":"B","text":""}\n{"type":"service","date":5}\n{"name":"B","text":"b","ts":9,"elapsedSeconds":2}',
    );
    expect(read.lines.map(({ elapsedSeconds }) => elapsedSeconds)).toEqual([undefined, 2]);
    expect(read.skipped).toBe(2);
  });

  it.each<[string, unknown, (string | number)[]]>([
    ['neither text nor appraisal', { name: 'Ida' }, []],
    ['no object', 7, []],
    ['a speaker that is no string', { name: 7, text: 'a' }, ['name']],
    ['a text that is no string', { name: 'Ida', text: 7 }, ['text']],
    ['a time that does not exist', { text: 'a', time: '2026-02-31T10:00:00Z' }, ['time']],
    ['a time that could be either', { text: 'a', time: '03/04/2026 10:00' }, ['time']],
    ['a time of day only', { text: 'a', time: '10:00' }, ['time']],
    ['a time beyond all dates', { text: 'a', ts: 1e300 }, ['ts']],
    ['a time that is no time', { text: 'a', date: {} }, ['date']],
    ['a negative pause', { text: 'a', elapsedSeconds: -1 }, ['elapsedSeconds']],
    ['an appraisal that is no object', { appraisal: [] }, ['appraisal']],
    [
      'a number out of range',
      { appraisal: { ...WHOLE_APPRAISAL, expectedness: -0.1 } },
      ['appraisal', 'expectedness'],
    ],
    ['a number as a string', { appraisal: { ...WHOLE_APPRAISAL, agency: '0' } }, ['appraisal', 'agency']],
    [
      'a dimension that does not exist',
      { appraisal: { ...WHOLE_APPRAISAL, mood: 1 } },
      ['appraisal', 'mood'],
    ],
    [
      'a dimension without a value',
      { appraisal: { ...WHOLE_APPRAISAL, agency: null } },
      ['appraisal', 'agency'],
    ],
  ])('names the place of %s', (_, row, path) => {
    expect(placesOf(`{"name":"Ida","text":"a"}\n${JSON.stringify(row)}`)).toEqual([['line', 2, ...path]]);
    expect(placesOf(JSON.stringify([{ name: 'Ida', text: 'a' }, row]))).toEqual([['entry', 2, ...path]]);
  });

  it('names every broken row, up to a limit, and keeps the cause', () => {
    const error = failure('{"name":"Ida","text":"a"}\n{"name":\n# note\n{oops}', 'talk.jsonl');
    expect(error.details.issues.map(({ path }) => path)).toEqual([
      ['line', 2],
      ['line', 4],
    ]);
    expect(error.message).toMatch(/^talk\.jsonl cannot be read: line 2: .+ \(and 1 more\)$/);
    expect(error.cause).toBeInstanceOf(SyntaxError);
    expect(placesOf(`{}\n`.repeat(500))).toHaveLength(20);
  });

  it('complains about a document once, not line by line', () => {
    expect(placesOf('{\n"messages": [\n{"name": "Ida"\n')).toEqual([['line', 1]]);
    expect(placesOf('\n[\n{"name": "Ida",\n')).toEqual([['line', 2]]);
    expect(placesOf('{\n"rows": []\n}')).toEqual([['line', 1]]);
    expect(placesOf('{"name":\n{"name":"Bo","text":"b"}', 'a.jsonl')).toEqual([['line', 1]]);
    expect(placesOf('"a"', 'a.json')).toEqual([['line', 1]]);
    expect(placesOf('"a"', 'a.ndjson')).toEqual([['line', 1]]);
  });
});

describe('hostile content', () => {
  it('says who is missing, once', () => {
    expect(placesOf('Once upon a time\nthere was a line\nand another')).toEqual([['line', 1]]);
  });

  it('refuses NUL characters, which betray a file that is no UTF-8 text', () => {
    expect(placesOf('Ida: a\nI\0d\0a\0:\0 \0b\0')).toEqual([['line', 2]]);
  });

  it('survives deep nesting', () => {
    const deep = '['.repeat(10_000) + ']'.repeat(10_000);
    expect(placesOf(deep)).toEqual([['entry', 1]]);
    expect(placesOf('['.repeat(10_000))).toEqual([['line', 1]]);
    expect(readTranscript(`{"name":"Ida","text":"a","extra":${deep}}`).lines).toHaveLength(1);
    expect(placesOf(`{"name":"Ida","appraisal":${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}}`)[0]).toEqual(
      ['line', 1, 'appraisal', 'a'],
    );
  });

  it('keeps its hands off prototypes', () => {
    const read = readTranscript(
      '{"__proto__":{"name":"Eve","text":"b"},"name":"__proto__","text":"a","constructor":1}',
    );
    expect(read.lines).toEqual([{ lineNumber: 1, speaker: '__proto__', text: 'a' }]);
    expect(placesOf('{"__proto__":{"name":"Eve","text":"b"}}')).toEqual([['line', 1]]);
    expect(placesOf(`{"appraisal":{"__proto__":1}}`)[0]).toEqual(['line', 1, 'appraisal', '__proto__']);
    expect(textsOf(readTranscript('__proto__: a\nconstructor: b'))).toEqual([
      ['__proto__', 'a'],
      ['constructor', 'b'],
    ]);
    expect('text' in {}).toBe(false);
  });

  it.each<[string, string]>([
    ['one endless line', `Ida: ${'a'.repeat(5_000_000)}`],
    ['endless colons', `Ida: x\n${':'.repeat(5_000_000)}`],
    ['endless digits', `[18:05] Ida: x\n${'1'.repeat(5_000_000)}`],
    ['endless blanks', `Ida: x\n[${' \u200e'.repeat(2_500_000)}y`],
    ['short lines', '[18:05] Ida: hello\n'.repeat(270_000)],
    ['one message over many lines', `Ida: x\n${'more\n'.repeat(1_000_000)}`],
    ['rows', '{"name":"Ida","text":"hello there"}\n'.repeat(140_000)],
  ])('reads 5 MB of %s in time', (_, content) => {
    const began = performance.now();
    expect(readTranscript(content).speakers).toEqual(['Ida']);
    expect(performance.now() - began).toBeLessThan(5_000);
  });
});

describe('the examples of the documentation', () => {
  const example = (name: string) =>
    readFileSync(new URL(`../../docs/examples/${name}`, import.meta.url), 'utf8');

  it('has a dialogue of two voices with pauses of hours and days', () => {
    const read = readTranscript(example('the-sail-loft.txt'));
    const pauses = read.lines.map(({ elapsedSeconds }) => elapsedSeconds ?? 0);
    const count = (name: string) => read.lines.filter(({ speaker }) => speaker === name).length;
    expect(read).toMatchObject({ format: 'chat', speakers: ['Callum', 'Hanne'], skipped: 0 });
    expect(read.lines.length).toBeGreaterThanOrEqual(80);
    expect(Math.min(count('Callum'), count('Hanne')) / read.lines.length).toBeGreaterThan(0.4);
    expect(pauses.filter((seconds) => seconds > 3_600).length).toBeGreaterThanOrEqual(5);
    expect(pauses.filter((seconds) => seconds > 86_400).length).toBeGreaterThanOrEqual(2);
    expect(read.lines.every(({ text }) => text !== undefined && !text.includes('\n'))).toBe(true);
    const instants = read.lines.map(({ atMs = Number.NaN }) => atMs);
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
  });

  it('has a night in JSON rows, some with an appraisal', () => {
    const { format, lines, speakers } = readTranscript(example('night-shift.jsonl'));
    expect([format, speakers]).toEqual(['jsonl', ['Ilse', 'Matti']]);
    expect(lines.length).toBeGreaterThanOrEqual(15);
    expect(lines.filter(({ appraisal }) => appraisal).length).toBeGreaterThanOrEqual(3);
    expect(lines.some(({ text }) => text === undefined)).toBe(true);
    expect(lines.every(({ elapsedSeconds }) => elapsedSeconds !== undefined)).toBe(true);
  });

  it('has a persona for the one who is followed', () => {
    const persona: unknown = JSON.parse(example('persona.json'));
    const trait = expect.toSatisfy((value: unknown) => typeof value === 'number' && value >= 0 && value <= 1);
    expect(persona).toMatchObject({
      identity: { name: 'Hanne', language: 'en' },
      personality: { O: trait, C: trait, E: trait, A: trait, N: trait, H: trait },
    });
  });
});
