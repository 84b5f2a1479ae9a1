import { version } from '../../package.json';
import { isEngineError } from '../../src/index';
import { parseSimulationModel, type SimulationModel } from '../../src/schema/simulation';
import { carryOut, type Ending, type Plan, planOf, type SimulationOptions } from '../simulation';
import { EXIT, failedAt, messageOf, usageError } from './failures';
import { columnsOf, type Io } from './io';
import { createProgressBar, type Progress } from './progress';
import { simulationLines } from './simulation-lines';
import { cleanJson } from './terminal-text';

/** What `animacy simulate` is asked for, as the command line gives it. */
export interface SimulateCommand {
  readonly characters: number;
  readonly years: number;
  readonly events: string;
  readonly out: string;
  readonly seed: number;
  readonly step: number;
  readonly workers: number;
  readonly sample?: number;
  readonly snapshotEvery?: number;
  readonly fresh?: boolean;
  readonly json?: boolean;
  /** False with --no-color. */
  readonly color: boolean;
  readonly quiet?: boolean;
}

// A bar counts whole numbers.
const BAR = 10_000;

/**
 * Simulates a population and writes what came out into a directory; goes on where it was stopped.
 * @returns the exit code
 */
export async function simulate(command: SimulateCommand, io: Io): Promise<number> {
  const { out, json = false, quiet = false, fresh = false, workers, snapshotEvery } = command;
  if (out.trim() === '') throw usageError('--out: the path is blank');
  const plan = planFor(command, await loadModel(command.events, io));
  const hasBar = !quiet && io.stderr.isTTY === true && !(json && io.stdout.isTTY === true);
  const bar = hasBar ? createProgressBar(io, BAR, '{bar} {percentage}%  {eta_formatted} left') : undefined;
  const options = { out, fresh, version, workers, snapshotEvery, script: io.script, signal: io.signal };
  const ending = await goOn(
    plan,
    { ...options, onProgress: (share) => bar?.advance(Math.floor(share * BAR)) },
    bar,
  );
  if (ending.kind === 'foreign') {
    throw usageError(`${out}: what is there is of another run; give another --out, or --fresh to delete it`);
  }
  if (ending.kind === 'stopped') {
    io.stderr.write('animacy: stopped; the same command goes on from here\n');
    return io.signal.reason === 'unread' ? EXIT.ok : EXIT.interrupted;
  }
  if (json) io.stdout.write(`${cleanJson(ending.summary)}\n`);
  else {
    const look = { columns: columnsOf(io), colour: command.color, quiet };
    for (const line of simulationLines(ending, out, look, io)) io.stdout.write(`${line}\n`);
  }
  return EXIT.ok;
}

async function loadModel(path: string, io: Io): Promise<SimulationModel> {
  try {
    return parseSimulationModel(JSON.parse(await io.readFile(path)));
  } catch (error) {
    throw failedAt(path, error);
  }
}

function planFor(command: SimulateCommand, model: SimulationModel): Plan {
  const { characters, years, step, seed, sample } = command;
  try {
    return planOf({ characters, years, stepHours: step, seed, sample }, model, version);
  } catch (error) {
    throw isEngineError(error, 'INPUT_INVALID') ? usageError(`--${messageOf(error)}`, error) : error;
  }
}

async function goOn(plan: Plan, options: SimulationOptions, bar: Progress | undefined): Promise<Ending> {
  try {
    return await carryOut(plan, options);
  } catch (error) {
    throw failedAt(options.out, error);
  } finally {
    bar?.stop();
  }
}
