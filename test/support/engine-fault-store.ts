import type { CommitOutcome, CommitUnit, Store } from '../../src';

/**
 * What becomes of a commit:
 * - `fine`: what the store makes of it
 * - `fail-before`: the driver throws and nothing is stored
 * - `fail-after`: all is stored, then the driver throws
 * - `late`: all is stored, the answer comes a while later
 * - `lose`: another writer was faster, nothing is stored
 */
export type Fault = 'fine' | 'fail-before' | 'fail-after' | 'late' | 'lose';

/** What the driver of a {@link FaultStore} throws. */
export class DriverFailure extends Error {}

/** A store that fails on demand. */
export interface FaultStore extends Store {
  /** What becomes of the commits to come, one after the other; those after the last are fine. */
  faults: Fault[];
  /** Called before each call, which waits for it and fails with what it throws. */
  before: ((method: 'load' | 'commit' | 'scan' | 'history') => unknown) | undefined;
  /** All units that were handed in so far. */
  readonly units: CommitUnit[];
}

/** Puts a store that fails on demand around one that does not. */
export function createFaultStore(store: Store): FaultStore {
  async function commit(units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
    faulty.units.push(...units);
    const fault = faulty.faults.shift() ?? 'fine';
    if (fault === 'fail-before') throw new DriverFailure('failed before');
    if (fault === 'lose') return units.map(loseRace);
    const outcomes = await store.commit(units);
    if (fault === 'fail-after') throw new DriverFailure('failed after');
    if (fault === 'late') await new Promise((resolve) => setTimeout(resolve, 1));
    return outcomes;
  }

  const faulty: FaultStore = {
    name: 'faulty',
    supports: store.supports,
    faults: [],
    before: undefined,
    units: [],
    async load(keys) {
      await faulty.before?.('load');
      return store.load(keys);
    },
    find: (names) => store.find(names),
    async commit(units) {
      await faulty.before?.('commit');
      return commit(units);
    },
    async scan(request) {
      await faulty.before?.('scan');
      return store.scan(request);
    },
    async history(stream, range) {
      await faulty.before?.('history');
      return store.history(stream, range);
    },
    close: () => store.close(),
  };
  return faulty;
}

function loseRace({ changes: [first] }: CommitUnit): CommitOutcome {
  const { collection, id, expectedRevision: expected } = first!;
  return { status: 'conflict', collection, id, expected, actual: expected + 1 };
}
