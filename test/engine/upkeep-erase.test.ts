import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Engine } from '../../src';
import { failureOf, GIFT, INSULT, NEUTRAL, STORE_KINDS, setUp } from '../support/engine-fixtures';
import { createDamagedStore, exported } from '../support/upkeep-fixtures';

// Told apart from every other text there is, so that it can be looked for in an export.
const USERS = ['user-ulla-7f', 'user-bert-9c', undefined] as const;

/** One thing that happens between characters and users; numbers choose among what there is. */
interface Deed {
  readonly kind: 'alone' | 'together' | 'feel' | 'day' | 'tell' | 'observe' | 'archive' | 'override';
  readonly user: number;
  readonly place: number;
}

const deeds: fc.Arbitrary<readonly Deed[]> = fc.array(
  fc.record({
    kind: fc.constantFrom<Deed['kind']>(
      'alone',
      'together',
      'feel',
      'feel',
      'day',
      'tell',
      'observe',
      'archive',
      'override',
    ),
    user: fc.nat(2),
    place: fc.nat(7),
  }),
  { minLength: 5, maxLength: 40, size: 'max' },
);

async function carryOut({ sessions, characters }: Engine, list: readonly Deed[]): Promise<void> {
  const { id: shared } = await characters.create({ preset: 'mentor' });
  const ids: string[] = [];
  for (const [index, { kind, user, place }] of list.entries()) {
    const userId = USERS[user];
    const id = ids[place % ids.length];
    const said = `said by ${userId}`;
    if (kind === 'alone')
      ids.push((await sessions.create({ preset: 'rival', ...(userId && { userId }) })).id);
    if (kind === 'together')
      ids.push((await sessions.create({ characterId: shared, ...(userId && { userId }) })).id);
    if (kind === 'observe') {
      const evidence = {
        trait: 'O',
        value: 0.9,
        weight: 4,
        impact: 0.9,
        trigger: said,
        reasoning: said,
      } as const;
      await characters.observe(shared, [userId ? { ...evidence, userId } : { trait: 'N', value: 0.2 }]);
    }
    if (kind === 'override') await characters.updatePersonality(shared, { hexaco: { ...NEUTRAL, O: 0.4 } });
    const session = id && (await sessions.get(id));
    if (!session) continue;
    const own = session.userId === undefined ? {} : { text: `I am ${session.userId}` };
    const event = {
      appraisal: index % 2 ? GIFT : INSULT,
      idempotencyKey: `${session.userId}-${index}`,
      ...own,
    };
    if (kind === 'feel') await sessions.perceive(session.id, event);
    if (kind === 'day') await sessions.perceive(session.id, { ...event, elapsedSeconds: 100_000 });
    if (kind === 'tell') await sessions.consolidate(session.id);
    if (kind === 'archive') await sessions.archive(session.id);
  }
}

const recordsOf = (lines: readonly string[]) => lines.slice(1, -1).map((line) => JSON.parse(line));

