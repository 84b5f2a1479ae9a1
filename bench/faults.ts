import { readFileSync, writeFileSync } from 'node:fs';
import { EXPERIMENTS, type Experiment } from './faults/experiments';
import { type Line, updatePage } from './faults/table';

/*
 * Runs the experiments with faults, all rounds of them, and prints what was found; fails when something was that must not be.
 * Names of experiments (F1 F14) choose among them, `--seed=N` repeats a run, `--write` brings docs/reliability.md up to date.
 */

const PAGE = 'docs/reliability.md';
const SHOWN = 5;

const words = process.argv.slice(2);
const options = words.filter(
  (word) => word.startsWith('--') && word !== '--write' && !/^--seed=./.test(word),
);
if (options.length > 0)
  throw new Error(`there is no option ${options.join(', ')}: only --seed=N and --write`);
const chosen = words.filter((word) => !word.startsWith('--'));
const unknown = chosen.filter((id) => !EXPERIMENTS.some((experiment) => experiment.id === id));
if (unknown.length > 0) throw new Error(`there is no experiment ${unknown.join(', ')}`);
const given = words.find((word) => word.startsWith('--seed='))?.slice('--seed='.length);
const seed = given === undefined ? Math.floor(Math.random() * 2 ** 31) : Number(given);
if (!Number.isSafeInteger(seed)) throw new Error('--seed must be an integer');

// Whoever breaks it off gets everything cleaned up: processes, folders, file systems.
process.once('SIGINT', () => process.exit(130));
process.once('SIGTERM', () => process.exit(143));
console.log(`Node ${process.version}, ${process.platform}, seed ${seed}`);
for (const experiment of EXPERIMENTS) {
  if (chosen.length === 0 || chosen.includes(experiment.id)) await make(experiment);
}

async function make(experiment: Experiment): Promise<void> {
  const { id, fault, done } = experiment;
  const started = performance.now();
  const findings = await experiment.run(seed);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if ('skipped' in findings) {
    console.log(`${id.padEnd(5)} ${fault}: skipped, ${findings.skipped}`);
    return;
  }
  const { rounds, seen, wrong } = findings;
  console.log(`${id.padEnd(5)} ${fault}: ${done}\n      ${rounds} rounds, ${seconds} s: ${seen}`);
  const verdict = wrong.length === 0 ? seen : `${wrong.length} things that must not be`;
  if (wrong.length > 0) {
    process.exitCode = 1;
    for (const line of wrong.slice(0, SHOWN)) console.error(`      WRONG: ${line}`);
    if (wrong.length > SHOWN) console.error(`      and ${wrong.length - SHOWN} more`);
  }
  if (!words.includes('--write')) return;
  // One by one, so that a run that is broken off has written what it found.
  const line: Line = [id, fault, done, rounds.toLocaleString('en'), verdict, seconds];
  const order = EXPERIMENTS.map((each) => each.id);
  writeFileSync(PAGE, updatePage(readFileSync(PAGE, 'utf8'), [line], order));
}
