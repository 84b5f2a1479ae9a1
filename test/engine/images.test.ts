import { describe, expect, it } from 'vitest';
import { failureOf, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { imageOf, recordsOf, setUpPersonas } from '../support/persona-fixtures';

const KINDS = [
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['webp', 'image/webp'],
  ['gif', 'image/gif'],
] as const;

describe.each(STORE_KINDS)('images over $kind', (kind) => {
  it('are kept to the byte, and known by their bytes alone', async () => {
    const { images } = await setUpPersonas(kind);
    for (const [extension, mediaType] of KINDS) {
      const bytes = imageOf(extension, '\0\xff'.repeat(5000));
      const { id } = await images.create({ bytes, role: 'upload' });
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\.[a-z]+$/);
      expect(id.endsWith(`.${extension}`)).toBe(true);
      const image = (await images.get(id))!;
      expect({ ...image, bytes: Buffer.from(image.bytes).equals(bytes) }).toStrictEqual({
        id,
        mediaType,
        bytes: true,
      });
    }
  });

  it('[defect 3] that are none are refused: SVG, HTML, text, nothing; and so is what is no bytes or too many', async () => {
    const { images, store } = await setUpPersonas(kind);
    const before = await recordsOf(store);
    const hostile: unknown[] = [
      ...['<svg onload="alert(1)"/>', '<!doctype html><script>1</script>', '', 'GIF', '%PDF-1.7'].map(
        (text) => Buffer.from(text),
      ),
      // What a file is called or says of itself counts for nothing.
      Buffer.from('data:image/png;base64,iVBORw0KGgo='),
      Buffer.concat([Buffer.from(' '), imageOf('png')]),
      imageOf('png').subarray(0, 15),
      'iVBORw0KGgo=',
      [...imageOf('png')],
      imageOf('png').buffer,
      new DataView(imageOf('png').buffer as ArrayBuffer),
      null,
      undefined,
      5,
    ];
    for (const bytes of hostile) {
      const error = await failureOf(
        images.create({ bytes: bytes as Uint8Array, role: 'upload' }),
        'INPUT_INVALID',
      );
      expect(error.details.issues.map(({ path }) => path)).toEqual([['bytes']]);
    }
    const most = Buffer.concat([imageOf('png'), Buffer.alloc(8 * 1024 * 1024)]);
    await failureOf(images.create({ bytes: most, role: 'upload' }), 'INPUT_INVALID');
    expect(await recordsOf(store)).toEqual(before);
    const { id } = await images.create({ bytes: most.subarray(0, 8 * 1024 * 1024), role: 'upload' });
    expect((await images.get(id))?.bytes).toHaveLength(8 * 1024 * 1024);
  });

  it('[defect 2] have a role of the known ones, and are listed by it in the order of their creation', async () => {
    const { images } = await setUpPersonas(kind);
    const roles = ['upload', 'persona-avatar', 'persona-avatar-styleguide'] as const;
    const made = { upload: [], 'persona-avatar': [], 'persona-avatar-styleguide': [] } as Record<
      string,
      string[]
    >;
    // More of each than are read at once.
    for (let i = 0; i < 57; i++) {
      const role = roles[i % 3]!;
      const [extension] = KINDS[i % 4]!;
      made[role]!.push((await images.create({ bytes: imageOf(extension), role })).id);
    }
    for (const role of roles) expect(await images.list({ role })).toStrictEqual({ ids: made[role] });
    const hostile = ['', '..', '../../x', 'upload/', 'UPLOAD', 'persona', '__proto__', 'a\u0000', 5, null];
    for (const role of [...hostile, undefined] as 'upload'[]) {
      await failureOf(images.create({ bytes: imageOf('png'), role }), 'INPUT_INVALID');
      await failureOf(images.list({ role }), 'INPUT_INVALID');
    }
  });

  it('refuse a call without input, and one with more than is known', async () => {
    const { images } = await setUpPersonas(kind);
    for (const input of [undefined, null, 'upload', 5] as never[]) {
      await failureOf(images.create(input), 'INPUT_INVALID');
      await failureOf(images.list(input), 'INPUT_INVALID');
    }
  });

  it('[defect 4] of another project are not there: neither to read, nor to list, nor to delete', async () => {
    const { engine, images } = await setUpPersonas(kind);
    const others = ['q', 'p/', '1:p', 'p p', 'P'];
    for (const id of others) await engine.projects.create({ id, name: 'Beside' });
    const { id } = await images.create({ bytes: imageOf('png'), role: 'upload' });
    for (const other of others) {
      const beside = engine.images(other);
      expect(await beside.get(id)).toBeUndefined();
      expect(await beside.list({ role: 'upload' })).toEqual({ ids: [] });
      expect(await beside.delete(id)).toEqual({ deleted: false, id });
    }
    expect(await engine.images('nothing').get(id)).toBeUndefined();
    expect((await images.get(id))?.id).toBe(id);
    await failureOf(
      engine.images('nothing').create({ bytes: imageOf('png'), role: 'upload' }),
      'PROJECT_NOT_FOUND',
    );
    await failureOf(engine.images('nothing').list({ role: 'upload' }), 'PROJECT_NOT_FOUND');
  });

  it('are deleted once', async () => {
    const { images } = await setUpPersonas(kind);
    const [one, two] = [
      await images.create({ bytes: imageOf('png'), role: 'upload' }),
      await images.create({ bytes: imageOf('png'), role: 'upload' }),
    ];
    const both = await Promise.all([images.delete(one.id), images.delete(one.id)]);
    expect(both.filter(({ deleted }) => deleted)).toHaveLength(1);
    expect(await images.delete(one.id)).toEqual({ deleted: false, id: one.id });
    expect(await images.get(one.id)).toBeUndefined();
    expect(await images.list({ role: 'upload' })).toEqual({ ids: [two.id] });
  });

  it('are what was handed in when the call was made, and what is read back is the caller’s own', async () => {
    const { images } = await setUpPersonas(kind);
    const bytes = imageOf('png', 'mine');
    const creating = images.create({ bytes, role: 'upload' });
    bytes.set(Buffer.from('<svg onload="a"/>'));
    const { id } = await creating;
    const read = (await images.get(id))!;
    expect([...read.bytes]).toEqual([...imageOf('png', 'mine')]);
    read.bytes.fill(0);
    expect([...(await images.get(id))!.bytes]).toEqual([...imageOf('png', 'mine')]);
  });

  it('have ids of their own, also after a restart with the seed and the clock of before', async () => {
    const disk = kind.newDisk();
    const first = await setUpPersonas(kind, { disk });
    const kept = new Map<string, string>();
    for (const mark of ['a', 'b', 'c']) {
      const { id } = await first.images.create({ bytes: imageOf('png', mark), role: 'upload' });
      kept.set(id, mark);
    }
    // The ids of this engine begin where those of the first began.
    const { engine } = await setUp(kind, { disk });
    for (const mark of ['d', 'e', 'f']) {
      const { id } = await engine.images('p').create({ bytes: imageOf('png', mark), role: 'upload' });
      expect(kept.get(id)).toBeUndefined();
      kept.set(id, mark);
    }
    for (const [id, mark] of kept) {
      expect([...(await first.images.get(id))!.bytes]).toEqual([...imageOf('png', mark)]);
    }
  });
});
