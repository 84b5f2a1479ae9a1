import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import type { Store } from '../../src/ports';
import { type StoreCapabilities, type StoreContractSubject, storeContract } from '../../src/testing';
import { BROKEN_RESTARTS } from './broken-restarts';
import { brokenSubject, type Damage, damageStore, findFailures, rulesOf } from './broken-store';
import { BROKEN_UPKEEP } from './broken-upkeep';
import { durableSubject } from './durable-memory';
import { createModestStore } from './modest-store';

const RESTART_RULES = 4;

const memory: StoreContractSubject = { name: 'memory', open: async () => createMemoryStore() };
const withoutUpkeep: StoreContractSubject = {
  name: 'without upkeep',
  open: async () => {
    const { upkeep: _, ...store } = damageStore(createMemoryStore(), () => ({}));
    return store;
  },
};

storeContract({ describe, it }, durableSubject());

const MODEST: readonly (readonly [string, StoreCapabilities])[] = [
  ['keeps no history', { history: false, deduplication: false }],
  ['knows no keys and keeps texts only', { deduplication: false, blobs: false }],
];

describe.each(MODEST)('a store that %s', (lack, capabilities) => {
  storeContract(
    { describe, it },
    {
      name: lack,
      open: async () => createModestStore(capabilities),
      capabilities: { durable: false, upkeep: true, ...capabilities },
    },
  );

  it('fails if it does what it denies', async () => {
    const damage: Damage = (store) => ({ supports: { ...store.supports, ...capabilities } });
    expect(await findFailures(brokenSubject(damage), 'keys')).not.toEqual([]);
  });
});

describe('a store that was opened again', () => {
  it.each(Object.entries(BROKEN_RESTARTS))('fails if it %s', async (_, [group, damage]) => {
    expect(await findFailures(durableSubject(damage), group)).not.toEqual([]);
  });
});

describe('what a subject says that its store can do', () => {
  const agreeing: readonly StoreCapabilities[] = [
    {},
    { durable: false, history: true, deduplication: true, blobs: true, upkeep: true },
    { blobs: true },
  ];
  it.each(agreeing)('passes when the store says the same: %o', async (capabilities) => {
    expect(await findFailures({ ...memory, capabilities }, 'manifest')).toEqual([]);
  });

  const differing: readonly StoreCapabilities[] = [
    { durable: true },
    { history: false },
    { deduplication: false },
    { blobs: false },
    { upkeep: false },
  ];
  it.each(differing)('fails when the store says something else: %o', async (capabilities) => {
    const failures = await findFailures({ ...memory, capabilities }, 'manifest');
    expect(failures).toHaveLength(1);
    expect(failures[0]).toContain(Object.keys(capabilities)[0]);
  });

  it('fails every rule of the upkeep when the store should have one and has none', async () => {
    const subject = { ...withoutUpkeep, capabilities: { upkeep: true } };
    const inGroup = rulesOf(subject).filter(({ path }) => path.includes('upkeep'));
    expect(inGroup.length).toBeGreaterThan(20);
    expect(await findFailures(subject, 'upkeep')).toHaveLength(inGroup.length);
    expect(await findFailures(subject, 'manifest')).toHaveLength(1);
  });

  it('leaves the upkeep out when the store should have none', () => {
    const rules = rulesOf({ ...withoutUpkeep, capabilities: { upkeep: false } });
    expect(rules.filter(({ path }) => path.includes('upkeep'))).toEqual([]);
  });
});

describe('a rule that does not apply', () => {
  /** Runs all rules the way a runner does that hands a running test to each, and gives what was skipped while running. */
  async function runAll(subject: StoreContractSubject): Promise<readonly string[]> {
    const skipped: string[] = [];
    const tests: ((running: unknown) => Promise<void>)[] = [];
    const test = (_: string, body: (...given: unknown[]) => Promise<void>) => tests.push(body);
    storeContract({ describe: (_, body) => body(), it: Object.assign(test, { skip: () => {} }) }, subject);
    for (const run of tests) await run({ skip: (reason: string) => skipped.push(reason) });
    return skipped;
  }

  it('is skipped with its reason while it runs, when the store has no upkeep', async () => {
    const skipped = await runAll(withoutUpkeep);
    expect(new Set(skipped)).toEqual(new Set(['the store has no upkeep']));
    expect(skipped.length).toBeGreaterThan(20);
  });

  it('is skipped with its reason while it runs, when the store is not durable', async () => {
    const skipped = await runAll({ ...memory, reopen: memory.open });
    expect(skipped).toEqual(Array.from({ length: RESTART_RULES }, () => 'the store is not durable'));
  });

  it('passes under a runner that hands nothing to its tests', async () => {
    expect(await findFailures(withoutUpkeep, 'upkeep')).toEqual([]);
  });
});

