// A fixed script of turns on a memory store, with a fixed seed and clock. Run as a program it prints one hash of all answers and
// of all that is stored; bundled, it is run on several versions of Node, which must all print the same.
import { createHash } from 'node:crypto';
import { createMemoryStore } from '../../adapters/memory';
import { type AppraisalInput, createEngine, type Store } from '../../src';
import { SCRIPT_EVENTS, SCRIPT_PAUSES } from '../support/fixtures-script';

/** What the script did. */
export interface ScriptResult {
  /** How many answers went into the hash. */
  readonly answers: number;
  /** SHA-256 of all answers and of all that is stored, in hexadecimal digits. */
  readonly hash: string;
}

/** Runs the script. Two runs give the same result, whatever ran before, on whatever version of Node. */
export async function runScript(store: Store = createMemoryStore()): Promise<ScriptResult> {
  const hash = createHash('sha256');
  let answers = 0;
  const take = <T>(answer: T): T => {
    hash.update(`${JSON.stringify(answer)}\n`);
    answers += 1;
    return answer;
  };
  let nowMs = Date.UTC(2031, 4, 6, 7, 8, 9, 10);
  const appraiser = ({ text }: { text: string }): AppraisalInput =>
    SCRIPT_EVENTS[text.length % SCRIPT_EVENTS.length]!;
  const engine = await createEngine({ store, clock: { now: () => nowMs }, seed: 20_310_506, appraiser });
  engine.onAny((event) => void take(event));
  const { sessions, characters } = engine;

  for (const [index, { id: preset }] of engine.presets.list().entries()) {
    const emotionConfig = index % 2 === 0 ? { noisePerHour: 0.0586 } : { timeScale: 0.25 };
    const facets = { anxiety: index / 12, sociability: 1 - index / 12, patience: 0.3 };
    const first = take(await sessions.create({ preset, facets, emotionConfig, userId: `user ${index}` }));
    const second = take(await sessions.create({ characterId: first.characterId, goals: ['see it through'] }));
    for (const [turn, pause] of SCRIPT_PAUSES.entries()) {
      const appraisal = SCRIPT_EVENTS[(turn + index) % SCRIPT_EVENTS.length]!;
      nowMs += pause * 1000;
      take(await sessions.perceive(first.id, { appraisal, idempotencyKey: `turn ${turn}` }));
      take(await sessions.perceive(second.id, { text: 'word '.repeat(turn + 1), elapsedSeconds: pause / 3 }));
      take(await sessions.tick(second.id, pause * 1.7));
      take(await sessions.state(first.id));
    }
    take(await sessions.promptData(first.id));
    take(await sessions.consolidate(first.id));
    const { characterId } = first;
    nowMs += 3 * 86_400_000;
    take(
      await characters.observe(characterId, [
        { trait: 'neuroticism', value: index / 11, impact: 0.7, reasoning: 'it mattered' },
        { trait: 'compassion', value: 0.9, weight: 2.5, userId: `user ${index}` },
      ]),
    );
    if (index % 2 === 0) {
      take(
        await characters.updatePersonality(characterId, {
          hexaco: { O: 0.1, C: 0.2, E: 0.3, A: 0.4, N: 0.6, H: 0.7 },
        }),
      );
    }
    take(await characters.personality(characterId));
    take(await characters.overlay(characterId, `user ${index}`));
    take(await characters.recentShifts(characterId));
    take(await characters.significantMoments(characterId));
    take(await characters.at(characterId, nowMs - 86_400_000));
    if (index % 3 === 2) take(await sessions.delete(second.id));
  }

  const project = take(await engine.projects.create({ name: 'Determined' }));
  const personas = engine.personas(project.id);
  for (const name of ['Ada', 'Bo']) {
    const { id } = take(
      await personas.create({ name, systemPrompt: `You are ${name}.`, blueprint: { preset: 'rival' } }),
    );
    const { id: session } = take(await sessions.create({ personaId: id }));
    take(await sessions.perceive(session, { text: name }));
    take(await personas.renderPrompt(id, { purpose: 'character', session }));
  }
  take(await engine.characters.list());

  for (let cursor: string | undefined, pages = 0; pages === 0 || cursor !== undefined; pages++) {
    const page = take(await sessions.list({ limit: 7, cursor }));
    cursor = page.cursor;
  }
  await engine.close();
  for (const collection of ['character', 'overlay', 'session', 'project', 'persona', 'link'] as const) {
    for (const record of take((await store.scan({ collection, limit: 10_000 })).records)) {
      take(await store.history({ collection, id: record.id }, {}));
    }
  }
  return { answers, hash: hash.digest('hex') };
}

// A test that imports the script runs it itself.
if (process.env['VITEST'] === undefined) {
  runScript().then(
    ({ hash }) => console.log(hash),
    (error: unknown) => {
      console.error(error);
      process.exitCode = 1;
    },
  );
}
