import { describe, expect, it } from 'vitest';
import type { CommitUnit } from '../../src/ports';
import { createGate, failureOf, settled } from '../support/engine-fixtures';
import {
  historyOf,
  look,
  put,
  type Stage,
  session,
  setStage,
  unitOf,
  write,
} from '../support/write-behind-fixtures';

const committed = (...revisions: number[]) => ({ status: 'committed', revisions });

/** A stage on which these sessions stand, stored at revision 1. */
async function stageOf(ids: readonly string[], options?: Parameters<typeof setStage>[0]): Promise<Stage> {
  const stage = setStage(options);
  for (const id of ids) await write(stage.behind, [id, 0, `${id}1`]);
  stage.inner.units.length = 0;
  return stage;
}

describe('what waits', () => {
  it('is answered at once, seen by every read, and stored when its time has come', async () => {
    const { behind, inner, reports, set, ring } = await stageOf(['s', 't']);
    expect(await write(behind, ['s', 1, 's2'])).toEqual(committed(2));
    expect(await write(behind, ['s', 2, 's3'])).toEqual(committed(3));
    expect(inner.units).toEqual([]);
    expect(await look(behind, 's')).toBe('3 s3');
    expect(await look(inner, 's')).toBe('1 s1');
    const page = await behind.scan({ collection: 'session', limit: 9 });
    expect(page.records.map(({ id, revision, body }) => [id, revision, body])).toEqual([
      ['s', 3, 's3'],
      ['t', 1, 't1'],
    ]);
    await ring();
    expect(await look(inner, 's')).toBe('3 s3');
    expect(await historyOf(inner, 's')).toEqual(['s1', 's2', 's3']);
    expect(reports).toMatchObject([{ units: 2, events: 2, pending: 0, lost: [] }]);
    expect(set).toEqual([]);
  });

  it('is found by the name that it keeps', async () => {
    const { behind, inner } = setStage();
    const named = (expectedRevision: number, body: string): CommitUnit => ({
      changes: [
        {
          kind: 'put',
          ...session('s'),
          expectedRevision,
          record: { parent: 'p', name: 'n', body, checksum: 1 },
        },
      ],
      events: [],
    });
    await behind.commit([named(0, 'one')]);
    await behind.commit([named(1, 'two')]);
    const [found] = await behind.find([{ collection: 'session', parent: 'p', name: 'n' }]);
    expect(found).toMatchObject({ revision: 2, body: 'two', name: 'n' });
    expect(await look(inner, 's')).toBe('1 one');
  });

  it('decides between writers as a store does', async () => {
    const { behind } = await stageOf(['s']);
    await write(behind, ['s', 1, 'mine']);
    expect(await write(behind, ['s', 1, 'late'])).toEqual({
      status: 'conflict',
      ...session('s'),
      expected: 1,
      actual: 2,
    });
    expect(await write(behind, ['nobody', 1, 'x'])).toMatchObject({ status: 'conflict', actual: 0 });
    expect(await look(behind, 's')).toBe('2 mine');
  });

  it('goes to the store in one call, but one unit of each record at a time', async () => {
    const { behind, inner, ring } = await stageOf(['s', 't', 'u']);
    const calls: number[] = [];
    inner.before = (method) => method === 'commit' && calls.push(inner.units.length);
    await write(behind, ['s', 1, 's2']);
    await write(behind, ['t', 1, 't2'], ['s', 2, 's3']);
    await write(behind, ['u', 1, 'u2']);
    await write(behind, ['t', 2, 't3']);
    await ring();
    expect(inner.units.map(({ changes }) => changes.map(({ id }) => id).join())).toEqual([
      's',
      'u',
      't,s',
      't',
    ]);
    expect(calls).toEqual([0, 2, 3]);
  });

  it('cannot be reached by whoever handed it in or read it', async () => {
    const { behind, inner, ring } = await stageOf(['s']);
    const record = { parent: '', body: 'right', checksum: 1 };
    const event = { stream: { ...session('s') }, type: 't', atMs: 1, body: 'right', checksum: 1 };
    const unit = { changes: [{ ...put('s', 1, ''), record }], events: [event] } as CommitUnit;
    await behind.commit([unit]);
    Object.assign(record, { body: 'wrong' });
    Object.assign(event, { body: 'wrong' });
    const [read] = await behind.load([session('s')]);
    Object.assign(read!, { body: 'wrong', revision: 9 });
    expect(await look(behind, 's')).toBe('2 right');
    await ring();
    expect([await look(inner, 's'), await historyOf(inner, 's')]).toEqual(['2 right', ['s1', 'right']]);
  });
});

