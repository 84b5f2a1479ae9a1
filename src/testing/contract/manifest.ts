import { check, same } from '../assertions';
import type { StoreCapabilities } from '../subject';
import { ruleGroup } from './rules';

const MANIFEST = ['durable', 'history', 'deduplication', 'blobs'] as const;
const UPKEEP = ['collections', 'restore', 'trim', 'vacuum'] as const;

/** A store says what it is and can do, and it is what its subject says. */
export const manifestRules = ruleGroup('manifest', (rule, { capabilities = {} }) => {
  rule('has a name and a manifest, and is no promise', async (store) => {
    check(store.name.length > 0, 'the name is not empty');
    for (const capability of MANIFEST) same(typeof store.supports[capability], 'boolean', capability);
    check(!('then' in store), 'awaiting the store gives the store');
  });

  rule('has the whole of an upkeep or none of it', async ({ upkeep }) => {
    if (upkeep === undefined) return;
    for (const method of UPKEEP) same(typeof upkeep[method], 'function', method);
  });

  for (const [capability, demanded] of demandsOf(capabilities)) {
    rule(
      `${demanded ? 'has' : 'does not have'} the capability ${capability}, as its subject says`,
      async (store) => {
        const has = capability === 'upkeep' ? store.upkeep !== undefined : store.supports[capability];
        same(has, demanded, capability);
      },
    );
  }
});

function demandsOf(
  capabilities: StoreCapabilities,
): readonly (readonly [keyof StoreCapabilities, boolean])[] {
  return [...MANIFEST, 'upkeep' as const].flatMap((capability) => {
    const demanded = capabilities[capability];
    return demanded === undefined ? [] : [[capability, demanded] as const];
  });
}
