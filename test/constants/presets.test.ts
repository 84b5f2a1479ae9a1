import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { resolveDynamics } from '../../src/affect/dynamics';
import { PRESETS, type Preset } from '../../src/constants/presets';
import { DOMAINS, type Domain } from '../../src/constants/traits';
import { type EmotionConfig, emotionConfigSchema } from '../../src/schema/emotion-config';
import { goalsSchema, type Identity, identitySchema } from '../../src/schema/identity';
import { personalitySchema } from '../../src/schema/personality';

const byId = new Map(PRESETS.map((preset) => [preset.id, preset]));
const page = readFileSync(new URL('../../docs/model/presets.md', import.meta.url), 'utf8');

// The numbers that the session contract publishes, and its words by the rule high .8, mid .5, low .2.
const PUBLISHED: Record<string, Partial<Record<Domain, number>>> = {
  cheerful_companion: { O: 0.65, C: 0.5, E: 0.8, A: 0.7, N: 0.3 },
  stoic_mentor: { C: 0.85, N: 0.15 },
  anxious_helper: { E: 0.65, N: 0.75 },
  playful_trickster: { O: 0.9, E: 0.75 },
  empathetic_listener: { E: 0.45, A: 0.9 },
  companion: { A: 0.8, E: 0.5, N: 0.2 },
  mentor: { C: 0.8, H: 0.8, O: 0.5 },
  rival: { A: 0.2, E: 0.8, N: 0.8 },
  stoic: { N: 0.2, E: 0.2, C: 0.8 },
  creative: { O: 0.8, N: 0.8, C: 0.2 },
  professional: { C: 0.8, H: 0.5, N: 0.2 },
};

/** The rows of the page's tables that begin with an id, as cells. */
function rowsOf(width: number): string[][] {
  return page
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter((cells) => cells.length === width);
}

/** The numbers inside a configuration, by their path. */
function settingsOf(config: object): Record<string, number> {
  const settings: Record<string, number> = {};
  for (const [key, value] of Object.entries(config)) {
    if (typeof value === 'number') settings[key] = value;
    else
      for (const [inner, number] of Object.entries(settingsOf(value))) settings[`${key}.${inner}`] = number;
  }
  return settings;
}

const unquoted = (cell: string) => cell.replaceAll('`', '');

describe('presets', () => {
  it('has the eleven of the contract, each once', () => {
    expect([...byId.keys()].sort()).toEqual(Object.keys(PUBLISHED).sort());
    expect(PRESETS).toHaveLength(byId.size);
    expect(new Set(PRESETS.map((preset) => preset.identity.name)).size).toBe(PRESETS.length);
  });

  it.each(PRESETS)('$id is what the schemas accept', (preset: Preset) => {
    const identity: Identity = preset.identity;
    const emotionConfig: EmotionConfig = preset.emotionConfig;
    expect(personalitySchema.parse(preset.personality)).toEqual(preset.personality);
    expect(identitySchema.parse(identity)).toEqual(identity);
    expect(goalsSchema.parse(preset.goals)).toEqual(preset.goals);
    expect(emotionConfigSchema.parse(emotionConfig)).toEqual(emotionConfig);
  });

  it.each(PRESETS)('$id is complete', ({ name, description, goals, identity }: Preset) => {
    expect(name).not.toBe('');
    expect(description).toMatch(/\.$/);
    expect(goals.length).toBeGreaterThanOrEqual(2);
    expect(goals.length).toBeLessThanOrEqual(3);
    expect(Object.keys(identity).sort()).toEqual(['coreValues', 'name', 'role', 'speakingStyle']);
  });

  it.each(PRESETS)('$id keeps what is published', ({ id, personality }: Preset) => {
    expect(personality).toMatchObject(PUBLISHED[id]!);
  });

  it('keeps the names and values of the demo', () => {
    const demo = PRESETS.slice(0, 5).map(({ identity }) => [identity.name, ...identity.coreValues]);
    expect(demo).toEqual([
      ['Sunny', 'positivity', 'encouragement', 'warmth'],
      ['Sage', 'wisdom', 'patience', 'self-discipline'],
      ['Fern', 'helpfulness', 'diligence', 'care'],
      ['Puck', 'creativity', 'fun', 'spontaneity'],
      ['Echo', 'empathy', 'understanding', 'emotional safety'],
    ]);
  });
});

describe('the page on presets', () => {
  it('has the traits of every preset, with the published ones in bold', () => {
    const rows = rowsOf(7);
    expect(rows.map(([id]) => unquoted(id!))).toEqual(PRESETS.map((preset) => preset.id));
    for (const [id, ...cells] of rows) {
      const preset = byId.get(unquoted(id!))!;
      DOMAINS.forEach((domain, index) => {
        const cell = cells[index]!;
        expect(Number(cell.replaceAll('*', '')), `${id} ${domain}`).toBe(preset.personality[domain]);
        expect(cell.startsWith('**'), `${id} ${domain}`).toBe(PUBLISHED[preset.id]![domain] !== undefined);
      });
    }
  });

  it('has every setting of every preset, beside what the traits would give', () => {
    const told = rowsOf(5).map(([id, setting, derived, set]) => [
      unquoted(id!),
      unquoted(setting!),
      Number(derived),
      Number(set),
    ]);
    const coded = PRESETS.flatMap(({ id, personality, emotionConfig }) => {
      const derived = settingsOf(resolveDynamics(personality, {}, {}));
      return Object.entries(settingsOf(emotionConfig)).map(([setting, value]) => [
        id,
        setting,
        Number(derived[setting]!.toFixed(2)),
        value,
      ]);
    });
    expect(told).toEqual(coded);
  });
});
