import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, type Engine, isEngineError } from '../../src';
import { streamKey, uniformAt } from '../../src/maths/random';
import { type Findings, inFolder } from './faults-findings';
import { LIFE_OPTIONS } from './faults-life';

const SESSIONS = 4;
const TURNS = 5;

/** What can be asked of a file, by a name of its own. */
type Questions = Readonly<Record<string, (engine: Engine) => Promise<unknown>>>;

/**
 * Damages a file at random, once for each round, and asks an engine everything about it. Whatever was hit: an answer is either what it was
 * before the damage, or one of the engine's errors, or what was asked for is missing.
 */
export function damageFiles(rounds: number, seed: number): Promise<Findings> {
  return inFolder(async (folder) => {
    const { path, questions } = await writeFile(folder);
    const whole = readFileSync(path);
    const truth = await askAll(path, questions);
    // An index that lost its entry hides a record. What stands alone is then missing; an overlay is missing in the answers that it would have coloured.
    const bare = await askAll(withoutOverlays(folder, whole), questions);
    const tally = { passed: 0, refused: 0, missing: 0, same: 0 };
    const wrong: string[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const damaged = join(folder, `${round}.db`);
      writeFileSync(damaged, damage(whole, seed, round));
      if (passesQuickCheck(damaged)) tally.passed += 1;
      const answers = await askAll(damaged, questions);
      for (const [question, answer] of Object.entries(answers)) {
        const due = truth[question]!;
        if (answer === due) tally.same += 1;
        else if (answer.startsWith('error ')) tally.refused += 1;
        else if (isMissing(answer, [due, bare[question]!])) tally.missing += 1;
        else wrong.push(`seed ${seed}, round ${round}, ${question}: ${firstDifference(answer, due)}`);
      }
    }
    const { passed, refused, missing, same } = tally;
    const seen = `${passed} files pass SQLite's quick_check; of ${same + refused + missing} answers ${same} right, ${refused} typed errors, ${missing} with something missing, ${wrong.length} wrong`;
    return { rounds, seen, wrong };
  });
}

/** A closed file of a small town, and what can be asked about it. */
async function writeFile(folder: string): Promise<{ readonly path: string; readonly questions: Questions }> {
  const path = join(folder, 'whole.db');
  const store = createSqliteStore({ path });
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  const questions: Record<string, (engine: Engine) => Promise<unknown>> = {
    sessions: (asked) => asked.sessions.list({ limit: 100 }),
    characters: (asked) => asked.characters.list({ limit: 100 }),
  };
  for (let n = 0; n < SESSIONS; n += 1) {
    const character = await engine.characters.create({ preset: 'rival', name: `N${n}` });
    const { id } = await engine.sessions.create({ characterId: character.id, userId: `u${n % 2}` });
    for (let turn = 0; turn < TURNS; turn += 1) {
      const appraisal = { ...APPRAISAL, goalCongruence: turn % 2 === 0 ? 0.7 : -0.7 };
      await engine.sessions.perceive(id, { appraisal, text: `turn ${turn}`, elapsedSeconds: 20_000 });
    }
    await engine.characters.observe(character.id, [{ trait: 'intellect', value: 0.9, trigger: 'test' }]);
    questions[`state ${n}`] = (asked) => asked.sessions.state(id);
    questions[`session ${n}`] = (asked) => asked.sessions.get(id);
    // Without the number of an event, which stands beside its body: no checksum covers it.
    questions[`history ${n}`] = async (asked) =>
      (await asked.sessions.history(id)).events.map(({ id: _, ...event }) => event);
    questions[`character ${n}`] = (asked) => asked.characters.get(character.id);
    questions[`name ${n}`] = (asked) => asked.characters.getByName(`N${n}`);
    questions[`personality ${n}`] = (asked) => asked.characters.personality(character.id);
    questions[`overlays ${n}`] = (asked) => asked.characters.overlays(character.id);
  }
  await engine.close();
  await store.close();
  return { path, questions };
}

