import { describe, expect, it } from 'vitest';
import { IMAGE_BYTES } from '../../src';
import { STORE_KINDS } from '../support/engine-fixtures';
import { IMAGES, NOBODY, setUpHttp } from '../support/http-fixtures-personas';
import { imageOf, recordsOf } from '../support/persona-fixtures';

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const PNG = base64(imageOf('png'));

describe.each(STORE_KINDS)('images over HTTP on $kind', (kind) => {
  it('are kept, listed by role, served and deleted', async () => {
    const { ask } = await setUpHttp(kind);
    const types = { png: 'image/png', jpg: 'image/jpeg', webp: 'image/webp', gif: 'image/gif' } as const;
    const ids: string[] = [];
    for (const [extension, type] of Object.entries(types)) {
      const bytes = imageOf(extension as keyof typeof types, 'x'.repeat(999));
      const made = await ask('POST', IMAGES, { body: { imageBase64: base64(bytes), role: 'upload' } });
      expect([made.status, Object.keys(made.body)]).toEqual([201, ['id']]);
      // What it is, its bytes tell.
      expect(made.body.id).toMatch(new RegExp(`^[0-9a-f-]{36}\\.${extension}$`));
      ids.push(made.body.id);
      const got = await ask('GET', `${IMAGES}/${made.body.id}?t=2030-01-01T00:00:00.000Z`);
      expect([got.status, Buffer.from(got.bytes).equals(bytes)]).toEqual([200, true]);
      expect(Object.fromEntries(got.headers)).toMatchObject({
        'content-type': type,
        'cache-control': 'public, max-age=3600',
        'x-content-type-options': 'nosniff',
        'content-security-policy': "default-src 'none'; sandbox",
      });
    }
    expect((await ask('GET', `${IMAGES}?role=upload&limit=1`)).body).toStrictEqual({ ids });
    expect((await ask('GET', `${IMAGES}?role=persona-avatar`)).body).toStrictEqual({ ids: [] });
    const gone = await ask('DELETE', `${IMAGES}/${ids[0]}`);
    expect([gone.status, gone.headers.get('content-type'), gone.bytes.length]).toEqual([204, null, 0]);
    for (const method of ['GET', 'DELETE']) {
      const answer = await ask(method, `${IMAGES}/${ids[0]}`);
      expect([answer.status, answer.body]).toStrictEqual([404, { error: 'Image not found' }]);
    }
    expect((await ask('GET', `${IMAGES}?role=upload`)).body).toStrictEqual({ ids: ids.slice(1) });
  });

  it.each([
    ['nothing', {}, 400, 'imageBase64 is required'],
    ['an empty image', { imageBase64: '', role: 'upload' }, 400, 'imageBase64 is required'],
    ['no role', { imageBase64: PNG }, 400, 'role is required'],
    ['an unknown role', { imageBase64: PNG, role: 'x' }, 400, /^role must be one of/],
    ['a role that climbs', { imageBase64: PNG, role: '../../x' }, 400, /^role must be one of/],
    ['an image that is a number', { imageBase64: 5, role: 'upload' }, 400, 'imageBase64 must be a string'],
    ['what is no base64', { imageBase64: '!!!!', role: 'upload' }, 400, 'imageBase64 must be base64'],
    ['a URL', { imageBase64: 'https://a.test/x.png', role: 'upload' }, 400, 'imageBase64 must be base64'],
    ['SVG', { imageBase64: base64(Buffer.from('<svg onload="x"/>')), role: 'upload' }, 400, /must be a PNG/],
    [
      'SVG that calls itself a PNG',
      {
        imageBase64: `data:image/png;base64,${base64(Buffer.from('<svg/>'))}`,
        role: 'upload',
        filename: 'a.png',
      },
      400,
      /must be a PNG/,
    ],
    ['a data URL', { imageBase64: `data:image/png;base64,${PNG}`, role: 'upload' }, 201, undefined],
    [
      'an odd data URL',
      { imageBase64: `data:image/svg+xml;a=b;base64,${PNG}`, role: 'upload' },
      201,
      undefined,
    ],
    [
      'line breaks',
      { imageBase64: `${PNG.slice(0, 8)}\r\n${PNG.slice(8)}\n`, role: 'upload' },
      201,
      undefined,
    ],
    [
      'a file name of another kind',
      { imageBase64: PNG, role: 'upload', filename: '../a.svg' },
      201,
      undefined,
    ],
  ] as const)('answers an upload of %s', async (_, body, status, error) => {
    const { ask, store } = await setUpHttp(kind);
    const before = (await recordsOf(store)).length;
    const answer = await ask('POST', IMAGES, { body });
    expect(answer.status).toBe(status);
    if (error === undefined) {
      const { bytes } = await ask('GET', `${IMAGES}/${answer.body.id}`);
      expect(base64(bytes)).toBe(PNG);
    } else {
      expect(answer.body).toEqual({
        error: typeof error === 'string' ? error : expect.stringMatching(error),
      });
      expect(await recordsOf(store)).toHaveLength(before);
    }
  });

  it('asks for the role of a listing, and lists nothing of a role that is none', async () => {
    const { ask } = await setUpHttp(kind);
    for (const query of ['', '?role=', '?roles=upload']) {
      const { status, body } = await ask('GET', `${IMAGES}${query}`);
      expect([status, body]).toStrictEqual([400, { error: 'role query parameter is required' }]);
    }
    for (const role of ['nobody', '..', '__proto__', '%00']) {
      expect((await ask('GET', `${IMAGES}?role=${role}`)).body).toStrictEqual({ ids: [] });
    }
  });

  it('[defect 18] takes an image as large as the engine keeps, and no larger', async () => {
    const { ask } = await setUpHttp(kind);
    const most = new Uint8Array(IMAGE_BYTES);
    most.set(imageOf('png'));
    const made = await ask('POST', IMAGES, { body: { imageBase64: base64(most), role: 'upload' } });
    expect(made.status).toBe(201);
    expect((await ask('GET', `${IMAGES}/${made.body.id}`)).bytes).toHaveLength(IMAGE_BYTES);
    for (const more of [1, 1_000_000]) {
      const larger = new Uint8Array(IMAGE_BYTES + more);
      larger.set(imageOf('png'));
      const answer = await ask('POST', IMAGES, { body: { imageBase64: base64(larger), role: 'upload' } });
      expect([answer.status, answer.body]).toStrictEqual([413, { error: 'Request body is too large' }]);
    }
  });

  it.each([
    '..%2F..%2Fpersonas.json',
    '..%2F..%2F..%2F..%2F..%2Fevalstudio.config.json',
    'a%2F..%2Fb.png',
    '%2Fetc%2Fpasswd',
    `${NOBODY}.svg`,
    `${NOBODY}.png%00.svg`,
    `${NOBODY.toUpperCase().replaceAll('0', 'A')}.png`,
    `${NOBODY}.png`,
    '%00',
    '..',
  ])('[defects 1, A8] finds no image by the id %s', async (id) => {
    const { ask, store } = await setUpHttp(kind);
    await ask('POST', IMAGES, { body: { imageBase64: PNG, role: 'upload' } });
    const before = await recordsOf(store);
    for (const method of ['GET', 'DELETE']) {
      const answer = await ask(method, `${IMAGES}/${id}`);
      expect(answer.status).toBe(404);
      // Dots alone never arrive: a URL folds them away.
      if (id !== '..') expect(answer.body).toStrictEqual({ error: 'Image not found' });
    }
    expect(await recordsOf(store)).toEqual(before);
  });

  it('[defect 4] belongs to one project', async () => {
    const { ask, engine } = await setUpHttp(kind);
    await engine.projects.create({ id: 'q', name: 'Other' });
    const { body } = await ask('POST', IMAGES, { body: { imageBase64: PNG, role: 'upload' } });
    for (const method of ['GET', 'DELETE']) {
      expect((await ask(method, `/api/projects/q/images/${body.id}`)).status).toBe(404);
    }
    expect((await ask('GET', `${IMAGES}/${body.id}`)).status).toBe(200);
  });

  it('that need a key stay out of shared caches', async () => {
    const { engine, handler } = await setUpHttp(kind, {}, { apiKeys: ['secret'] });
    const scope = engine.scope;
    expect(scope).toBeTypeOf('function');
    const headers = { authorization: 'Bearer secret', 'content-type': 'application/json' };
    const send = (method: string, path: string, body?: object) =>
      handler(
        new Request(`http://localhost${path}`, {
          method,
          headers,
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
    const project = (await (await send('POST', '/api/projects', { name: 'Mine' })).json()) as { id: string };
    const images = `/api/projects/${project.id}/images`;
    const made = await send('POST', images, { imageBase64: PNG, role: 'upload' });
    const { id } = (await made.json()) as { id: string };
    const image = await send('GET', `${images}/${id}`);
    expect(image.headers.get('cache-control')).toBe('private, max-age=3600');
    expect((await handler(new Request(`http://localhost${images}/${id}`))).status).toBe(401);
  });
});
