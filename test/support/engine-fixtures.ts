import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createSqliteStore } from '../../adapters/sqlite';
import {
  type AppraisalInput,
  type Clock,
  type Collection,
  createEngine,
  type Engine,
  type EngineError,
  type EngineEvent,
  type EngineOptions,
  type ErrorCode,
  isEngineError,
  type Store,
  type StoredEvent,
  type StoredRecord,
} from '../../src';

/** The instant at which every test begins. */
export const START = Date.UTC(2030, 0, 1);

/** All six domains in the middle. */
export const NEUTRAL = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/** An event that anybody is glad of. */
export const GIFT: AppraisalInput = {
  goalRelevance: 0.9,
  goalCongruence: 0.8,
  expectedness: 0.2,
  controllability: 0.5,
  agency: -0.8,
  normCompatibility: 0.5,
};

/** An event that nobody is glad of. */
export const INSULT: AppraisalInput = {
  goalRelevance: 0.8,
  goalCongruence: -0.8,
  expectedness: 0.4,
  controllability: 0.4,
  agency: -1,
  normCompatibility: -0.8,
};

/** A clock that stands still until it is told to move. */
export interface ManualClock extends Clock {
  nowMs: number;
  advance(seconds: number): void;
}

/** A clock at the instant where tests begin. */
export function createManualClock(nowMs: number = START): ManualClock {
  const clock = {
    nowMs,
    now: () => clock.nowMs,
    advance: (seconds: number) => {
      clock.nowMs += seconds * 1000;
    },
  };
  return clock;
}

/** What a store writes to: it outlives the store. */
export interface Disk {
  /** The file, where there is one. */
  readonly path: string | undefined;
  /** Another store on the same records; what was opened before stays usable. */
  open(): Store;
}

/** A kind of store that the engine is held against. */
export interface StoreKind {
  readonly kind: string;
  /** Records of which there are none yet; they last as long as the test. */
  newDisk(): Disk;
}

/** A file that is gone when the test has ended. */
export function newFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'animacy-engine-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'store.db');
}

/** The stores that the engine is held against. */
export const STORE_KINDS: readonly StoreKind[] = [
  {
    kind: 'memory',
    newDisk: () => {
      const store = createMemoryStore();
      return { path: undefined, open: () => store };
    },
  },
  {
    kind: 'SQLite',
    newDisk: () => {
      const path = newFile();
      const opened: Store[] = [];
      onTestFinished(async () => {
        await Promise.all(opened.map((store) => store.close()));
      });
      return {
        path,
        open: () => {
          const store = createSqliteStore({ path });
          opened.push(store);
          return store;
        },
      };
    },
  },
];

/** An engine with all that a test may want to reach around it. */
export interface Bench {
  readonly engine: Engine;
  readonly clock: ManualClock;
  readonly disk: Disk;
  readonly store: Store;
  /** Everything the engine has told so far. */
  readonly events: EngineEvent[];
}

/** An engine on records of which there are none yet, or on those of `disk`. */
export async function setUp(
  kind: StoreKind = STORE_KINDS[0]!,
  options: EngineOptions & { readonly disk?: Disk } = {},
): Promise<Bench> {
  const { disk = kind.newDisk(), ...rest } = options;
  const clock = createManualClock();
  const store = options.store ?? disk.open();
  const engine = await createEngine({ clock, seed: 7, ...rest, store });
  onTestFinished(() => engine.close());
  const events: EngineEvent[] = [];
  engine.onAny((event) => {
    events.push(event);
  });
  return { engine, clock, disk, store, events };
}

/** The error that a call ends with, which must be one of the engine's with that code. */
export async function failureOf<C extends ErrorCode>(
  call: Promise<unknown> | (() => unknown),
  code: C,
): Promise<EngineError<C>> {
  let value: unknown;
  try {
    value = await (typeof call === 'function' ? call() : call);
  } catch (error) {
    if (isEngineError(error, code)) return error;
    throw new Error(`was to fail with ${code}, but failed with ${String(error)}`, { cause: error });
  }
  throw new Error(`was to fail with ${code}, but gave ${typeof value}`);
}

/** Everything that a store holds. */
export interface Export {
  readonly records: readonly StoredRecord[];
  readonly events: readonly StoredEvent[];
}

/** Everything that a store holds, in the order of creation. */
export async function exportOf(store: Store): Promise<Export> {
  const records: StoredRecord[] = [];
  const events: StoredEvent[] = [];
  const collections: readonly Collection[] = ['project', 'persona', 'character', 'session', 'image'];
  for (const collection of collections) {
    const page = await store.scan({ collection, limit: 100_000 });
    records.push(...page.records);
    for (const { id } of page.records) events.push(...(await store.history({ collection, id }, {})));
  }
  return { records, events };
}

/** A promise and the two ways to end it. */
export function createGate<T = void>(): {
  readonly promise: Promise<T>;
  open(value: T): void;
  fail(error: unknown): void;
} {
  let open!: (value: T) => void;
  let fail!: (error: unknown) => void;
  const promise = new Promise<T>((resolve, reject) => {
    open = resolve;
    fail = reject;
  });
  return { promise, open, fail };
}

/** Lets everything run that waits for nothing but its turn. */
export function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
