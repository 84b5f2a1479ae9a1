// Plans are drawn before it is known how the records stand; here they become what fits the model as it stands.
import type { Change, CommitUnit, NewEvent, NewRecord, Restoration, StoreManifest } from '../ports';
import type { ChangePlan, RestorationPlan, UnitPlan } from './arbitraries';
import { event, happened, keyed, put, remove, replacement, unit } from './fixtures';
import type { ModelStore } from './model-store';

/** A unit with revisions that are mostly right and parents that never change, as far as the store can do what is in it. */
export function realiseUnit(
  { key, ...plan }: UnitPlan,
  model: ModelStore,
  supports: StoreManifest,
): CommitUnit {
  const changes = plan.changes.map((change) => realiseChange(change, model, supports));
  const puts = changes.filter(({ kind }) => kind === 'put');
  const events: NewEvent[] = [];
  for (const { target, atMs, type } of supports.history ? plan.events : []) {
    const chosen = puts[target % puts.length];
    if (chosen === undefined) continue;
    events.push(event({ collection: chosen.collection, id: chosen.id }, { atMs, type }));
  }
  const hasKey = key !== undefined && supports.deduplication && events.length > 0;
  return hasKey ? keyed(key, changes, events) : unit(changes, events);
}

/** A restoration with a revision that is mostly the right one to expect and a parent that never changes. */
export function realiseRestoration(
  plan: RestorationPlan,
  model: ModelStore,
  supports: StoreManifest,
): Restoration {
  const { key: record, revision, firstSequence } = plan;
  const events = (supports.history ? plan.events : []).map(({ key, ...parts }, index) => {
    const hasKey = key !== undefined && supports.deduplication;
    return happened(record, firstSequence + index, hasKey ? { ...parts, key } : parts);
  });
  const parts = { ...realiseRecord(plan, model, supports), revision };
  return replacement(expectedRevisionOf(plan, model), record, parts, events);
}

function realiseChange(plan: ChangePlan, model: ModelStore, supports: StoreManifest): Change {
  const expectedRevision = expectedRevisionOf(plan, model);
  if (plan.isRemoval) return remove(plan.key, expectedRevision);
  return put(plan.key, expectedRevision, realiseRecord(plan, model, supports));
}

function expectedRevisionOf({ key, revisionOffset }: RecordPlan, model: ModelStore): number {
  return Math.max(0, (model.get(key)?.revision ?? 0) + revisionOffset);
}

type RecordPlan = Omit<ChangePlan, 'isRemoval'>;

function realiseRecord(
  { key, parent, name, body, checksum }: RecordPlan,
  model: ModelStore,
  supports: StoreManifest,
): Partial<NewRecord> {
  const isBytes = key.collection === 'image' && supports.blobs;
  return {
    parent: model.get(key)?.parent ?? parent,
    body: isBytes ? Uint8Array.from(body, (character) => character.charCodeAt(0)) : body,
    checksum,
    ...(name === undefined ? {} : { name }),
  };
}
