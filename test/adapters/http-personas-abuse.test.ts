import { describe, expect, it } from 'vitest';
import { STORE_KINDS } from '../support/engine-fixtures';
import { PERSONAS, setUpHttp } from '../support/http-fixtures-personas';

const ODD_NAMES = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

/** How a stream of so many bytes is sent: without telling its length. */
function streamed(length: number): RequestInit {
  let left = length;
  const body = new ReadableStream({
    pull(controller) {
      const size = Math.min(left, 65_536);
      left -= size;
      if (size === 0) controller.close();
      else controller.enqueue(new Uint8Array(size).fill(0x20));
    },
  });
  return { body, duplex: 'half' } as RequestInit;
}

describe.each(STORE_KINDS)('abuse of personas over HTTP on $kind', (kind) => {
  it.each(ODD_NAMES)('[A2] takes %s for data', async (word) => {
    const { ask } = await setUpHttp(kind);
    const { status, body } = await ask('POST', PERSONAS, { body: { name: word, description: word } });
    expect(status).toBe(201);
    expect((await ask('GET', `${PERSONAS}/${body.id}`)).body).toMatchObject({
      name: word,
      description: word,
    });
    const headers = `{"name":"h","headers":{${JSON.stringify(word)}:"1"}}`;
    const answer = await ask('POST', PERSONAS, { body: headers });
    expect(answer.status).toBe(word === '__proto__' ? 400 : 201);
    if (answer.status === 201) expect(Object.entries(answer.body.headers)).toStrictEqual([[word, '1']]);
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  });

  it('[A3] refuses JSON that is nested too deeply, wherever it is', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    for (const body of [deep, `{"name":"B","headers":${deep}}`, `{"name":"B","unknown":${deep}}`]) {
      for (const [method, path] of [
        ['POST', PERSONAS],
        ['PUT', `${PERSONAS}/${id}`],
      ] as const) {
        const answer = await ask(method, path, { body });
        expect([answer.status, answer.body]).toStrictEqual([
          400,
          { error: 'Body is nested deeper than 32 levels' },
        ]);
      }
    }
  });

  it('[A4] refuses a body above the limit, whether it tells its length or not, and before it is parsed', async () => {
    const { ask, handler } = await setUpHttp(kind);
    const fits = (length: number) => {
      const frame = '{"name":"A","x":""}';
      return frame.replace('""', `"${'x'.repeat(length - frame.length)}"`);
    };
    expect((await ask('POST', PERSONAS, { body: fits(1_048_576) })).status).toBe(201);
    const told = await ask('POST', PERSONAS, { body: fits(1_048_577) });
    expect([told.status, told.body]).toStrictEqual([413, { error: 'Request body is too large' }]);
    const lying = await ask('POST', PERSONAS, { body: '{', headers: { 'content-length': '99999999' } });
    expect(lying.status).toBe(413);
    const untold = await handler(
      new Request(`http://localhost${PERSONAS}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...streamed(50_000_000),
      }),
    );
    expect([untold.status, await untold.json()]).toStrictEqual([413, { error: 'Request body is too large' }]);
  });

  it('[A4] passes over very many members that nobody knows, fast', async () => {
    const { ask } = await setUpHttp(kind);
    const many = Array.from({ length: 90_000 }, (_, i) => `"k${i}":1`).join();
    const startedMs = performance.now();
    expect((await ask('POST', PERSONAS, { body: `{"name":"A",${many}}` })).status).toBe(201);
    const headers = Array.from({ length: 80_000 }, (_, i) => `"k${i}":""`).join();
    const answer = await ask('POST', PERSONAS, { body: `{"name":"B","headers":{${headers}}}` });
    expect([answer.status, answer.body]).toStrictEqual([
      400,
      { error: 'headers must not have more than 32 headers' },
    ]);
    expect(performance.now() - startedMs).toBeLessThan(5000);
  });

  it.each([
    undefined,
    'text/xml',
    'application/xml; charset=utf-8',
    'multipart/form-data; boundary=x',
    'application/json, application/json',
    'application/jsonp',
    'text/json',
    '*/*',
  ])('[A5] does not read a body of the type %s', async (type) => {
    const { handler } = await setUpHttp(kind);
    const answer = await handler(
      new Request(`http://localhost${PERSONAS}`, {
        method: 'POST',
        body: new TextEncoder().encode('{"name":"A"}'),
        ...(type !== undefined && { headers: { 'content-type': type } }),
      }),
    );
    expect([answer.status, await answer.json()]).toStrictEqual([415, { error: 'Unsupported Media Type' }]);
  });

  it('[A5] does not unpack a body', async () => {
    const { ask } = await setUpHttp(kind);
    const answer = await ask('POST', PERSONAS, {
      body: '{"name":"A"}',
      headers: { 'content-encoding': 'gzip' },
    });
    expect(answer.status).toBe(415);
  });

  it.each([
    ['emoji', '👩‍👩‍👧', 201],
    ['a ligature', 'ﬁ', 201],
    ['one dot', '.', 201],
    ['two dots', '..', 201],
    ['a slash', 'a/b', 201],
    ['markup', '</script><img src=x onerror=alert(1)>', 201],
    ['SQL', "'; DROP TABLE records; --", 201],
    ['200 characters', 'x'.repeat(200), 201],
    ['10,000 characters', 'x'.repeat(10_000), 400],
    ['a direction that is turned', 'a\u202eb', 400],
    ['zero width alone', '\u200b\u200d', 400],
    ['NUL', 'a\u0000', 400],
    ['a line break', 'a\nb', 400],
    ['half a pair', '\udc00', 400],
  ])('[A6] answers a name of %s', async (_, name, status) => {
    const { ask } = await setUpHttp(kind);
    const answer = await ask('POST', PERSONAS, { body: { name } });
    expect(answer.status).toBe(status);
    if (status === 201) expect((await ask('GET', PERSONAS)).body[0].name).toBe(name);
    else expect(answer.body).toStrictEqual({ error: expect.stringMatching(/^Name/) });
  });

  it.each([
    ['CR and LF', { a: 'b\r\nc: d' }, 400],
    ['NUL', { a: 'b\0' }, 400],
    ['another script', { a: 'жж' }, 400],
    ['Latin', { a: 'é' }, 201],
    ['a colon in a name', { 'a:b': '1' }, 400],
    ['no name', { '': '1' }, 400],
    ['Content-Length', { 'content-length': '0' }, 400],
    ['Transfer-Encoding', { 'Transfer-Encoding': 'chunked' }, 400],
    ['Authorization', { Authorization: 'Bearer x' }, 201],
    ['the same name twice', { A: '1', a: '2' }, 400],
    ['32 of them', Object.fromEntries(Array.from({ length: 32 }, (_, i) => [`x-${i}`, 'v'])), 201],
    ['33 of them', Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`x-${i}`, 'v'])), 400],
    ['a value that is too long', { a: 'x'.repeat(8193) }, 400],
  ])('[A7] answers headers with %s, and repeats no value', async (_, headers, status) => {
    const { ask } = await setUpHttp(kind);
    const answer = await ask('POST', PERSONAS, { body: { name: 'A', headers } });
    expect(answer.status).toBe(status);
    if (status === 201) expect(answer.body.headers).toStrictEqual(headers);
    else {
      expect(Object.keys(answer.body)).toStrictEqual(['error']);
      expect(answer.body.error).toMatch(/^headers/);
      expect(answer.body.error.length).toBeLessThan(300);
    }
  });

  it.each([
    'cursor=forged',
    'limit=-1',
    'limit=NaN',
    'limit=1e9',
    'history_limit=1e9',
    'since=2026-13-45',
    'a[]=1&__proto__[x]=1',
    '%zz',
  ])('[A15] passes over the query %s', async (query) => {
    const { ask, add } = await setUpHttp(kind);
    const made = await add('A');
    expect(await ask('GET', `${PERSONAS}?${query}`)).toMatchObject({ status: 200, body: [made] });
    expect(await ask('GET', `${PERSONAS}/${made['id']}?${query}`)).toMatchObject({ status: 200, body: made });
  });
});

describe('pages of other origins', () => {
  it('cannot have portraits drawn on a server of this machine', async () => {
    const { ask, add } = await setUpHttp(undefined, {}, { allowedHosts: ['localhost'] });
    const { id } = await add('A', { systemPrompt: 'x' });
    const path = `${PERSONAS}/${id}/generate-image`;
    const foreign = await ask('POST', path, { headers: { origin: 'https://evil.test' } });
    expect([foreign.status, Object.keys(foreign.body)]).toEqual([403, ['error']]);
    expect((await ask('POST', path, { headers: { origin: 'http://localhost:3000' } })).status).toBe(400);
  });
});
