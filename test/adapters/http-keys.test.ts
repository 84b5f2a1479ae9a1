import { createHash } from 'node:crypto';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpHandler, DIALECT_NAMES } from '../../adapters/http';
import { type ApiKey, createKeyRing, keyOf } from '../../adapters/http/auth';
import { createSessionsDialect } from '../../adapters/http/dialects/sessions';
import { createEngine, isEngineError } from '../../src';
import { createManualClock, failureOf } from '../support/engine-fixtures';
import { ask, type Heard, openSite, type Said, send, serveHere } from '../support/http-server';

const digestOf = (key: string) => createHash('sha256').update(key).digest('hex');
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

describe('the key ring', () => {
  it('holds digests and no keys', async () => {
    const keys: ApiKey[] = ['mk_one_31415926', { key: 'mk_two_31415926', tenant: 'acme' }];
    const ring = await createKeyRing(keys);
    expect(inspect(ring, { depth: null, showHidden: true })).not.toContain('31415926');
    for (const key of ['mk_one_31415926', 'mk_two_31415926']) {
      expect(inspect(await ring.callerOf(key))).not.toContain(key);
      expect((await ring.callerOf(key))?.account).toBe(digestOf(key));
    }
    // A digest is no key.
    expect(await ring.callerOf(digestOf('mk_one_31415926'))).toBeUndefined();
  });

  it('names a key without a tenant after half of its digest', async () => {
    const ring = await createKeyRing(['lone', { sha256: digestOf('other').toUpperCase() }]);
    expect((await ring.callerOf('lone'))?.tenant).toBe(`key-${digestOf('lone').slice(0, 32)}`);
    expect((await ring.callerOf('other'))?.tenant).toBe(`key-${digestOf('other').slice(0, 32)}`);
  });

  it('opens for any key that it was given, to the letter, and for no other', async () => {
    const key = fc.string({
      unit: fc.integer({ min: 0x21, max: 0x7e }).map((code) => String.fromCharCode(code)),
      minLength: 1,
      maxLength: 40,
    });
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(key, { minLength: 1, maxLength: 5 }), key, async (keys, other) => {
        const ring = await createKeyRing(
          keys.map((each, index) => (index % 2 === 0 ? each : { sha256: digestOf(each) })),
        );
        for (const each of keys) expect((await ring.callerOf(each))?.account).toBe(digestOf(each));
        expect((await ring.callerOf(other)) !== undefined).toBe(keys.includes(other));
        for (const near of [` ${keys[0]}`, `${keys[0]} `, `${keys[0]}\u0000`, '']) {
          expect(await ring.callerOf(near)).toBeUndefined();
        }
      }),
      { numRuns: 50 },
    );
  });

  it.each<[string, unknown, RegExp]>([
    ['an empty key', '', /apiKeys\[0\] must be 1 to 1000 printable/],
    ['a blank in a key', 'a b', /printable/],
    ['a line break in a key', 'a\n', /printable/],
    ['a key that no header carries', 'schlüssel', /printable/],
    ['a key that is too long', 'k'.repeat(1001), /printable/],
    ['a variable that is not set', undefined, /must be a key/],
    ['null', null, /must be a key/],
    ['a number', 7, /must be a key/],
    ['an object without a key', {}, /printable/],
    ['a key that is not set', { key: undefined }, /printable/],
    ['a key that is no text', { key: ['a'] }, /printable/],
    ['a digest that is not set', { sha256: undefined }, /64 hex digits/],
    ['a short digest', { sha256: 'abc' }, /64 hex digits/],
    ['a digest that is none', { sha256: 'x'.repeat(64) }, /64 hex digits/],
    ['a digest with a line break', { sha256: `${digestOf('a')}\n` }, /64 hex digits/],
    ['an empty tenant', { key: 'a', tenant: '' }, /tenant/],
    ['a tenant with a line break', { key: 'a', tenant: 'a\nb' }, /tenant/],
    ['a tenant of broken Unicode', { key: 'a', tenant: '\ud800' }, /tenant/],
    ['a tenant that is too long', { key: 'a', tenant: 't'.repeat(201) }, /tenant/],
    ['a tenant that is no text', { key: 'a', tenant: 7 }, /tenant/],
    ['null for a tenant', { key: 'a', tenant: null }, /tenant/],
  ])('refuses %s', async (_, entry, words) => {
    const error = await failureOf(createKeyRing([entry as ApiKey]), 'CONFIG_INVALID');
    expect(error.message).toMatch(words);
    expect(error.details.issues[0]?.path).toEqual(['apiKeys', 0]);
  });

  it.each<[string, readonly ApiKey[]]>([
    ['twice', ['a', 'b', 'a']],
    ['as itself and as a digest', ['a', 'b', { sha256: digestOf('a') }]],
    [
      'as a digest in two spellings',
      [{ sha256: digestOf('a').toUpperCase() }, 'b', { sha256: digestOf('a') }],
    ],
    ['for two tenants', [{ key: 'a', tenant: 'x' }, 'b', { key: 'a', tenant: 'y' }]],
  ])('refuses a key that is given %s, and does not repeat it', async (_, keys) => {
    const error = await failureOf(createKeyRing(keys), 'CONFIG_INVALID');
    expect(error.message).toBe('apiKeys[2] is given twice');
  });

  it('takes no tenant that an engine would not take for a scope', async () => {
    const engine = await createEngine();
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 210 }), async (tenant) => {
        const taken = await createKeyRing([{ key: 'a', tenant }]).then(
          () => true,
          () => false,
        );
        let opened = true;
        try {
          engine.scope(tenant);
        } catch {
          opened = false;
        }
        expect(taken).toBe(opened);
      }),
    );
    await engine.close();
  });

  /*
   * All digests of the ring share their first thirty bytes with that of `near`, so that a comparison which stops at the first difference
   * reads thirty times as much for it as for `far`; one which stops at the first match is done at once for `first`.
   */
  it('takes as long for a near miss as for a far one, and for the first key as for the last', async () => {
    const COUNT = 4000;
    const near = createHash('sha256').update('near').digest();
    const digests = Array.from({ length: COUNT }, (_, index) => {
      const bytes = Buffer.from(near);
      bytes.writeUInt16BE((bytes.readUInt16BE(30) + index + 1) % 65_536, 30);
      return { sha256: bytes.toString('hex') };
    });
    const ring = await createKeyRing(['first', ...digests, 'last']);
    const asked = ['near', 'far', 'first', 'last'];
    const opened = await Promise.all(asked.map(async (key) => (await ring.callerOf(key)) !== undefined));
    expect(opened).toEqual([false, false, true, true]);

    async function spread(): Promise<number> {
      const times = asked.map((): number[] => []);
      for (let round = 0; round < 200; round++) {
        for (const [index, key] of asked.entries()) {
          const begun = performance.now();
          await ring.callerOf(key);
          times[index]!.push(performance.now() - begun);
        }
      }
      const medians = times.map((list) => list.sort((a, b) => a - b)[list.length >> 1]!);
      return Math.max(...medians) / Math.min(...medians);
    }
    let best = Number.POSITIVE_INFINITY;
    // Other work on the machine may spoil a try, but not make five of them look alike by chance.
    for (let tries = 0; tries < 5 && best > 1.4; tries++) best = Math.min(best, await spread());
    expect(best).toBeLessThanOrEqual(1.4);
  });
});

