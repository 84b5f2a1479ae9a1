/** What the store hands to a pool: one statement, prepared under its name where it has one. */
export interface PostgresQuery {
  readonly name?: string;
  readonly text: string;
  readonly values?: unknown[];
}

/**
 * The part of a pool of node-postgres that the store uses. Declared here by its shape, so that a program without `pg`, or without
 * its types, can still be compiled against this package, and so that anything that answers a query may stand in for a pool.
 */
export interface PostgresPool {
  query(query: PostgresQuery): Promise<{ readonly rows: unknown[] }>;
  /** A pool tells of connections that were lost while nobody used them; without a listener that would end the process. */
  on?(event: 'error', listener: (error: Error) => void): unknown;
  off?(event: 'error', listener: (error: Error) => void): unknown;
}