describe('erasing a user', () => {
  it.each(STORE_KINDS)(
    'leaves no trace of them, and of everybody else all there was: $kind',
    async (kind) => {
      await fc.assert(
        fc.asyncProperty(deeds, async (list) => {
          const { engine } = await setUp(kind);
          const [ulla, bert] = USERS;
          await carryOut(engine, list);
          await carryOut(engine.scope('inside'), list);
          const before = recordsOf(await exported(engine));
          const inside = await exported(engine.scope('inside'));
          const answer = await engine.upkeep.erase(ulla);
          const lines = await exported(engine);
          const own = lines.filter((line) => !line.includes('"collection":"inside/'));
          expect(own.join('')).not.toContain(ulla);
          // Its sums are right: the rest is there, and says what it said.
          const after = recordsOf(own);
          const bodies = new Map(after.map((record) => [`${record.collection} ${record.id}`, record]));
          const gone = before.filter(
            ({ collection, id }) => !collection.includes('/') && !bodies.has(`${collection} ${id}`),
          );
          expect(gone.filter(({ collection }) => collection === 'session')).toHaveLength(answer.sessions);
          expect(gone.filter(({ collection }) => collection === 'character')).toHaveLength(answer.characters);
          const left = gone.filter(
            ({ collection, parent }) => collection === 'overlay' && bodies.has(`character ${parent}`),
          );
          expect(left).toHaveLength(answer.overlays);
          let changed = 0;
          for (const record of before) {
            const kept = bodies.get(`${record.collection} ${record.id}`);
            if (kept === undefined) continue;
            expect({ ...kept, events: [], line: 0 }).toEqual({ ...record, events: [], line: 0 });
            expect(kept.events.length).toBe(record.events.length);
            if (JSON.stringify(kept.events) !== JSON.stringify(record.events)) changed += 1;
            if (!record.events.some(({ body }: { body: string }) => body.includes(ulla))) {
              expect(kept.events).toEqual(record.events);
            }
          }
          expect(changed).toBeGreaterThanOrEqual(answer.histories);
          expect(await exported(engine.scope('inside'))).toEqual(inside);
          expect((await engine.upkeep.repair({ dryRun: true })).damages).toEqual([]);
          // Asked again it finds nothing, and another user is erased as well.
          expect(await engine.upkeep.erase(ulla)).toEqual({
            sessions: 0,
            characters: 0,
            overlays: 0,
            histories: 0,
          });
          await engine.upkeep.erase(bert);
          const none = (await exported(engine)).filter((line) => !line.includes('"collection":"inside/'));
          expect(none.join('')).not.toContain(bert);
        }),
        { numRuns: kind.kind === 'memory' ? 30 : 6 },
      );
    },
  );

  it('leaves a character as it has become, and what it tells of itself readable', async () => {
    const { engine, clock } = await setUp();
    const { id } = await engine.characters.create({ preset: 'mentor' });
    const evidence = {
      trait: 'O',
      value: 1,
      weight: 30,
      impact: 1,
      trigger: 'praise',
      reasoning: 'Ulla said so',
    };
    await engine.characters.observe(id, [{ ...evidence, trait: 'O', userId: 'ulla' }]);
    clock.advance(60);
    await engine.characters.observe(id, [{ trait: 'N', value: 0, reasoning: 'calm', weight: 2 }]);
    const before = await engine.characters.personality(id);
    const then = await engine.characters.at(id, clock.nowMs - 30_000);
    expect(await engine.upkeep.erase('ulla')).toMatchObject({ overlays: 1, histories: 1 });
    const after = await engine.characters.personality(id);
    expect(after.profile).toEqual(before.profile);
    expect((await engine.characters.at(id, clock.nowMs - 30_000)).profile).toEqual(then.profile);
    const erased = after.evolution.filter(({ triggerType }) => triggerType === 'erased');
    expect(erased.map(({ traitName }) => traitName).sort()).toEqual(['aesthetic', 'intellect']);
    expect(erased.every((change) => change.reasoning === undefined && change.userId === undefined)).toBe(
      true,
    );
    expect(after.evolution.filter(({ reasoning }) => reasoning === 'calm')).toHaveLength(2);
    const { moments } = await engine.characters.significantMoments(id);
    expect(moments.map(({ description, userId, reasoning }) => [description, userId, reasoning])).toEqual([
      ['erased', undefined, undefined],
    ]);
  });

  it('is not undone by turns that are going on', async () => {
    const { engine, store } = await setUp();
    const { id: characterId } = await engine.characters.create({ preset: 'mentor' });
    const ids: string[] = [];
    for (let i = 0; i < 8; i++) {
      ids.push((await engine.sessions.create({ characterId, userId: i % 2 ? 'ulla' : 'bert' })).id);
    }
    // Another process on the same records, whose turns wait for no turnstile of the first.
    const other = await setUp(STORE_KINDS[0], { store });
    const turns = ids.flatMap((id) =>
      Array.from({ length: 6 }, () =>
        other.engine.sessions
          .perceive(id, { appraisal: GIFT, text: 'ulla was here', elapsedSeconds: 90_000 })
          .then(
            () => 'felt',
            (error: { code: string }) => error.code,
          ),
      ),
    );
    const [answer, ...became] = await Promise.all([engine.upkeep.erase('ulla'), ...turns]);
    expect(answer.sessions).toBe(4);
    expect(new Set(became)).toEqual(new Set(['felt', 'SESSION_NOT_FOUND']));
    const lines = await exported(engine);
    expect(lines.filter((line) => line.includes('"userId\\":\\"ulla') || line.includes('/ulla"'))).toEqual(
      [],
    );
  });

  it('says so when damage may hide something, and tells of each session that goes', async () => {
    const store = createDamagedStore();
    const { engine, events } = await setUp(STORE_KINDS[0], { store });
    const { id } = await engine.sessions.create({ preset: 'rival', userId: 'ulla' });
    const { id: other } = await engine.sessions.create({ preset: 'rival' });
    store.damageRecord('session', other, () => '{');
    await failureOf(engine.upkeep.erase('ulla'), 'RECORD_CORRUPT');
    await engine.upkeep.repair({ quarantine: () => {} });
    await engine.upkeep.erase('ulla');
    expect(events.filter(({ type }) => type === 'session.deleted')).toMatchObject([{ sessionId: id }]);
    await failureOf(engine.upkeep.erase(''), 'INPUT_INVALID');
  });
});
