import { createUnavailable, toEngineError } from './failures';
import { bearIdleLosses } from './idle-losses';
import type { PostgresPool } from './pool';
import { runUntilSettled } from './retry';
import { openSchema } from './schema';
import { type Statement, type Statements, writeStatements } from './statements';

/** What a call of the store works with. Errors of both methods: those of `toEngineError`. */
export interface Session {
  readonly sql: Statements;
  /** Runs a statement that changes nothing, and gives its rows. */
  read<Row>(statement: Statement, values?: unknown[]): Promise<Row[]>;
  /** Runs a statement that writes; again when it lost a race, because then nothing of it was stored. */
  write<Row>(statement: Statement, values: unknown[]): Promise<Row[]>;
}

/** The way of one store to its schema: opened at first use, and again after a failure to open; closed once. */
export class Link {
  private readonly session: Session;
  private readonly running = new Set<Promise<unknown>>();
  private isOpen = false;
  private opening: Promise<void> | undefined;
  private closing: Promise<void> | undefined;
  private bearNoMore: (() => void) | undefined;

  constructor(
    private readonly pool: PostgresPool,
    private readonly schema: string,
  ) {
    const run = (statement: Statement, values: unknown[] = []) => pool.query({ ...statement, values });
    this.session = {
      sql: writeStatements(schema),
      read: (statement, values) => answer(run(statement, values), false),
      write: (statement, values) =>
        answer(
          runUntilSettled(() => run(statement, values)),
          true,
        ),
    };
  }

  /** Does the work of one call. Errors: STORE_UNAVAILABLE after close, those of opening, and those of the work. */
  async use<Result>(work: (session: Session) => Promise<Result>): Promise<Result> {
    if (this.closing !== undefined) {
      throw createUnavailable('The PostgreSQL store was closed.', { retryable: false });
    }
    const call = this.isOpen ? work(this.session) : this.open().then(() => work(this.session));
    const settled: Promise<unknown> = call
      .catch(() => undefined)
      .finally(() => {
        this.running.delete(settled);
      });
    this.running.add(settled);
    return call;
  }

  /** Lets the calls that were made before finish. The pool stays open: whoever made it closes it. */
  close(): Promise<void> {
    this.closing ??= this.release();
    return this.closing;
  }

  /** Opens once for all calls that wait for it; a failure is theirs, and the next call begins anew. */
  private open(): Promise<void> {
    this.bearNoMore ??= bearIdleLosses(this.pool);
    this.opening ??= openSchema(this.pool, this.schema)
      .then(() => {
        this.isOpen = true;
      })
      .catch((error: unknown) => {
        // Not a write: tables are made wholly or not at all, and the next call looks again.
        throw toEngineError(error, false);
      })
      .finally(() => {
        this.opening = undefined;
      });
    return this.opening;
  }

  private async release(): Promise<void> {
    await Promise.all(this.running);
    this.bearNoMore?.();
  }
}

async function answer<Row>(query: Promise<{ readonly rows: unknown[] }>, isWrite: boolean): Promise<Row[]> {
  try {
    return (await query).rows as Row[];
  } catch (error) {
    throw toEngineError(error, isWrite);
  }
}
