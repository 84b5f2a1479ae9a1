import { createMemoryStore } from '../../adapters/memory';
import type { Timer } from '../../src/engine/write-behind/flusher';
import { createWriteBehind, type WriteBehind } from '../../src/engine/write-behind/write-behind';
import type { Change, CommitOutcome, CommitUnit, RecordKey, Store } from '../../src/ports';
import { createFaultStore, type FaultStore } from './engine-fault-store';
import { settled } from './engine-fixtures';

/** A timer that goes off when it is told to. */
export interface ManualTimer {
  readonly timer: Timer;
  /** How long each that is running was set for. */
  readonly set: readonly number[];
  /** Lets all go off that are running now, and everything run that follows. */
  ring(): Promise<void>;
}

/** A timer that goes off when it is told to. */
export function createManualTimer(): ManualTimer {
  const running = new Map<object, { readonly run: () => void; readonly ms: number }>();
  return {
    timer(run, ms) {
      const name = {};
      running.set(name, { run, ms });
      return () => void running.delete(name);
    },
    get set() {
      return Array.from(running.values(), ({ ms }) => ms);
    },
    async ring() {
      const due = [...running.values()];
      running.clear();
      for (const { run } of due) run();
      await settled();
    },
  };
}

/** A flush as it was reported. */
export type Report = Parameters<NonNullable<Parameters<typeof createWriteBehind>[1]['report']>>[0];

/** A write-behind before a store that fails on demand, with all that a test may want to reach around it. */
export interface Stage extends ManualTimer {
  readonly behind: WriteBehind;
  /** The store that it is put before. */
  readonly inner: FaultStore;
  readonly reports: Report[];
}

/** A write-behind that flushes when it is told to. */
export function setStage(options: { maxPending?: number; store?: Store } = {}): Stage {
  const { maxPending = 100, store = createMemoryStore() } = options;
  const manual = createManualTimer();
  const inner: FaultStore = Object.assign(createFaultStore(store), store.upkeep && { upkeep: store.upkeep });
  const reports: Report[] = [];
  const behind = createWriteBehind(inner, {
    flushEveryMs: 1000,
    maxPending,
    timer: manual.timer,
    report: (report) => void reports.push(report),
  });
  return {
    behind,
    inner,
    reports,
    timer: manual.timer,
    get set() {
      return manual.set;
    },
    ring: manual.ring,
  };
}

/** The key of a session. */
export const session = (id: string): RecordKey => ({ collection: 'session', id });

/** A put of a session whose body says what it is. */
export function put(id: string, expectedRevision: number, body: string): Change {
  return { kind: 'put', ...session(id), expectedRevision, record: { parent: '', body, checksum: 1 } };
}

/** A unit that puts sessions; with a body for each, and an event of each that says the same. */
export function unitOf(...puts: readonly (readonly [string, number, string])[]): CommitUnit {
  return {
    changes: puts.map(([id, expected, body]) => put(id, expected, body)),
    events: puts.map(([id, expected, body]) => ({
      stream: session(id),
      type: 'put',
      atMs: expected,
      body,
      checksum: 1,
    })),
  };
}

/** Writes one unit. */
export async function write(
  store: Pick<Store, 'commit'>,
  ...puts: readonly (readonly [string, number, string])[]
): Promise<CommitOutcome | undefined> {
  const [outcome] = await store.commit([unitOf(...puts)]);
  return outcome;
}

/** What a session looks like: its revision and its body. */
export async function look(store: Pick<Store, 'load'>, id: string): Promise<string | undefined> {
  const [record] = await store.load([session(id)]);
  return record && `${record.revision} ${record.body}`;
}

/** The bodies of the events of a session. */
export async function historyOf(store: Pick<Store, 'history'>, id: string): Promise<readonly string[]> {
  return (await store.history(session(id), {})).map(({ body }) => body);
}