describe('the headers that a key comes in', () => {
  const both = ['authorization', 'x-api-key'] as const;
  it.each<[string, Record<string, string>, string | undefined]>([
    ['Bearer', { authorization: 'Bearer abc' }, 'abc'],
    ['bearer in lower case', { authorization: 'bearer abc' }, 'abc'],
    ['bearer in upper case', { authorization: 'BEARER abc' }, 'abc'],
    ['bearer and several blanks', { authorization: 'Bearer   abc' }, 'abc'],
    ['X-API-Key', { 'X-API-KEY': 'abc' }, 'abc'],
    ['both, of which the first counts', { authorization: 'Bearer abc', 'x-api-key': 'def' }, 'abc'],
    ['another scheme beside a key', { authorization: 'Basic YWJj', 'x-api-key': 'def' }, 'def'],
    ['another scheme', { authorization: 'Basic YWJj' }, undefined],
    ['a bare token', { authorization: 'abc' }, undefined],
    ['bearer without a token', { authorization: 'Bearer' }, undefined],
    ['two tokens', { authorization: 'Bearer abc def' }, undefined],
    ['bearer with a tab', { authorization: 'Bearer\tabc' }, undefined],
    ['a word that begins with bearer', { authorization: 'Bearerabc' }, undefined],
    ['none', {}, undefined],
  ])('%s', (_, headers, key) => {
    expect(keyOf(new Headers(headers), both)).toBe(key);
  });

  it('looks where the dialect says, and nowhere else', () => {
    expect(keyOf(new Headers({ 'x-api-key': 'abc' }), ['authorization'])).toBeUndefined();
    expect(keyOf(new Headers({ authorization: 'Bearer abc' }), ['x-api-key'])).toBeUndefined();
  });

  it('is answered with as many milliseconds for a long run of blanks as for a short one', () => {
    const begun = performance.now();
    keyOf(new Headers({ authorization: `Bearer${' '.repeat(200_000)}x y` }), both);
    expect(performance.now() - begun).toBeLessThan(200);
  });

  it('opens each dialect by the forms that its clients send', async () => {
    const { handler } = await openSite({ apiKeys: ['k-1'], dialects: undefined });
    const paths = { sessions: '/v1/presets', personality: '/api/v1/agents', personas: '/api/projects' };
    const forms: readonly Record<string, string>[] = [bearer('k-1'), { 'x-api-key': 'k-1' }];
    const opened = async (path: string) =>
      Promise.all(forms.map(async (headers) => (await ask(handler, path, { headers })).status !== 401));
    expect(await opened(paths.sessions)).toEqual([true, true]);
    expect(await opened(paths.personality)).toEqual([true, false]);
    expect(await opened(paths.personas)).toEqual([true, true]);
  });
});

