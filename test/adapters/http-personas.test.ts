import { describe, expect, it } from 'vitest';
import { STORE_KINDS } from '../support/engine-fixtures';
import { NOBODY, PERSONAS, type Sending, setUpHttp } from '../support/http-fixtures-personas';

/* What the documentation of the personas API says, and what its server was seen to do. What ours does better is in http-personas-better. */

const EMPTY_JSON = "Body cannot be empty when content-type is set to 'application/json'";
const BROKEN_JSON = "Body is not valid JSON but content-type is set to 'application/json'";
const IMPATIENT = {
  name: 'impatient-user',
  description: 'A user who wants quick answers',
  systemPrompt: 'You are an impatient user who values brevity and expects quick, concise responses.',
  headers: { 'X-User-Language': 'en' },
};
const typed = (type: string, body: unknown): Sending => ({ body, headers: { 'content-type': type } });

describe.each(STORE_KINDS)('personas over HTTP on $kind', (kind) => {
  it('are created, read, changed, listed and deleted as the documentation says', async () => {
    const { ask, clock } = await setUpHttp(kind);
    const made = await ask('POST', PERSONAS, { body: IMPATIENT });
    expect(made.status).toBe(201);
    expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(made.body).toStrictEqual({
      id: expect.stringMatching(/^[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/),
      ...IMPATIENT,
      createdAt: '2030-01-01T00:00:00.000Z',
      updatedAt: '2030-01-01T00:00:00.000Z',
    });
    const order = ['id', 'name', 'description', 'systemPrompt', 'headers', 'createdAt', 'updatedAt'];
    expect(Object.keys(made.body)).toStrictEqual(order);
    const path = `${PERSONAS}/${made.body.id}`;
    expect(await ask('GET', path)).toMatchObject({ status: 200, body: made.body });

    clock.advance(1800);
    const systemPrompt = 'You are a technical user who expects detailed, accurate responses.';
    const changed = await ask('PUT', path, { body: { systemPrompt } });
    expect(changed.status).toBe(200);
    const now = { ...made.body, systemPrompt, updatedAt: '2030-01-01T00:30:00.000Z' };
    expect(changed.body).toStrictEqual(now);
    expect((await ask('GET', PERSONAS)).body).toStrictEqual([now]);

    const deleted = await ask('DELETE', path);
    expect([deleted.status, deleted.headers.get('content-type'), deleted.bytes.length]).toEqual([
      204,
      null,
      0,
    ]);
    for (const method of ['GET', 'PUT', 'DELETE']) {
      expect(await ask(method, path, method === 'PUT' ? { body: {} } : {})).toMatchObject({
        status: 404,
        body: { error: 'Persona not found' },
      });
    }
    expect((await ask('GET', PERSONAS)).body).toStrictEqual([]);
    // The name is free at once.
    expect((await ask('POST', PERSONAS, { body: IMPATIENT })).status).toBe(201);
  });

  it('leaves out what is not set, and takes nothing that is not its to take', async () => {
    const { ask } = await setUpHttp(kind);
    const { status, body } = await ask('POST', PERSONAS, {
      body: {
        name: 'A',
        description: null,
        headers: null,
        imageUrl: 'x.png',
        id: 'mine',
        createdAt: 1,
        other: 2,
      },
    });
    expect(status).toBe(201);
    expect(Object.keys(body)).toStrictEqual(['id', 'name', 'createdAt', 'updatedAt']);
    expect(body.id).not.toBe('mine');
    const empty = await ask('POST', PERSONAS, {
      body: { name: 'B', description: '', systemPrompt: '', headers: {} },
    });
    expect(empty.body).toMatchObject({ description: '', systemPrompt: '', headers: {} });
  });

  it('keeps names as they are written, and each of them once in a project', async () => {
    const { ask, engine } = await setUpHttp(kind);
    for (const name of ['A', 'a', ' A ']) {
      expect((await ask('POST', PERSONAS, { body: { name } })).body.name).toBe(name);
    }
    expect(await ask('POST', PERSONAS, { body: { name: 'A' } })).toMatchObject({
      status: 409,
      body: { error: 'Persona with name "A" already exists' },
    });
    await engine.projects.create({ id: 'q', name: 'Bank' });
    expect((await ask('POST', '/api/projects/q/personas', { body: { name: 'A' } })).status).toBe(201);
  });

  it('lists all of them as a bare array in the order of creation, whatever the query says', async () => {
    const { ask, add, engine } = await setUpHttp(kind);
    const personas = engine.personas('p');
    const names = Array.from({ length: 230 }, (_, i) => `persona ${i}`);
    for (const name of names) await personas.create({ name });
    const first = (await ask('GET', PERSONAS)).body;
    expect(first.map(({ name }: { name: string }) => name)).toStrictEqual(names);
    // An update moves nothing.
    await ask('PUT', `${PERSONAS}/${first[0].id}`, { body: { description: 'new' } });
    await add('last');
    const { body } = await ask('GET', `${PERSONAS}?limit=5&cursor=x&name=b&sort=desc`);
    expect(body.map(({ name }: { name: string }) => name)).toStrictEqual([...names, 'last']);
    expect(body[0].description).toBe('new');
  });

  it('belongs to one project: in another it is not found', async () => {
    const { ask, add, engine } = await setUpHttp(kind);
    await engine.projects.create({ id: 'q', name: 'Other' });
    const { id } = await add('A', { systemPrompt: 'x' });
    const elsewhere = `/api/projects/q/personas/${id}`;
    for (const [method, path] of [
      ['GET', elsewhere],
      ['PUT', elsewhere],
      ['DELETE', elsewhere],
      ['POST', `${elsewhere}/generate-image`],
    ] as const) {
      const answer = await ask(method, path, method === 'PUT' ? { body: { name: 'B' } } : {});
      expect(answer).toMatchObject({ status: 404, body: { error: 'Persona not found' } });
    }
    expect((await ask('GET', `${PERSONAS}/${id}`)).body.name).toBe('A');
  });

  it('updates field by field: absent stays, null stays but clears headers, the rest replaces', async () => {
    const { ask, add } = await setUpHttp(kind);
    const all = { description: 'd', systemPrompt: 's', headers: { a: '1', b: '2' } };
    const { id } = await add('A', all);
    const path = `${PERSONAS}/${id}`;
    const put = async (body: object) => {
      const { status, body: now } = await ask('PUT', path, { body });
      expect(status).toBe(200);
      return now;
    };
    expect(await put({ imageUrl: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890.png' })).toMatchObject({
      name: 'A',
      ...all,
      imageUrl: 'a1b2c3d4-e5f6-7890-abcd-ef1234567890.png',
    });
    const before = await put({});
    const kept = await put({ name: null, description: null, systemPrompt: null, imageUrl: null });
    expect(kept).toMatchObject({ ...before, updatedAt: expect.any(String) });
    expect(await put({ id: 'x', createdAt: 'x', updatedAt: 'x', other: 1 })).toMatchObject({
      id,
      createdAt: before.createdAt,
    });
    expect((await put({ headers: { c: '3' } })).headers).toStrictEqual({ c: '3' });
    expect((await put({ headers: {} })).headers).toStrictEqual({});
    expect(await put({ headers: null })).not.toHaveProperty('headers');
    expect(await put({ description: '', systemPrompt: '' })).toMatchObject({
      description: '',
      systemPrompt: '',
    });
    expect((await put({ name: 'A' })).name).toBe('A');
    expect((await put({ name: 'B' })).name).toBe('B');
    expect(Object.keys(await put({}))).toStrictEqual([
      'id',
      'name',
      'description',
      'systemPrompt',
      'imageUrl',
      'createdAt',
      'updatedAt',
    ]);
  });

  it('refuses a name that is taken, and changes nothing then; what is not there is found missing first', async () => {
    const { ask, add } = await setUpHttp(kind);
    await add('A');
    const { id } = await add('B');
    const before = (await ask('GET', PERSONAS)).body;
    const taken = await ask('PUT', `${PERSONAS}/${id}`, { body: { name: 'A', description: 'new' } });
    expect(taken).toMatchObject({ status: 409, body: { error: 'Persona with name "A" already exists' } });
    expect((await ask('GET', PERSONAS)).body).toStrictEqual(before);
    for (const name of ['A', '', 5]) {
      const nobody = await ask('PUT', `${PERSONAS}/${NOBODY}`, { body: { name } });
      expect(nobody).toMatchObject({ status: 404, body: { error: 'Persona not found' } });
    }
  });

  it.each([
    ['no name', { body: {} }, 400, 'Name is required'],
    ['an empty name', { body: { name: '' } }, 400, 'Name is required'],
    ['the name null', { body: { name: null } }, 400, 'Name is required'],
    ['the name 0', { body: { name: 0 } }, 400, 'Name is required'],
    ['the name false', { body: { name: false } }, 400, 'Name is required'],
    ['an array', { body: [] }, 400, 'Name is required'],
    ['a JSON text', { body: '"A"' }, 400, 'Name is required'],
    ['plain text', typed('text/plain', 'name=A'), 400, 'Name is required'],
    ['an empty body', { body: '' }, 400, EMPTY_JSON],
    ['broken JSON', { body: '{"name":' }, 400, BROKEN_JSON],
    ['__proto__', { body: '{"name":"A","__proto__":{"x":1}}' }, 400, BROKEN_JSON],
    ['__proto__ in disguise', { body: '{"name":"A","\\u005f_proto__":{"x":1}}' }, 400, BROKEN_JSON],
    ['constructor.prototype', { body: '{"name":"A","constructor":{"prototype":{}}}' }, 400, BROKEN_JSON],
    ['another charset parameter', typed('application/json; charset=utf-8', '{"name":"A"}'), 201, undefined],
    [
      'another kind of JSON',
      typed('application/vnd.api+json', '{"name":"A"}'),
      415,
      'Unsupported Media Type',
    ],
    ['a form', typed('application/x-www-form-urlencoded', 'name=A'), 415, 'Unsupported Media Type'],
  ] as const)('answers a creation with %s', async (_, sending, status, error) => {
    const { ask } = await setUpHttp(kind);
    const answer = await ask('POST', PERSONAS, sending);
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    if (error !== undefined) expect(answer.body).toStrictEqual({ error });
  });

  it.each([
    ['an array', { body: [] }],
    ['plain text', typed('text/plain', 'name=B')],
    ['a JSON text', { body: '"B"' }],
    ['a number', { body: '5' }],
  ])('takes %s for an update that changes nothing', async (_, sending) => {
    const { ask, add } = await setUpHttp(kind);
    const made = await add('A');
    expect(await ask('PUT', `${PERSONAS}/${made['id']}`, sending)).toMatchObject({ status: 200, body: made });
  });

  it('checks the type of a body, then the body, then the project, then what is in it', async () => {
    const { ask } = await setUpHttp(kind);
    const nowhere = '/api/projects/nope/personas';
    const gone = 'Project "nope" not found in workspace config';
    const cases = [
      [typed('application/xml', '{'), 415, 'Unsupported Media Type'],
      [{ body: '{' }, 400, BROKEN_JSON],
      [{ body: {} }, 404, gone],
      [{ body: { name: 'A' } }, 404, gone],
    ] as const;
    for (const [sending, status, error] of cases) {
      expect(await ask('POST', nowhere, sending)).toMatchObject({ status, body: { error } });
      expect(await ask('PUT', `${nowhere}/${NOBODY}`, sending)).toMatchObject({ status, body: { error } });
    }
  });

  it('says where there is no way, in the words of the framework that clients know', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const cases = [
      ['GET', '/api/projects/p/nothing'],
      ['GET', '/api/projects/p/nothing?a=1'],
      ['PATCH', `${PERSONAS}/${id}`],
      ['DELETE', PERSONAS],
      ['OPTIONS', PERSONAS],
      ['POST', `${PERSONAS}/${id}`],
      ['GET', `${PERSONAS}/${id}/generate-image`],
      ['GET', '/api/projects/p/PERSONAS'],
      ['GET', `${PERSONAS}/${'x'.repeat(101)}`],
      ['PUT', `/api/projects/${'x'.repeat(101)}/config`],
      ['PATCH', `${PERSONAS}/`],
    ] as const;
    for (const [method, path] of cases) {
      const answer = await ask(method, path, method === 'PUT' ? { body: {} } : {});
      expect(answer.status).toBe(404);
      expect(answer.body).toStrictEqual({
        message: `Route ${method}:${path} not found`,
        error: 'Not Found',
        statusCode: 404,
      });
    }
    for (const method of ['GET', 'DELETE']) {
      expect(await ask(method, `${PERSONAS}/`)).toMatchObject({
        status: 404,
        body: { error: 'Persona not found' },
      });
    }
    const broken = await ask('GET', `${PERSONAS}/%zz`);
    expect(broken.status).toBe(400);
    expect(broken.body).toMatchObject({ error: 'Bad Request', statusCode: 400, message: expect.any(String) });
  });

  it('answers HEAD like GET without a body', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    for (const path of [PERSONAS, `${PERSONAS}/${id}`]) {
      const { status, bytes, headers } = await ask('HEAD', path);
      expect([status, bytes.length]).toEqual([200, 0]);
      expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    }
    expect((await ask('HEAD', `${PERSONAS}/${NOBODY}`)).status).toBe(404);
  });
});
