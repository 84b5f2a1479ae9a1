import { describe, expect, it } from 'vitest';
import type { Damage } from '../../src';
import { hashText } from '../../src/maths/hash';
import { failureOf, GIFT, INSULT, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { createDamagedStore, exported } from '../support/upkeep-fixtures';

/** Three sessions, the middle one with turns, in a store that can be damaged. */
async function household() {
  const store = createDamagedStore();
  const bench = await setUp(STORE_KINDS[0], { store });
  const { engine, clock } = bench;
  const ids: string[] = [];
  for (let i = 0; i < 3; i++) ids.push((await engine.sessions.create({ preset: 'rival' })).id);
  const [first = '', id = '', last = ''] = ids;
  for (const [index, appraisal] of [GIFT, INSULT, GIFT].entries()) {
    clock.advance(60);
    await engine.sessions.perceive(id, { appraisal, idempotencyKey: `k${index}` });
  }
  return { ...bench, store, id, first, last };
}

/** A quarantine that can be looked into. */
function createCell() {
  const lines: string[] = [];
  const damages: Damage[] = [];
  return {
    lines,
    damages,
    quarantine: (line: string, found: readonly Damage[]) => {
      lines.push(line);
      damages.push(...found);
    },
  };
}

describe('one damaged record', () => {
  it('does not hide the others from a listing, which names it', async () => {
    const { engine, store, id, first, last } = await household();
    store.damageRecord('session', id, (body) => body.replace('1', '2'));
    const page = await engine.sessions.list();
    expect(page.sessions.map((session) => session.id)).toEqual([first, last]);
    expect(page.damaged).toEqual([{ collection: 'session', id }]);
    expect(await engine.sessions.list({ limit: 1 })).not.toHaveProperty('damaged');
    await failureOf(engine.sessions.state(id), 'RECORD_CORRUPT');
  });

  it('of a character leaves its sessions in the listing without a name', async () => {
    const { engine, store, first } = await household();
    const { characterId = '' } = (await engine.sessions.get(first)) ?? {};
    store.damageRecord('character', characterId, () => 'null');
    const page = await engine.sessions.list();
    expect(page.sessions).toHaveLength(3);
    expect(page.sessions.map(({ name }) => name === undefined)).toEqual([true, false, false]);
    expect(page.damaged).toEqual([{ collection: 'character', id: characterId }]);
    expect((await engine.characters.list()).damaged).toEqual(page.damaged);
    expect((await engine.characters.list()).characters).toHaveLength(2);
  });

  it('can be deleted when it is a session, with the character that was made for it', async () => {
    const { engine, store, id, events } = await household();
    const { characterId = '' } = (await engine.sessions.get(id)) ?? {};
    store.damageRecord('session', id, () => 'null');
    expect(await engine.sessions.delete(id)).toEqual({ deleted: true, id });
    expect(await engine.sessions.delete(id)).toEqual({ deleted: false, id });
    expect(await engine.characters.get(characterId)).toBeUndefined();
    expect(events.at(-1)).toMatchObject({ type: 'session.deleted', sessionId: id, characterId });
  });

  it('can be deleted when its character is damaged too, which stays for the repair', async () => {
    const { engine, store, id } = await household();
    const { characterId = '' } = (await engine.sessions.get(id)) ?? {};
    store.damageRecord('session', id, () => 'null');
    store.damageRecord('character', characterId, () => 'null');
    expect(await engine.sessions.delete(id)).toEqual({ deleted: true, id });
    expect((await engine.characters.list()).damaged).toEqual([{ collection: 'character', id: characterId }]);
  });
});

describe('a repair', () => {
  it('hands a damaged record over as a line of an export, takes it out, and leaves the rest as it was', async () => {
    const { engine, store, id } = await household();
    const before = await exported(engine);
    const whole = before.find((line) => line.includes(`"collection":"session","id":"${id}"`)) ?? '';
    store.damageRecord('session', id, (body) => body.replace('"turns":3', '"turns":4'));
    const cell = createCell();
    const damage = { collection: 'session', id, what: 'checksum' };
    expect(await engine.upkeep.repair({ dryRun: true })).toEqual({
      records: 6,
      events: 9,
      damages: [damage],
    });
    expect(await engine.upkeep.repair({ quarantine: cell.quarantine })).toMatchObject({ damages: [damage] });
    expect(cell.damages).toEqual([damage]);
    const unsealed = (line: string) => line.replace(/,"line":\d+\}\n$/, '}\n');
    expect(cell.lines.map(unsealed)).toEqual([unsealed(whole.replace('\\"turns\\":3', '\\"turns\\":4'))]);
    const after = await exported(engine);
    expect(after.slice(1, -1)).toEqual(before.slice(1, -1).filter((line) => line !== whole));
    expect(await engine.sessions.get(id)).toBeUndefined();
    expect((await engine.upkeep.repair({ quarantine: cell.quarantine })).damages).toEqual([]);
    expect(cell.lines).toHaveLength(1);
  });

  it('puts a marker where an event was damaged, which every reader passes over or names', async () => {
    const { engine, store, id, clock } = await household();
    const feelings = await Promise.all(
      [60, 120, 180].map((s) => engine.sessions.at(id, clock.nowMs - 180_000 + s * 1000)),
    );
    store.damageEvent('session', id, 3, (body) => body.replace('INSULT', '').replace('-', '+'));
    await failureOf(engine.sessions.history(id), 'RECORD_CORRUPT');
    const cell = createCell();
    const { damages } = await engine.upkeep.repair({ quarantine: cell.quarantine });
    expect(damages).toEqual([{ collection: 'session', id, what: 'event', sequence: 3 }]);
    expect(JSON.parse(cell.lines[0] ?? '').events).toHaveLength(4);
    const { events } = await engine.sessions.history(id);
    expect(events.map((entry) => entry.id)).toEqual(['4', '2', '1']);
    expect((await engine.upkeep.repair({ dryRun: true })).damages).toEqual([]);
    // What is known is known as before; what is not is refused rather than made up.
    expect(await engine.sessions.at(id, clock.nowMs)).toMatchObject({ mood: feelings[2]?.mood });
    expect(await engine.sessions.at(id, clock.nowMs - 120_000)).toEqual(feelings[0]);
    const error = await failureOf(engine.sessions.at(id, clock.nowMs - 60_000), 'HISTORY_MISSING');
    expect(error.details).toEqual({ collection: 'session', id });
    // The lost turn was felt, so its key stays used.
    await failureOf(
      engine.sessions.perceive(id, { appraisal: INSULT, idempotencyKey: 'k1' }),
      'HISTORY_MISSING',
    );
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(5);
    expect(await exported(engine)).toContainEqual(expect.stringContaining('"type":"event.lost"'));
  });

  it('refuses to say who somebody was when the event that would tell was lost', async () => {
    const { engine, store, clock } = await household();
    const { id } = await engine.characters.create({ preset: 'mentor' });
    for (let i = 0; i < 3; i++) {
      clock.advance(60);
      await engine.characters.observe(id, [{ trait: 'O', value: 1, reasoning: `${i}` }]);
    }
    store.damageEvent('character', id, 3, () => '');
    await engine.upkeep.repair({ quarantine: () => {} });
    const { evolution } = await engine.characters.personality(id);
    expect(evolution.map(({ reasoning }) => reasoning)).toEqual(['2', '2', '0', '0']);
    await engine.characters.at(id, clock.nowMs);
    await engine.characters.at(id, clock.nowMs - 120_000);
    await failureOf(engine.characters.at(id, clock.nowMs - 60_000), 'HISTORY_MISSING');
    expect((await engine.characters.recentShifts(id)).shifts).not.toEqual([]);
  });

  it('answers a session of a key although the event that made it was lost', async () => {
    const { engine, store } = await household();
    const { id } = await engine.sessions.create({ preset: 'rival', idempotencyKey: 'once' });
    store.damageEvent('session', id, 1, () => '{}');
    await engine.upkeep.repair({ quarantine: () => {} });
    expect((await engine.sessions.create({ preset: 'rival', idempotencyKey: 'once' })).id).toBe(id);
  });

  it('finds what has the right checksum and the wrong shape, and leaves what is newer alone', async () => {
    const { engine, store, id, first } = await household();
    const rewrite = async (sessionId: string, change: (state: Record<string, unknown>) => object) => {
      const [record] = await store.load([{ collection: 'session', id: sessionId }]);
      if (!record) throw new Error('there is no such session');
      const body = JSON.stringify(change(JSON.parse(String(record.body))));
      const checksum = hashText(body, hashText(`session/${sessionId}@${record.revision}`));
      const { revision: expectedRevision, position: _, ...rest } = record;
      const events = await store.history(record, {});
      await store.upkeep?.restore([
        { record: { ...rest, revision: expectedRevision, body, checksum }, events, expectedRevision },
      ]);
    };
    await rewrite(id, (state) => ({ ...state, mood: 'good' }));
    await rewrite(first, (state) => ({ ...state, version: 2 }));
    const cell = createCell();
    const { damages } = await engine.upkeep.repair({ quarantine: cell.quarantine });
    expect(damages).toEqual([
      { collection: 'session', id: first, what: 'newer' },
      { collection: 'session', id, what: 'shape' },
    ]);
    expect(cell.lines).toHaveLength(1);
    await failureOf(engine.sessions.get(first), 'STATE_VERSION_UNSUPPORTED');
    expect(await engine.sessions.get(id)).toBeUndefined();
  });

  it('takes nothing out that was not kept', async () => {
    const { engine, store, id } = await household();
    store.damageRecord('session', id, () => '?');
    const failing = () => Promise.reject(new Error('the disk of the quarantine is full'));
    await expect(engine.upkeep.repair({ quarantine: failing })).rejects.toThrow('is full');
    await failureOf(engine.sessions.get(id), 'RECORD_CORRUPT');
    // @ts-expect-error without dryRun there must be somebody who keeps it
    await failureOf(engine.upkeep.repair({}), 'INPUT_INVALID');
  });

  it('reaches into scopes, and keeps bytes that damage has made of a text', async () => {
    const { engine, store } = await household();
    const { id } = await engine.scope('t').scope('u').sessions.create({ preset: 'rival' });
    store.damageRecord('t/u/session', id, (body) => new TextEncoder().encode(body));
    const cell = createCell();
    const { damages } = await engine.scope('t').upkeep.repair({ quarantine: cell.quarantine });
    expect(damages).toEqual([{ collection: 'u/session', id, what: 'shape' }]);
    expect(JSON.parse(cell.lines[0] ?? '')).toHaveProperty('bytes');
  });
});
