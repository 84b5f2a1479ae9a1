import { describe, expect, it } from 'vitest';
import { failureOf, STORE_KINDS } from '../support/engine-fixtures';
import { recordsOf, setUpPersonas } from '../support/persona-fixtures';

describe.each(STORE_KINDS)('headers of personas over $kind', (kind) => {
  it('[defect 9] are checked when they are written, by create and by update, of personas and of projects', async () => {
    const { engine, personas, add, store } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { headers: { A: '1' } });
    const before = await recordsOf(store);
    const secret = 'Bearer secret';
    const bad: readonly (readonly [headers: Record<string, string>, name: string])[] = [
      [{ Authorization: `${secret}\r\nHost: elsewhere` }, 'Authorization'],
      [{ Authorization: `${secret}\n` }, 'Authorization'],
      [{ Authorization: `${secret}\u0000` }, 'Authorization'],
      [{ Authorization: `${secret} 漢` }, 'Authorization'],
      [{ Authorization: secret, authorization: secret }, 'authorization'],
      [{ 'A B': '1' }, 'A B'],
      [{ '': '1' }, ''],
      [{ 'A\r\nB': '1' }, 'A\r\nB'],
      [{ ['__proto__:']: '1' }, '__proto__:'],
      [{ Host: 'elsewhere' }, 'Host'],
      [{ HOST: 'elsewhere' }, 'HOST'],
      [{ 'content-length': '0' }, 'content-length'],
      [{ 'Transfer-Encoding': 'chunked' }, 'Transfer-Encoding'],
      [{ Connection: 'close' }, 'Connection'],
      [{ 'Proxy-Authorization': secret }, 'Proxy-Authorization'],
      [{ A: 'x'.repeat(8193) }, 'A'],
    ];
    for (const [headers, name] of bad) {
      for (const call of [
        () => personas.create({ name: 'Bo', headers }),
        () => personas.update(id, { headers }),
        () => engine.projects.create({ name: 'Bank', headers }),
        () => engine.projects.update('p', { headers }),
      ]) {
        const error = await failureOf(call, 'INPUT_INVALID');
        expect(error.details.issues.map(({ path }) => path)).toEqual([['headers', name]]);
        expect(JSON.stringify(error)).not.toContain(secret);
      }
    }
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, i) => [`H${i}`, '1']));
    await failureOf(personas.update(id, { headers: many }), 'INPUT_INVALID');
    expect(await recordsOf(store)).toEqual(before);
  });

  it('[defect 9] go out once, whatever their case: base, then the project’s, then the persona’s', async () => {
    const { engine, personas, add } = await setUpPersonas(kind);
    await engine.projects.update('p', {
      headers: { authorization: 'Bearer project', 'X-Tenant': 'north', 'x-both': 'project' },
    });
    const { id } = await add('Ruth', {
      headers: { AUTHORIZATION: 'Bearer ruth', 'content-type': 'text/plain', 'X-Both': 'ruth' },
    });
    const base = Object.freeze({
      Authorization: 'Bearer base',
      'Content-Type': 'application/json',
      'x-tenant': 'south',
      Accept: '*/*',
    });
    expect(Object.entries(await personas.requestHeaders(id, base))).toEqual([
      ['AUTHORIZATION', 'Bearer ruth'],
      ['content-type', 'text/plain'],
      ['X-Tenant', 'north'],
      ['Accept', '*/*'],
      ['X-Both', 'ruth'],
    ]);
    expect(base).toEqual({
      Authorization: 'Bearer base',
      'Content-Type': 'application/json',
      'x-tenant': 'south',
      Accept: '*/*',
    });
    // What goes out is what a fetch takes, and takes for one header each.
    const headers = new Headers(await personas.requestHeaders(id, base));
    expect(headers.get('authorization')).toBe('Bearer ruth');
    expect(headers.get('content-type')).toBe('text/plain');
  });

  it('are the project’s alone where the persona has none, and none where nobody has', async () => {
    const { engine, personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    expect(await personas.requestHeaders(id)).toStrictEqual({});
    expect(await personas.requestHeaders(id, { a: '1' })).toStrictEqual({ a: '1' });
    await engine.projects.update('p', { headers: { A: '2' } });
    expect(await personas.requestHeaders(id, { a: '1' })).toStrictEqual({ A: '2' });
    await personas.update(id, { headers: {} });
    expect(await personas.requestHeaders(id)).toStrictEqual({ A: '2' });
    await engine.projects.update('p', { headers: null });
    expect(await personas.requestHeaders(id)).toStrictEqual({});
  });

  it('are each an own property, whatever they are called', async () => {
    const { personas } = await setUpPersonas(kind);
    const headers = JSON.parse('{"__proto__":"1","constructor":"2"}') as Record<string, string>;
    const { id } = await personas.create({ name: 'Ruth', headers });
    const out = await personas.requestHeaders(id, JSON.parse('{"__PROTO__":"0"}') as Record<string, string>);
    expect(Object.entries(out)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
    ]);
    expect(Object.getPrototypeOf(out)).toBe(Object.prototype);
  });

  it('of a request must be headers by name', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    // The last two hold headers where nobody would look for them: better refused than lost without a word.
    const bad = ['a', ['a'], { a: 1 }, { a: undefined }, new Headers({ a: '1' }), new Map([['a', '1']])];
    for (const base of bad as never[]) {
      await failureOf(personas.requestHeaders(id, base), 'INPUT_INVALID');
    }
  });
});
