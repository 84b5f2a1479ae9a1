import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { createSqliteStore } from '../../adapters/sqlite';
import { createEngine, type Engine } from '../../src';
import { hashText } from '../../src/maths/hash';
import { createManualClock, exportOf, failureOf, GIFT, INSULT, newFile } from '../support/engine-fixtures';

type Row = { position: number; id: string; revision: number; body: string };

/** A file with one session that has felt something, closed. */
async function fill() {
  const path = newFile();
  const store = createSqliteStore({ path });
  const engine = await createEngine({ store, clock: createManualClock(), seed: 7 });
  const { id, characterId } = await engine.sessions.create({ preset: 'rival' });
  await engine.sessions.perceive(id, { appraisal: INSULT, text: 'you fool', idempotencyKey: 'k' });
  const whole = await exportOf(store);
  await engine.close();
  await store.close();
  return { path, id, characterId, whole };
}

/** Does something to the file behind the engine's back. */
function tamper<T>(path: string, work: (database: Database.Database) => T): T {
  const database = new Database(path);
  try {
    return work(database);
  } finally {
    database.close();
  }
}

/** Opens the file with an engine that has never seen it. */
async function withEngine(path: string, work: (engine: Engine) => Promise<void>): Promise<void> {
  const store = createSqliteStore({ path });
  await using engine = await createEngine({ store, clock: createManualClock(), seed: 7 });
  try {
    await work(engine);
  } finally {
    await store.close();
  }
}

const rowOf = (database: Database.Database, collection: string) =>
  database
    .prepare('SELECT position, id, revision, body FROM records WHERE collection = ?')
    .get(collection) as Row;

describe('a damaged file', () => {
  it.each(['session', 'character'] as const)(
    'one other character anywhere in the body of a %s is noticed, and named',
    async (collection) => {
      const { path, id, characterId } = await fill();
      const damagedId = collection === 'session' ? id : characterId;
      const { body, position } = tamper(path, (database) => rowOf(database, collection));
      const write = (text: string) =>
        tamper(path, (database) =>
          database.prepare('UPDATE records SET body = ? WHERE position = ?').run(text, position),
        );
      for (let at = 0; at < body.length; at += 1 + Math.floor(body.length / 25)) {
        const other = body[at] === '5' ? '6' : '5';
        write(body.slice(0, at) + other + body.slice(at + 1));
        const before = tamper(path, (database) => database.prepare('SELECT * FROM records').all());
        await withEngine(path, async (engine) => {
          const calls = [
            engine.sessions.get(id),
            engine.sessions.state(id),
            engine.sessions.promptData(id),
            engine.sessions.perceive(id, { appraisal: GIFT }),
            engine.sessions.tick(id, 5),
            // A damaged session can be nothing but deleted.
            ...(collection === 'character' ? [engine.sessions.delete(id)] : []),
          ];
          for (const call of calls) {
            const error = await failureOf(call, 'RECORD_CORRUPT');
            expect(error.details).toEqual({ collection, id: damagedId });
            expect(error.message).toContain(damagedId);
          }
          expect((await engine.sessions.list()).damaged).toEqual([{ collection, id: damagedId }]);
        });
        expect(tamper(path, (database) => database.prepare('SELECT * FROM records').all())).toEqual(before);
      }
      write(body);
      await withEngine(path, async (engine) => {
        expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(3);
      });
    },
  );

  it('is noticed by an engine that has read the record before', async () => {
    const { path, id } = await fill();
    await withEngine(path, async (engine) => {
      await engine.sessions.state(id);
      tamper(path, (database) =>
        database.exec(`UPDATE records SET body = replace(body, 'you fool', 'you cool')`),
      );
      await failureOf(engine.sessions.state(id), 'RECORD_CORRUPT');
      await failureOf(engine.sessions.perceive(id, { appraisal: GIFT }), 'RECORD_CORRUPT');
    });
  });

  it.each([
    ['a body that became bytes', 'UPDATE records SET body = CAST(body AS BLOB)'],
    ['no body', "UPDATE records SET body = ''"],
    ['another checksum', 'UPDATE records SET checksum = checksum + 1'],
    ['another revision', 'UPDATE records SET revision = revision + 1'],
  ])('%s is noticed', async (_, statement) => {
    const { path, id } = await fill();
    tamper(path, (database) => database.exec(statement));
    await withEngine(path, async (engine) => {
      await failureOf(engine.sessions.state(id), 'RECORD_CORRUPT');
    });
  });

  it('bodies that changed places are noticed', async () => {
    const { path, id } = await fill();
    tamper(path, (database) => {
      const [one, two] = [rowOf(database, 'session'), rowOf(database, 'character')];
      const update = database.prepare(
        'UPDATE records SET body = ?, checksum = (SELECT checksum FROM records WHERE position = ?) WHERE position = ?',
      );
      update.run(one.body, one.position, two.position);
    });
    await withEngine(path, async (engine) => {
      await failureOf(engine.sessions.state(id), 'RECORD_CORRUPT');
    });
  });

  it('a history whose event was changed is noticed when that event is answered again', async () => {
    const { path, id } = await fill();
    tamper(path, (database) =>
      database.exec(`UPDATE events SET body = replace(body, 'you fool', 'you cool')`),
    );
    await withEngine(path, async (engine) => {
      const again = engine.sessions.perceive(id, {
        appraisal: INSULT,
        text: 'you fool',
        idempotencyKey: 'k',
      });
      expect((await failureOf(again, 'RECORD_CORRUPT')).details).toEqual({ collection: 'session', id });
      // The state itself is whole, and goes on.
      expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(3);
    });
  });
});

describe('a file of a newer release', () => {
  it.each(['session', 'character'] as const)(
    'is refused where its %s is of a version not known yet',
    async (collection) => {
      const { path, id } = await fill();
      tamper(path, (database) => {
        const row = rowOf(database, collection);
        const body = JSON.stringify({ ...JSON.parse(row.body), version: 2, feature: 'new' });
        const checksum = hashText(body, hashText(`${collection}/${row.id}@${row.revision}`));
        database
          .prepare('UPDATE records SET body = ?, checksum = ? WHERE position = ?')
          .run(body, checksum, row.position);
      });
      await withEngine(path, async (engine) => {
        for (const call of [
          engine.sessions.get(id),
          engine.sessions.perceive(id, { appraisal: GIFT }),
          engine.sessions.delete(id),
        ]) {
          const error = await failureOf(call, 'STATE_VERSION_UNSUPPORTED');
          expect(error.details).toEqual({ found: 2, supported: 1 });
        }
      });
    },
  );
});
