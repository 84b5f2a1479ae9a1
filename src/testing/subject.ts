import type { Store, StoreManifest } from '../ports';

/** The two functions of a test runner that the contract needs: those of vitest, node:test, jest and mocha fit. */
export interface StoreContractRunner {
  /** Groups tests. */
  describe(name: string, body: () => void): unknown;
  /** Registers a test. */
  readonly it: StoreContractTest;
}

/** Registers a test, which fails when its promise rejects. */
export interface StoreContractTest {
  (name: string, body: () => Promise<void>): unknown;
  /** Registers a test that is not run. Without it, what was not checked says so in its name. */
  readonly skip?: (name: string, body: () => Promise<void>) => unknown;
}

/** What a store is held to, beside the contract itself. */
export interface StoreCapabilities extends Partial<StoreManifest> {
  /** Whether the store has an `upkeep`. */
  readonly upkeep?: boolean;
}

/** The store that is to be held against the contract. */
export interface StoreContractSubject {
  /** How the store is called in the names of the tests. */
  readonly name: string;
  /** Opens a store that holds nothing. It is closed before the next one is opened. */
  open(): Promise<Store>;
  /** Opens once more what the store that `open` gave last has written; that store was closed before. A durable store should have it. */
  reopen?(): Promise<Store>;
  /**
   * What the store must be able to do, or must not: a store that says otherwise fails. Of what is absent here the store's own word is taken:
   * what it denies is tested for its refusal.
   */
  readonly capabilities?: StoreCapabilities;
}