describe('a door with keys', () => {
  const keys: readonly ApiKey[] = ['right', { sha256: digestOf('hashed') }];

  it('says the same to whoever has no key, whatever they bring instead', async () => {
    const { handler, told } = await openSite({ apiKeys: keys });
    const { port } = await serveHere(handler);
    const wrong: readonly Record<string, string | readonly string[]>[] = [
      {},
      { authorization: 'Bearer wrong' },
      { authorization: 'Bearer righ' },
      { authorization: 'Bearer rightt' },
      { authorization: 'Bearer RIGHT' },
      { authorization: 'Bearer' },
      { authorization: 'Basic cmlnaHQ=' },
      { authorization: 'right' },
      { authorization: '' },
      { 'x-api-key': '' },
      { 'x-api-key': ['right', 'right'] },
      { authorization: ['Bearer right', 'Bearer right'] },
      { authorization: `Bearer ${digestOf('hashed')}` },
      { authorization: `Bearer ${'x'.repeat(8000)}` },
      { authorization: 'Bearer r\u00efght' },
      { cookie: 'x-api-key=right' },
      { authorization: 'Bearer undefined' },
    ];
    const answers: Heard[] = [];
    for (const headers of wrong) answers.push(await send(port, '/v1/presets', { headers }));
    // The path is no secret, but whether something stands there is.
    answers.push(await send(port, '/v1/persona/some-id'));
    answers.push(await send(port, '/v1/persona', { body: '{' }));
    answers.push(await send(port, '/v1/presets?api_key=right&key=right'));
    for (const { status, text, headers } of answers) {
      expect({ status, text, challenge: headers.get('www-authenticate') }).toEqual({
        status: 401,
        text: answers[0]!.text,
        challenge: 'Bearer',
      });
    }
    expect(answers[0]!.json.error.code).toBe('UNAUTHORIZED');
    expect(told).toEqual([]);
    for (const key of ['right', 'hashed']) {
      expect((await send(port, '/v1/presets', { headers: bearer(key) })).status).toBe(200);
    }
  });

  it('lets nobody in by the digest of an empty key', async () => {
    const { handler } = await openSite({ apiKeys: [{ sha256: digestOf('') }] });
    for (const headers of [{}, { 'x-api-key': '' }, { authorization: 'Bearer ' }]) {
      expect((await ask(handler, '/v1/presets', { headers })).status).toBe(401);
    }
  });

  it('reads no body of those it does not let in', async () => {
    const { handler } = await openSite({ apiKeys: keys, bodyLimit: 10 });
    const { status } = await ask(handler, '/v1/persona', { body: { preset: 'x'.repeat(100) } });
    expect(status).toBe(401);
  });

  it('is open for the health of the server and its OpenAPI document', async () => {
    const { handler } = await openSite({ apiKeys: keys });
    expect((await ask(handler, '/v1/health')).json).toMatchObject({ status: 'ok' });
    expect((await ask(handler, '/openapi/sessions.json')).json.openapi).toBe('3.1.0');
    expect((await ask(handler, '/nowhere')).status).toBe(404);
  });

  it.each<[string, unknown]>([
    ['no list', 'right'],
    ['a key that is not set', [undefined]],
    ['the same key twice', ['a', 'a']],
  ])('is not made of %s', async (_, apiKeys) => {
    const engine = await createEngine();
    const making = createHttpHandler({ engine, dialects: ['sessions'], apiKeys: apiKeys as ApiKey[] });
    await failureOf(making, 'CONFIG_INVALID');
    await engine.close();
  });
});

