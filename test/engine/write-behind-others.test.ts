import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { failureOf, settled } from '../support/engine-fixtures';
import { historyOf, look, session, setStage, unitOf, write } from '../support/write-behind-fixtures';

/** A stage on which sessions stand, stored at revision 1, beside the store that others write to. */
async function begin(...ids: readonly string[]) {
  const store = createMemoryStore();
  const stage = setStage({ store });
  for (const id of ids) await write(stage.behind, [id, 0, `${id}1`]);
  return { ...stage, store };
}

describe('another process that writes the same records', () => {
  it('wins: what was accepted here is lost, told, and no longer seen', async () => {
    const { behind, store, reports } = await begin('s', 't');
    for (const revision of [1, 2, 3]) await write(behind, ['s', revision, `mine ${revision}`]);
    await write(behind, ['t', 1, 't2']);
    await write(store, ['s', 1, 'theirs']);
    const error = await failureOf(behind.flush(), 'REVISION_CONFLICT');
    expect(error.details.id).toBe('s');
    expect(reports).toMatchObject([{ units: 1, pending: 0, lost: [{ ...session('s'), units: 3 }] }]);
    expect(await look(behind, 's')).toBe('2 theirs');
    expect(await historyOf(store, 's')).toEqual(['s1', 'theirs']);
    expect(await look(store, 't')).toBe('2 t2');
  });

  it('wins although its revision is by now what the next unit here expects', async () => {
    for (const theirs of [1, 2, 3, 4]) {
      const { behind, store } = await begin('s');
      for (const revision of [1, 2, 3]) await write(behind, ['s', revision, 'mine']);
      for (let revision = 1; revision <= theirs; revision += 1) await write(store, ['s', revision, 'theirs']);
      await failureOf(behind.flush(), 'REVISION_CONFLICT');
      expect(await historyOf(store, 's')).toEqual(['s1', ...Array<string>(theirs).fill('theirs')]);
    }
  });

  it('takes along what stands on what was lost, and nothing else', async () => {
    const { behind, store, reports } = await begin('s', 't', 'u', 'v');
    await write(behind, ['u', 1, 'u2']);
    await write(behind, ['s', 1, 's2'], ['t', 1, 't2']);
    await write(behind, ['t', 2, 't3'], ['u', 2, 'u3']);
    await write(behind, ['u', 3, 'u4']);
    await write(behind, ['v', 1, 'v2']);
    await write(store, ['s', 1, 'theirs']);
    await failureOf(behind.flush(), 'REVISION_CONFLICT');
    expect(reports.flatMap(({ lost }) => lost)).toEqual([
      { ...session('s'), units: 1 },
      { ...session('t'), units: 2 },
      { ...session('u'), units: 2 },
    ]);
    const seen = await Promise.all(['s', 't', 'u', 'v'].map((id) => look(behind, id)));
    expect(seen).toEqual(['2 theirs', '1 t1', '2 u2', '2 v2']);
    expect(await Promise.all(['s', 't', 'u', 'v'].map((id) => look(store, id)))).toEqual(seen);
  });

  it('takes along what was accepted while the flush was under way', async () => {
    const { behind, inner, store, reports } = await begin('s');
    await write(behind, ['s', 1, 'mine 2']);
    await write(store, ['s', 1, 'theirs']);
    inner.before = async (method) => {
      if (method !== 'commit') return;
      inner.before = undefined;
      await write(behind, ['s', 2, 'mine 3']);
    };
    await failureOf(behind.flush(), 'REVISION_CONFLICT');
    expect(reports).toMatchObject([{ units: 0, pending: 0, lost: [{ units: 2 }] }]);
    expect(await historyOf(store, 's')).toEqual(['s1', 'theirs']);
  });

  it('is not overwritten by a turn that read what was lost and ends afterwards', async () => {
    const { behind, store } = await begin('s');
    await write(behind, ['s', 1, 'mine']);
    // A turn begins here, on revision 2 as it is seen.
    expect(await look(behind, 's')).toBe('2 mine');
    await write(store, ['s', 1, 'theirs']);
    await failureOf(behind.flush(), 'REVISION_CONFLICT');
    // It ends, and its revision is that of the other process.
    expect(await write(behind, ['s', 2, 'on what was lost'])).toEqual({
      status: 'conflict',
      ...session('s'),
      expected: 2,
      actual: 2,
    });
    expect(await look(behind, 's')).toBe('2 theirs');
    expect(await write(behind, ['s', 2, 'on theirs'])).toMatchObject({ status: 'committed' });
    await behind.flush();
    expect(await historyOf(store, 's')).toEqual(['s1', 'theirs', 'on theirs']);
  });

  it('is held off from one unit of a call alone', async () => {
    const { behind, store } = await begin('s', 't');
    await write(behind, ['s', 1, 'mine']);
    await write(store, ['s', 1, 'theirs']);
    await failureOf(behind.flush(), 'REVISION_CONFLICT');
    const outcomes = await behind.commit([
      unitOf(['t', 1, 't2']),
      unitOf(['s', 2, 'x']),
      unitOf(['t', 2, 't3']),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(['committed', 'conflict', 'committed']);
    expect(await historyOf(store, 't')).toEqual(['t1', 't2', 't3']);
  });

  it('may remove a record, which is then gone', async () => {
    const { behind, store, reports } = await begin('s');
    await write(behind, ['s', 1, 'mine']);
    await store.commit([{ changes: [{ kind: 'remove', ...session('s'), expectedRevision: 1 }], events: [] }]);
    await failureOf(behind.flush(), 'REVISION_CONFLICT');
    expect(reports.at(-1)?.lost).toEqual([{ ...session('s'), units: 1 }]);
    expect(await look(behind, 's')).toBeUndefined();
  });

  it('that was faster since the last read is noticed at once, when nothing waits', async () => {
    const { behind, store } = await begin('s');
    expect(await look(behind, 's')).toBe('1 s1');
    await write(store, ['s', 1, 'theirs']);
    expect(await write(behind, ['s', 2, 'on theirs'])).toEqual({ status: 'committed', revisions: [3] });
    expect(await write(behind, ['s', 1, 'late'])).toMatchObject({ status: 'conflict', actual: 3 });
  });

  it('is told of when a timer flushes, and no promise is left without somebody who minds it', async () => {
    const { behind, store, reports, ring } = await begin('s');
    await write(behind, ['s', 1, 'mine']);
    await write(store, ['s', 1, 'theirs']);
    await ring();
    await settled();
    expect(reports).toMatchObject([{ units: 0, lost: [{ id: 's', units: 1 }] }]);
    await behind.flush();
  });
});
