import { LAST_INSTANT_MS } from '../../constants/time';
import type { StoredEntry, StoredEvent, StoredRecord } from '../../ports';
import { lostEvent } from '../codec';
import { upkeepOf } from '../guarded-store';
import { isCommitted, LOST_RACE, untilWon } from '../retry';
import { readEntry, recordsIn } from './entries';
import { type House, type Place, placesOf } from './house';
import { type Damage, inspectEntry, isEventSound } from './inspect';
import { entryLine } from './lines';
import type { RepairAnswer, RepairOptions } from './upkeep';

/** Events that a gap is filled with at most; before a wider one a history is cut off. */
const WIDEST_GAP = 1000;

/** Looks at everything, and takes out what is damaged. */
export async function repairAll(house: House, options: RepairOptions): Promise<RepairAnswer> {
  let records = 0;
  let events = 0;
  const damages: Damage[] = [];
  for (const place of await placesOf(house)) {
    for await (const record of recordsIn(place)) {
      options.signal?.throwIfAborted();
      const entry = await readEntry(place.store, record);
      if (entry === undefined) continue;
      records += 1;
      events += entry.events.length;
      const found = inspectEntry(place.kind, place.label, entry);
      damages.push(...found);
      if (!options.dryRun && found.some(({ what }) => what !== 'newer')) {
        await mend(house, place, record, options.quarantine, options.signal);
      }
      options.onProgress?.(records);
    }
  }
  return { records, events, damages };
}

type Quarantine = Extract<RepairOptions, { readonly dryRun?: false | undefined }>['quarantine'];

/** Mends one record as it is by now: looked at again, because only what was handed over may be taken out. */
function mend(
  { context }: House,
  place: Place,
  found: StoredRecord,
  quarantine: Quarantine,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  const { store, kind, label } = place;
  const attempt = async (): Promise<boolean | typeof LOST_RACE> => {
    const [record] = await store.load([found]);
    const entry = record && (await readEntry(store, record));
    if (entry === undefined) return true;
    const damages = inspectEntry(kind, label, entry);
    if (damages.every(({ what }) => what === 'newer')) return true;
    await quarantine(entryLine(label, entry), damages);
    const isLost = damages.some(({ what }) => what === 'checksum' || what === 'shape');
    return isLost ? remove(place, entry) : replaceEvents(place, entry);
  };
  return untilWon(found.id, attempt, { signal, observer: context.observer });
}

async function remove({ store, kind }: Place, { record }: StoredEntry): Promise<boolean | typeof LOST_RACE> {
  const { id, revision } = record;
  const change = { kind: 'remove', collection: kind, id, expectedRevision: revision } as const;
  const [outcome] = await store.commit([{ changes: [change], events: [] }]);
  return isCommitted(outcome, id) ? true : LOST_RACE;
}

async function replaceEvents(
  { store }: Place,
  { record, events }: StoredEntry,
): Promise<boolean | typeof LOST_RACE> {
  const restoration = { record, events: mendedEvents(record, events), expectedRevision: record.revision };
  const [outcome] = await upkeepOf(store).restore([restoration]);
  return outcome?.status === 'restored' ? true : LOST_RACE;
}

/** A history in which markers stand where events were damaged or are missing. */
function mendedEvents(
  { collection, id, revision }: StoredEntry['record'],
  events: readonly StoredEvent[],
): readonly StoredEvent[] {
  const stream = { collection, id };
  let mended: StoredEvent[] = [];
  let atMs = 0;
  for (const event of events) {
    atMs = instantOr(event.atMs, atMs);
    const last = mended.at(-1);
    const missing = last === undefined ? 0 : event.sequence - last.sequence - 1;
    if (missing > WIDEST_GAP) mended = [];
    else {
      for (let i = 0; i < missing; i++) {
        const sequence = event.sequence - missing + i;
        mended.push(lostEvent(stream, { sequence, revision: event.revision, atMs }));
      }
    }
    if (isEventSound(event)) mended.push(event);
    else mended.push(lostEvent(stream, { ...event, revision: Math.min(event.revision, revision), atMs }));
  }
  return mended;
}

/** An instant of a damaged event as far as it is one. */
function instantOr(atMs: unknown, other: number): number {
  return typeof atMs === 'number' && Math.abs(atMs) <= LAST_INSTANT_MS ? atMs : other;
}
