import { describe, expect, it } from 'vitest';
import { createFaultStore, DriverFailure } from '../support/engine-fault-store';
import { STORE_KINDS } from '../support/engine-fixtures';
import { NOBODY, PERSONAS, setUpHttp } from '../support/http-fixtures-personas';

/* Where the original was seen to fail, and what ours does instead; numbers are those of the list of its defects. */

describe.each(STORE_KINDS)('what personas over HTTP do better on $kind', (kind) => {
  it('[9] refuses headers that could not be sent, as they are written', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A', { headers: { ok: '1' } });
    const cases = [
      ['abc', 'headers must be an object whose values are strings'],
      [['a'], 'headers must be an object whose values are strings'],
      [{ a: 1 }, 'headers must be an object whose values are strings'],
      [{ a: null }, 'headers must be an object whose values are strings'],
      [{ a: 'x\r\nEvil: 1' }, /^headers\.a: the value must consist of printable/],
      [{ 'a b': '1' }, /^headers\.a b: the name must consist of/],
      [{ Host: 'evil' }, /^headers\.Host: the name belongs to the connection/],
      [{ 'a:': '1', A: '1', a: '2' }, /^headers\.a:: the name must consist of/],
    ] as const;
    for (const [headers, error] of cases) {
      const message = typeof error === 'string' ? error : expect.stringMatching(error);
      const created = await ask('POST', PERSONAS, { body: { name: 'B', headers } });
      expect([created.status, created.body]).toEqual([400, { error: message }]);
      const updated = await ask('PUT', `${PERSONAS}/${id}`, { body: { headers } });
      expect([updated.status, updated.body]).toEqual([400, { error: message }]);
    }
    expect((await ask('GET', PERSONAS)).body).toHaveLength(1);
    expect((await ask('GET', `${PERSONAS}/${id}`)).body.headers).toStrictEqual({ ok: '1' });
  });

  it.each([
    ['', 'Name is required'],
    [0, 'Name is required'],
    [123, 'Name must be a string'],
    [{ x: 1 }, 'Name must be a string'],
    [['A'], 'Name must be a string'],
    [true, 'Name must be a string'],
    ['   ', 'Name must not be blank'],
    ['\u200b\u2060', 'Name must not be blank'],
    ['a\u0000b', /^Name must not contain control characters/],
    ['a\u202eb', /^Name must not contain bidirectional/],
    ['\ud800', /^Name must not contain .*broken Unicode/],
    ['x'.repeat(201), /^Name: Too big/],
  ])('[11] refuses %j as a name, in creations and updates', async (name, error) => {
    const { ask, add } = await setUpHttp(kind);
    const made = await add('A');
    const message = typeof error === 'string' ? error : expect.stringMatching(error);
    for (const [method, path] of [
      ['POST', PERSONAS],
      ['PUT', `${PERSONAS}/${made['id']}`],
    ] as const) {
      const { status, body } = await ask(method, path, { body: { name } });
      expect([status, body]).toEqual([400, { error: message }]);
    }
    expect((await ask('GET', PERSONAS)).body).toStrictEqual([made]);
  });

  it('[11] refuses texts that are none', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    for (const [field, value] of [
      ['description', 5],
      ['systemPrompt', ['a']],
    ] as const) {
      const error = `${field} must be a string`;
      const bodies = [
        await ask('POST', PERSONAS, { body: { name: 'B', [field]: value } }),
        await ask('PUT', `${PERSONAS}/${id}`, { body: { [field]: value } }),
      ];
      for (const answer of bodies) expect(answer).toMatchObject({ status: 400, body: { error } });
    }
    expect((await ask('PUT', `${PERSONAS}/${id}`, { body: { imageUrl: 5 } })).body).toStrictEqual({
      error: 'imageUrl must be a string',
    });
  });

  it('[12] finds an unknown project missing, for every route in it', async () => {
    const { ask } = await setUpHttp(kind);
    const routes = [
      ['GET', '', 'config'],
      ['PUT', '{}', 'config'],
      ['GET', '', 'personas'],
      ['POST', '{"name":"A"}', 'personas'],
      ['GET', '', `personas/${NOBODY}`],
      ['PUT', '{}', `personas/${NOBODY}`],
      ['DELETE', '', `personas/${NOBODY}`],
      ['POST', '', `personas/${NOBODY}/generate-image`],
      ['GET', '', 'images?role=upload'],
      ['GET', '', 'images'],
      ['POST', '{}', 'images'],
      ['GET', '', `images/${NOBODY}.png`],
      ['DELETE', '', `images/${NOBODY}.png`],
    ] as const;
    for (const [method, body, path] of routes) {
      const answer = await ask(method, `/api/projects/nope/${path}`, body === '' ? {} : { body });
      expect([method, path, answer.status, answer.body]).toStrictEqual([
        method,
        path,
        404,
        { error: 'Project "nope" not found in workspace config' },
      ]);
    }
  });

  it('[12] takes null and no body at all for a mistake of the caller', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    for (const sending of [{ body: 'null' }, {}]) {
      expect(await ask('POST', PERSONAS, sending)).toMatchObject({
        status: 400,
        body: { error: 'Name is required' },
      });
      expect(await ask('PUT', `${PERSONAS}/${id}`, sending)).toMatchObject({
        status: 400,
        body: { error: 'Request body is required' },
      });
    }
  });

  it('[12, 7] answers failures of the store with 5xx and nothing of what it said', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const told: unknown[] = [];
    const { ask, add } = await setUpHttp(kind, { store }, { onError: (error) => told.push(error) });
    const { id } = await add('A');
    for (const [method, path, body] of [
      ['POST', PERSONAS, { name: 'B' }],
      ['PUT', `${PERSONAS}/${id}`, { name: 'B' }],
      ['DELETE', `${PERSONAS}/${id}`, undefined],
    ] as const) {
      store.faults = ['fail-before'];
      const answer = await ask(method, path, { body });
      expect([answer.status, answer.body]).toStrictEqual([500, { error: 'Internal error' }]);
    }
    store.before = () => {
      throw new DriverFailure('disk on fire at /var/lib/secret');
    };
    expect(await ask('GET', PERSONAS)).toMatchObject({ status: 500, body: { error: 'Internal error' } });
    expect(told).toHaveLength(4);
    store.before = undefined;
    expect((await ask('GET', PERSONAS)).body).toMatchObject([{ id, name: 'A' }]);
  });

  it('[12] answers 503 once the engine is closed', async () => {
    const { ask, engine } = await setUpHttp(kind);
    await engine.close();
    const answer = await ask('GET', PERSONAS);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '1']);
    expect(answer.body).toStrictEqual({ error: 'The service cannot be reached at the moment' });
  });

  it.each([
    'nope',
    '987fcdeb',
    '%20',
    '%00',
    '%C2%85',
    'x'.repeat(100),
    "'%3B--",
    '..%2F..%2Fetc',
    '__proto__',
    'constructor',
  ])('[13] finds nothing by the id %s, and calls it neither wrong nor broken', async (id) => {
    const { ask, add } = await setUpHttp(kind);
    const made = await add('A', { systemPrompt: 'x' });
    for (const [method, path, body] of [
      ['GET', `${PERSONAS}/${id}`, undefined],
      ['PUT', `${PERSONAS}/${id}`, {}],
      ['DELETE', `${PERSONAS}/${id}`, undefined],
      ['POST', `${PERSONAS}/${id}/generate-image`, undefined],
    ] as const) {
      const answer = await ask(method, path, { body });
      expect([answer.status, answer.body]).toStrictEqual([404, { error: 'Persona not found' }]);
    }
    const nowhere = await ask('GET', `/api/projects/${id}/personas`);
    expect([nowhere.status, nowhere.body.error]).toEqual([
      404,
      expect.stringMatching(/^Project ".*" not found/s),
    ]);
    // Ids are compared to the letter.
    const upper = made['id']!.toUpperCase();
    expect((await ask('GET', `${PERSONAS}/${upper}`)).status).toBe(404);
  });

  it('[15] takes the portrait away for an empty image id', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const path = `${PERSONAS}/${id}`;
    await ask('PUT', path, { body: { imageUrl: `${NOBODY}.png` } });
    expect((await ask('PUT', path, { body: { imageUrl: '' } })).body).not.toHaveProperty('imageUrl');
  });

  it('[10] tells the revision in ETag, and writes only to the one that If-Match names', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const path = `${PERSONAS}/${id}`;
    expect((await ask('GET', path)).headers.get('etag')).toBe('"1"');
    const put = (name: string, tag: string) =>
      ask('PUT', path, { body: { name }, headers: { 'if-match': tag } });
    const second = await put('B', '"1"');
    expect([second.status, second.headers.get('etag')]).toEqual([200, '"2"']);
    const refused = { status: 412, body: { error: 'It has been changed since it was read' } };
    for (const tag of ['"1"', '"3"', 'W/"2"', '2', 'x', '"1", "3"', '']) {
      expect(await put('C', tag)).toMatchObject(refused);
    }
    expect((await put('C', '"1", "2"')).body.name).toBe('C');
    expect((await put('D', '*')).body.name).toBe('D');
    expect(await ask('DELETE', path, { headers: { 'if-match': '"1"' } })).toMatchObject(refused);
    expect((await ask('GET', path)).headers.get('etag')).toBe('"4"');
    expect((await ask('DELETE', path, { headers: { 'if-match': '"4"' } })).status).toBe(204);
    expect((await ask('DELETE', path, { headers: { 'if-match': '"4"' } })).status).toBe(404);
    expect(await put('E', '"4"')).toMatchObject({ status: 404, body: { error: 'Persona not found' } });
  });

  it('keeps engine matters off the wire', async () => {
    const { ask, engine } = await setUpHttp(kind);
    const { id } = await engine.personas('p').create({ name: 'A', blueprint: { preset: 'rival' } });
    expect(Object.keys((await ask('GET', `${PERSONAS}/${id}`)).body)).toStrictEqual([
      'id',
      'name',
      'createdAt',
      'updatedAt',
    ]);
    // An update by HTTP leaves the blueprint alone.
    await ask('PUT', `${PERSONAS}/${id}`, { body: { name: 'B', blueprint: null, revision: 9 } });
    expect(await engine.personas('p').get(id)).toMatchObject({ name: 'B', blueprint: { preset: 'rival' } });
  });
});
