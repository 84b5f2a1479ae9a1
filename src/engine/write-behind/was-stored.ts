import type { Store, StoredRecord } from '../../ports';
import type { DeferrableUnit } from './deferrable';

/**
 * Whether a unit that the store does not take was stored by an earlier call, which failed after it had done its work. A unit is stored as a
 * whole, so one of its records tells. Where others have written on top of it, its event tells; without an event nothing does, and it counts as lost.
 * @param record the record of its first change as it is stored now
 * @throws what the store throws
 */
export async function wasStored(
  store: Pick<Store, 'history' | 'supports'>,
  { changes, events }: DeferrableUnit,
  record: StoredRecord | undefined,
): Promise<boolean> {
  const { expectedRevision, record: written } = changes[0]!;
  const revision = expectedRevision + 1;
  if (record === undefined || record.revision < revision) return false;
  if (record.revision === revision) {
    return record.checksum === written.checksum && record.body === written.body;
  }
  const [event] = events;
  if (event === undefined || !store.supports.history) return false;
  const { stream, atMs, type, body, checksum } = event;
  const own = changes.find(({ collection, id }) => collection === stream.collection && id === stream.id);
  const happened = await store.history(stream, { sinceMs: atMs, untilMs: atMs });
  return happened.some(
    (stored) =>
      stored.revision === (own?.expectedRevision ?? 0) + 1 &&
      stored.type === type &&
      stored.checksum === checksum &&
      stored.body === body,
  );
}
