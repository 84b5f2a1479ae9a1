import { describe, expect, it } from 'vitest';
import type { SessionHistoryEntry, SessionHistoryQuery } from '../../src';
import { putEvent, putState, readState } from '../../src/engine/codec';
import { failureOf, GIFT, INSULT, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

const HOUR = 3600;
const iso = (seconds: number) => new Date(START + seconds * 1000).toISOString();
const idsOf = (events: readonly SessionHistoryEntry[]) => events.map(({ id }) => id);

describe.each(STORE_KINDS)('the history of a session over $kind', (kind) => {
  it('tells all that has happened to it, newest first', async () => {
    const { engine, clock } = await setUp(kind);
    await engine.characters.create({ id: 'ada', personality: NEUTRAL });
    const { id } = await engine.sessions.create({ characterId: 'ada' });
    clock.advance(HOUR);
    const felt = await engine.sessions.perceive(id, {
      appraisal: INSULT,
      text: 'you fool',
      context: 'at noon',
    });
    const snapshot = await engine.sessions.snapshot(id);
    const keyed = await engine.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    const ticked = await engine.sessions.tick(id, HOUR);
    const set = await engine.sessions.overrideFeeling(id, { emotion: { valence: -1 } });
    await engine.sessions.consolidate(id);
    await engine.sessions.archive(id);
    await engine.sessions.unarchive(id);
    const back = await engine.sessions.restoreSnapshot(id, snapshot);
    const recorded = ({ emotion, mood }: typeof set | typeof felt) => {
      const { labels: _, ...rest } = emotion;
      return { emotion: rest, mood };
    };
    const perceived = ({ appraisal, impulse, delta, predictionError, ...rest }: typeof felt) => ({
      appraisal,
      impulse,
      delta,
      predictionError,
      ...recorded({ ...rest, appraisal, impulse, delta, predictionError }),
    });
    const { events } = await engine.sessions.history(id);
    expect(events).toStrictEqual([
      { id: '9', at: iso(HOUR), type: 'restored', turns: 1, ...recorded(back) },
      { id: '8', at: iso(2 * HOUR), type: 'unarchived' },
      { id: '7', at: iso(2 * HOUR), type: 'archived' },
      { id: '6', at: iso(2 * HOUR), type: 'consolidated' },
      { id: '5', at: iso(2 * HOUR), type: 'overridden', ...recorded(set) },
      { id: '4', at: iso(2 * HOUR), type: 'elapsed', seconds: HOUR, ...recorded(ticked) },
      { id: '3', at: iso(HOUR), type: 'perceived', turn: 2, ...perceived(keyed) },
      {
        id: '2',
        at: iso(HOUR),
        type: 'perceived',
        turn: 1,
        text: 'you fool',
        context: 'at noon',
        ...perceived(felt),
      },
      { id: '1', at: iso(0), type: 'created' },
    ]);
    expect(await engine.sessions.history(id, { limit: 1000 })).toStrictEqual({ events });
  });

  it('gives no more than is asked for, and only what lies in between', async () => {
    const { engine, clock } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    for (let turn = 0; turn < 5; turn++) {
      clock.advance(HOUR);
      await engine.sessions.tick(id, HOUR);
    }
    const ask = async (query: SessionHistoryQuery) =>
      idsOf((await engine.sessions.history(id, query)).events);
    expect(await ask({ limit: 2 })).toEqual(['6', '5']);
    expect(await ask({ since: iso(3 * HOUR) })).toEqual(['6', '5', '4']);
    expect(await ask({ until: new Date(START + HOUR * 1000) })).toEqual(['2', '1']);
    expect(await ask({ since: START + 1, until: START + 2 * HOUR * 1000, limit: 1 })).toEqual(['3']);
    expect(await ask({ since: iso(HOUR), until: iso(0) })).toEqual([]);
  });

  it('is read page by page, all of it, each entry once', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    for (let turn = 0; turn < 250; turn++) await engine.sessions.tick(id, 1);
    const read = async (limit?: number) =>
      idsOf((await engine.sessions.history(id, limit === undefined ? {} : { limit })).events);
    const all = Array.from({ length: 251 }, (_, index) => `${251 - index}`);
    expect(await read(1000)).toEqual(all);
    expect(await read()).toEqual(all.slice(0, 200));
    expect(await read(101)).toEqual(all.slice(0, 101));
  });

  it('passes over what a later release has written, and reads around it', async () => {
    const { engine, store } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    await engine.sessions.tick(id, HOUR);
    const stream = { collection: 'session', id } as const;
    const [record] = await store.load([stream]);
    const change = putState('session', readState('session', record!), record!.revision, record!.parent);
    const event = { type: 'session.dreamt', atMs: START, emotion: 'blue' };
    await store.commit([{ changes: [change], events: [putEvent(stream, event.type, START, { event })] }]);
    await engine.sessions.tick(id, HOUR);
    const { events } = await engine.sessions.history(id, { limit: 3 });
    expect(events.map((entry) => `${entry.id} ${entry.type}`)).toEqual([
      '4 elapsed',
      '2 elapsed',
      '1 created',
    ]);
  });

  it('refuses queries that make no sense, and sessions that are not there', async () => {
    const { engine } = await setUp(kind);
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    const bad: readonly (readonly [string, unknown])[] = [
      ['limit', { limit: 0 }],
      ['limit', { limit: 1001 }],
      ['limit', { limit: 1.5 }],
      ['since', { since: 'yesterday' }],
      ['until', { until: '2030-01-01' }],
      ['before', { before: 5 }],
      ['', 'all'],
    ];
    for (const [path, query] of bad) {
      const call = engine.sessions.history(id, query as SessionHistoryQuery);
      const { issues } = (await failureOf(call, 'INPUT_INVALID')).details;
      expect(issues.map((issue) => issue.path.join('.'))).toEqual([path]);
    }
    await failureOf(engine.sessions.history('nobody'), 'SESSION_NOT_FOUND');
    await failureOf(engine.sessions.history(''), 'INPUT_INVALID');
  });
});

