import { randomUUID } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../../src/errors';
import { readIfThere } from './save-file';

const LOCK = 'simulation.lock';
/** Takers that come between are counted, not waited for: each time one of them has ended while it was looked at. */
const TRIES = 16;

/** Who holds a directory. A process is known by its number and its start, because numbers are given out again. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  /** When the process was started, as its system tells it; absent where it does not. */
  readonly started?: string | undefined;
  /** Tells runs of one process apart. */
  readonly run: string;
}

/**
 * Takes a directory for one run, until what is given back is called. A lock whose process is gone, killed or not, holds nothing.
 * @throws EngineError OUTPUT_IN_USE when another run has it: of this machine while its process lives, or of another machine, whose processes cannot
 * be looked at
 */
export function lockDirectory(directory: string): () => void {
  const path = join(directory, LOCK);
  const run = randomUUID();
  take(directory, path, { pid: process.pid, host: hostname(), started: startOf(process.pid), run });
  sweep(directory);
  return () => {
    if (holderIn(path)?.run === run) rmSync(path, { force: true });
  };
}

function take(directory: string, path: string, holder: Holder): void {
  const own = `${path}.${holder.run}`;
  for (let tries = 0; tries < TRIES; tries++) {
    // Anew each time: whoever has the directory meanwhile sweeps it.
    writeFileSync(own, JSON.stringify(holder));
    const isTaken = tryLink(own, path);
    rmSync(own, { force: true });
    if (isTaken) return;
    const found = holderIn(path);
    if (found && isThere(found)) throw inUse(directory, found);
    if (found) clearAway(path, found, `${own}.gone`);
  }
  throw inUse(directory, holderIn(path));
}

/** Removes what others have left who died while they tried to take the directory. */
function sweep(directory: string): void {
  for (const name of readdirSync(directory)) {
    if (name.startsWith(`${LOCK}.`)) rmSync(join(directory, name), { force: true });
  }
}

/** Removes the lock of a run that is gone, and no other: who has taken the directory since gets it back. */
function clearAway(path: string, gone: Holder, aside: string): void {
  try {
    renameSync(path, aside);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
    return;
  }
  if (holderIn(aside)?.run !== gone.run) tryLink(aside, path);
  rmSync(aside, { force: true });
}

/** A link is made whole or not at all, and never over another. False when something stands there, or what was to be linked was swept away. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST' || code === 'ENOENT') return false;
    throw error;
  }
}

/** Who holds it; undefined when nobody does. What cannot be read was not written by a run, and counts as left behind. */
function holderIn(path: string): Holder | undefined {
  const bytes = readIfThere(path);
  if (!bytes) return undefined;
  const nobody = { pid: 0, host: hostname(), run: '' };
  try {
    return { ...nobody, ...(JSON.parse(new TextDecoder().decode(bytes)) as Partial<Holder>) };
  } catch {
    return nobody;
  }
}

function isThere({ pid, host, started }: Holder): boolean {
  if (host !== hostname()) return true;
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // A process of somebody else may not be asked, but is there.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const now = startOf(pid);
  return started === undefined || now === undefined || started === now;
}

/** When a process was started: ticks since its system was, and which start of the system that is. Only Linux tells it in a file. */
function startOf(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
    // The name of the program, in parentheses, may hold anything; the start is the 20th word after it.
    return `${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''} ${boot}`;
  } catch {
    return undefined;
  }
}

function inUse(directory: string, holder: Holder | undefined): EngineError<'OUTPUT_IN_USE'> {
  const { pid = 0, host = hostname() } = holder ?? {};
  const who = `process ${pid}${host === hostname() ? '' : ` on ${host}`}`;
  const remedy = host === hostname() ? '' : `; if that is not so, delete ${LOCK}`;
  return new EngineError('OUTPUT_IN_USE', `another run is at work here, ${who}${remedy}`, {
    path: directory,
    pid,
  });
}

function codeOf(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException).code;
}
