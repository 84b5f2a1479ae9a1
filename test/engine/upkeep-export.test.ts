import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, GIFT, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { live, stepLists } from '../support/scope-lives';
import { createDamagedStore, exported, withoutUpkeep } from '../support/upkeep-fixtures';

const [MEMORY, SQLITE] = STORE_KINDS;

/** An engine in which, beside its own life, the same is lived in a scope and in a scope of that. */
async function livedThrough(steps: Parameters<typeof live>[1], kind = MEMORY) {
  const bench = await setUp(kind);
  await live(bench.engine, steps);
  await live(bench.engine.scope('a/ü'), steps);
  await live(bench.engine.scope('a/ü').scope('%2F'), steps.slice(0, 5));
  return bench;
}

describe('an export', () => {
  it('comes out of every store alike, and out of every store into which it went, byte for byte', async () => {
    await fc.assert(
      fc.asyncProperty(stepLists, async (steps) => {
        const { engine } = await livedThrough(steps);
        const lines = await exported(engine);
        const onDisk = await livedThrough(steps, SQLITE);
        expect(await exported(onDisk.engine)).toEqual(lines);
        for (const kind of STORE_KINDS) {
          const other = await setUp(kind);
          const { created, events } = await other.engine.upkeep.import(lines, { onExisting: 'refuse' });
          expect({ records: created, events }).toEqual({
            records: lines.length - 2,
            events: JSON.parse(lines.at(-1) ?? '').events,
          });
          expect(await exported(other.engine)).toEqual(lines);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('lets an engine go on as the first would have', async () => {
    await fc.assert(
      fc.asyncProperty(stepLists, stepLists, async (before, after) => {
        const first = await livedThrough(before);
        const second = await setUp();
        await second.engine.upkeep.import(await exported(first.engine), { onExisting: 'refuse' });
        // Ids of what is made anew are each engine's own affair; what is there goes on alike.
        const { sessions } = await first.engine.sessions.list({ limit: 100 });
        for (const [index, { id }] of sessions.entries()) {
          const event = { appraisal: GIFT, idempotencyKey: `${after[index]?.word ?? 'x'}0` };
          const answers = [first, second].map(({ engine }) =>
            engine.sessions.perceive(id, event).then(
              (answer) => JSON.stringify(answer),
              (error: unknown) => String(error),
            ),
          );
          const [one, other] = await Promise.all(answers);
          expect(other).toBe(one);
        }
        expect(await exported(second.engine)).toEqual(await exported(first.engine));
      }),
      { numRuns: 8 },
    );
  });

  it('of a scope holds the scope as if it were all there is, and moves it to another name', async () => {
    const { engine } = await setUp();
    await engine.sessions.create({ preset: 'rival' });
    const tenant = engine.scope('tenant-1');
    const { id } = await tenant.sessions.create({ preset: 'mentor', idempotencyKey: 'once' });
    await tenant.sessions.perceive(id, { appraisal: GIFT, idempotencyKey: 'k' });
    const lines = await exported(tenant);
    expect(lines.join('')).not.toContain('tenant-1');
    const moved = engine.scope('tenant-2');
    await moved.upkeep.import(lines, { onExisting: 'refuse' });
    expect(await exported(moved)).toEqual(lines);
    const again = { appraisal: GIFT, idempotencyKey: 'k' };
    expect((await moved.sessions.perceive(id, again)).revision).toBe(2);
    expect((await moved.sessions.create({ preset: 'mentor', idempotencyKey: 'once' })).id).toBe(id);
  });

  it('of nothing is a header and an end', async () => {
    const { engine } = await setUp();
    const lines = await exported(engine);
    expect(lines).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toEqual({ format: 'animacy-export', version: 1 });
    expect(JSON.parse(lines[1] ?? '')).toMatchObject({ records: 0, events: 0 });
  });

  it('reads a page at a time, and only as far as somebody reads on', async () => {
    const { engine, store } = await setUp();
    for (let i = 0; i < 150; i++) await engine.sessions.create({ preset: 'rival' });
    const calls: string[] = [];
    const watched = await setUp(MEMORY, {
      store: {
        ...withoutUpkeep(store),
        ...(store.upkeep && { upkeep: store.upkeep }),
        scan: (request) => {
          calls.push(`${request.collection} ${request.limit}`);
          return store.scan(request);
        },
      },
    });
    const lines = watched.engine.upkeep.export()[Symbol.asyncIterator]();
    for (let i = 0; i < 10; i++) await lines.next();
    expect(calls).toEqual(['character 100']);
  });

  it('holds each record as of one moment while it is written to', async () => {
    const { engine } = await setUp();
    const { id } = await engine.sessions.create({ preset: 'rival' });
    const lines: string[] = [];
    const writing = (async () => {
      for (let i = 0; i < 40; i++) await engine.sessions.tick(id, 60);
    })();
    for (let i = 0; i < 10; i++) lines.push(...(await exported(engine)).slice(1, -1));
    await writing;
    for (const line of lines) {
      const { revision, events } = JSON.parse(line);
      expect(events.at(-1).revision).toBe(revision);
    }
  });

  it('stops for close and for its signal, and an abandoned one holds nothing up', async () => {
    const { engine } = await setUp();
    await engine.sessions.create({ preset: 'rival' });
    const abandoned = engine.upkeep.export()[Symbol.asyncIterator]();
    await abandoned.next();
    const stopping = new AbortController();
    const stopped = engine.upkeep.export({ signal: stopping.signal })[Symbol.asyncIterator]();
    await stopped.next();
    stopping.abort(new Error('enough'));
    await expect(stopped.next()).rejects.toThrow('enough');
    await engine.close();
    await failureOf(abandoned.next(), 'ENGINE_CLOSED');
  });

  it('refuses a damaged record by name', async () => {
    const store = createDamagedStore();
    const { engine } = await setUp(MEMORY, { store });
    const { id } = await engine.scope('t').sessions.create({ preset: 'rival' });
    store.damageRecord('t/session', id, (body) => body.replace('neutral', 'natural'));
    const error = await failureOf(exported(engine), 'RECORD_CORRUPT');
    expect(error.details).toEqual({ collection: 't/session', id });
  });
});

it('what needs upkeep is refused where the store offers none', async () => {
  const { engine } = await setUp(MEMORY, { store: withoutUpkeep() });
  const { upkeep } = engine.scope('t');
  for (const call of [
    () => exported(engine),
    () => upkeep.import([], { onExisting: 'skip' }),
    () => upkeep.erase('u'),
    () => upkeep.repair({ dryRun: true }),
    () => upkeep.trim({ keepEvents: 1 }),
    () => upkeep.migrate(),
    () => upkeep.vacuum(),
  ]) {
    const { details } = await failureOf(call, 'STORE_CAPABILITY_MISSING');
    expect(details).toEqual({ store: 'memory', capability: 'upkeep' });
  }
});
