import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'tsup';
import { cleaningUp } from './faults-findings';

const SOURCE = fileURLToPath(new URL('./faults-child.ts', import.meta.url));
// Below node_modules, because from there the bundle finds the driver of SQLite, and nobody looks.
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** The processes that experiments kill. */
export interface Children {
  /** Starts one; with a prefix, as the argument of that command. */
  start(parameters: readonly (string | number)[], prefix?: readonly string[]): Child;
}

/** A process that can be listened to. */
export interface Child {
  readonly process: ChildProcess;
  /** Waits until it has said that many whole lines, or has ended. */
  said(lines: number): Promise<void>;
  /** Its whole lines and how it ended, once it has. */
  readonly ended: Promise<{ readonly lines: readonly string[]; readonly code: number | null }>;
}

/** Runs work with processes at hand. The program is bundled once, which halves what a process takes to start; those left over are killed. */
export function withChildren<T>(work: (children: Children) => Promise<T>): Promise<T> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'animacy-faults-'));
  const running = new Set<ChildProcess>();
  const cleanUp = () => {
    for (const process of running) process.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  return cleaningUp(cleanUp, async () => {
    await build({
      config: false,
      entry: { child: SOURCE },
      outDir: folder,
      format: ['esm'],
      outExtension: () => ({ js: '.mjs' }),
      target: 'node20',
      platform: 'node',
      silent: true,
    });
    const program = join(folder, 'child.mjs');
    return await work({
      start(parameters, prefix = []) {
        const [command, ...rest] = [...prefix, process.execPath, program, ...parameters.map(String)];
        const child = spawn(command!, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
        running.add(child);
        return listenTo(child, () => running.delete(child));
      },
    });
  });
}

/** Why system calls cannot be made to fail here; undefined when they can. */
export function straceProblem(): string | undefined {
  const { status, error } = spawnSync('strace', ['-qq', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  if (error !== undefined) return 'strace is not installed';
  return status === 0 ? undefined : 'strace may not trace here';
}

function listenTo(process: ChildProcess, forget: () => void): Child {
  let text = '';
  let isOver = false;
  let look = () => {};
  process.stdout?.setEncoding('utf8').on('data', (part: string) => {
    text += part;
    look();
  });
  const wholeLines = () => text.split('\n').slice(0, -1);
  const ended = once(process, 'close').then(([code]) => {
    isOver = true;
    forget();
    look();
    // What follows the last line break was cut off by the end of the process.
    return { lines: wholeLines(), code: code as number | null };
  });
  const said = (lines: number) =>
    new Promise<void>((resolve) => {
      look = () => {
        if (isOver || wholeLines().length >= lines) resolve();
      };
      look();
    });
  return { process, said, ended };
}

/** The last turn that a process said to be stored; `before` when it said none. */
export function lastStored(lines: readonly string[], before: number): number {
  const last = lines.findLast((line) => line.startsWith('stored '));
  return last === undefined ? before : Number(last.slice('stored '.length));
}
