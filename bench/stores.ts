import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WHY_NO_POSTGRES } from '../test/support/postgres-server';
import { type Compared, printCompared } from './stores/pairs';
import { benchPostgres } from './stores/postgres';
import { benchSqlite } from './stores/sqlite';
import { benchWriteBehind } from './stores/write-behind';

/** What stores cost beside their drivers' bare statements. Times are of this machine and moment; ratios are what counts. */
console.log(`Node ${process.version}. Medians of pairs that were taken in turn.\n`);
const folder = mkdtempSync(join(tmpdir(), 'animacy-bench-'));
try {
  const lines: Compared[] = [...(await benchSqlite(folder)), await benchWriteBehind(folder)];
  const postgres = WHY_NO_POSTGRES === undefined ? await benchPostgres() : undefined;
  printCompared([...lines, ...(postgres?.lines ?? [])]);
  if (postgres === undefined) console.log(`\nPostgreSQL ${WHY_NO_POSTGRES}`);
  else {
    const { load, commit } = postgres.roundTrips;
    console.log(`\nround trips on PostgreSQL: load ${load}, commit ${commit}`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
