import { createMemoryStore } from '../../adapters/memory';
import type { Store } from '../../src/ports';
import { type StoreContractSubject, storeContract } from '../../src/testing';

/** What is wrong with a store: some of its methods, made over those of one that is right. */
export type Damage = (store: Store) => Partial<Store>;

/** Stores that are wrong in one way each, with the group of rules that must find them. */
export type BrokenStores = Readonly<Record<string, readonly [group: string, damage: Damage]>>;

/** A test of the contract: the names of its groups and its own, and what runs it. */
export interface RegisteredRule {
  readonly path: readonly string[];
  run(): Promise<void>;
}

/** Wraps a memory store, with its methods as properties, so that any of them can be replaced. */
export function damageStore(store: Store, damage: Damage): Store {
  const whole: Store = {
    name: store.name,
    supports: store.supports,
    load: (keys) => store.load(keys),
    find: (names) => store.find(names),
    commit: (units) => store.commit(units),
    scan: (request) => store.scan(request),
    history: (stream, range) => store.history(stream, range),
    ...(store.upkeep === undefined ? {} : { upkeep: store.upkeep }),
    close: () => store.close(),
  };
  return { ...whole, ...damage(store) };
}

/** A subject whose stores are memory stores with this damage. */
export function brokenSubject(damage: Damage): StoreContractSubject {
  const open = async (): Promise<Store> => damageStore(createMemoryStore(), damage);
  return { name: 'broken', open, reopen: open };
}

/** Registers the contract without a test runner. */
export function rulesOf(subject: StoreContractSubject): readonly RegisteredRule[] {
  const rules: RegisteredRule[] = [];
  const path: string[] = [];
  const describe = (name: string, body: () => void): void => {
    path.push(name);
    body();
    path.pop();
  };
  const it = (name: string, run: () => Promise<void>): void => {
    rules.push({ path: [...path, name], run });
  };
  storeContract({ describe, it }, subject);
  return rules;
}

/** The names of the rules of a group that fail, with what they say. */
export async function findFailures(subject: StoreContractSubject, group: string): Promise<readonly string[]> {
  const failures: string[] = [];
  for (const { path, run } of rulesOf(subject)) {
    if (!path.includes(group)) continue;
    try {
      await run();
    } catch (error) {
      failures.push(`${path.at(-1)}: ${String(error)}`);
    }
  }
  return failures;
}
