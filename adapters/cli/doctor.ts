import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createColors } from 'picocolors';
import { createEngine } from '../../src/index';
import { createLexiconAppraiser } from '../lexicon';
import { createSqliteStore, inspectSqliteDriver, type SqliteDriverFindings } from '../sqlite';
import { EXIT, messageOf } from './failures';
import { type Io, wantsColour } from './io';
import { cleanText } from './terminal-text';

/** What the doctor looks at: this machine, or what a test says. */
export interface Patient {
  readonly nodeVersion: string;
  inspectSqliteDriver(): Promise<SqliteDriverFindings>;
  /** Writes a store file and reads it again. */
  tryStoreFile(): Promise<void>;
  /** Reads a line of text. */
  tryLexicon(): void;
}

interface Finding {
  readonly what: string;
  /** A `missing` thing is only needed for a part of the program, a `broken` one is to be mended. */
  readonly verdict: 'fine' | 'missing' | 'broken';
  readonly words: string;
}

const LEAST_NODE = [20, 19] as const;

const THIS_MACHINE: Patient = {
  nodeVersion: process.versions.node,
  inspectSqliteDriver: () => inspectSqliteDriver(),
  tryStoreFile,
  tryLexicon,
};

/**
 * Tells what is missing on this machine, a line for each thing.
 * @returns the exit code: 0 when everything that is needed is there
 */
export async function doctor(
  options: { readonly color: boolean },
  io: Io,
  patient = THIS_MACHINE,
): Promise<number> {
  const colours = createColors(wantsColour(io, options.color));
  const marks = { fine: colours.green('✓'), missing: colours.yellow('!'), broken: colours.red('✗') };
  const findings = [checkNode(patient), ...(await checkSqlite(patient)), await checkLexicon(patient)];
  for (const { what, verdict, words } of findings) {
    io.stdout.write(`${marks[verdict]} ${what.padEnd(15)} ${cleanText(words)}\n`);
  }
  const isWell = findings.every(({ verdict }) => verdict !== 'broken');
  const isWhole = findings.every(({ verdict }) => verdict === 'fine');
  const verdict = isWhole
    ? 'Everything is there.'
    : isWell
      ? 'Everything that is needed is there.'
      : 'Something has to be mended.';
  io.stdout.write(`\n${verdict}\n`);
  return isWell ? EXIT.ok : EXIT.failure;
}

function checkNode({ nodeVersion }: Patient): Finding {
  const [major = 0, minor = 0] = nodeVersion.split('.').map(Number);
  const least = LEAST_NODE.join('.');
  const isEnough = major > LEAST_NODE[0] || (major === LEAST_NODE[0] && minor >= LEAST_NODE[1]);
  return isEnough
    ? { what: 'Node', verdict: 'fine', words: `${nodeVersion} (${least} or newer is needed)` }
    : {
        what: 'Node',
        verdict: 'broken',
        words: `${nodeVersion} is too old: install ${least} or newer from nodejs.org`,
      };
}

async function checkSqlite(patient: Patient): Promise<Finding[]> {
  const { driver, version, usable, problem = 'cannot be used' } = await patient.inspectSqliteDriver();
  const what = driver ?? 'better-sqlite3';
  if (!usable) {
    return version === undefined
      ? [{ what, verdict: 'missing', words: `only --store needs it. ${problem}` }]
      : [{ what, verdict: 'broken', words: problem }];
  }
  const isBuiltIn = driver === 'node:sqlite';
  const words = isBuiltIn ? `used, because it is built into Node; ${problem}` : (version ?? 'there');
  return [
    { what, verdict: 'fine', words },
    await attempt('store file', 'written and read again in the temporary directory', patient.tryStoreFile),
  ];
}

function checkLexicon({ tryLexicon }: Patient): Promise<Finding> {
  return attempt('lexicon', 'reads English text', tryLexicon);
}

async function attempt(what: string, words: string, work: () => unknown): Promise<Finding> {
  try {
    await work();
    return { what, verdict: 'fine', words };
  } catch (error) {
    return { what, verdict: 'broken', words: messageOf(error) };
  }
}

async function tryStoreFile(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'animacy-doctor-'));
  const store = createSqliteStore({ path: join(folder, 'doctor.db') });
  const engine = await createEngine({ store });
  try {
    const { id } = await engine.sessions.create({ preset: 'companion' });
    if (!(await engine.sessions.get(id))) throw new Error('what was written could not be read again');
  } finally {
    await engine.close();
    await store.close();
    await rm(folder, { recursive: true, force: true });
  }
}

function tryLexicon(): void {
  const appraise = createLexiconAppraiser();
  const nobody = {
    goals: [],
    coreValues: [],
    emotion: { valence: 0, arousal: 0, dominance: 0 },
    label: 'neutral',
  };
  const kind = appraise({ text: 'Thank you, that was wonderful!' }, nobody);
  if (!(kind.goalCongruence > 0))
    throw new Error('thanks are not read as something good: the word list is damaged');
}
