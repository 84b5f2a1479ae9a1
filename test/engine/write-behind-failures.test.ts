import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import type { Fault } from '../support/engine-fault-store';
import { DriverFailure } from '../support/engine-fault-store';
import { createGate, failureOf, settled } from '../support/engine-fixtures';
import { historyOf, look, session, setStage, unitOf, write } from '../support/write-behind-fixtures';

/** A stage on which two sessions stand, stored at revision 1, beside the store that others write to. */
async function begin(options: { maxPending?: number } = {}) {
  const store = createMemoryStore();
  const stage = setStage({ ...options, store });
  await write(stage.behind, ['s', 0, 's1']);
  await write(stage.behind, ['t', 0, 't1']);
  return { ...stage, stage, store };
}

describe('a store that fails', () => {
  it.each<Fault>(['fail-before', 'fail-after', 'late'])(
    '%s: all is stored in the end, once, in order',
    async (fault) => {
      const { behind, inner, store, reports } = await begin();
      for (const revision of [1, 2, 3]) {
        await write(behind, ['s', revision, `s${revision + 1}`]);
        await write(behind, ['t', revision, `t${revision + 1}`], ['s', revision, 'never']);
      }
      inner.faults = [fault, 'fine', fault, fault];
      for (let tries = 0; tries < 9; tries += 1) await behind.flush().catch(() => undefined);
      expect(await historyOf(store, 's')).toEqual(['s1', 's2', 's3', 's4']);
      expect(await look(store, 's')).toBe('4 s4');
      expect(await look(store, 't')).toBe('1 t1');
      expect(reports.flatMap(({ lost }) => lost)).toEqual([]);
      expect(reports.reduce((sum, { units }) => sum + units, 0)).toBe(3);
    },
  );

  it('keeps what waits and tries again, after longer and longer pauses, and soon again once it works', async () => {
    const { behind, inner, reports, stage } = await begin();
    inner.faults = Array<Fault>(6).fill('fail-before');
    await write(behind, ['s', 1, 's2']);
    const pauses: number[] = [];
    for (let tries = 0; tries < 6; tries += 1) {
      await stage.ring();
      pauses.push(...stage.set);
      expect(reports.at(-1)).toMatchObject({
        units: 0,
        pending: 1,
        failure: { error: expect.any(DriverFailure) },
      });
      expect(await look(behind, 's')).toBe('2 s2');
    }
    expect(pauses).toEqual([1000, 2000, 4000, 5000, 5000, 5000]);
    await stage.ring();
    expect(reports.at(-1)).toMatchObject({ units: 1, pending: 0 });
    expect('failure' in reports.at(-1)!).toBe(false);
    await write(behind, ['s', 2, 's3']);
    expect(stage.set).toEqual([1000]);
  });

  it('that stored a unit, failed, and was written to by others since has stored it: its event tells', async () => {
    const { behind, inner, store, reports } = await begin();
    await write(behind, ['s', 1, 's2']);
    inner.faults = ['fail-after'];
    await expect(behind.flush()).rejects.toBeInstanceOf(DriverFailure);
    await write(store, ['s', 2, 'theirs']);
    await behind.flush();
    expect(reports.at(-1)).toMatchObject({ units: 1, lost: [] });
    expect(await look(behind, 's')).toBe('3 theirs');
    expect(await historyOf(store, 's')).toEqual(['s1', 's2', 'theirs']);
  });

  it('that cannot even say what became of a unit is asked again', async () => {
    const { behind, inner, store, reports } = await begin();
    await write(behind, ['s', 1, 's2']);
    inner.faults = ['fail-after'];
    await expect(behind.flush()).rejects.toBeInstanceOf(DriverFailure);
    inner.before = (method) => {
      if (method === 'load') throw new DriverFailure('no reads today');
    };
    await expect(behind.flush()).rejects.toThrow('no reads today');
    inner.before = undefined;
    await behind.flush();
    expect(reports.at(-1)).toMatchObject({ units: 1, pending: 0, lost: [] });
    expect(await historyOf(store, 's')).toEqual(['s1', 's2']);
  });
});