describe('a read while what waits is being stored', () => {
  const keys = [session('s'), session('t')];
  const seen = (records: readonly ({ revision: number; body: unknown } | undefined)[]) =>
    records.map((record) => record && `${record.revision} ${record.body}`);

  it('misses nothing that ceases to wait meanwhile', async () => {
    const { behind, inner } = await stageOf(['s', 't']);
    await write(behind, ['s', 1, 's2']);
    const gate = createGate();
    inner.before = (method) => (method === 'load' ? gate.promise : undefined);
    const loading = behind.load(keys);
    await settled();
    await behind.flush();
    gate.open();
    expect(seen(await loading)).toEqual(['2 s2', '1 t1']);
  });

  it('does not put together two records that were never so', async () => {
    const { behind, inner } = await stageOf(['s', 't']);
    await write(behind, ['s', 1, '2']);
    let hasMoved = false;
    inner.before = async (method) => {
      if (method !== 'load' || hasMoved) return;
      hasMoved = true;
      await write(behind, ['s', 2, 'both'], ['t', 1, 'both']);
      await behind.flush();
    };
    expect(seen(await behind.load(keys))).toEqual(['3 both', '2 both']);
  });

  it('comes to an end although something is stored during each attempt', async () => {
    const { behind, inner } = await stageOf(['s', 't']);
    await write(behind, ['s', 1, 's2']);
    let revision = 2;
    let isBusy = false;
    inner.before = async (method) => {
      if (method !== 'load' || isBusy) return;
      isBusy = true;
      await behind.flush();
      await write(behind, ['s', revision, `s${revision + 1}`]);
      revision += 1;
      isBusy = false;
    };
    // Three attempts were overtaken; the last answer is the store's, and what was accepted during it may come later.
    expect(seen(await behind.load(keys))).toEqual(['5 s5', '1 t1']);
    inner.before = undefined;
    await behind.flush();
    expect(await look(inner, 's')).toBe(await look(behind, 's'));
  });
});

describe('what may not wait', () => {
  const unnamed = { parent: '', body: 'x', checksum: 1 };
  it.each<[string, CommitUnit]>([
    ['a creation', unitOf(['new', 0, 'x'])],
    ['a removal', { changes: [{ kind: 'remove', ...session('s'), expectedRevision: 2 }], events: [] }],
    ['a unit with a key', { ...unitOf(['s', 2, 'x']), key: 'k' }],
    [
      'a new name',
      { changes: [{ ...put('s', 2, 'x'), record: { ...unnamed, name: 'n' } }], events: [] } as CommitUnit,
    ],
    [
      'bytes',
      {
        changes: [{ ...put('s', 2, ''), record: { ...unnamed, body: new Uint8Array(1) } }],
        events: [],
      } as CommitUnit,
    ],
    ['a text that a store may refuse', unitOf(['s', 2, 'a\u0000'])],
    ['a unit of which one part may not', unitOf(['s', 2, 'x'], ['new', 0, 'x'])],
  ])('%s is stored at once, after what waits for its records', async (_, unit) => {
    const { behind, inner } = await stageOf(['s']);
    await write(behind, ['s', 1, 's2']);
    expect(await behind.commit([unit])).toMatchObject([{ status: 'committed' }]);
    const waited = unit.changes.some(({ id }) => id === 's');
    expect(inner.units.length).toBe(waited ? 2 : 1);
    expect(inner.units.at(-1)).toEqual(unit);
  });

  it('a unit that breaks the rules is refused before anything of its call is accepted', async () => {
    const { behind } = await stageOf(['s']);
    const twice = { changes: [put('s', 1, 'x'), put('s', 2, 'y')], events: [] };
    await failureOf(behind.commit([unitOf(['s', 1, 's2']), twice]), 'INVARIANT_BROKEN');
    expect(await look(behind, 's')).toBe('1 s1');
  });

  it('lets no unit of its records wait while it is under way', async () => {
    const { behind, inner } = await stageOf(['s']);
    const gate = createGate();
    inner.before = (method) => (method === 'commit' ? gate.promise : undefined);
    const removal = behind.commit([
      { changes: [{ kind: 'remove', ...session('s'), expectedRevision: 1 }], events: [] },
    ]);
    const late = write(behind, ['s', 1, 'too late']);
    await settled();
    gate.open();
    expect(await removal).toEqual([committed(0)]);
    expect(await late).toMatchObject({ status: 'conflict', actual: 0 });
    expect(await look(behind, 's')).toBeUndefined();
  });

  it('a read of history sees what waits, because it is stored first; one by key need not', async () => {
    const { behind, inner } = await stageOf(['s']);
    await write(behind, ['s', 1, 's2']);
    expect(await behind.history(session('s'), { key: 'k' })).toEqual([]);
    expect(inner.units).toEqual([]);
    expect(await historyOf(behind, 's')).toEqual(['s1', 's2']);
  });

  it('upkeep comes after what waits', async () => {
    const { behind, inner } = await stageOf(['s', 't']);
    const { upkeep } = behind;
    await write(behind, ['s', 1, 's2']);
    expect(await upkeep!.collections()).toEqual(['session']);
    expect(await look(inner, 's')).toBe('2 s2');
    await write(behind, ['s', 2, 's3']);
    expect(await upkeep!.trim([{ stream: session('s'), beforeSequence: 3 }])).toEqual([2]);
    expect(await historyOf(behind, 's')).toEqual(['s3']);
    await write(behind, ['s', 3, 's4']);
    const record = { ...session('s'), parent: '', body: 'restored', checksum: 1, revision: 9 };
    expect(await upkeep!.restore([{ record, events: [], expectedRevision: 4 }])).toEqual([
      { status: 'restored' },
    ]);
    expect(await write(behind, ['s', 9, 's10'])).toEqual(committed(10));
    await upkeep!.vacuum();
    expect(await look(inner, 's')).toBe('10 s10');
  });
});