describe.each(STORE_KINDS)('how a session felt over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL, learnsFromSessions: false });
    const { id } = await bench.engine.sessions.create({ characterId: 'ada' });
    return { ...bench, id };
  }

  it('is at home before anything was felt, and what was told right after an event', async () => {
    const { engine, id, clock } = await begin();
    const { config } = (await engine.sessions.get(id))!;
    clock.advance(HOUR);
    const felt = await engine.sessions.perceive(id, { appraisal: GIFT });
    clock.advance(HOUR);
    const home = await engine.sessions.at(id, START + HOUR * 1000 - 1);
    expect(home).toMatchObject({
      id,
      characterId: 'ada',
      emotion: { vad: config.homeBase, label: 'neutral', intensity: 0 },
      mood: { vad: config.homeBase, label: 'neutral' },
      at: '2030-01-01T00:59:59.999Z',
    });
    const then = await engine.sessions.at(id, felt.at);
    expect(then).toMatchObject({ emotion: { vad: felt.emotion.vad, label: 'gratitude' }, mood: felt.mood });
    expect(Object.keys(then).sort()).toEqual(['at', 'characterId', 'emotion', 'id', 'mood']);
  });

  it('reaches from its creation until now, and not further', async () => {
    const { engine, id, clock } = await begin();
    clock.advance(HOUR);
    expect((await engine.sessions.at(id, START)).at).toBe(iso(0));
    expect((await engine.sessions.at(id, new Date(clock.nowMs))).at).toBe(iso(HOUR));
    for (const instant of [START - 1, clock.nowMs + 1, '2029-12-31T23:59:59Z', -8.64e15, 8.64e15]) {
      const error = await failureOf(engine.sessions.at(id, instant), 'INPUT_INVALID');
      expect(error.message).toContain(Number(new Date(instant)) < START ? 'before' : 'future');
    }
    for (const bad of ['2030-01-01', 'now', '', Number.NaN, null, {}] as string[])
      await failureOf(engine.sessions.at(id, bad), 'INPUT_INVALID');
    await failureOf(engine.sessions.at('nobody', START), 'SESSION_NOT_FOUND');
  });

  it('is asked in the session’s own time, which a tick may have carried ahead of the clock', async () => {
    const { engine, id } = await begin();
    const { emotion, mood, at } = await engine.sessions.tick(id, 10 * HOUR);
    expect(await engine.sessions.at(id, at)).toMatchObject({ emotion: { vad: emotion.vad }, mood, at });
    await failureOf(engine.sessions.at(id, START + 10 * HOUR * 1000 + 1), 'INPUT_INVALID');
  });

  it('does not reproduce random ups and downs between what was told', async () => {
    const { engine, clock } = await begin();
    const { id } = await engine.sessions.create({
      characterId: 'ada',
      emotionConfig: { noisePerHour: 0.05 },
    });
    clock.advance(HOUR);
    const felt = await engine.sessions.tick(id, HOUR);
    clock.advance(HOUR);
    const seen = await engine.sessions.state(id);
    const told = await engine.sessions.at(id, START + 2 * HOUR * 1000);
    expect((await engine.sessions.at(id, felt.at)).emotion.vad).toEqual(felt.emotion.vad);
    expect(told.emotion.vad).not.toEqual(seen.emotion.vad);
    expect(await engine.sessions.at(id, START + 2 * HOUR * 1000)).toEqual(told);
  });

  it('counts the later life of an instant that a snapshot made it live through twice', async () => {
    const { engine, id, clock } = await begin();
    const at = async (hours: number) => (await engine.sessions.at(id, START + hours * HOUR * 1000)).emotion;
    const before = await engine.sessions.snapshot(id);
    clock.advance(HOUR);
    const first = await engine.sessions.perceive(id, { appraisal: GIFT });
    clock.advance(HOUR);
    const after = await engine.sessions.snapshot(id);
    await engine.sessions.restoreSnapshot(id, before);
    clock.advance(HOUR / 2);
    const second = await engine.sessions.perceive(id, { appraisal: INSULT });
    clock.advance(HOUR / 2);
    expect((await at(0.5)).vad).toEqual(second.emotion.vad);
    expect((await at(0.25)).label).toBe('neutral');
    expect((await at(1)).label).toBe((await engine.sessions.state(id)).emotion.label);
    await failureOf(engine.sessions.at(id, START + HOUR * 1000 + 1), 'INPUT_INVALID');
    // And forwards again.
    await engine.sessions.restoreSnapshot(id, after);
    expect((await at(1)).vad).toEqual(first.emotion.vad);
    expect((await at(0.5)).vad).toEqual(second.emotion.vad);
  });

  it('of another, older session counts from where it was put', async () => {
    const { engine, id, clock } = await begin();
    await engine.sessions.perceive(id, { appraisal: GIFT });
    const snapshot = await engine.sessions.snapshot(id);
    clock.advance(86_400);
    const young = await engine.sessions.create({ characterId: 'ada' });
    await engine.sessions.restoreSnapshot(young.id, snapshot);
    const { emotion } = await engine.sessions.at(young.id, START);
    expect(emotion.vad).toEqual(snapshot.emotion);
    await failureOf(engine.sessions.at(young.id, START - 1), 'INPUT_INVALID');
  });

  it('looks past whatever was not felt, however much of it there is', async () => {
    const { engine, id, clock } = await begin();
    const felt = await engine.sessions.perceive(id, { appraisal: GIFT });
    for (let turn = 0; turn < 60; turn++) {
      await engine.sessions.archive(id);
      await engine.sessions.unarchive(id);
    }
    expect(await engine.sessions.at(id, clock.nowMs)).toMatchObject({
      emotion: { vad: felt.emotion.vad, label: felt.emotion.label },
    });
  });
});