const GIFT = {
  goal_relevance: 0.9,
  goal_congruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  norm_compatibility: 0.5,
};

/** A request to each operation of the sessions dialect that names a session. */
const NAMING: Readonly<Record<string, (id: string) => { readonly path: string; readonly body?: unknown }>> = {
  getSession: (id) => ({ path: `/v1/persona/${id}` }),
  state: (id) => ({ path: `/v1/state/${id}` }),
  turn: (id) => ({ path: '/v1/turn', body: { session_id: id, message: 'Hello.' } }),
  appraisedTurn: (id) => ({ path: '/v1/turn/appraisal', body: { session_id: id, appraisal: GIFT } }),
  getPersona: (id) => ({ path: `/personas/${id}` }),
  patchPersona: (id) => ({ path: `/personas/${id}`, body: { config: { goals: ['rest'] } } }),
  perceive: (id) => ({ path: `/personas/${id}/perceive`, body: { event: { appraisal: GIFT } } }),
  tick: (id) => ({ path: `/personas/${id}/tick`, body: { seconds: 60 } }),
  setEmotion: (id) => ({ path: `/personas/${id}/emotion`, body: { vad: { V: 0.5 } } }),
  getState: (id) => ({ path: `/personas/${id}/state` }),
  getSnapshot: (id) => ({ path: `/personas/${id}/snapshot` }),
  putSnapshot: (id) => ({ path: `/personas/${id}/snapshot`, body: { snapshot: {} } }),
  promptContext: (id) => ({ path: `/personas/${id}/prompt-context`, body: {} }),
  searchMemory: (id) => ({ path: `/personas/${id}/memory/search`, body: { query: 'hello' } }),
  deletePersona: (id) => ({ path: `/personas/${id}` }),
  restorePersona: (id) => ({ path: `/personas/${id}/restore` }),
  deleteSession: (id) => ({ path: `/v1/persona/${id}` }),
};
/** The others. */
const NAMELESS = ['createSession', 'listSessions', 'listPresets', 'health', 'createPersona', 'listPersonas'];

const operations = createSessionsDialect().operations;

