import type { CommitUnit, RecordKey, Store, StoreManifest } from '../../ports';
import { expectRejection, same } from '../assertions';
import { create, event, keyed, session, unit } from '../fixtures';
import type { StoreContractRunner, StoreContractSubject } from '../subject';

/** What a store may lack: what its manifest says, except durability, of which nothing can be refused. */
type Capability = Exclude<keyof StoreManifest, 'durable'>;

/** Registers one rule as a test that gets an empty store of its own. */
type RegisterRule = (
  name: string,
  body: (store: Store) => Promise<void>,
  needs?: readonly Capability[],
) => void;

/** A group of rules that belong together: registers a test for each of them. */
export type RuleGroup = (runner: StoreContractRunner, subject: StoreContractSubject) => void;

/** Makes a group of rules. */
export function ruleGroup(
  name: string,
  register: (rule: RegisterRule, subject: StoreContractSubject) => void,
): RuleGroup {
  return (runner, subject) =>
    runner.describe(name, () => register(createRegisterRule(runner, subject), subject));
}

/** Registers rules that only stores with these capabilities must keep; the others must refuse. */
export function needing(rule: RegisterRule, ...needs: readonly Capability[]): RegisterRule {
  return (name, body) => rule(name, body, needs);
}

function createRegisterRule(runner: StoreContractRunner, subject: StoreContractSubject): RegisterRule {
  return (name, body, needs = []) => {
    runner.it(name, async () => {
      const store = await subject.open();
      try {
        const missing = needs.find((capability) => !store.supports[capability]);
        if (missing === undefined) await body(store);
        else await expectRefusal(store, missing);
      } finally {
        await store.close();
      }
    });
  };
}

async function expectRefusal(store: Store, capability: Capability): Promise<void> {
  const key: RecordKey = capability === 'blobs' ? { collection: 'image', id: 'refused' } : session('refused');
  const units: Readonly<Record<Capability, CommitUnit>> = {
    history: unit([create(key)], [event(key)]),
    deduplication: keyed('refused', [create(key)], [event(key)]),
    blobs: unit([create(key, { body: new Uint8Array([1]) })]),
  };
  await expectRejection(store.commit([units[capability]]), 'STORE_CAPABILITY_MISSING');
  if (capability === 'history') await expectRejection(store.history(key, {}), 'STORE_CAPABILITY_MISSING');
  same(await store.load([key]), [undefined], 'what was refused is not stored');
}