const APPRAISAL = {
  goalRelevance: 0.8,
  goalCongruence: 0,
  expectedness: 0.3,
  controllability: 0.5,
  agency: -0.5,
  normCompatibility: -0.2,
};

/** Each answer as JSON, or as the code of the error it was refused with. */
async function askAll(path: string, questions: Questions): Promise<Record<string, string>> {
  const answers: Record<string, string> = {};
  const store = createSqliteStore({ path });
  let engine: Engine | undefined;
  for (const [question, ask] of Object.entries(questions)) {
    try {
      engine ??= await createEngine({ ...LIFE_OPTIONS, store });
      answers[question] = JSON.stringify((await ask(engine)) ?? null);
    } catch (error) {
      answers[question] = isEngineError(error) ? `error ${error.code}` : `foreign ${String(error)}`;
    }
  }
  await store.close();
  return answers;
}

/** Changed bytes, one changed bit, a zeroed page, a page in the place of another, or a cut end. */
function damage(whole: Buffer, seed: number, round: number): Buffer {
  const key = streamKey(seed, 'damage');
  let draws = 0;
  const draw = (below: number) => Math.floor(uniformAt(key, round, draws++) * below);
  const damaged = Buffer.from(whole);
  const pages = whole.length / 4096;
  const at = draw(whole.length);
  switch (draw(10)) {
    case 0:
      return damaged.subarray(0, at);
    case 1: {
      const page = draw(pages) * 4096;
      return damaged.fill(0, page, page + 4096);
    }
    case 2: {
      const from = draw(pages) * 4096;
      damaged.set(whole.subarray(from, from + 4096), draw(pages) * 4096);
      return damaged;
    }
    case 3:
    case 4:
    case 5:
      damaged[at] = damaged[at]! ^ (1 << draw(8));
      return damaged;
    default:
      for (let i = 0, count = 1 + draw(64); i < count && at + i < whole.length; i += 1)
        damaged[at + i] = draw(256);
      return damaged;
  }
}

function passesQuickCheck(path: string): boolean {
  const database = new Database(path);
  try {
    return database.pragma('quick_check', { simple: true }) === 'ok';
  } catch {
    // What SQLite cannot even look at does not pass.
    return false;
  } finally {
    database.close();
  }
}

/** Whether an answer differs from what it may be only in that something is not there: nothing at all, or entries of a list, which then names what is damaged. */
function isMissing(answer: string, dues: readonly string[]): boolean {
  if (answer === 'null') return true;
  if (answer.startsWith('foreign ')) return false;
  return isPart(
    JSON.parse(answer),
    dues.map((due): unknown => JSON.parse(due)),
  );
}

/** Whether a value is a part of one of others, entry by entry. */
function isPart(part: unknown, wholes: readonly unknown[]): boolean {
  if (Array.isArray(part)) {
    const lists = wholes.filter((whole): whole is unknown[] => Array.isArray(whole));
    const length = Math.max(0, ...lists.map((list) => list.length));
    let from = 0;
    return part.every((entry) => {
      const fits = () =>
        isPart(
          entry,
          lists.map((list) => list[from]),
        );
      while (from < length && !fits()) from += 1;
      return from++ < length;
    });
  }
  if (typeof part !== 'object' || part === null) return wholes.includes(part);
  const held = wholes.map((whole) => new Map(Object.entries(whole ?? {})));
  return Object.entries(part).every(
    ([name, value]) =>
      name === 'damaged' ||
      isPart(
        value,
        held.map((fields): unknown => fields.get(name)),
      ),
  );
}

/** A copy of the file in which nobody differs from anybody's point of view. */
function withoutOverlays(folder: string, whole: Buffer): string {
  const path = join(folder, 'bare.db');
  writeFileSync(path, whole);
  const database = new Database(path);
  database.exec("DELETE FROM records WHERE collection = 'overlay'");
  database.close();
  return path;
}

function firstDifference(answer: string, due: string): string {
  const at = [...answer].findIndex((character, index) => character !== due[index]);
  return `${answer.slice(Math.max(0, at - 60), at + 60)} instead of ${due.slice(Math.max(0, at - 60), at + 60)}`;
}
