import { describe, expect, it } from 'vitest';
import type { UpdatePersonaInput } from '../../src';
import { failureOf, NEUTRAL, START, STORE_KINDS } from '../support/engine-fixtures';
import { imageOf, setUpPersonas } from '../support/persona-fixtures';

const WHOLE = {
  description: 'Teacher',
  systemPrompt: 'You ask.',
  headers: { A: '1', B: '2' },
  blueprint: { personality: NEUTRAL },
};

describe.each(STORE_KINDS)('updating a persona over $kind', (kind) => {
  it('[defect 15] keeps what is absent or undefined, and clears what is null, every field alike', async () => {
    const { personas, images, add } = await setUpPersonas(kind);
    const { id: imageUrl } = await images.create({ bytes: imageOf('png'), role: 'persona-avatar' });
    const { id } = await add('Ruth', { ...WHOLE, imageUrl });
    const fields = ['description', 'systemPrompt', 'headers', 'imageUrl', 'blueprint'] as const;
    for (const field of fields) {
      expect(await personas.update(id, { [field]: undefined })).toMatchObject({ ...WHOLE, revision: 1 });
    }
    for (const [index, field] of fields.entries()) {
      const cleared = await personas.update(id, { [field]: null });
      expect(cleared.revision).toBe(index + 2);
      // Absent, not null and not undefined.
      expect(fields.filter((one) => one in cleared)).toEqual(fields.slice(index + 1));
      expect(await personas.update(id, { [field]: null })).toStrictEqual(cleared);
      expect(await personas.get(id)).toStrictEqual(cleared);
    }
    await failureOf(personas.update(id, { name: null } as unknown as UpdatePersonaInput), 'INPUT_INVALID');
    const set = await personas.update(id, { description: '', systemPrompt: '', headers: {}, imageUrl });
    expect(set).toMatchObject({ description: '', systemPrompt: '', headers: {}, imageUrl });
  });

  it('replaces headers and blueprints as a whole', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth', WHOLE);
    const { headers, blueprint } = await personas.update(id, {
      headers: { C: '3' },
      blueprint: { preset: 'rival' },
    });
    expect(headers).toEqual({ C: '3' });
    expect(blueprint).toEqual({ preset: 'rival' });
  });

  it('raises the revision by one, tells which fields are not what they were, and moves no creation', async () => {
    const { personas, add, clock, told } = await setUpPersonas(kind);
    const { id } = await add('Ruth', WHOLE);
    clock.advance(60);
    const updated = await personas.update(id, {
      description: 'Retired',
      systemPrompt: WHOLE.systemPrompt,
      headers: null,
      blueprint: { personality: { ...NEUTRAL } },
    });
    expect(updated).toMatchObject({
      name: 'Ruth',
      description: 'Retired',
      revision: 2,
      createdAt: '2030-01-01T00:00:00.000Z',
      updatedAt: '2030-01-01T00:01:00.000Z',
    });
    expect(await personas.get(id)).toStrictEqual(updated);
    expect(told('persona.updated')).toEqual([
      {
        type: 'persona.updated',
        projectId: 'p',
        personaId: id,
        revision: 2,
        atMs: START + 60_000,
        changed: ['description', 'headers'],
      },
    ]);
  });

  it('that says nothing new changes nothing, and tells nothing', async () => {
    const { personas, add, clock, events } = await setUpPersonas(kind);
    const ruth = await add('Ruth', WHOLE);
    clock.advance(60);
    events.length = 0;
    for (const patch of [{}, { name: 'Ruth' }, WHOLE, { imageUrl: null }, structuredClone(WHOLE)]) {
      expect(await personas.update(ruth.id, patch)).toStrictEqual(ruth);
    }
    expect(events).toEqual([]);
  });

  it('never moves updatedAt backwards', async () => {
    const { personas, add, clock } = await setUpPersonas(kind);
    const { id, updatedAt } = await add('Ruth');
    clock.advance(-3600);
    expect(await personas.update(id, { description: 'a' })).toMatchObject({ updatedAt, revision: 2 });
  });

  it('at another revision than the expected one is refused, once and for all', async () => {
    const { personas, add, events } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    const at1 = { expectedRevision: 1 };
    const second = await personas.update(id, { description: 'mine' }, at1);
    events.length = 0;
    for (const patch of [{ description: 'theirs' }, {}]) {
      const error = await failureOf(personas.update(id, patch, at1), 'REVISION_CONFLICT');
      expect(error.retryable).toBe(false);
      expect(error.details).toEqual({ id, attempts: 0 });
    }
    await failureOf(personas.update(id, {}, { expectedRevision: 3 }), 'REVISION_CONFLICT');
    expect(await personas.get(id)).toStrictEqual(second);
    expect(events).toEqual([]);
    // Of many who have read the same revision one may write.
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, i) =>
        personas.update(id, { description: `${i}` }, { expectedRevision: 2 }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'REVISION_CONFLICT' });
    }
    expect((await personas.get(id))?.revision).toBe(3);
  });

  it('keeps what it was handed as it was then, and lets go of what it answers', async () => {
    const { personas, add, clock } = await setUpPersonas(kind);
    const patch = { headers: { A: '1' }, blueprint: { goals: ['win'] } };
    const creating = add('Ruth', patch);
    patch.headers.A = 'x\r\nHost: elsewhere';
    patch.blueprint.goals.push('lose');
    const created = await creating;
    expect(created).toMatchObject({ headers: { A: '1' }, blueprint: { goals: ['win'] } });
    const again = { headers: { B: '1' } };
    clock.advance(1);
    const updating = personas.update(created.id, again);
    again.headers.B = 'x\r\nHost: elsewhere';
    const updated = await updating;
    (updated.headers as Record<string, string>)['B'] = 'spoiled';
    expect((await personas.get(created.id))?.headers).toEqual({ B: '1' });
    expect(await personas.requestHeaders(created.id)).toEqual({ B: '1' });
    expect(again.headers.B).not.toBe('spoiled');
  });
});
