import { MS_PER_DAY } from '../../constants/time';
import type { StoredRecord, StreamId, Trim } from '../../ports';
import type { Retention } from '../../schema/upkeep';
import { readState } from '../codec';
import { type GuardedStore, upkeepOf } from '../guarded-store';
import { readSound } from '../pages';
import { sessionTimeAt } from '../session-time';
import { recordsIn } from './entries';
import { type House, type Place, placesOf } from './house';
import type { ProgressOptions } from './upkeep';

/** Kinds of records with a history. */
const LIVING: ReadonlySet<string> = new Set(['session', 'character', 'overlay']);

/** Histories that are trimmed in one call. */
const TRIMS_AT_ONCE = 100;

/** Trims every history of a scope and of those inside it. */
export async function trimAll(
  house: House,
  retention: Retention,
  options: ProgressOptions | undefined,
): Promise<{ readonly events: number }> {
  const nowMs = house.context.now();
  let events = 0;
  let done = 0;
  for (const place of await placesOf(house)) {
    if (!LIVING.has(place.kind)) continue;
    let trims: Trim[] = [];
    const flush = async () => {
      if (trims.length === 0) return;
      for (const went of await upkeepOf(place.store).trim(trims)) events += went;
      trims = [];
    };
    for await (const record of recordsIn(place)) {
      options?.signal?.throwIfAborted();
      const trim = await trimOf(place.store, record, retention, presentOf(place, record, nowMs));
      if (trim) trims.push(trim);
      if (trims.length >= TRIMS_AT_ONCE) await flush();
      done += 1;
      options?.onProgress?.(done);
    }
    await flush();
  }
  return { events };
}

/** What a record's own time is now: a session that goes by its caller's time is as old as that makes it. */
function presentOf({ kind }: Place, record: StoredRecord, nowMs: number): number {
  if (kind !== 'session') return nowMs;
  const [state] = readSound([record], (found) => readState('session', found)).items;
  return state ? sessionTimeAt(state, nowMs) : nowMs;
}

/**
 * What a history has to forget to keep within its bounds.
 * @param presentMs the present of the record's own time; when absent its newest event is taken to be of now
 * @returns undefined when nothing has to go
 */
export async function trimOf(
  store: GuardedStore,
  { collection, id }: StreamId,
  { keepEvents, keepDays }: Retention,
  presentMs?: number,
): Promise<Trim | undefined> {
  const stream = { collection, id };
  const [newest] = await store.history(stream, { order: 'newest-first', limit: 1 });
  if (newest === undefined) return undefined;
  let beforeSequence = keepEvents === undefined ? 1 : newest.sequence - keepEvents + 1;
  if (keepDays !== undefined) {
    // A character may be ahead of the clock, because a session has carried it there.
    const sinceMs = Math.max(presentMs ?? newest.atMs, newest.atMs) - keepDays * MS_PER_DAY;
    // Instants need not rise: what lies behind the first that is recent enough stays, however old it is.
    const [kept] = await store.history(stream, { sinceMs, limit: 1 });
    beforeSequence = Math.max(beforeSequence, kept?.sequence ?? newest.sequence);
  }
  return beforeSequence > 1 ? { stream, beforeSequence } : undefined;
}
