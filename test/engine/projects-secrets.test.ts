import { describe, expect, it } from 'vitest';
import { createProject, maskSecret, updateProject } from '../../src/persona/project';
import { failureOf, START, STORE_KINDS } from '../support/engine-fixtures';
import { createFakeGenerator, setUpPersonas } from '../support/persona-fixtures';

const SECRET = 'sk-first-0123456789-abcd';
const OTHER = 'sk-other-9876543210-wxyz';
const MASK = 'sk-f...abcd';

describe.each(STORE_KINDS)('the secret of a project over $kind', (kind) => {
  /** A project whose key is seen by the fake generator alone. */
  async function begin(imageProvider = { provider: 'openai', apiKey: SECRET }) {
    const imageGenerator = createFakeGenerator();
    const bench = await setUpPersonas(kind, { imageGenerator });
    await bench.engine.projects.update('p', { imageProvider });
    const { id } = await bench.add('Ruth');
    /** The settings as a generator gets them. */
    async function used() {
      await bench.personas.generateImage(id);
      return imageGenerator.requests.at(-1)!.provider;
    }
    const set = (settings: object | null) =>
      bench.engine.projects.update('p', { imageProvider: settings as typeof imageProvider });
    return { ...bench, imageGenerator, used, set };
  }

  it('is used in clear and shown masked: its ends, or nothing of a short one', async () => {
    const { engine, used, set } = await begin();
    expect(await engine.projects.get('p')).toMatchObject({ imageProvider: { apiKey: MASK } });
    expect(await used()).toEqual({ provider: 'openai', apiKey: SECRET });
    for (const [apiKey, mask] of [
      ['12345678', '****'],
      ['1', '****'],
      ['a-key-of-some-length', 'a-ke...ngth'],
    ]) {
      expect((await set({ provider: 'openai', apiKey })).imageProvider?.apiKey).toBe(mask);
      expect((await used())?.apiKey).toBe(apiKey);
    }
    expect((await set({ provider: 'local' })).imageProvider).toStrictEqual({ provider: 'local' });
  });

  it('[defect 8] survives being written back masked, and being left out, with other settings changed', async () => {
    const { engine, events, used, set } = await begin();
    const { imageProvider } = (await engine.projects.get('p'))!;
    events.length = 0;
    expect(await set(imageProvider!)).toMatchObject({ imageProvider: { apiKey: MASK }, revision: 2 });
    expect(events).toEqual([]);
    expect(await set({ ...imageProvider, model: 'm' })).toMatchObject({
      imageProvider: { apiKey: MASK, model: 'm' },
    });
    expect(await used()).toEqual({ provider: 'openai', apiKey: SECRET, model: 'm' });
    // Settings are replaced as a whole: the model that is left out is gone, the key that is left out is not.
    expect((await set({ provider: 'openai' })).imageProvider).toStrictEqual({
      provider: 'openai',
      apiKey: MASK,
    });
    expect(await used()).toEqual({ provider: 'openai', apiKey: SECRET });
    await set({ provider: 'openai', apiKey: OTHER });
    expect(await used()).toEqual({ provider: 'openai', apiKey: OTHER });
  });

  it('[defect 8] of a few characters survives its mask too', async () => {
    const { used, set } = await begin({ provider: 'openai', apiKey: 'short' });
    expect((await set({ provider: 'openai', apiKey: '****' })).imageProvider?.apiKey).toBe('****');
    expect((await used())?.apiKey).toBe('short');
  });

  it('[defect 8] does not survive a change of provider, and its mask cannot become the key of another', async () => {
    const { engine, used, set } = await begin();
    const error = await failureOf(set({ provider: 'other', apiKey: MASK }), 'INPUT_INVALID');
    expect(error.details.issues).toMatchObject([{ path: ['imageProvider', 'apiKey'] }]);
    expect(JSON.stringify(error)).not.toContain(SECRET);
    expect(await engine.projects.get('p')).toMatchObject({ revision: 2, imageProvider: { apiKey: MASK } });
    expect((await set({ provider: 'other' })).imageProvider).toStrictEqual({ provider: 'other' });
    // Nor is it there again when the first provider comes back.
    expect((await set({ provider: 'openai' })).imageProvider).toStrictEqual({ provider: 'openai' });
    expect(await used()).toEqual({ provider: 'openai' });
  });

  it('[defect 8] does not follow a changed address: whoever may write settings cannot have it sent elsewhere', async () => {
    const here = { provider: 'openai', baseUrl: 'http://127.0.0.1:9/v1' };
    const { used, set } = await begin({ ...here, apiKey: SECRET });
    // Along with its address it is kept as ever.
    expect((await set({ ...here, apiKey: MASK, model: 'm' })).imageProvider?.apiKey).toBe(MASK);
    const elsewhere = { provider: 'openai', baseUrl: 'http://127.0.0.1:10/v1' };
    for (const moved of [elsewhere, { provider: 'openai' }]) {
      await failureOf(set({ ...moved, apiKey: MASK }), 'INPUT_INVALID');
      expect((await used())?.apiKey).toBe(SECRET);
      expect((await set(moved)).imageProvider).toStrictEqual(moved);
      expect(await used()).toEqual(moved);
      await set({ ...here, apiKey: SECRET });
    }
  });

  it('[defect 8] is not replaced by a mask that is not its own: one of a key that was, or of another project', async () => {
    const { engine, used, set } = await begin();
    await set({ provider: 'openai', apiKey: OTHER });
    // A form that was filled in before the key was changed.
    await failureOf(set({ provider: 'openai', apiKey: MASK }), 'INPUT_INVALID');
    expect((await used())?.apiKey).toBe(OTHER);
    await set(null);
    await failureOf(set({ provider: 'openai', apiKey: MASK }), 'INPUT_INVALID');
    const copied = { id: 'copy', name: 'Copy', imageProvider: { provider: 'openai', apiKey: MASK } };
    await failureOf(engine.projects.create(copied), 'INPUT_INVALID');
  });

  it('is cleared by null', async () => {
    const { used, set, told } = await begin();
    expect('imageProvider' in (await set(null))).toBe(false);
    expect(await used()).toBeUndefined();
    expect(told('project.updated').at(-1)).toEqual({
      type: 'project.updated',
      projectId: 'p',
      atMs: START,
      changed: ['imageProvider'],
    });
  });

  it('never comes out: of no answer, no event, no error, no prompt', async () => {
    const spans: unknown[] = [];
    const observer = {
      span(name: string, attributes: unknown) {
        spans.push([name, attributes]);
        return { end: (error?: unknown) => void spans.push(`${error}`) };
      },
    };
    const imageGenerator = createFakeGenerator('openai');
    const { engine, personas, add, events } = await setUpPersonas(kind, { imageGenerator, observer });
    const imageProvider = { provider: 'openai', apiKey: SECRET };
    const seen: unknown[] = [await engine.projects.create({ id: 'q', name: 'Shop', imageProvider })];
    const { id } = await add('Ruth');
    seen.push(
      await engine.projects.update('p', { imageProvider }),
      await engine.projects.get('p'),
      await engine.projects.list(),
      await personas.generateImage(id),
      await personas.snapshot(id),
      await personas.requestHeaders(id),
      await personas.list(),
      await engine.projects.update('p', { name: 'Other' }),
    );
    imageGenerator.answer = () => Promise.reject(new Error('429'));
    seen.push(await failureOf(personas.generateImage(id), 'IMAGE_GENERATION_FAILED'));
    for (const bad of [
      { ...imageProvider, apiKey: `${SECRET}\n` },
      { ...imageProvider, extra: SECRET },
      { ...imageProvider, apiKey: SECRET.repeat(100) },
    ]) {
      seen.push(await failureOf(engine.projects.update('p', { imageProvider: bad }), 'INPUT_INVALID'));
      seen.push(await failureOf(engine.projects.create({ name: 'a', imageProvider: bad }), 'INPUT_INVALID'));
    }
    seen.push(
      await engine.projects.delete('p'),
      imageGenerator.requests.map(({ prompt }) => prompt),
    );
    const text = JSON.stringify([seen, events, spans]) + seen.map(String).join();
    expect(text).toContain(MASK);
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain(SECRET.slice(0, 9));
    expect(imageGenerator.requests).toHaveLength(2);
  });
});

describe('updating a project’s settings', () => {
  it('never makes a mask of a stored key the key, whatever the key is', () => {
    for (const apiKey of ['a', '12345678', '123456789', 'sk-\u00fc'.repeat(9), '****', '...........']) {
      const before = createProject({ id: 'p', name: 'a', imageProvider: { provider: 'x', apiKey } }, 0);
      const written = { imageProvider: { provider: 'x', apiKey: maskSecret(apiKey) } };
      expect(updateProject(before, written, 1)).toEqual({ project: before, changed: [] });
    }
  });
});
