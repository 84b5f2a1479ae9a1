import type { CommitUnit, RecordKey, Restoration, Store, StoreManifest } from '../../ports';
import { expectRejection, same } from '../assertions';
import { create, event, happened, keyed, restoration, session, unit } from '../fixtures';

/** What a store may lack: what its manifest says, except durability, of which nothing can be refused. */
export type Capability = Exclude<keyof StoreManifest, 'durable'>;

const KEY = session('refused');
const IMAGE: RecordKey = { collection: 'image', id: 'refused' };
const BYTES = { body: new Uint8Array([1]) };

/** What a store must refuse that lacks a capability. */
const REFUSED: Readonly<Record<Capability, Refused>> = {
  history: {
    key: KEY,
    unit: unit([create(KEY)], [event(KEY)]),
    restoration: restoration(KEY, {}, [happened(KEY, 1)]),
  },
  deduplication: {
    key: KEY,
    unit: keyed('refused', [create(KEY)], [event(KEY)]),
    restoration: restoration(KEY, {}, [happened(KEY, 1, { key: 'refused' })]),
  },
  blobs: { key: IMAGE, unit: unit([create(IMAGE, BYTES)]), restoration: restoration(IMAGE, BYTES) },
};

interface Refused {
  readonly key: RecordKey;
  readonly unit: CommitUnit;
  readonly restoration: Restoration;
}

/** Fails unless a store refuses what needs a capability that it lacks, and stores nothing of it. */
export async function expectRefusal(store: Store, capability: Capability): Promise<void> {
  const refused = REFUSED[capability];
  await expectRejection(store.commit([refused.unit]), 'STORE_CAPABILITY_MISSING');
  const restored = store.upkeep?.restore([refused.restoration]);
  if (restored !== undefined) await expectRejection(restored, 'STORE_CAPABILITY_MISSING');
  if (capability === 'history') {
    await expectRejection(store.history(refused.key, {}), 'STORE_CAPABILITY_MISSING');
    const trimmed = store.upkeep?.trim([{ stream: refused.key, beforeSequence: 2 }]);
    if (trimmed !== undefined) await expectRejection(trimmed, 'STORE_CAPABILITY_MISSING');
  }
  same(await store.load([refused.key]), [undefined], 'what was refused is not stored');
}
