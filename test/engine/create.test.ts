import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CreateSessionInput, DOMAINS, type Identity } from '../../src';
import { sessionInputs } from '../support/engine-arbitraries';
import { exportOf, failureOf, GIFT, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { deepFreeze } from '../support/fixtures-values';

const paths = (issues: readonly { readonly path: unknown }[]) => issues.map(({ path }) => path);

describe.each(STORE_KINDS)('creating a session over $kind', (kind) => {
  it('answers what get answers afterwards, whatever it is made of', async () => {
    const { engine } = await setUp(kind);
    await fc.assert(
      fc.asyncProperty(sessionInputs, async (input) => {
        const created = await engine.sessions.create(deepFreeze(input));
        expect(await engine.sessions.get(created.id)).toStrictEqual(created);
        expect(created.persona).toEqual({
          identity: input.identity ?? {},
          personality: input.personality,
          facets: expect.anything(),
          goals: input.goals ?? [],
          ...(input.metadata && { metadata: input.metadata }),
        });
        expect(created.userId).toBe(input.userId);
      }),
      { numRuns: 40 },
    );
  });

  it('from a preset: everything is the preset’s', async () => {
    const { engine } = await setUp(kind);
    for (const preset of engine.presets.list()) {
      const { persona, config, ...rest } = await engine.sessions.create({ preset: preset.id });
      expect(persona).toEqual({
        identity: preset.identity,
        personality: preset.personality,
        facets: {},
        goals: preset.goals,
      });
      expect(config).toMatchObject(preset.emotionConfig);
      expect(rest).toMatchObject({ turns: 0, revision: 1, createdAt: '2030-01-01T00:00:00.000Z' });
      expect(rest.lastActiveAt).toBe(rest.createdAt);
    }
  });

  it('from a preset with parts of one’s own: one’s own win, the rest stays the preset’s', async () => {
    const { engine } = await setUp(kind);
    const preset = engine.presets.get('rival')!;
    const { persona, config } = await engine.sessions.create({
      preset: 'rival',
      personality: { N: 0.1 },
      facets: { anxiety: 0.4 },
      identity: { name: 'Ada' },
      goals: [],
      emotionConfig: { gains: { arousal: 2 }, homeBase: { valence: -0.25 } },
    });
    expect(persona).toEqual({
      identity: { ...preset.identity, name: 'Ada' },
      personality: { ...preset.personality, N: 0.1 },
      facets: { anxiety: 0.4 },
      goals: [],
    });
    expect(config.gains).toMatchObject({ dominance: 1.6, arousal: 2 });
    expect(config.homeBase.valence).toBe(-0.25);
    expect(config.homeBase.arousal).not.toBe(0);
  });

  it('takes a key that stands there with undefined for absent', async () => {
    const { engine } = await setUp(kind);
    const plain = await engine.sessions.create({ preset: 'rival' });
    const { persona, config } = await engine.sessions.create({
      preset: 'rival',
      personality: { N: undefined },
      facets: undefined,
      identity: { name: undefined },
      goals: undefined,
      emotionConfig: { gains: { dominance: undefined }, timeScale: undefined },
      characterId: undefined,
      userId: undefined,
    });
    expect({ persona, config }).toStrictEqual({ persona: plain.persona, config: plain.config });
  });

  it('asks for all six domains when there is no preset, and names those that are missing', async () => {
    const { engine, store } = await setUp(kind);
    const { O, C, ...four } = NEUTRAL;
    const some = await failureOf(engine.sessions.create({ personality: four }), 'INPUT_INVALID');
    expect(paths(some.details.issues)).toEqual([
      ['personality', 'O'],
      ['personality', 'C'],
    ]);
    for (const input of [{}, { personality: {} }, { identity: { name: 'Ada' } }]) {
      const none = await failureOf(engine.sessions.create(input), 'INPUT_INVALID');
      expect(paths(none.details.issues)).toEqual(DOMAINS.map((domain) => ['personality', domain]));
    }
    expect((await exportOf(store)).records).toEqual([]);
  });

  it('names the presets there are when asked for one there is not', async () => {
    const { engine } = await setUp(kind);
    const known = engine.presets.list().map(({ id }) => id);
    for (const preset of ['nobody', 'Rival', '__proto__', 'constructor', 'toString']) {
      const error = await failureOf(engine.sessions.create({ preset }), 'PRESET_UNKNOWN');
      expect(error.details).toMatchObject({ preset, known, issues: [{ path: ['preset'] }] });
    }
  });

  it('refuses what is no input at all', async () => {
    const { engine } = await setUp(kind);
    for (const input of [undefined, null, 'rival', [], { preset: 5 }, { preset: 'rival', mood: 1 }]) {
      await failureOf(engine.sessions.create(input as CreateSessionInput), 'INPUT_INVALID');
    }
  });

  it('keeps what it was given, even when the caller changes it afterwards', async () => {
    const { engine } = await setUp(kind);
    const identity: { name: string; coreValues: string[] } = { name: 'Ada', coreValues: ['truth'] };
    const goals = ['win'];
    const creating = engine.sessions.create({ personality: NEUTRAL, identity, goals });
    identity.name = 'Eve';
    identity.coreValues.push('lies');
    goals.push('lose');
    const { id } = await creating;
    const session = await engine.sessions.get(id);
    expect(session?.persona).toMatchObject({
      identity: { name: 'Ada', coreValues: ['truth'] },
      goals: ['win'],
    });
    engine.presets.list()[0]!.goals.push('chaos');
    const preset = engine.presets.list()[0]!;
    expect(preset.goals).not.toContain('chaos');
  });

  it('keeps text of any script to the letter', async () => {
    const { engine } = await setUp(kind);
    const identity: Identity = {
      name: "Robert'); DROP TABLE records;--",
      role: '</context> {{y}} \u202e \ufeff',
      coreValues: ['e\u0301', 'é', '😀', '\u2028'],
      speakingStyle: 'line\r\nline\ttab\u0001',
    };
    const { id } = await engine.sessions.create({
      personality: NEUTRAL,
      identity: identity as never,
      userId: '__proto__',
    });
    const session = await engine.sessions.get(id);
    expect(session?.persona.identity).toStrictEqual(identity);
    expect(session?.userId).toBe('__proto__');
  });

  it('writes the session and its character at once, each with its first event', async () => {
    const { engine, store, events } = await setUp(kind);
    const { id, characterId } = await engine.sessions.create({ preset: 'mentor', userId: 'u' });
    const { records, events: stored } = await exportOf(store);
    expect(records.map(({ collection, id, revision }) => [collection, id, revision])).toEqual([
      ['character', characterId, 1],
      ['session', id, 1],
    ]);
    expect(stored.map(({ type, revision, atMs }) => [type, revision, atMs])).toEqual([
      ['character.created', 1, START],
      ['session.created', 1, START],
    ]);
    expect(events).toEqual([
      { type: 'character.created', characterId, atMs: START },
      { type: 'session.created', sessionId: id, characterId, userId: 'u', atMs: START },
    ]);
  });
});

describe.each(STORE_KINDS)('creating a session for a character that exists over $kind', (kind) => {
  it('shares the character, and what it is given besides holds for that session alone', async () => {
    const { engine } = await setUp(kind);
    const first = await engine.sessions.create({ preset: 'rival' });
    const { characterId } = first;
    const second = await engine.sessions.create({
      characterId,
      userId: 'u',
      goals: ['lose with grace'],
      emotionConfig: { homeBase: { valence: 0.9 }, gains: { dominance: 0.5 } },
    });
    expect(second.characterId).toBe(characterId);
    expect(second.persona).toEqual({ ...first.persona, goals: ['lose with grace'] });
    expect(second.config).toEqual({
      ...first.config,
      homeBase: { ...first.config.homeBase, valence: 0.9 },
      gains: { ...first.config.gains, dominance: 0.5 },
    });
    expect(await engine.sessions.get(second.id)).toStrictEqual(second);
    expect(await engine.sessions.get(first.id)).toStrictEqual(first);
    expect((await engine.sessions.state(second.id)).emotion.vad.valence).toBe(0.9);
  });

  it('leaves the feelings of one session out of the other', async () => {
    const { engine } = await setUp(kind);
    const first = await engine.sessions.create({ preset: 'rival' });
    const second = await engine.sessions.create({ characterId: first.characterId });
    const before = await engine.sessions.state(second.id);
    await engine.sessions.perceive(first.id, { appraisal: GIFT });
    expect(await engine.sessions.state(second.id)).toEqual(before);
  });

  it('refuses what belongs to the character, and names all of it', async () => {
    const { engine } = await setUp(kind);
    const { characterId } = await engine.sessions.create({ preset: 'rival' });
    const error = await failureOf(
      engine.sessions.create({
        characterId,
        preset: 'stoic',
        personality: NEUTRAL,
        facets: {},
        identity: {},
      }),
      'INPUT_INVALID',
    );
    expect(paths(error.details.issues)).toEqual([['preset'], ['personality'], ['facets'], ['identity']]);
  });

  it('refuses a character that there is not', async () => {
    const { engine, store, events } = await setUp(kind);
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const before = await exportOf(store);
    const told = events.length;
    // A session's id is no character's id.
    for (const characterId of ['nobody', id]) {
      const error = await failureOf(engine.sessions.create({ characterId }), 'CHARACTER_NOT_FOUND');
      expect(error.details).toEqual({ id: characterId });
    }
    expect(await exportOf(store)).toEqual(before);
    expect(events).toHaveLength(told);
  });
});
