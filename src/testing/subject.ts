import type { Store } from '../ports';

/** The two functions of a test runner that the contract needs: those of vitest, node:test, jest and mocha fit. */
export interface StoreContractRunner {
  /** Groups tests. */
  describe(name: string, body: () => void): unknown;
  /** Registers a test, which fails when its promise rejects. */
  it(name: string, body: () => Promise<void>): unknown;
}

/** The store that is to be held against the contract. */
export interface StoreContractSubject {
  /** How the store is called in the names of the tests. */
  readonly name: string;
  /** Opens a store that holds nothing. */
  open(): Promise<Store>;
  /** Opens once more what the store that `open` gave last has written; that store was closed before. A durable store must have it. */
  reopen?(): Promise<Store>;
}