describe('a full line', () => {
  it('makes the one who fills it wait until it has moved', async () => {
    const { behind, inner } = await begin({ maxPending: 2 });
    const gate = createGate();
    await write(behind, ['s', 1, 's2']);
    inner.before = (method) => (method === 'commit' ? gate.promise : undefined);
    let isAnswered = false;
    const second = write(behind, ['s', 2, 's3']).then(() => {
      isAnswered = true;
    });
    await settled();
    expect(isAnswered).toBe(false);
    gate.open();
    await second;
    expect(await look(inner, 's')).toBe('3 s3');
  });

  it('refuses those who come while the store is down, and nothing of theirs is left', async () => {
    const { behind, inner, store, stage } = await begin({ maxPending: 2 });
    inner.faults = ['fail-before'];
    await write(behind, ['s', 1, 's2']);
    expect(await write(behind, ['s', 2, 's3'])).toMatchObject({ status: 'committed' });
    const calls = inner.units.length;
    const error = await failureOf(write(behind, ['s', 3, 's4']), 'STORE_UNAVAILABLE');
    expect([error.retryable, error.cause]).toEqual([true, expect.any(DriverFailure)]);
    expect(inner.units.length).toBe(calls);
    expect(await look(behind, 's')).toBe('3 s3');
    await stage.ring();
    expect(await write(behind, ['s', 3, 's4'])).toMatchObject({ status: 'committed' });
    await behind.flush();
    expect(await historyOf(store, 's')).toEqual(['s1', 's2', 's3', 's4']);
  });

  it('never holds more than it may, whoever comes at once', async () => {
    const { behind, inner, reports } = await begin({ maxPending: 3 });
    const ids = Array.from({ length: 40 }, (_, index) => `r${index}`);
    for (const id of ids) await write(behind, [id, 0, '1']);
    inner.units.length = 0;
    const outcomes = await Promise.all(ids.map((id) => write(behind, [id, 1, '2'])));
    expect(outcomes.every((outcome) => outcome?.status === 'committed')).toBe(true);
    await behind.flush();
    expect(Math.max(...reports.map(({ units, pending }) => units + pending))).toBeLessThanOrEqual(3);
    expect(inner.units.length).toBe(40);
  });

  it('does not let a call wait that is larger than itself', async () => {
    const { behind, inner } = await begin({ maxPending: 1 });
    await behind.commit([unitOf(['s', 1, 's2']), unitOf(['t', 1, 't2'])]);
    expect([await look(inner, 's'), await look(inner, 't')]).toEqual(['2 s2', '2 t2']);
  });
});

describe('the end', () => {
  it('stores what waits, after several attempts if it must, and lets nothing wait from then on', async () => {
    const { behind, inner, store, stage } = await begin();
    await write(behind, ['s', 1, 's2']);
    inner.faults = ['fail-before', 'fail-after'];
    const ended = behind.end();
    for (let tries = 0; tries < 3; tries += 1) {
      await settled();
      await stage.ring();
    }
    await ended;
    expect(await look(store, 's')).toBe('2 s2');
    await write(behind, ['s', 2, 's3']);
    expect(await look(store, 's')).toBe('3 s3');
    expect(stage.set).toEqual([]);
  });

  it('gives up on a store that is down, leaves nothing running, and may be tried again', async () => {
    const { behind, inner, store, stage } = await begin();
    await write(behind, ['s', 1, 's2']);
    inner.faults = Array<Fault>(5).fill('fail-before');
    const ended = behind.end().catch((error: unknown) => error);
    for (let tries = 0; tries < 6; tries += 1) {
      await settled();
      await stage.ring();
    }
    expect(await ended).toBeInstanceOf(DriverFailure);
    expect(stage.set).toEqual([]);
    expect(await behind.load([session('s')])).toMatchObject([{ revision: 2 }]);
    await behind.end();
    expect(await look(store, 's')).toBe('2 s2');
  });
});
