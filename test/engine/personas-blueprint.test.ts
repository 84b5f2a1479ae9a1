import { describe, expect, it } from 'vitest';
import { failureOf, GIFT, NEUTRAL, STORE_KINDS } from '../support/engine-fixtures';
import { recordsOf, setUpPersonas } from '../support/persona-fixtures';

const BLUEPRINT = {
  personality: { O: 0.1, C: 0.2, E: 0.3, A: 0.4, N: 0.6, H: 0.7 },
  facets: { anxiety: 0.9 },
  identity: { speakingStyle: 'in full sentences' },
  goals: ['get the money back'],
  emotionConfig: { moodHalfLifeHours: 6, gains: { dominance: 1.5 } },
};

const BIG_FIVE = {
  openness: 0.9,
  conscientiousness: 0.8,
  extraversion: 0.7,
  agreeableness: 0.6,
  neuroticism: 0.1,
};

describe.each(STORE_KINDS)('bringing a persona to life over $kind', (kind) => {
  it('makes a character of what its blueprint says', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const persona = await add('Ruth', { description: 'Retired teacher', blueprint: BLUEPRINT });
    const character = await engine.characters.create({ id: 'c', personaId: persona.id });
    expect(character).toMatchObject({
      created: true,
      name: 'Ruth',
      personaId: persona.id,
      identity: { name: 'Ruth', role: 'Retired teacher', speakingStyle: 'in full sentences' },
      goals: BLUEPRINT.goals,
    });
    const { profile } = await engine.characters.personality('c');
    for (const [domain, value] of Object.entries(BLUEPRINT.personality)) {
      expect(profile.hexaco[domain as 'O']).toBeCloseTo(value, 12);
    }
    const session = await engine.sessions.create({ personaId: persona.id });
    expect(session).toMatchObject({
      persona: {
        identity: character.identity,
        goals: BLUEPRINT.goals,
      },
    });
    // The same as with all of it said by hand.
    const { characterId, config, persona: live } = session;
    const byHand = await engine.sessions.create({ ...BLUEPRINT, identity: character.identity });
    expect([config, live]).toEqual([byHand.config, byHand.persona]);
    expect((await engine.characters.get(characterId))?.personaId).toBe(persona.id);
    expect((await engine.sessions.perceive(session.id, { appraisal: GIFT })).revision).toBe(2);
    // A character of a persona may have many sessions.
    const again = await engine.sessions.create({ characterId: 'c' });
    expect(again.persona.identity).toEqual(character.identity);
  });

  it('begins in the middle where the persona says nothing of traits', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const bare = await add('Bo');
    const part = await add('Mia', { blueprint: { personality: { N: 0.9 } } });
    const { id } = await engine.characters.create({ personaId: bare.id });
    expect((await engine.characters.personality(id)).profile.hexaco).toEqual(NEUTRAL);
    expect((await engine.characters.get(id))?.identity).toStrictEqual({ name: 'Bo' });
    const session = await engine.sessions.create({ personaId: part.id });
    expect(session.persona.personality).toEqual({ ...NEUTRAL, N: 0.9 });
  });

  it('takes the preset of the blueprint as the ground that the rest stands on', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { blueprint: { preset: 'rival', personality: { N: 0.9 } } });
    const rival = engine.presets.get('rival')!;
    const session = await engine.sessions.create({ personaId: id });
    expect(session.persona).toMatchObject({
      personality: { ...rival.personality, N: 0.9 },
      identity: { ...rival.identity, name: 'Ruth' },
      goals: rival.goals,
    });
    const bad = await add('Bo', { blueprint: { preset: 'nobody' } });
    await failureOf(engine.characters.create({ personaId: bad.id }), 'PRESET_UNKNOWN');
  });

  it('is outweighed by the caller, part by part', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth', { description: 'Teacher', blueprint: BLUEPRINT });
    const session = await engine.sessions.create({
      personaId,
      personality: { N: 0.05 },
      identity: { role: 'spy' },
      goals: [],
      emotionConfig: { gains: { dominance: 1 } },
    });
    expect(session.persona).toMatchObject({
      personality: { ...BLUEPRINT.personality, N: 0.05 },
      identity: { name: 'Ruth', role: 'spy', speakingStyle: 'in full sentences' },
      goals: [],
    });
    const byHand = await engine.sessions.create({
      ...BLUEPRINT,
      personality: { ...BLUEPRINT.personality, N: 0.05 },
      emotionConfig: { moodHalfLifeHours: 6, gains: { dominance: 1 } },
    });
    expect(session.config).toEqual(byHand.config);
    const named = await engine.characters.create({ personaId, name: 'Agent', identity: { name: 'R.' } });
    expect(named).toMatchObject({ name: 'Agent', identity: { name: 'R.', role: 'Teacher' } });
    // A preset of the caller's is a word on all traits.
    const preset = await engine.sessions.create({ personaId, preset: 'stoic' });
    expect(preset.persona.personality).toEqual(engine.presets.get('stoic')!.personality);
    expect(preset.persona.identity).toMatchObject({ name: 'Ruth' });
  });

  it('is outweighed by the caller’s Big Five as by any other word on traits', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const whole = await add('Ruth', { blueprint: { personality: BLUEPRINT.personality } });
    const bare = await add('Bo');
    const domains = { O: 0.9, C: 0.8, E: 0.7, A: 0.6, N: 0.1 };
    for (const [persona, H] of [
      [whole, 0.7],
      [bare, 0.5],
    ] as const) {
      const { id } = await engine.characters.create({ personaId: persona.id, big5: BIG_FIVE });
      const { hexaco } = (await engine.characters.personality(id)).profile;
      for (const [domain, value] of Object.entries({ ...domains, H })) {
        expect([persona.name, domain, hexaco[domain as 'H']]).toEqual([
          persona.name,
          domain,
          expect.closeTo(value, 12),
        ]);
      }
    }
  });

  it('gives its name to the first character, and every one its identity', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth');
    const [first, second] = [
      await engine.characters.create({ personaId }),
      await engine.characters.create({ personaId }),
    ];
    expect([first.name, second.name]).toEqual(['Ruth', undefined]);
    expect(second.identity.name).toBe('Ruth');
    const found = await engine.characters.getByName('Ruth');
    expect(found?.id).toBe(first.id);
  });

  it('cuts a description that is longer than a role may be', async () => {
    const { engine, add } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth', { description: '👩‍🏫'.repeat(300) });
    const { identity } = await engine.characters.create({ personaId });
    expect(identity.role!.length).toBeLessThanOrEqual(500);
    expect(identity.role!.isWellFormed()).toBe(true);
    const { id: blank } = await add('Bo', { description: ' \n' });
    expect('role' in (await engine.characters.create({ personaId: blank })).identity).toBe(false);
  });

  it('is a moment: what happens to the persona later does not reach the character', async () => {
    const { engine, personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { blueprint: BLUEPRINT });
    await engine.characters.create({ id: 'c', personaId: id });
    const before = await engine.characters.get('c');
    await personas.update(id, { name: 'Mia', blueprint: { preset: 'rival' } });
    expect(await engine.characters.get('c')).toStrictEqual(before);
  });

  it('is refused beside a character that exists, and stores nothing', async () => {
    const { engine, add, store } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth');
    await engine.characters.create({ id: 'c', preset: 'stoic' });
    const before = await recordsOf(store);
    const error = await failureOf(engine.sessions.create({ characterId: 'c', personaId }), 'INPUT_INVALID');
    expect(error.details.issues.map(({ path }) => path)).toEqual([['personaId']]);
    expect(await recordsOf(store)).toEqual(before);
  });

  it('by an id of the caller’s can be done at every start, also when the persona is gone by then', async () => {
    const { engine, personas, add } = await setUpPersonas(kind);
    const { id: personaId } = await add('Ruth', { blueprint: BLUEPRINT });
    const input = { id: 'npc/ruth', personaId };
    const first = await engine.characters.create(input);
    await engine.characters.observe('npc/ruth', [{ trait: 'N', value: 0 }]);
    const second = await engine.characters.create(input);
    expect([first.created, second.created]).toEqual([true, false]);
    expect(second.personaId).toBe(personaId);
    await personas.delete(personaId);
    expect(await engine.characters.create(input)).toMatchObject({ created: false, name: 'Ruth' });
  });
});
