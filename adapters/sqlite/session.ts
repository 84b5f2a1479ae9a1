import type { TextFault } from '../../src/ports';
import type { SqliteDatabase } from './database';
import { migrate } from './schema';
import { prepareStatements, type Statements } from './statements';
import { learnTextFault } from './text-fault';
import { prepareTransactions, type Transactions } from './transactions';

/** A database that is ready for use, with all that was prepared on it. */
export interface Session {
  readonly database: SqliteDatabase;
  readonly sql: Statements;
  readonly transactions: Transactions;
  /** Says what the database cannot keep of a text. */
  readonly findTextFault: TextFault;
  /** Closes the database when the store opened it. */
  release(): void;
}

/** Brings an open database to the present schema and prepares the statements on it. Errors: those of {@link migrate}, and what the driver throws. */
export function createSession(database: SqliteDatabase, release: () => void): Session {
  const transactions = prepareTransactions(database);
  migrate(database, transactions);
  const findTextFault = learnTextFault(database);
  return { database, sql: prepareStatements(database), transactions, findTextFault, release };
}
