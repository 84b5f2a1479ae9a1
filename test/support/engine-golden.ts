import { createMemoryStore } from '../../adapters/memory';
import { createEngine } from '../../src';
import { exportOf } from './engine-fixtures';
import { SCRIPT_EVENTS, SCRIPT_PAUSES } from './fixtures-script';

const PRESETS = ['cheerful_companion', 'stoic_mentor', 'anxious_helper'] as const;
const NOISES = [0, 0.0586] as const;
const STEPS = 40;
const BEGIN = Date.UTC(2030, 0, 1, 12, 30, 0, 250);

/** How three characters feel along one fixed road, with and without random ups and downs: a line for each step. */
export async function makeTrajectory(): Promise<string> {
  const lines: string[] = [];
  for (const preset of PRESETS) {
    for (const noisePerHour of NOISES) lines.push(...(await walk(preset, noisePerHour)));
  }
  return `[\n${lines.map((line) => `  ${line}`).join(',\n')}\n]\n`;
}

async function walk(preset: string, noisePerHour: number): Promise<string[]> {
  let nowMs = BEGIN;
  await using engine = await createEngine({ clock: { now: () => nowMs }, seed: 42 });
  const { id } = await engine.sessions.create({ preset, emotionConfig: { noisePerHour } });
  const lines: string[] = [];
  for (let step = 0; step < STEPS; step++) {
    const seconds = SCRIPT_PAUSES[(step * 5 + 3) % SCRIPT_PAUSES.length]!;
    nowMs += seconds * 1000;
    const isTick = step % 4 === 3;
    const seen = isTick
      ? await engine.sessions.tick(id, seconds)
      : await engine.sessions.perceive(id, { appraisal: SCRIPT_EVENTS[(step * 3) % SCRIPT_EVENTS.length]! });
    const { vad, label, secondary, intensity } = seen.emotion;
    const surprise = 'predictionError' in seen ? seen.predictionError.magnitude : undefined;
    const felt = {
      at: seen.at,
      emotion: vad,
      mood: seen.mood.vad,
      label,
      secondary,
      moodLabel: seen.mood.label,
      intensity,
      surprise,
    };
    lines.push(JSON.stringify({ preset, noisePerHour, step, kind: isTick ? 'tick' : 'perceive', ...felt }));
  }
  return lines;
}

/** One record of each collection as this release stores it, with every part that a state may have. */
export async function makeRecords(): Promise<Readonly<Record<'session' | 'character', string>>> {
  let nowMs = BEGIN;
  const store = createMemoryStore();
  await using engine = await createEngine({ store, clock: { now: () => nowMs }, seed: 42 });
  const { characterId } = await engine.sessions.create({
    preset: 'anxious_helper',
    facets: { anxiety: 0.9, patience: 0.35 },
    identity: { language: 'pt-BR', coreValues: ['“care”', 'é/e\u0301 🙂'] },
    emotionConfig: { homeBase: { arousal: 0.125 }, gains: { arousal: 1.1 } },
  });
  const { id } = await engine.sessions.create({
    characterId,
    userId: 'user-1',
    goals: ['see it through'],
    emotionConfig: { timeScale: 0.5, noisePerHour: 0.0586, coupling: { valence: 0.2 } },
  });
  for (const [turn, event] of SCRIPT_EVENTS.entries()) {
    nowMs += 1234.5;
    await engine.sessions.perceive(id, {
      appraisal: event,
      text: `words ${turn} 🙂`,
      context: 'in the garden',
    });
  }
  const { records } = await exportOf(store);
  const write = (wanted: string) =>
    `${JSON.stringify(
      records.find((record) => record.id === wanted),
      null,
      2,
    )}\n`;
  return { session: write(id), character: write(characterId) };
}
