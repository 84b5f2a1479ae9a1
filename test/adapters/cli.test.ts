import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import Database from 'better-sqlite3';
import { afterAll, describe, expect, it } from 'vitest';
import type { Environment } from '../../adapters/cli/io';
import { run } from '../../adapters/cli/program';

const DIALOGUE = 'docs/examples/the-sail-loft.txt';
const PERSONA = 'docs/examples/persona.json';
const NIGHT = 'docs/examples/night-shift.jsonl';
const DAY_MS = 86_400_000;
// Zero-width joiners and marks aside, nothing that a terminal could obey.
const UNSAFE = /(?!\n)\p{Cc}|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

const folder = mkdtempSync(join(tmpdir(), 'animacy-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newPath = (ending: string) => {
  files += 1;
  return join(folder, `${files}.${ending}`);
};
function fileOf(content: string, ending = 'txt'): string {
  const path = newPath(ending);
  writeFileSync(path, content);
  return path;
}

interface World {
  readonly columns?: number;
  /** Whether standard output and standard error are terminals. */
  readonly terminals?: readonly ('stdout' | 'stderr')[];
  readonly env?: Environment;
  readonly input?: string;
  readonly now?: () => number;
  readonly signal?: AbortSignal;
}

class Screen extends Writable {
  text = '';
  constructor(
    readonly isTTY: boolean,
    readonly columns: number,
  ) {
    super({ decodeStrings: false });
  }
  override _write(chunk: string, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk;
    done();
  }
}

async function animacy(argv: readonly string[], world: World = {}) {
  const { columns = 80, terminals = [], env = {}, input = '', now = Date.now } = world;
  const stdout = new Screen(terminals.includes('stdout'), columns);
  const stderr = new Screen(terminals.includes('stderr'), columns);
  const exitCode = await run(argv, {
    stdout,
    stderr,
    env,
    readFile: (path) => readFile(path, 'utf8'),
    readInput: async () => input,
    now,
    signal: world.signal ?? new AbortController().signal,
  });
  return { exitCode, out: stdout.text, err: stderr.text, rows: stdout.text.split('\n').slice(0, -1) };
}

// biome-ignore lint/suspicious/noExplicitAny: the shape of the output is what is tested
const objectsOf = (rows: readonly string[]): any[] => rows.map((row) => JSON.parse(row));
const playJson = async (argv: readonly string[], world?: World) => {
  const played = await animacy(['play', '--json', ...argv], world);
  expect({ exitCode: played.exitCode, err: played.err }).toEqual({ exitCode: 0, err: '' });
  const objects = objectsOf(played.rows);
  return { ...played, start: objects[0], lines: objects.slice(1, -1), end: objects.at(-1) };
};
const widthOf = (row: string) => [...row].length;

describe('the table', () => {
  it('shows a row for each line of the dialogue, pauses, a chart and a summary, in 80 columns', async () => {
    const { exitCode, rows, err } = await animacy(['play', DIALOGUE, '--persona', PERSONA]);
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(rows[0]).toBe('Hanne, sailmaker who is learning to read at forty-three');
    expect(rows[1]).toContain('120 lines, 2 March 2026 to 17 April 2026');
    expect(rows.filter((row) => /^\d\d:\d\d (?:Hanne|Callum) /.test(row))).toHaveLength(120);
    expect(rows.filter((row) => row.startsWith('─── '))[2]).toMatch(/^─── 5 days later, 7 March 2026 ─+$/);
    const row = rows.find((text) => text.startsWith('18:17'));
    expect(row).toMatch(/^18:17 Callum That was you, .*… \w+ +[█▏▎▍▌▋▊▉]+ +0\.\d\d( [-+ ]\.\d\d){3} \w+$/);
    for (const axis of ['valence', 'arousal', 'dominance']) expect(rows).toContain(axis);
    expect(rows.filter((text) => /^ {6}└[─┬]+$/.test(text))).toHaveLength(1);
    expect(rows.find((text) => text.startsWith('Strongest'))).toMatch(
      /^Strongest {2}\w+ 0\.\d\d at line \d+, \d/,
    );
    expect(Math.max(...rows.map(widthOf))).toBeLessThanOrEqual(80);
  });

  it('uses more columns where there are, and gives way where there are fewer', async () => {
    const wide = await animacy(['play', DIALOGUE, '--persona', PERSONA], { columns: 140 });
    expect(Math.max(...wide.rows.map(widthOf))).toBeGreaterThan(130);
    expect(wide.out).toContain('You were wonderful today. You read the whole paint tin');
    expect(wide.rows.find((row) => row.startsWith('18:17'))).toMatch(/ 0\.\d\d( [-+ ]\d\.\d\d){3} \w+$/);
    for (const columns of [40, 56, 72]) {
      const { rows } = await animacy(['play', DIALOGUE, '--persona', PERSONA], { columns });
      const table = rows.slice(4, rows.indexOf('valence'));
      expect(Math.max(...table.map(widthOf))).toBeLessThanOrEqual(columns);
      expect(table.filter((row) => /^\d\d:\d\d/.test(row))).toHaveLength(120);
    }
  });

  it('lets time pass for what the character says itself, without perceiving it', async () => {
    const { lines, end } = await playJson([DIALOGUE, '--persona', PERSONA]);
    const own = lines.filter((line) => line.own);
    expect(new Set(own.map((line) => line.speaker))).toEqual(new Set(['Hanne']));
    expect(own.every((line) => line.appraisal === null)).toBe(true);
    expect(end.perceived).toBe(lines.length - own.length);
    const perceivedAll = await playJson([DIALOGUE]);
    expect(perceivedAll.end.perceived).toBe(120);
  });

  it('shows the running time where a file tells pauses only, and perceives appraisals as they are given', async () => {
    const { rows } = await animacy(['play', NIGHT, '--as', 'matti']);
    expect(rows.filter((row) => /^\+\d:\d\d {2}(?:Ilse|Matti| {5}) /.test(row))).toHaveLength(20);
    expect(rows.some((row) => row.startsWith('+3:58        (something happens)'))).toBe(true);
    const { lines } = await playJson([NIGHT, '--as', 'matti']);
    expect(lines[7]).toMatchObject({
      own: true,
      appraisal: { agency: 0.6, goalCongruence: 0.8, urgency: 0.3 },
    });
    expect(lines[8]).toMatchObject({ own: false, elapsedSeconds: 30 });
  });

  it('lets five seconds pass between lines of a file that tells no time', async () => {
    const { lines } = await playJson([fileOf('Ida: Hello.\nBo: Hello.\nIda: Yes.')]);
    expect(lines.map((line) => line.elapsedSeconds)).toEqual([0, 5, 5]);
  });

  it('leaves the rows out with --quiet', async () => {
    const { rows, out } = await animacy(['play', DIALOGUE, '--persona', PERSONA, '--quiet']);
    expect(rows[0]).toBe('valence');
    expect(out).not.toContain('18:17');
    expect(out).toContain('Strongest');
    const machines = await animacy(['play', NIGHT, '--quiet', '--json']);
    expect(objectsOf(machines.rows).map(({ kind }) => kind)).toEqual(['start', 'end']);
  });

  it('colours for terminals alone, unless told otherwise', async () => {
    const colourful = (world: World, ...more: string[]) =>
      animacy(['play', NIGHT, ...more], world).then(({ out }) => out.includes('\u001b['));
    expect(await colourful({ terminals: ['stdout'] })).toBe(true);
    expect(await colourful({ terminals: ['stdout'] }, '--no-color')).toBe(false);
    expect(await colourful({ terminals: ['stdout'], env: { NO_COLOR: '1' } })).toBe(false);
    expect(await colourful({ terminals: ['stdout'], env: { TERM: 'dumb' } })).toBe(false);
    expect(await colourful({ env: { FORCE_COLOR: '1' } })).toBe(true);
    expect(await colourful({})).toBe(false);
  });

  it('draws one chart of three coloured lines on a terminal', async () => {
    const { out } = await animacy(['play', DIALOGUE, '--persona', PERSONA], {
      terminals: ['stdout'],
      columns: 120,
    });
    const start = out.lastIndexOf('+1.00 ┤');
    const chart = out.slice(start, out.indexOf('Strongest')).split('\n');
    expect(chart.findIndex((row) => row.includes('└'))).toBe(13);
    expect(chart.at(14)).toContain('17 Apr');
    expect(chart.at(15)).toMatch(/━ valence.*━ arousal.*━ dominance/);
  });
});

describe('a store', () => {
  const play = (store: string, now: number, ...more: string[]) =>
    playJson([DIALOGUE, '--persona', PERSONA, '--store', store, ...more], { now: () => now });

  it('continues the same character in a second run, and forgets it with --fresh', async () => {
    const store = join(folder, 'not', 'yet', 'there.db');
    const first = await play(store, 1e12);
    const second = await play(store, 1e12 + 3 * DAY_MS);
    expect(first.start).toMatchObject({ remembered: null, turns: 0, name: 'Hanne', as: 'Hanne', store });
    expect(second.start).toMatchObject({ sessionId: first.start.sessionId, turns: first.end.turns });
    expect(second.start.remembered).toMatchObject({ awaySeconds: 3 * 86_400, changed: false });
    expect(second.start.remembered.before.emotion).toEqual(first.end.emotion);
    expect(second.start.remembered.now.emotion.intensity).toBeLessThan(first.end.emotion.intensity);
    expect(second.lines[0].elapsedSeconds).toBe(3 * 86_400);
    expect(second.end.turns).toBe(first.end.turns * 2);

    const fresh = await play(store, 1e12 + 4 * DAY_MS, '--fresh');
    expect(fresh.start.remembered).toBeNull();
    expect(fresh.start.sessionId).not.toBe(first.start.sessionId);
    expect(fresh.end).toMatchObject({ turns: first.end.turns, emotion: first.end.emotion });
    const after = await play(store, 1e12 + 5 * DAY_MS);
    expect(after.start.sessionId).toBe(fresh.start.sessionId);
    expect(after.end.turns).toBe(first.end.turns * 2);
  });

  it('is the same file whether it is called one or not, and never a file called memory', async () => {
    const store = newPath('db');
    const first = await play(`sqlite:${store}`, 1e12);
    const second = await play(store, 1e12 + DAY_MS);
    expect(first.start.store).toBe(store);
    expect(second.start.sessionId).toBe(first.start.sessionId);
    const inMemory = await animacy(['play', NIGHT, '--store', 'memory']);
    expect(inMemory).toMatchObject({ exitCode: 2, out: '' });
    expect(inMemory.err).toMatch(/^animacy: --store takes FILE/);
  });

  it('says in one line what is remembered', async () => {
    const store = newPath('db');
    await play(store, 1e12);
    const { out } = await animacy(['play', DIALOGUE, '--persona', PERSONA, '--store', store], {
      now: () => 1e12 + 180_000,
    });
    expect(out).toMatch(/^Hanne remembers: last seen 3 minutes ago, then \w+ 0\.\d\d; now \w+ 0\.\d\d\.$/m);
    expect(out).toMatch(/^Kept in {4}.*124 lines heard so far, 62 of them now\.$/m);
  });

  it('keeps characters apart, finds each again, and says when one was made of something else', async () => {
    const store = newPath('db');
    const persona = (N: number, name = 'Hanne') =>
      fileOf(JSON.stringify({ preset: 'mentor', personality: { N }, identity: { name } }), 'json');
    const sessionOf = async (...argv: string[]) => {
      const { rows, err, exitCode } = await animacy(['play', NIGHT, '--json', '--store', store, ...argv]);
      expect(exitCode).toBe(0);
      return { ...objectsOf(rows)[0], err };
    };
    const companion = await sessionOf();
    const rival = await sessionOf('--preset', 'rival');
    const hanne = await sessionOf('--persona', persona(0.7));
    // Her name begins like the other's, and holds what separates names from fingerprints.
    const double = await sessionOf('--persona', persona(0.7, 'Hanne#123456789abc'));
    const ids = [companion, rival, hanne, double].map(({ sessionId }) => sessionId);
    expect(new Set(ids).size).toBe(4);
    expect((await sessionOf()).sessionId).toBe(companion.sessionId);
    expect((await sessionOf('--preset', 'companion')).remembered.changed).toBe(false);
    const edited = await sessionOf('--persona', persona(0.2));
    expect(edited).toMatchObject({ sessionId: hanne.sessionId, remembered: { changed: true } });
    expect(edited.err).toMatch(/^animacy: note: .*Hanne.*--fresh.*\n$/);
    const reordered = fileOf(
      '{"identity":{"name":"Hanne"},"personality":{"N":0.7},"preset":"mentor"}',
      'json',
    );
    expect((await sessionOf('--persona', reordered)).remembered.changed).toBe(false);
  });

  it('takes a clock that was set back for no time at all', async () => {
    const store = newPath('db');
    await play(store, 1e12);
    const { start, lines } = await play(store, 1e12 - DAY_MS);
    expect(start.remembered.awaySeconds).toBe(0);
    expect(lines[0].elapsedSeconds).toBe(0);
  });
});

describe('--json', () => {
  it('prints an object per line and nothing else, the same for the same seed and clock', async () => {
    const argv = [DIALOGUE, '--persona', PERSONA, '--seed', '7'];
    const world = { now: () => 1e12 };
    const { start, lines, end, out } = await playJson(argv, world);
    expect(start).toMatchObject({ kind: 'start', source: DIALOGUE, format: 'chat', lines: 120, skipped: 0 });
    expect(start.speakers).toEqual(['Callum', 'Hanne']);
    expect(lines.map(({ kind, number }) => [kind, number])).toEqual(
      Array.from({ length: 120 }, (_, index) => ['line', index + 1]),
    );
    expect(Object.keys(lines[0])).toEqual(
      'kind number lineNumber at elapsedSeconds speaker text own appraisal emotion mood'.split(' '),
    );
    expect(lines[0]).toMatchObject({ lineNumber: 4, at: '2026-03-02T18:05:00.000Z', speaker: 'Callum' });
    expect(end).toMatchObject({ kind: 'end', lines: 120, interrupted: false, sessionId: start.sessionId });
    expect(end.labels.reduce((sum: number, { count }: { count: number }) => sum + count, 0)).toBe(120);
    expect(end.strongest.intensity).toBe(Math.max(...lines.map(({ emotion }) => emotion.intensity)));
    expect((await playJson(argv, world)).out).toBe(out);
  });

  it('reads standard input', async () => {
    const { start, end } = await playJson(['-'], { input: 'Ida: I love this place.' });
    expect(start).toMatchObject({ source: 'standard input', lines: 1 });
    expect(end.emotion.vad.valence).toBeGreaterThan(start.homeBase.valence);
  });
});

describe('hostile text', () => {
  const evil =
    '\u001b[2J\u001b]0;owned\u0007\u009b31m\u202egnp.exe\u2066 \ud800 a\u0000b\r\nc\u2028d\u0301\u0301\u0301\u0301';
  const transcript = () =>
    fileOf(
      [
        { name: evil, text: evil },
        { name: 'Bo', text: '\u0000' },
      ]
        .map((row) => JSON.stringify(row))
        .join('\n'),
    );

  it('reaches no terminal from text, name, role, file or option', async () => {
    const persona = fileOf(
      JSON.stringify({ preset: 'rival', identity: { role: evil.replace(/\0|\ud800/g, '') } }),
      'json',
    );
    const { exitCode, out } = await animacy(['play', transcript(), '--persona', persona]);
    expect(exitCode).toBe(0);
    expect(out).not.toMatch(UNSAFE);
    expect(out).toContain('gnp.exe');
    for (const argv of [
      [evil],
      [transcript(), '--as', `not ${evil}`],
      [transcript(), '--preset', evil],
      [NIGHT, `--${evil}`],
    ]) {
      const { err } = await animacy(['play', ...argv]);
      expect(err).toMatch(/^animacy: .*\n$/);
      expect(err).not.toMatch(UNSAFE);
    }
  });

  it('is kept to the letter in JSON, but escaped', async () => {
    const { out, lines } = await playJson([transcript()]);
    expect(out).not.toMatch(UNSAFE);
    expect(lines[0]).toMatchObject({ speaker: evil, text: evil });
    expect(lines[1]).toMatchObject({ text: '\u0000', appraisal: null });
  });

  it('may be very long', async () => {
    const { end } = await playJson([fileOf(`Ida: ${'You are wonderful. '.repeat(10_000)}`)]);
    expect(end).toMatchObject({ lines: 1, perceived: 1 });
  });
});

describe('long files', () => {
  const texts = [
    'You were wonderful today.',
    'I hate this.',
    'How are you?',
    'You lied to me!',
    'Thank you so much.',
  ];
  const long = () =>
    fileOf(
      Array.from({ length: 5000 }, (_, index) => `${index % 2 ? 'Ida' : 'Bo'}: ${texts[index % 5]}`).join(
        '\n',
      ),
    );

  it('run with a bar on standard error that leaves standard output alone', async () => {
    const path = long();
    const { exitCode, out, err, rows } = await animacy(['play', path], { terminals: ['stderr'] });
    expect(exitCode).toBe(0);
    expect(rows.filter((row) => /^(?:Ida|Bo) /.test(row))).toHaveLength(5000);
    expect(err).toMatch(/\d+% {2}\d+ of 5000 lines, \S+ left/);
    expect(out).not.toContain('of 5000 lines,');
    expect((await animacy(['play', path, '--quiet'], { terminals: ['stderr'] })).err).toBe('');
    expect((await animacy(['play', path, '--json'], { terminals: ['stdout', 'stderr'] })).err).toBe('');
  });

  it('print every row above the bar where both share a terminal', async () => {
    const { out, err } = await animacy(['play', long()], { terminals: ['stdout', 'stderr'] });
    expect(err.split('\n').filter((row) => /(?:Ida|Bo) /.test(row) && row.includes('0.')).length).toBe(5000);
    expect(err.lastIndexOf('of 5000 lines')).toBeGreaterThan(err.lastIndexOf('Thank you so much.'));
    expect(out).toContain('Strongest');
  });

  it('end early when asked to, with what there was so far', async () => {
    const ending = new AbortController();
    const store = newPath('db');
    const path = long();
    setTimeout(() => ending.abort('interrupted'), 150);
    const { exitCode, rows } = await animacy(['play', path, '--json', '--store', store], {
      signal: ending.signal,
    });
    expect(exitCode).toBe(130);
    const end = objectsOf(rows).at(-1);
    expect(end).toMatchObject({ kind: 'end', interrupted: true, perceived: end.lines, turns: end.lines });
    expect(end.lines).toBeLessThan(5000);
  });
});

describe('what can go wrong', () => {
  const failing: [why: string, argv: () => string[], exitCode: number, message: RegExp][] = [
    ['no command', () => [], 2, /^Usage: animacy/],
    ['an unknown command', () => ['dance'], 2, /^animacy: unknown command 'dance'/],
    ['no file', () => ['play'], 2, /^animacy: missing required argument 'file'/],
    [
      'an unknown option',
      () => ['play', NIGHT, '--frehs'],
      2,
      /^animacy: unknown option '--frehs' \(Did you mean/,
    ],
    ['a seed that is no number', () => ['play', NIGHT, '--seed', '1.5'], 2, /--seed .*whole number/],
    [
      'an unknown preset',
      () => ['play', NIGHT, '--preset', 'x'],
      2,
      /"x"; there are .*companion.*professional/,
    ],
    [
      'an unknown speaker',
      () => ['play', NIGHT, '--as', 'Bo'],
      2,
      /--as Bo: nobody .* there are Ilse, Matti/,
    ],
    ['a store without a path', () => ['play', NIGHT, '--store', ' '], 2, /--store: the path is blank/],
    ['a missing file', () => ['play', 'no.txt'], 1, /^animacy: no\.txt: there is no such file/],
    ['a directory', () => ['play', 'docs'], 1, /^animacy: docs: this is a directory/],
    ['an empty file', () => ['play', fileOf('# nothing\n')], 1, /nobody says anything/],
    [
      'no transcript',
      () => ['play', fileOf('{"a": 1}\n', 'jsonl')],
      1,
      /line 1: neither a text nor an appraisal/,
    ],
    [
      'a missing persona',
      () => ['play', NIGHT, '--persona', 'no.json'],
      1,
      /no\.json: there is no such file/,
    ],
    ['a persona in other words', () => ['play', NIGHT, '--persona', fileOf('{"a"')], 1, /is not valid JSON/],
    [
      'a persona that is a list',
      () => ['play', NIGHT, '--persona', fileOf('[]')],
      1,
      /must be a JSON object/,
    ],
    [
      'a persona out of range',
      () => ['play', NIGHT, '--persona', fileOf('{"preset":"rival","personality":{"N":7}}')],
      1,
      /txt: personality\.N: Too big/,
    ],
    [
      'half a persona',
      () => ['play', NIGHT, '--persona', fileOf('{}')],
      1,
      /personality\.O: is required .*5 more/,
    ],
    [
      'a persona with a preset',
      () => ['play', NIGHT, '--persona', fileOf('{"preset":"x"}')],
      1,
      /txt: .*"x"; there are/,
    ],
    [
      'a persona with an id',
      () => ['play', NIGHT, '--persona', fileOf('{"userId":"x"}')],
      1,
      /userId: has no place/,
    ],
    [
      'a store that is none',
      () => ['play', NIGHT, '--store', PERSONA],
      1,
      /json: The file is not a SQLite database/,
    ],
    [
      'a store below a file',
      () => ['play', NIGHT, '--store', join(PERSONA, 'x.db')],
      1,
      /x\.db: a part of this path is not a directory/,
    ],
  ];

  it.each(failing)('%s', async (_, argv, exitCode, message) => {
    const { out, err, ...rest } = await animacy(argv());
    expect({ exitCode: rest.exitCode, out }).toEqual({ exitCode, out: '' });
    expect(err).toMatch(message);
    if (argv().length > 0) expect(err).toMatch(/^animacy: [^\n]+\n$/);
  });

  it('a damaged store is told by its path, before anything is printed', async () => {
    const store = newPath('db');
    await playJson([NIGHT, '--store', store]);
    const database = new Database(store);
    const table = database
      .prepare("select name from sqlite_master where type = 'table' and sql like '%checksum%'")
      .pluck();
    for (const name of table.all()) database.exec(`update "${name}" set checksum = checksum + 1`);
    database.close();
    const { exitCode, out, err } = await animacy(['play', NIGHT, '--store', store]);
    expect({ exitCode, out }).toEqual({ exitCode: 1, out: '' });
    expect(err).toMatch(/^animacy: .*\.db: the stored session ".*" is damaged[^\n]*\n$/);
  });

  it('shows where it happened when DEBUG is set', async () => {
    const { err } = await animacy(['play', 'no.txt'], { env: { DEBUG: '1' } });
    expect(err).toMatch(
      /^animacy: no\.txt: there is no such file\n[\s\S]+ {4}at [\s\S]+Caused by: Error: ENOENT/,
    );
  });

  it('helps', async () => {
    const help = await animacy(['--help']);
    expect(help).toMatchObject({ exitCode: 0, err: '' });
    expect(help.out).toMatch(/^Usage: animacy[\s\S]+Examples:\n {2}\$ animacy play/);
    expect((await animacy(['play', '--help'])).out).toContain('--persona <file>');
    expect((await animacy(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
