import { describe, expect, it } from 'vitest';
import { STORE_KINDS } from '../support/engine-fixtures';
import { type Answer, PERSONAS, setUpHttp } from '../support/http-fixtures-personas';

/** How many answers there are of each status. */
function tally(answers: readonly Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

const times = <T>(count: number, make: (i: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, i) => make(i)));

describe.each(STORE_KINDS)('[defect 10] races for personas over HTTP on $kind', (kind) => {
  it('give one of twenty creations the name', async () => {
    const { ask } = await setUpHttp(kind);
    for (let round = 0; round < 5; round++) {
      const body = { name: `same ${round}` };
      expect(tally(await times(20, () => ask('POST', PERSONAS, { body })))).toEqual({ 201: 1, 409: 19 });
    }
    expect((await ask('GET', PERSONAS)).body).toHaveLength(5);
  });

  it('take names that only look alike in other bytes for the same', async () => {
    const { ask } = await setUpHttp(kind);
    const names = ['Zoe\u0308', 'Zo\u00eb'];
    const answers = await Promise.all(names.map((name) => ask('POST', PERSONAS, { body: { name } })));
    expect(tally(answers)).toEqual({ 201: 1, 409: 1 });
  });

  it('keep forty different creations', async () => {
    const { ask } = await setUpHttp(kind);
    const answers = await times(40, (i) => ask('POST', PERSONAS, { body: { name: `n${i}` } }));
    expect(tally(answers)).toEqual({ 201: 40 });
    const { body } = await ask('GET', PERSONAS);
    expect(new Set(body.map(({ id }: { id: string }) => id)).size).toBe(40);
  });

  it('keep both of fifty pairs of edits', async () => {
    const { ask, add } = await setUpHttp(kind);
    await times(50, async (i) => {
      const { id } = await add(`n${i}`);
      const path = `${PERSONAS}/${id}`;
      const pair = await Promise.all([
        ask('PUT', path, { body: { description: `d${i}` } }),
        ask('PUT', path, { body: { systemPrompt: `s${i}` } }),
      ]);
      expect(tally(pair)).toEqual({ 200: 2 });
      expect((await ask('GET', path)).body).toMatchObject({ description: `d${i}`, systemPrompt: `s${i}` });
    });
  });

  it('give one of many renamings the name', async () => {
    const { ask, add } = await setUpHttp(kind);
    const ids = await times(10, async (i) => (await add(`n${i}`))['id']!);
    const renaming = await times(10, (i) => ask('PUT', `${PERSONAS}/${ids[i]}`, { body: { name: 'one' } }));
    expect(tally(renaming)).toEqual({ 200: 1, 409: 9 });
    const { body } = await ask('GET', PERSONAS);
    expect(body.filter(({ name }: { name: string }) => name === 'one')).toHaveLength(1);
  });

  it('let one of many deletions delete, and nobody bring back what is gone', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const path = `${PERSONAS}/${id}`;
    const deletions = times(10, () => ask('DELETE', path));
    const edits = times(10, (i) => ask('PUT', path, { body: { description: `${i}` } }));
    expect(tally(await deletions)).toEqual({ 204: 1, 404: 9 });
    for (const { status } of await edits) expect([200, 404]).toContain(status);
    expect((await ask('GET', path)).status).toBe(404);
    expect((await ask('POST', PERSONAS, { body: { name: 'A' } })).status).toBe(201);
  });

  it('let one of many writers of the same revision write', async () => {
    const { ask, add } = await setUpHttp(kind);
    const { id } = await add('A');
    const answers = await times(10, (i) =>
      ask('PUT', `${PERSONAS}/${id}`, { body: { name: `n${i}` }, headers: { 'if-match': '"1"' } }),
    );
    expect(tally(answers)).toEqual({ 200: 1, 412: 9 });
  });
});
