import type { Collection, CommitOutcome, Store } from '../../ports';
import type { Pending, PendingUnit } from './pending';
import { planCalls, UNITS_AT_ONCE } from './plan-calls';
import { wasStored } from './was-stored';

/** A record of which units were lost: another writer was faster, or removed it. */
export interface LostUnits {
  /** As the store knows it: with the path of its scope, when it lies in one. */
  readonly collection: Collection;
  readonly id: string;
  /** How many units that wrote it were lost. */
  readonly units: number;
}

/** What became of one flush. */
export interface FlushReport {
  /** How many units were stored, and how many events with them. */
  readonly units: number;
  readonly events: number;
  /** How long it took by the machine's clock. */
  readonly durationMs: number;
  /** How many units wait now. */
  readonly pending: number;
  readonly lost: readonly LostUnits[];
  /** Present when the store threw: what was not stored by then waits for the next flush. */
  readonly failure?: Failure;
}

/** What a store threw. */
export interface Failure {
  readonly error: unknown;
}

/** Calls a function once after a while. @returns calls it off */
export type Timer = (run: () => void, ms: number) => () => void;

/** What a flusher works on, and whom it tells. */
export interface FlusherParts {
  readonly store: Pick<Store, 'commit' | 'load' | 'history' | 'supports'>;
  readonly pending: Pending;
  readonly flushEveryMs: number;
  readonly timer: Timer;
  /** Hears of units that were just given up. */
  readonly lost: (units: readonly PendingUnit[]) => void;
  /** Hears of each flush; must not throw. */
  readonly report: (report: FlushReport) => void;
}

/** Stores what waits. */
export interface Flusher {
  /** What made the last flush fail, while the next one is not under way yet. */
  readonly pausing: Failure | undefined;
  /** Takes note that a unit waits, and sees to it that it does so no longer than it may. */
  noteUnit(): void;
  /** Stores what waits now, or waits for the flush that is under way. Never rejects: the report says that it failed. */
  attempt(): Promise<FlushReport>;
  /**
   * Stores all that was accepted before.
   * @returns the units that were lost on the way
   * @throws what the store throws
   */
  flush(): Promise<readonly LostUnits[]>;
  /**
   * Stores all that waits, and tries several times if it must; afterwards nothing is tried by itself any more.
   * @throws what the store throws in the end
   */
  drain(): Promise<void>;
}

/** The longest pause between two attempts, unless flushes lie further apart anyway. */
const LONGEST_PAUSE_MS = 5000;
const DRAIN_ATTEMPTS = 5;
const DRAIN_PAUSE_MS = 50;

/** A flusher that has nothing to do yet. */
export function createFlusher(parts: FlusherParts): Flusher {
  const { store, pending, flushEveryMs, timer } = parts;
  let running: Promise<FlushReport> | undefined;
  let callOff: (() => void) | undefined;
  let failures = 0;
  let failure: Failure | undefined;
  let isEnding = false;

  function wait(ms: number): Promise<void> {
    return new Promise((resolve) => timer(resolve, ms));
  }

  function disarm(): void {
    callOff?.();
    callOff = undefined;
  }

  function arm(ms: number): void {
    disarm();
    callOff = timer(() => {
      callOff = undefined;
      // What came while a flush was under way is not part of it.
      if (running) void running.then(attempt);
      else void attempt();
    }, ms);
  }

  /** Stores units of different records, and finds out what became of those that the store does not take. */
  async function storeAtOnce(units: readonly PendingUnit[], tally: Tally): Promise<void> {
    const outcomes = await hand(units);
    const doubtful: PendingUnit[] = [];
    units.forEach((one, index) => {
      if (outcomes[index]?.status === 'committed') settle(one, tally);
      else if (one.isDoubtful) doubtful.push(one);
      else lose(one, tally);
    });
    if (doubtful.length === 0) return;
    const records = await store.load(doubtful.map(({ unit }) => unit.changes[0]!));
    for (const [index, one] of doubtful.entries()) {
      // The call that failed had stored it, or another writer was faster.
      if (await wasStored(store, one.unit, records[index])) settle(one, tally);
      else lose(one, tally);
    }
  }

  async function hand(units: readonly PendingUnit[]): Promise<readonly CommitOutcome[]> {
    try {
      return await store.commit(units.map(({ unit }) => unit));
    } catch (error) {
      for (const one of units) one.isDoubtful = true;
      throw error;
    }
  }

  function settle(one: PendingUnit, tally: Tally): void {
    pending.settle(one);
    tally.units += 1;
    tally.events += one.unit.events.length;
  }

  function lose(one: PendingUnit, { lost }: Tally): void {
    const units = pending.lose(one);
    parts.lost(units);
    for (const { unit, records } of units) {
      unit.changes.forEach(({ collection, id }, index) => {
        const name = records[index]!;
        lost.set(name, { collection, id, units: (lost.get(name)?.units ?? 0) + 1 });
      });
    }
  }

  async function storeAll(tally: Tally): Promise<void> {
    let sinceBreath = 0;
    for (const call of planCalls(pending.all())) {
      const units = call.filter(({ isOver }) => !isOver);
      if (units.length === 0) continue;
      if (sinceBreath + units.length > UNITS_AT_ONCE) {
        await wait(0);
        sinceBreath = 0;
      }
      await storeAtOnce(units, tally);
      sinceBreath += units.length;
    }
  }

  async function run(): Promise<FlushReport> {
    disarm();
    const startedAt = performance.now();
    const tally: Tally = { units: 0, events: 0, lost: new Map() };
    try {
      await storeAll(tally);
      failure = undefined;
      failures = 0;
    } catch (error) {
      failure = { error };
      failures += 1;
    }
    running = undefined;
    // The pause after a failure replaces what those who came meanwhile have laid down.
    if (failure) arm(pauseAfter(failures, flushEveryMs));
    if (pending.size === 0 || isEnding) disarm();
    const report: FlushReport = {
      units: tally.units,
      events: tally.events,
      durationMs: performance.now() - startedAt,
      pending: pending.size,
      lost: [...tally.lost.values()],
      ...(failure && { failure }),
    };
    if (report.units > 0 || report.lost.length > 0 || failure) parts.report(report);
    return report;
  }

  function attempt(): Promise<FlushReport> {
    running ??= run();
    return running;
  }

  return {
    get pausing() {
      return running === undefined ? failure : undefined;
    },
    noteUnit() {
      if (callOff === undefined) arm(flushEveryMs);
    },
    attempt,
    async flush() {
      const last = pending.newest;
      const lost: LostUnits[] = [];
      while (pending.oldest <= last) {
        const report = await attempt();
        lost.push(...report.lost);
        if (report.failure) throw report.failure.error;
      }
      return lost;
    },
    async drain() {
      isEnding = true;
      for (let tries = 1; pending.size > 0; tries += 1) {
        const report = await attempt();
        if (!report.failure) continue;
        if (tries >= DRAIN_ATTEMPTS) throw report.failure.error;
        await wait(DRAIN_PAUSE_MS * 2 ** tries);
      }
      disarm();
    },
  };
}

/** What one flush has done so far. */
interface Tally {
  units: number;
  events: number;
  readonly lost: Map<string, LostUnits>;
}

function pauseAfter(failures: number, flushEveryMs: number): number {
  return Math.max(flushEveryMs, Math.min(LONGEST_PAUSE_MS, flushEveryMs * 2 ** (failures - 1)));
}