describe('tenants', () => {
  it('are told apart by every operation', async () => {
    expect(operations.map(({ id }) => id).sort()).toEqual([...Object.keys(NAMING), ...NAMELESS].sort());
    const appraiser = async () => ({
      goalRelevance: 0.5,
      goalCongruence: 0.5,
      expectedness: 0.5,
      controllability: 0.5,
      agency: 0,
      normCompatibility: 0,
    });
    const { handler } = await openSite({ apiKeys: ['a', 'b'] }, { appraiser });
    const made = await ask(handler, '/v1/persona', { headers: bearer('a'), body: { preset: 'companion' } });
    const id: string = made.json.sessionId;
    const snapshot = await ask(handler, `/personas/${id}/snapshot`, { headers: bearer('a') });
    for (const [name, requestOf] of Object.entries(NAMING)) {
      const { method } = operations.find((operation) => operation.id === name)!;
      const { path, body: usual } = requestOf(id);
      const body = name === 'putSnapshot' ? { snapshot: snapshot.json.result } : usual;
      const said = { method: method.toUpperCase(), ...(body !== undefined && { body }) };
      const foreign = await ask(handler, path, { ...said, headers: bearer('b') });
      const nobody = await ask(handler, path.replace(id, 'nobody'), {
        ...said,
        ...(body !== undefined && { body: JSON.parse(JSON.stringify(body).replaceAll(id, 'nobody')) }),
        headers: bearer('b'),
      });
      expect({ name, status: foreign.status }).toEqual({ name, status: 404 });
      // Not even that there is such a thing is told.
      expect(foreign.text.replaceAll(id, 'nobody')).toBe(nobody.text);
      const own = await ask(handler, path, { ...said, headers: bearer('a') });
      expect({ name, status: own.status }).toEqual({ name, status: 200 });
    }
    for (const path of ['/v1/persona', '/personas']) {
      const { text } = await ask(handler, path, { headers: bearer('b') });
      expect(text).not.toContain(id);
    }
  });

  it('have each dialect to themselves', async () => {
    const { handler } = await openSite({ apiKeys: ['a', 'b'], dialects: undefined });
    const as = (key: string, path: string, said: Said = {}) =>
      ask(handler, path, { ...said, headers: bearer(key) });
    const project = await as('a', '/api/projects', { body: { name: 'Bank' } });
    const personas = `/api/projects/${project.json.id}/personas`;
    expect((await as('a', personas, { body: { name: 'Ruth' } })).status).toBe(201);
    expect((await as('b', personas)).status).toBe(404);
    expect((await as('b', personas, { body: { name: 'Ruth' } })).status).toBe(404);
    expect((await as('b', '/api/projects')).json).toEqual([]);
    // A name that is taken there is free here.
    expect((await as('b', '/api/projects', { body: { name: 'Bank' } })).status).toBe(201);
    const agent = await as('a', '/api/v1/agents', { body: { name: 'Nia' } });
    expect(agent.status).toBe(200);
    expect((await as('a', '/api/v1/agents')).text).toContain('Nia');
    expect((await as('b', '/api/v1/agents')).text).not.toContain('Nia');
    for (const id of [agent.json.agent_id, 'Nia']) {
      expect((await as('b', `/api/v1/agents/${id}`)).status).toBe(404);
    }
  });

  it('hear of what others have in the words for what never was, from every operation of every dialect', async () => {
    const { handler } = await openSite({ apiKeys: ['a', 'b'], dialects: undefined });
    const as = (key: string, path: string, said: Said = {}) =>
      ask(handler, path, { ...said, headers: bearer(key) });
    const session = (await as('a', '/v1/persona', { body: { preset: 'companion' } })).json.sessionId;
    const agentId = (await as('a', '/api/v1/agents', { body: { name: 'Nia' } })).json.agent_id;
    const projectId = (await as('a', '/api/projects', { body: { name: 'Bank' } })).json.id;
    const persona = (await as('a', `/api/projects/${projectId}/personas`, { body: { name: 'Ruth' } })).json
      .id;
    const nobody = '00000000-0000-7000-8000-000000000000';
    const real: Readonly<Record<string, readonly string[]>> = {
      id: [session, persona],
      agentId: [agentId],
      projectId: [projectId],
      userId: ['u'],
    };
    let asked = 0;
    for (const dialect of DIALECT_NAMES) {
      const { json } = await ask(handler, `/openapi/${dialect}.json`);
      for (const [path, methods] of Object.entries(json.paths as Record<string, object>)) {
        const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
        if (names.length === 0) continue;
        for (const method of Object.keys(methods)) {
          for (const id of real['id']!) {
            const fill = (idFor: (name: string) => string) =>
              path.replace(/\{(\w+)\}/g, (_, name) => idFor(name));
            const said = {
              method: method.toUpperCase(),
              ...(/^(?:post|put|patch)$/.test(method) && { body: {} }),
            };
            const foreign = await as(
              'b',
              fill((name) => (name === 'id' ? id : real[name]![0]!)),
              said,
            );
            const none = await as(
              'b',
              fill((name) => (name === 'userId' ? 'u' : nobody)),
              said,
            );
            const masked = (text: string) =>
              [session, persona, agentId, projectId].reduce(
                (rest, own) => rest.replaceAll(own, nobody),
                text,
              );
            expect({ method, path, status: foreign.status, text: masked(foreign.text) }).toEqual({
              method,
              path,
              status: none.status,
              text: none.text,
            });
            asked += 1;
          }
        }
      }
    }
    expect(asked).toBeGreaterThan(40);
    // And nothing has happened to it.
    expect((await as('a', `/v1/persona/${session}`)).status).toBe(200);
    expect((await as('a', `/api/v1/agents/${agentId}`)).json.name).toBe('Nia');
    expect((await as('a', `/api/projects/${projectId}/personas/${persona}`)).json.name).toBe('Ruth');
  });

  it('may use the same Idempotency-Key, each for its own', async () => {
    const { handler } = await openSite({
      apiKeys: ['a', 'b', { key: 'x1', tenant: 'x' }, { key: 'x2', tenant: 'x' }],
    });
    const create = (key: string, preset: string) =>
      ask(handler, '/v1/persona', {
        headers: { ...bearer(key), 'idempotency-key': 'once' },
        body: { preset },
      });
    const [a, b, x1, x2] = [
      await create('a', 'companion'),
      await create('b', 'rival'),
      await create('x1', 'stoic_mentor'),
      await create('x2', 'stoic_mentor'),
    ];
    expect([a, b, x1, x2].map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const names = [a, b, x1].map(({ json }) => json.persona.identity.name);
    expect(new Set(names).size).toBe(3);
    expect(x2.text).toBe(x1.text);
    expect((await create('b', 'companion')).status).toBe(422);
  });

  it('learn nothing from a cursor of another', async () => {
    const { handler } = await openSite({ apiKeys: ['a', 'b'] });
    const list = async (key: string, query: string) =>
      ask(handler, `/v1/persona${query}`, { headers: bearer(key) });
    const idsOf = ({ json }: Heard): string[] => json.sessions.map(({ id }: { id: string }) => id);
    for (const key of ['a', 'b', 'a', 'b', 'a', 'a']) {
      await ask(handler, '/v1/persona', { headers: bearer(key), body: { preset: 'companion' } });
    }
    const own = idsOf(await list('b', ''));
    expect(own).toHaveLength(2);
    for (let cursor = ''; ; ) {
      const page = await list('a', `?limit=1&cursor=${cursor}`);
      cursor = page.json.cursor;
      if (cursor === null) break;
      for (const limit of [1, 100]) {
        const foreign = await list('b', `?limit=${limit}&cursor=${cursor}`);
        expect(foreign.status).toBe(200);
        for (const id of idsOf(foreign)) expect(own).toContain(id);
      }
    }
  });

  /*
   * Three keys, two of one tenant, ask one server whatever they like; each answer must be the one that a server gives which that
   * tenant has to itself. Cursors are left out of the comparison: they are opaque.
   */
  it('each live as on a server of their own', async () => {
    const shared: ApiKey[] = [
      { key: 'a1', tenant: 'acme' },
      { key: 'a2', tenant: 'acme' },
    ];
    const lone: ApiKey = { key: 'b', tenant: 'bee' };
    const keys = ['a1', 'a2', 'b'] as const;
    const commands = fc.array(
      fc.record({
        who: fc.nat(2),
        what: fc.constantFrom(
          ...Object.keys(NAMING),
          'create',
          'create',
          'createPersona',
          'list',
          'listAll',
          'idempotent',
        ),
        which: fc.nat(20),
        limit: fc.integer({ min: 1, max: 3 }),
      }),
      { minLength: 5, maxLength: 30 },
    );

    async function open(apiKeys: readonly ApiKey[]) {
      const engine = await createEngine({ clock: createManualClock(), seed: 11 });
      const handler = await createHttpHandler({ engine, dialects: ['sessions'], apiKeys });
      return { engine, handler };
    }

    await fc.assert(
      fc.asyncProperty(commands, async (steps) => {
        const together = await open([...shared, lone]);
        const acme = await open(shared);
        const bee = await open([lone]);
        const ids = ['nobody'];
        for (const { who, what, which, limit } of steps) {
          const key = keys[who]!;
          const alone = key === 'b' ? bee : acme;
          const id = ids[which % ids.length]!;
          const { path, said } = requestOf(what, id, limit);
          const headers = { ...bearer(key), ...said.headers };
          const [got, wanted] = [
            await ask(together.handler, path, { ...said, headers }),
            await ask(alone.handler, path, { ...said, headers }),
          ];
          expect({ what, key, status: got.status, text: withoutCursor(got.text) }).toEqual({
            what,
            key,
            status: wanted.status,
            text: withoutCursor(wanted.text),
          });
          const made = got.json?.sessionId ?? got.json?.result?.personaId;
          if (got.status === 201 && !ids.includes(made)) ids.push(made);
        }
        for (const key of keys) {
          for (const path of ['/v1/persona?limit=100', '/personas']) {
            const alone = key === 'b' ? bee : acme;
            const [got, wanted] = [
              await ask(together.handler, path, { headers: bearer(key) }),
              await ask(alone.handler, path, { headers: bearer(key) }),
            ];
            expect(got.text).toBe(wanted.text);
          }
        }
        for (const { engine } of [together, acme, bee]) await engine.close();
      }),
      { numRuns: 25 },
    );
  });
});

function requestOf(what: string, id: string, limit: number): { readonly path: string; readonly said: Said } {
  switch (what) {
    case 'create':
      return { path: '/v1/persona', said: { body: { preset: 'companion', user_id: `u${limit}` } } };
    case 'createPersona':
      return { path: '/personas', said: { body: { config: { preset: 'rival' } } } };
    case 'idempotent':
      return {
        path: '/v1/persona',
        said: { headers: { 'idempotency-key': `k${limit}` }, body: { preset: 'companion' } },
      };
    case 'list':
      return { path: `/v1/persona?limit=${limit}`, said: {} };
    case 'listAll':
      return { path: '/personas', said: {} };
  }
  const { path, body } = NAMING[what]!(id);
  const { method } = operations.find((operation) => operation.id === what)!;
  return { path, said: { method: method.toUpperCase(), ...(body !== undefined && { body }) } };
}

const withoutCursor = (text: string) => text.replace(/"cursor":"[^"]*"/, '"cursor":"…"');

it('says CONFIG_INVALID, and not less, of what cannot be keys', async () => {
  const failing = createKeyRing([{ key: 'x', tenant: '' }]);
  await expect(failing).rejects.toSatisfy((error) => isEngineError(error, 'CONFIG_INVALID'));
});
