import { isPlainObject } from '../../immutable/plain';
import type { StoredRecord } from '../../ports';
import { SHAPES, type Shapes, type StateKind, stateKindOf } from '../../schema/migrations';
import { putAgain, readState } from '../codec';
import type { GuardedStore } from '../guarded-store';
import { isCommitted, LOST_RACE, untilWon } from '../retry';
import { recordsIn } from './entries';
import { type House, placesOf } from './house';
import type { ProgressOptions } from './upkeep';

/**
 * Rewrites every record of an older version. Each is a unit of its own, so that whoever is interrupted leaves old ones and new ones and nothing
 * in between; of two who do it at once the second finds them done.
 */
export async function migrateAll(
  house: House,
  options: ProgressOptions | undefined,
  shapes: Shapes = SHAPES,
): Promise<{ readonly migrated: number }> {
  let migrated = 0;
  let done = 0;
  for (const place of await placesOf(house)) {
    const stateKind = stateKindOf(place.kind);
    if (stateKind === undefined) continue;
    for await (const record of recordsIn(place)) {
      options?.signal?.throwIfAborted();
      if (await migrateRecord(house, place.store, stateKind, record, shapes, options)) migrated += 1;
      done += 1;
      options?.onProgress?.(done);
    }
  }
  return { migrated };
}

function migrateRecord(
  { context }: House,
  store: GuardedStore,
  kind: StateKind,
  found: StoredRecord,
  shapes: Shapes,
  options: ProgressOptions | undefined,
): Promise<boolean> {
  const attempt = async (lost: number): Promise<boolean | typeof LOST_RACE> => {
    const [record] = lost === 0 ? [found] : await store.load([found]);
    if (record === undefined) return false;
    const state = readState(kind, record, shapes);
    if (versionIn(record.body) === shapes[kind].version) return false;
    const [outcome] = await store.commit([{ changes: [putAgain(record, state)], events: [] }]);
    return isCommitted(outcome, record.id) ? true : LOST_RACE;
  };
  return untilWon(found.id, attempt, { signal: options?.signal, observer: context.observer });
}

/** The version that a state is stored in, of a record that was read without complaint. */
function versionIn(body: string | Uint8Array): unknown {
  const state: unknown = typeof body === 'string' ? JSON.parse(body) : undefined;
  return isPlainObject(state) ? state['version'] : undefined;
}
