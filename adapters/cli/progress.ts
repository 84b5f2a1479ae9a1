import { MultiBar } from 'cli-progress';
import type { Io } from './io';

/** Prints rows, and below them how far a long file has got. */
export interface Progress {
  /** Prints one row. */
  print(row: string): void;
  /** Tells how many lines are done. */
  advance(done: number): void;
  /** Takes the bar away; rows may still be printed. */
  stop(): void;
}

const FEWEST_LINES = 200;

/** Whether a bar is shown: the file is long and somebody sits in front of it. */
export function wantsBar({ stdout, stderr }: Io, lines: number, forMachines: boolean): boolean {
  // Rows for machines must go to standard output and nowhere else, so they may not share a terminal with a bar.
  return lines > FEWEST_LINES && stderr.isTTY === true && !(forMachines && stdout.isTTY === true);
}

/** Prints rows without a bar. */
export function createPlainOutput({ stdout }: Io): Progress {
  return { print: (row) => stdout.write(`${row}\n`), advance: () => {}, stop: () => {} };
}

/** Prints rows above a bar on standard error. */
export function createProgressBar(
  io: Io,
  total: number,
  format = '{bar} {percentage}%  {value} of {total} lines, {eta_formatted} left',
): Progress {
  const { stdout, stderr } = io;
  const bars = new MultiBar({
    stream: stderr,
    format,
    barCompleteChar: '━',
    barIncompleteChar: '─',
    barsize: 24,
    etaBuffer: 200,
    clearOnComplete: true,
    forceRedraw: true,
    linewrap: true,
    // Ctrl-C is heard by the program, which then stops the bar.
    gracefulExit: false,
  });
  const bar = bars.create(total, 0);
  // Two writers on one terminal would overwrite each other, so the bar prints the rows too.
  const sharesTerminal = stdout.isTTY === true;
  let running = true;
  return {
    print(row) {
      if (running && sharesTerminal) bars.log(`${row}\n`);
      else stdout.write(`${row}\n`);
    },
    advance: (done) => bar.update(done),
    stop() {
      if (!running) return;
      running = false;
      bars.update();
      bars.stop();
    },
  };
}