describe('rules about a restart', () => {
  function register(subject: StoreContractSubject, canSkip: boolean) {
    const registered: string[] = [];
    const skipped: string[] = [];
    const test = (name: string) => registered.push(name);
    const skip = (name: string) => skipped.push(name);
    const it = canSkip ? Object.assign(test, { skip }) : test;
    storeContract({ describe: (_, body) => body(), it }, subject);
    return { registered, skipped };
  }
  const isUnchecked = (name: string) => name.endsWith('(not checked: the subject has no reopen)');

  it('are registered as skipped, with the reason, when the subject has no reopen', () => {
    const { registered, skipped } = register(memory, true);
    expect(skipped).toHaveLength(RESTART_RULES);
    expect(skipped.every(isUnchecked)).toBe(true);
    expect(registered.some(isUnchecked)).toBe(false);
  });

  it('say in their names that they were not checked, under a runner that cannot skip', () => {
    const { registered } = register({ ...memory, capabilities: { durable: true } }, false);
    expect(registered.filter(isUnchecked)).toHaveLength(RESTART_RULES);
  });

  it('are registered like any other when there is a reopen', () => {
    const { registered, skipped } = register(durableSubject(), true);
    expect([skipped, registered.filter(isUnchecked)]).toEqual([[], []]);
    expect(registered.length).toBe(register(memory, true).registered.length + RESTART_RULES);
  });

  it('are left out of a store that is not to be durable', () => {
    const { registered, skipped } = register({ ...memory, capabilities: { durable: false } }, true);
    expect([skipped, registered.filter(isUnchecked)]).toEqual([[], []]);
  });
});

describe('the run against a model', () => {
  const loses: Damage = (store) => ({
    find: (names) => store.find(names.map((name) => ({ ...name, parent: '' }))),
  });
  const forgetful: Damage = (store) => {
    let count = 0;
    return {
      commit: async (units) => {
        count += units.length;
        return count > 3 ? units.map(() => ({ status: 'committed', revisions: [1] })) : store.commit(units);
      },
    };
  };
  const upkeep = [
    'restores every record at revision 1',
    'takes the newest event too',
    'names collections that are empty',
  ];
  const stores: readonly (readonly [string, Damage])[] = [
    ['finds names below no parent only', loses],
    ['forgets what comes after its third unit', forgetful],
    ...upkeep.map((name) => [name, damageNamed(name)] as const),
  ];

  it.each(stores)(
    'fails a store that %s, with the seed, the shortest list and the difference',
    async (_, damage) => {
      const [failure = '', ...others] = await findFailures(brokenSubject(damage), 'model');
      expect(others).toEqual([]);
      expect(failure).toMatch(/seed: -?\d+/);
      expect(failure).toMatch(/path: "[\d:]+"/);
      expect(failure).toContain('Counterexample: [[{"kind":');
      expect(failure).toMatch(/Shrunk \d+ time/);
      expect(failure).toMatch(/Differs: .*\nexpected: .*\nactual: /);
    },
  );

  it('closes every store that it opens', async () => {
    let open = 0;
    const counted = async (): Promise<Store> => {
      open += 1;
      let isOpen = true;
      return damageStore(createMemoryStore(), (store) => ({
        close: () => {
          if (isOpen) open -= 1;
          isOpen = false;
          return store.close();
        },
      }));
    };
    expect(await findFailures({ name: 'counted', open: counted }, 'store contract: counted')).toEqual([]);
    expect(open).toBe(0);
  });
});

function damageNamed(name: string): Damage {
  const [, damage] = BROKEN_UPKEEP[name] ?? [];
  if (damage === undefined) throw new Error(`no broken store is called "${name}"`);
  return damage;
}
