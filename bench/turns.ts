import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createMemoryStore } from '../adapters/memory';
import { createSqliteStore } from '../adapters/sqlite';
import { createEngine, type Engine, type Store } from '../src/index';
import { type Measured, type Row, summarise } from './measure';
import { liveTurn } from './stores/turns';

const TURNS = 4000;
/** The runtime goes on compiling the paths of a turn for so long. */
const WARM_UP = 10_000;

interface Player {
  readonly engine: Engine;
  readonly id: string;
}

async function play(store: Store): Promise<Player> {
  const engine = await createEngine({ store, seed: 1 });
  const { id } = await engine.sessions.create({ preset: 'companion' });
  return { engine, id };
}

function turn({ engine, id }: Player, index: number): Promise<unknown> {
  return liveTurn(engine, id, index);
}

/** Times two kinds of work in turn, in microseconds each. */
async function inTurn(
  first: (index: number) => Promise<unknown>,
  second: (index: number) => void,
): Promise<[Measured, Measured]> {
  const samples: [number[], number[]] = [[], []];
  for (let index = -WARM_UP; index < TURNS; index++) {
    const started = performance.now();
    await first(index);
    const between = performance.now();
    second(index);
    const ended = performance.now();
    if (index >= 0) {
      samples[0].push((between - started) * 1000);
      samples[1].push((ended - between) * 1000);
    }
  }
  return [summarise(samples[0]), summarise(samples[1])];
}

/** The same rows as a turn reads and writes, through the driver's prepared statements and nothing else. */
function rawTurn(path: string, sessionBody: string, eventBody: string): (index: number) => void {
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.exec(`
    CREATE TABLE records (id INTEGER PRIMARY KEY, collection TEXT, name TEXT, revision INTEGER, body TEXT, checksum INTEGER, UNIQUE (collection, name)) STRICT;
    CREATE TABLE events (id INTEGER PRIMARY KEY, stream TEXT, sequence INTEGER, body TEXT, checksum INTEGER, UNIQUE (stream, sequence)) STRICT;
    INSERT INTO records VALUES (1, 'session', 's', 1, '${sessionBody}', 1), (2, 'character', 'c', 1, '${sessionBody}', 1)`);
  const read = database.prepare('SELECT * FROM records WHERE collection = ? AND name = ?');
  const write = database.prepare(
    'UPDATE records SET revision = ?, body = ?, checksum = ? WHERE collection = ? AND name = ?',
  );
  const append = database.prepare(
    'INSERT INTO events (stream, sequence, body, checksum) VALUES (?, ?, ?, ?)',
  );
  const commit = database.transaction((revision: number) => {
    write.run(revision, sessionBody, revision, 'session', 's');
    append.run('s', revision, eventBody, revision);
  });
  let revision = 1;
  return () => {
    read.get('session', 's');
    read.get('character', 'c');
    revision += 1;
    commit.immediate(revision);
  };
}

/** What a turn costs from the call to the answer: parsed, felt, stored, told. */
export async function benchTurns(): Promise<Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'animacy-bench-'));
  try {
    const memory = await play(createMemoryStore());
    const [inMemory] = await inTurn(
      (index) => turn(memory, index),
      () => {},
    );
    await memory.engine.close();

    const store = createSqliteStore({ path: join(directory, 'turns.db') });
    const sqlite = await play(store);
    await turn(sqlite, 0);
    const [session] = await store.load([{ collection: 'session', id: sqlite.id }]);
    const events = await store.history(
      { collection: 'session', id: sqlite.id },
      { order: 'newest-first', limit: 1 },
    );
    const raw = rawTurn(join(directory, 'raw.db'), session!.body as string, events[0]!.body);
    const [onSqlite, statements] = await inTurn((index) => turn(sqlite, index), raw);
    await sqlite.engine.close();
    await store.close();
    return [
      { what: 'perceive, memory', figure: inMemory, unit: 'us', budget: 25 },
      {
        what: 'perceive, SQLite (WAL, NORMAL)',
        figure: onSqlite,
        unit: 'us',
        budget: 200,
        against: { what: 'raw statements of the same rows', figure: statements },
      },
    ];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
