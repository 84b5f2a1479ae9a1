import { describe, expect, it } from 'vitest';
import { createFaultStore } from '../support/engine-fault-store';
import { failureOf, STORE_KINDS } from '../support/engine-fixtures';
import { imageOf, setUpPersonas } from '../support/persona-fixtures';

const UUID = '01b8dac5-b400-7a92-8011-31b303ab2731';

/** What somebody might try in place of an id. */
const HOSTILE = [
  '',
  '.',
  '..',
  '/',
  '../../personas.json',
  '..%2F..%2Fpersonas.json',
  '%2e%2e%2f',
  '..\\..\\evalstudio.config.json',
  `../${UUID}.png`,
  `/${UUID}.png`,
  `p/${UUID}.png`,
  `1:p/${UUID}.png`,
  `${UUID}.png/..`,
  `${UUID}/.png`,
  `${UUID}..png`,
  `${UUID}.svg`,
  `${UUID}.html`,
  `${UUID}.jpeg`,
  `${UUID}.PNG`,
  `${UUID.toUpperCase()}.png`,
  `${UUID}.png `,
  ` ${UUID}.png`,
  `${UUID}.png\n`,
  `${UUID}.png\u0000`,
  `${UUID}.png?t=1`,
  `${UUID}.png#`,
  UUID,
  `${UUID}.`,
  'nope.png',
  '__proto__',
  'a'.repeat(100_000),
];

describe.each(STORE_KINDS)('hostile ids of images over $kind', (kind) => {
  it('[defect 1] find nothing and delete nothing: they never reach the store', async () => {
    const store = createFaultStore(kind.newDisk().open());
    const { images } = await setUpPersonas(kind, { store });
    const { id } = await images.create({ bytes: imageOf('png'), role: 'upload' });
    store.before = (method) => {
      throw new Error(`${method} was called`);
    };
    for (const hostile of HOSTILE) {
      expect(await images.get(hostile)).toBeUndefined();
      expect(await images.delete(hostile)).toEqual({ deleted: false, id: hostile });
    }
    store.before = undefined;
    expect((await images.get(id))?.id).toBe(id);
  });

  it('that are no texts are no ids either', async () => {
    const { images } = await setUpPersonas(kind);
    const { id } = await images.create({ bytes: imageOf('png'), role: 'upload' });
    for (const hostile of [null, undefined, 5, {}, [id], { toString: () => id }] as never[]) {
      expect(await images.get(hostile).catch(({ code }) => code)).toBeOneOf([undefined, 'INPUT_INVALID']);
      const deleted = await images.delete(hostile).catch(({ code }) => code);
      expect(deleted).toBeOneOf(['INPUT_INVALID', { deleted: false, id: hostile }]);
    }
    expect((await images.get(id))?.id).toBe(id);
  });

  it('as portraits are words of the persona’s own: nothing is removed by them', async () => {
    const { engine, personas, images, add } = await setUpPersonas(kind);
    await engine.projects.create({ id: 'q', name: 'Shop' });
    const { id: foreign } = await engine.images('q').create({ bytes: imageOf('png'), role: 'upload' });
    const { id: own } = await images.create({ bytes: imageOf('png'), role: 'upload' });
    for (const imageUrl of [foreign, `../q/${foreign}`, `/${own}`, 'https://example.org/a.png', '..']) {
      const { id } = await add('Ruth', { imageUrl });
      expect((await personas.get(id))?.imageUrl).toBe(imageUrl);
      await personas.delete(id);
    }
    expect(await engine.images('q').get(foreign)).toBeDefined();
    expect(await images.get(own)).toBeDefined();
    await failureOf(add('Bo', { imageUrl: 'a\n' }), 'INPUT_INVALID');
  });
});
