import { describe, expect, it } from 'vitest';
import { createFaultStore, DriverFailure } from '../support/engine-fault-store';
import { failureOf, STORE_KINDS, settled } from '../support/engine-fixtures';
import { createFakeGenerator, imageOf, recordsOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('personas in a store that fails over $kind', (kind) => {
  async function begin() {
    const store = createFaultStore(kind.newDisk().open());
    const bench = await setUpPersonas(kind, { store, imageGenerator: createFakeGenerator() });
    const { id } = await bench.add('Ruth', { blueprint: { preset: 'rival' } });
    const { id: image } = await bench.images.create({ bytes: imageOf('png'), role: 'upload' });
    bench.events.length = 0;
    const { engine, personas, images } = bench;
    const writes: (() => Promise<unknown>)[] = [
      () => engine.projects.create({ id: 'q', name: 'Shop' }),
      () => engine.projects.update('p', { name: 'Shop' }),
      () => engine.projects.delete('p'),
      () => personas.create({ name: 'Bo' }),
      () => personas.update(id, { name: 'Mia' }),
      () => personas.delete(id),
      () => personas.generateImage(id),
      () => images.create({ bytes: imageOf('gif'), role: 'upload' }),
      () => images.delete(image),
      () => engine.characters.create({ personaId: id }),
      () => engine.sessions.create({ personaId: id }),
    ];
    return { ...bench, store, id, image, writes };
  }

  it('[defect 12] before it has stored: STORE_FAILED, never a taken name; nothing stored, nothing told', async () => {
    const { store, writes, events } = await begin();
    const before = await recordsOf(store);
    for (const write of writes) {
      store.faults = ['fail-before'];
      const error = await failureOf(write, 'STORE_FAILED');
      expect(error.cause).toBeInstanceOf(DriverFailure);
      expect(await recordsOf(store)).toEqual(before);
    }
    expect(events).toEqual([]);
  });

  it('while it reads: STORE_FAILED', async () => {
    const { engine, personas, images, store, id, image, writes, events } = await begin();
    const before = await recordsOf(store);
    store.before = (method) => {
      if (method !== 'commit') throw new DriverFailure('cannot read');
    };
    const reads: (() => Promise<unknown>)[] = [
      () => engine.projects.get('p'),
      () => engine.projects.list(),
      () => personas.get(id),
      () => personas.getByName('Ruth'),
      () => personas.list(),
      () => personas.resolveMany([id]),
      () => personas.snapshot(id),
      () => personas.requestHeaders(id),
      () => personas.renderPrompt(id, { purpose: 'character' }),
      () => images.get(image),
      () => images.list({ role: 'upload' }),
    ];
    // A project needs no look before it is created.
    for (const call of [...reads, ...writes.slice(1)]) {
      expect((await failureOf(call, 'STORE_FAILED')).cause).toBeInstanceOf(DriverFailure);
    }
    store.before = undefined;
    expect(await recordsOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('after it has stored: the error tells that it is not known, and asking again finds what is there', async () => {
    const { personas, store, id, events } = await begin();
    store.faults = ['fail-after'];
    await failureOf(personas.create({ name: 'Bo' }), 'STORE_FAILED');
    await failureOf(personas.create({ name: 'Bo' }), 'NAME_TAKEN');
    store.faults = ['fail-after'];
    await failureOf(personas.update(id, { description: 'a' }), 'STORE_FAILED');
    expect(await personas.update(id, { description: 'a' })).toMatchObject({ revision: 2 });
    store.faults = ['fail-after'];
    await failureOf(personas.delete(id), 'STORE_FAILED');
    expect(await personas.delete(id)).toEqual({ deleted: false, id });
    expect(events).toEqual([]);
  });

  it('by losing races at first: each call is done once, and told once', async () => {
    const { store, writes, events } = await begin();
    const told = [
      'project.created',
      'project.updated',
      undefined,
      'persona.created',
      'persona.updated',
      undefined,
      'portrait.generated',
      undefined,
      undefined,
      'character.created',
      'session.created',
    ];
    for (const [i, write] of writes.entries()) {
      if (told[i] === undefined) continue;
      // A new project’s id is its caller’s: that it is taken is no race.
      if (i > 0) store.faults = ['lose', 'lose', 'late'];
      events.length = 0;
      await write();
      expect(events.map(({ type }) => type).filter((type) => type === told[i])).toEqual([told[i]]);
    }
  });

  it('answering late: listeners are told only of what is stored by then', async () => {
    const { engine, personas, store, id } = await begin();
    const seen: unknown[] = [];
    engine.on('persona.created', async ({ personaId, name }) => {
      seen.push([name, (await personas.get(personaId))?.name]);
    });
    engine.on('persona.updated', async ({ personaId, revision }) => {
      seen.push([revision, (await personas.get(personaId))?.revision]);
    });
    engine.on('persona.deleted', async ({ personaId }) => {
      seen.push(['deleted', await personas.get(personaId)]);
    });
    store.faults = ['lose', 'late', 'late', 'late'];
    await personas.create({ name: 'Bo' });
    await personas.update(id, { description: 'a' });
    await personas.delete(id);
    await settled();
    expect(seen).toEqual([
      ['Bo', 'Bo'],
      [2, 2],
      ['deleted', undefined],
    ]);
  });

  it('by losing every race: REVISION_CONFLICT, and nothing has changed', async () => {
    const { engine, personas, store, id, events } = await begin();
    const before = await recordsOf(store);
    const calls: (() => Promise<unknown>)[] = [
      () => engine.projects.update('p', { name: 'Shop' }),
      () => personas.create({ name: 'Bo' }),
      () => personas.update(id, { name: 'Bo' }),
      () => personas.delete(id),
      () => engine.characters.create({ personaId: id }),
    ];
    store.faults = Array(200).fill('lose');
    await Promise.all(
      calls.map(async (call) => expect((await failureOf(call, 'REVISION_CONFLICT')).retryable).toBe(true)),
    );
    store.faults = [];
    expect(await recordsOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('[defect 12] is asked only for what is a call: no input is INPUT_INVALID, no driver’s words', async () => {
    const { engine, personas, store, id } = await begin();
    store.before = (method) => {
      throw new DriverFailure(`${method} was called`);
    };
    for (const input of [undefined, null, [], '', 0, true] as never[]) {
      await failureOf(engine.projects.create(input), 'INPUT_INVALID');
      await failureOf(engine.projects.update('p', input), 'INPUT_INVALID');
      await failureOf(personas.create(input), 'INPUT_INVALID');
      await failureOf(personas.update(id, input), 'INPUT_INVALID');
      await failureOf(personas.resolveMany([input]), 'INPUT_INVALID');
      await failureOf(personas.renderPrompt(id, input), 'INPUT_INVALID');
      await failureOf(personas.nextMessage(id, input), 'INPUT_INVALID');
    }
  });
});
