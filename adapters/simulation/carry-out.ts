import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { csvOf, parquetOf, readCsv } from './files';
import { lockDirectory } from './lock';
import type { Plan } from './plan';
import { reportOf } from './report';
import { type RunOptions, run } from './run';
import { readIfThere, removeFile, saveFile } from './save-file';
import { noProgress, type Progress, packProgress, unpackProgress } from './snapshot';
import { type Summary, summaryOf } from './summary';
import { type Table, tableOf } from './table';

/** What a run is carried out with. */
export interface SimulationOptions extends Omit<RunOptions, 'save'> {
  /** The directory for all files. */
  readonly out: string;
  /** Forgets what is there of another run, or of this one. */
  readonly fresh: boolean;
  /** The version of the program. */
  readonly version: string;
}

/** How it ended. */
export type Ending =
  /** What stands in the directory is of another run. Nothing was touched. */
  | { readonly kind: 'foreign' }
  | { readonly kind: 'stopped' }
  /** @param wasThere whether the run had been over before */
  | { readonly kind: 'over'; readonly summary: Summary; readonly table: Table; readonly wasThere: boolean };

const SNAPSHOT = 'simulation.snapshot';
/** The files that a run leaves, the last of which says that all are there. */
const OUTPUTS = ['tallies.csv', 'tallies.parquet', 'report.html', 'summary.json'] as const;

/**
 * Carries out a run in a directory, from where it was stopped if it was.
 *
 * While it runs a snapshot stands in the directory. At the end it gives way to the outputs, which are written again whenever the process died
 * between the first of them and that: so a directory ends with the same bytes however often it took.
 *
 * @throws EngineError OUTPUT_IN_USE when another run is at work there; SNAPSHOT_MISMATCH when what is to be gone on from is damaged
 */
export async function carryOut(plan: Plan, options: SimulationOptions): Promise<Ending> {
  mkdirSync(options.out, { recursive: true });
  const unlock = lockDirectory(options.out);
  try {
    return await carryOutAlone(plan, options);
  } finally {
    unlock();
  }
}

async function carryOutAlone(plan: Plan, options: SimulationOptions): Promise<Ending> {
  const { out, fresh, version } = options;
  const snapshot = join(out, SNAPSHOT);
  if (fresh) for (const name of [SNAPSHOT, ...OUTPUTS].reverse()) removeFile(join(out, name));
  const bytes = readIfThere(snapshot);
  const finished = bytes ? undefined : fingerprintIn(join(out, 'summary.json'));
  if (finished !== undefined && finished !== plan.fingerprint) return { kind: 'foreign' };
  if (finished !== undefined && OUTPUTS.every((name) => existsSync(join(out, name)))) return readOutputs(out);
  const progress = bytes ? unpackProgress(plan, bytes) : noProgress(plan);
  if (!progress) return { kind: 'foreign' };

  // From here on the directory belongs to this run, whenever the process dies.
  const save = (packed: Uint8Array) => saveFile(snapshot, packed);
  if (!bytes) save(packProgress(plan, progress));
  const isOver = await run(plan, progress, { ...options, save });
  if (!isOver) return { kind: 'stopped' };
  // Whoever dies among the outputs has only these to write again.
  save(packProgress(plan, progress));
  return { kind: 'over', ...writeOutputs(plan, progress, out, version), wasThere: false };
}

function writeOutputs(plan: Plan, { tallies }: Progress, out: string, version: string) {
  const table = tableOf(plan, tallies);
  const summary = summaryOf(plan, tallies, table, version);
  const contents = {
    'tallies.csv': csvOf(table),
    'tallies.parquet': parquetOf(table),
    'report.html': reportOf(plan, summary, table),
    'summary.json': `${JSON.stringify(summary, null, 2)}\n`,
  };
  for (const name of OUTPUTS) saveFile(join(out, name), contents[name]);
  removeFile(join(out, SNAPSHOT));
  return { table, summary };
}

function readOutputs(out: string): Ending {
  const [csv, , , json] = OUTPUTS.map((name) => readFileSync(join(out, name), 'utf8'));
  return { kind: 'over', summary: JSON.parse(json!) as Summary, table: readCsv(csv!), wasThere: true };
}

/** Which run a summary is of; an empty text when that cannot be told. */
function fingerprintIn(path: string): string | undefined {
  const bytes = readIfThere(path);
  if (!bytes) return undefined;
  try {
    const { fingerprint } = JSON.parse(new TextDecoder().decode(bytes)) as Partial<Summary>;
    return String(fingerprint ?? '');
  } catch {
    return '';
  }
}
