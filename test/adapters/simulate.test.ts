import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { parquetReadObjects } from 'hyparquet';
import { afterAll, describe, expect, it } from 'vitest';
import { run } from '../../adapters/cli/program';

const VILLAGE = 'docs/examples/village.json';
const CITY = 'docs/examples/city.json';
const folder = mkdtempSync(join(tmpdir(), 'animacy-simulate-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
const newPath = (ending: string) => {
  files += 1;
  return join(folder, `${files}.${ending}`);
};
function fileOf(content: unknown): string {
  const path = newPath('json');
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

class Screen extends Writable {
  text = '';
  constructor(readonly isTTY = false) {
    super();
  }
  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.text += chunk.toString();
    done();
  }
}

/** Runs the command in this process. */
async function simulate(
  argv: readonly string[],
  { signal = new AbortController().signal, isTTY = false }: { signal?: AbortSignal; isTTY?: boolean } = {},
) {
  const [stdout, stderr] = [new Screen(isTTY), new Screen(isTTY)];
  const exitCode = await run(['simulate', ...argv], {
    stdout,
    stderr,
    env: {},
    readFile: (path) => readFile(path, 'utf8'),
    readInput: async () => '',
    now: Date.now,
    signal,
  });
  return { exitCode, out: stdout.text, err: stderr.text };
}

const asked = (events: string, out: string, more: readonly string[] = []) => [
  ...['--characters', '300', '--years', '0.25', '--events', events, '--out', out],
  ...more,
];
const contentsOf = (directory: string) =>
  Object.fromEntries(
    readdirSync(directory).map((name) => [name, readFileSync(join(directory, name), 'latin1')]),
  );

const EVENT = {
  name: 'news',
  perYear: 30,
  appraisal: {
    goalRelevance: { mean: 0.5, sd: 0.2 },
    goalCongruence: { mean: 0, sd: 0.6 },
    expectedness: 0.3,
    controllability: 0.5,
    agency: -0.5,
    normCompatibility: 0,
  },
};

describe('what comes out', () => {
  const directory = newPath('out');

  it('is four files, the same for the same request, with another seed others', async () => {
    const again = newPath('out');
    const other = newPath('out');
    const { exitCode, out, err } = await simulate(asked(VILLAGE, directory));
    expect({ exitCode, err }).toEqual({ exitCode: 0, err: '' });
    expect(out).toMatch(
      /^Mood: mean valence[\s\S]*^Neuroticism: mean[\s\S]*^300 characters, 0.25 years, [\d,]+ events$/m,
    );
    await simulate(asked(VILLAGE, again, ['--snapshot-every', '7']));
    await simulate(asked(VILLAGE, other, ['--seed', '1']));
    const contents = contentsOf(directory);
    expect(Object.keys(contents)).toEqual(['report.html', 'summary.json', 'tallies.csv', 'tallies.parquet']);
    expect(contentsOf(again)).toEqual(contents);
    expect(contentsOf(other)['tallies.csv']).not.toBe(contents['tallies.csv']);
  });

  it('says the same in CSV and in Parquet', async () => {
    const [head = '', ...lines] = readFileSync(join(directory, 'tallies.csv'), 'utf8').trimEnd().split('\n');
    const names = head.split(',');
    const bytes = new Uint8Array(readFileSync(join(directory, 'tallies.parquet')));
    const rows = await parquetReadObjects({ file: bytes.buffer });
    expect(rows).toHaveLength(lines.length);
    for (const [index, row] of rows.entries()) {
      expect(Object.keys(row)).toEqual(names);
      expect(Object.values(row).map(Number)).toEqual(lines[index]!.split(',').map(Number));
    }
    const [first, last] = [rows[0]!, rows.at(-1)!];
    expect(first).toMatchObject({ step: 0n, events: 0n, label_neutral: 1, intensity_mean: 0 });
    expect(last).toMatchObject({
      step: 91n,
      hours: 2184,
      events: BigInt(JSON.parse(contentsOf(directory)['summary.json']!).events),
    });
    for (const row of rows) {
      const shares = names.filter((name) => name.startsWith('label_')).map((name) => Number(row[name]));
      expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
    }
  });

  it('is a report that needs nothing beside it and tells its charts to everybody', () => {
    const html = readFileSync(join(directory, 'report.html'), 'utf8');
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(html).not.toMatch(/<script|https?:|<link|@import|url\(|NaN|undefined|Infinity/);
    const charts = html.match(/<svg [^>]*role="img"/g) ?? [];
    expect(charts).toHaveLength(14);
    expect(html.match(/<title id=/g)).toHaveLength(charts.length);
    expect(html.match(/<desc id=/g)).toHaveLength(charts.length);
    expect(html).toContain('<th scope="col">');
    expect(html).toContain('prefers-color-scheme:dark');
  });

  it('keeps names of events from being read as HTML', async () => {
    const out = newPath('out');
    const model = { events: [{ ...EVENT, name: '<script>"&\'' }] };
    await simulate(['--characters', '5', '--years', '0.1', '--events', fileOf(model), '--out', out]);
    expect(readFileSync(join(out, 'report.html'), 'utf8')).not.toContain('<script');
  });

  it('has no traits where nobody learns, and works for one character and one step', async () => {
    const out = newPath('out');
    const model = fileOf({ people: { learning: 'none' }, events: [EVENT] });
    const { exitCode } = await simulate([
      '--characters',
      '1',
      '--years',
      '0.001',
      '--events',
      model,
      '--out',
      out,
    ]);
    expect(exitCode).toBe(0);
    const csv = readFileSync(join(out, 'tallies.csv'), 'utf8');
    expect(csv).not.toContain('trait_');
    expect(csv.trimEnd().split('\n')).toHaveLength(3);
  });

  it('is the summary as one line with --json, and three lines with --quiet', async () => {
    const out = newPath('out');
    const json = await simulate(asked(VILLAGE, out, ['--json']), { isTTY: true });
    expect(json.err).toBe('');
    expect(JSON.parse(json.out)).toEqual(JSON.parse(readFileSync(join(out, 'summary.json'), 'utf8')));
    const quiet = await simulate(asked(VILLAGE, out, ['--quiet']), { isTTY: true });
    expect(quiet.out).toMatch(/^300 characters, .*\(was over before\)\nmood valence .*\nat the end .*\n$/);
  });

  it('shows a bar on a terminal', async () => {
    const { exitCode, err } = await simulate(asked(VILLAGE, newPath('out')), { isTTY: true });
    expect(exitCode).toBe(0);
    expect(err).toContain('left');
  });
});

describe('a run that was stopped', () => {
  it('goes on from where it was, and is refused to another one', async () => {
    const [out, whole] = [newPath('out'), newPath('out')];
    const ending = new AbortController();
    const many = ['--characters', '4000', '--step', '0.6'];
    setTimeout(() => ending.abort('interrupted'), 150);
    const stopped = await simulate(asked(CITY, out, many), { signal: ending.signal });
    expect(stopped).toEqual({
      exitCode: 130,
      out: '',
      err: 'animacy: stopped; the same command goes on from here\n',
    });
    expect(readdirSync(out)).toEqual(['simulation.snapshot']);
    const before = contentsOf(out);
    for (const other of [
      ['--seed', '1'],
      ['--years', '0.5'],
      ['--sample', '50'],
    ]) {
      const { exitCode, err } = await simulate(asked(CITY, out, [...many, ...other]));
      expect({ exitCode, err }).toEqual({
        exitCode: 2,
        err: expect.stringMatching(/is of another run.*--fresh/),
      });
    }
    expect(contentsOf(out)).toEqual(before);
    expect((await simulate(asked(CITY, out, many))).exitCode).toBe(0);
    await simulate(asked(CITY, whole, many));
    expect(contentsOf(out)).toEqual(contentsOf(whole));
    // What is over is refused to another run too.
    expect((await simulate(asked(CITY, out, ['--seed', '1']))).exitCode).toBe(2);
    expect((await simulate(asked(CITY, out, ['--fresh']))).exitCode).toBe(0);
    expect(Object.keys(contentsOf(out))).toHaveLength(4);
  });

  it('says so when its snapshot is damaged', async () => {
    const out = newPath('out');
    mkdirSync(out);
    for (const content of ['', 'rubbish', '\0'.repeat(64)]) {
      writeFileSync(join(out, 'simulation.snapshot'), content);
      const { exitCode, err } = await simulate(asked(VILLAGE, out));
      expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringContaining('is damaged') });
    }
  });
});

describe('what cannot be simulated', () => {
  const { appraisal } = EVENT;
  it.each<[unknown, RegExp]>([
    ['{', /json: /],
    [[], /the model is not valid/],
    [{}, /at events/],
    [{ events: [] }, /at events/],
    [{ events: [{ ...EVENT, perYear: -1 }] }, /at events\.0\.perYear/],
    [{ events: [{ ...EVENT, often: 1 }] }, /at events\.0\.often: Unrecognized key/],
    [{ events: [EVENT, EVENT] }, /at events\.1\.name: is the name of an event before it/],
    [{ events: [{ ...EVENT, appraisal: { ...appraisal, agency: 2 } }] }, /at events\.0\.appraisal\.agency: /],
    [
      { events: [{ ...EVENT, appraisal: { ...appraisal, agency: { mean: 0 } } }] },
      /at events\.0\.appraisal\.agency/,
    ],
    [{ events: [{ ...EVENT, appraisal: { goalRelevance: 1 } }] }, /at events\.0\.appraisal\.goalCongruence/],
    [{ events: [{ ...EVENT, between: [2, 1] }] }, /at events\.0\.between: must begin before it ends/],
    [{ events: [{ ...EVENT, evidence: [{ trait: 'luck', value: 1 }] }] }, /at events\.0\.evidence\.0\.trait/],
    [
      { people: { learning: 'none' }, events: [{ ...EVENT, evidence: [{ trait: 'N', value: 1 }] }] },
      /at events\.0\.evidence: moves nobody/,
    ],
    [{ people: { spread: { N: { mean: 2, sd: 0 } } }, events: [EVENT] }, /at people\.spread\.N\.mean/],
    [
      {
        events: [
          { ...EVENT, perYear: 60_000 },
          { ...EVENT, name: 'b', perYear: 60_000 },
        ],
      },
      /at events: all events together/,
    ],
  ])('%j', async (model, words) => {
    const out = newPath('out');
    const { exitCode, err } = await simulate(asked(fileOf(model), out));
    expect({ exitCode, err }).toEqual({ exitCode: 1, err: expect.stringMatching(words) });
    expect(err).toMatch(/^animacy: .*\n$/);
    expect(() => readdirSync(out)).toThrow();
  });

  it.each<[readonly string[], RegExp]>([
    [['--characters', '0'], /--characters must be from 1/],
    [['--characters', 'x'], /whole number/],
    [['--years', '0'], /--years must be/],
    [['--years', '1e3'], /must be a number/],
    [['--step', '0'], /--step must be/],
    [['--step', '0.0001'], /steps, at most/],
    [['--workers', '0'], /from 1 to 64/],
    [['--sample', '0'], /--sample must be/],
    [['--step', '0.1', '--sample', '1'], /tallies, at most/],
    [['--snapshot-every', '0'], /from 1 to/],
    [['--seed', '-1'], /--seed must be/],
    [['--out', ' '], /--out: the path is blank/],
    [['--unknown'], /unknown option/],
  ])('%j is asked for in the wrong way', async (more, words) => {
    const { exitCode, err } = await simulate(asked(VILLAGE, newPath('out'), more));
    expect({ exitCode, err }).toEqual({ exitCode: 2, err: expect.stringMatching(words) });
  });

  it('a model or a directory that is not there', async () => {
    const none = await simulate(asked(join(folder, 'none.json'), newPath('out')));
    expect({ ...none, out: '' }).toEqual({
      exitCode: 1,
      out: '',
      err: expect.stringContaining('there is no such file'),
    });
    const taken = await simulate(asked(VILLAGE, fileOf('')));
    expect(taken.exitCode).toBe(1);
    expect((await simulate(['--years', '1'])).exitCode).toBe(2);
  });
});
