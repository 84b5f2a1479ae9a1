import { EngineError } from '../../errors';
import { joinKey, type Store, type StoreUpkeep } from '../../ports';
import type { WriteBehindOptions } from '../../schema/durability';
import { createBarred } from './barred';
import type { Behind } from './behind';
import { commitThrough, past } from './commits';
import { createFlusher, type FlushReport, type Timer } from './flusher';
import { createHeads } from './heads';
import { createPending } from './pending';
import { findThrough, loadThrough, scanThrough } from './reads';

/** A store that stores later what may wait. */
export interface WriteBehind extends Store {
  /**
   * Stores all that was accepted before.
   * @throws EngineError REVISION_CONFLICT when some of it was lost to other writers; what the store throws
   */
  flush(): Promise<void>;
  /** Stores all that waits; from then on nothing waits any more. May be called again when it failed. @throws what the store throws */
  end(): Promise<void>;
}

/** How a {@link WriteBehind} goes about it, and who hears of it. */
export interface WriteBehindParts extends WriteBehindOptions {
  /** Hears of each flush that had something to do; must not throw. */
  readonly report?: (report: FlushReport) => void;
  /** The machine's when absent. */
  readonly timer?: Timer;
}

/**
 * Puts itself before a store and lets wait what may: units that only change records which exist. Whether such a unit is committed or in
 * conflict is decided at once, against what waits and what was read before. All other units go through to the store, after what waits for
 * their records. Reads show what waits.
 *
 * All writers of one process must share one. Other processes are noticed when units are stored: theirs win, and what was accepted here
 * is lost, and reported.
 */
export function createWriteBehind(store: Store, parts: WriteBehindParts): WriteBehind {
  const { maxPending, flushEveryMs, report = () => {}, timer = systemTimer } = parts;
  const pending = createPending();
  const heads = createHeads();
  const barred = createBarred();
  const flusher = createFlusher({ store, pending, flushEveryMs, timer, report, lost: barred.note });
  const behind: Behind = { store, pending, heads, barred, flusher, maxPending, isEnding: false };

  async function end(): Promise<void> {
    behind.isEnding = true;
    await flusher.drain();
  }

  return {
    name: store.name,
    supports: store.supports,
    ...(store.upkeep && { upkeep: upkeepBehind(behind, store.upkeep) }),
    load: (keys) => loadThrough(behind, keys),
    find: (names) => findThrough(behind, names),
    commit: (units) => commitThrough(behind, units),
    scan: (request) => scanThrough(behind, request),
    async history(stream, range) {
      // No unit with a key waits, and so none of the events that are asked for by one.
      if (range.key === undefined && pending.has(joinKey(stream))) await flusher.flush();
      return store.history(stream, range);
    },
    async flush() {
      const lost = await flusher.flush();
      const [first] = lost;
      if (first === undefined) return;
      const message = `other writers were faster: what was to be stored of ${lost.length} records was lost`;
      throw new EngineError('REVISION_CONFLICT', message, { id: first.id, attempts: 1 });
    },
    end,
    async close() {
      await end();
      await store.close();
    },
  };
}

function upkeepBehind(behind: Behind, upkeep: StoreUpkeep): StoreUpkeep {
  return {
    async collections() {
      await behind.flusher.flush();
      return upkeep.collections();
    },
    restore: (restorations) => {
      const keys = restorations.map(({ record }) => record);
      return past(behind, keys, () => upkeep.restore(restorations));
    },
    trim: (trims) => {
      const keys = trims.map(({ stream }) => stream);
      return past(behind, keys, () => upkeep.trim(trims));
    },
    async vacuum() {
      await behind.flusher.flush();
      return upkeep.vacuum();
    },
  };
}

const systemTimer: Timer = (run, ms) => {
  // It keeps the process alive: one that ends because it has nothing more to do must not lose what waits.
  const timeout = setTimeout(run, ms);
  return () => clearTimeout(timeout);
};
