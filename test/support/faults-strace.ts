import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Children } from './faults-processes';

/** The system calls by which SQLite changes what is on the disk. */
export const WRITING_CALLS = ['pwrite64', 'fsync', 'ftruncate', 'unlink'] as const;

/** One of {@link WRITING_CALLS}. */
export type WritingCall = (typeof WRITING_CALLS)[number];

/** How often a process makes each of the calls when nothing disturbs it. */
export async function countCalls(
  children: Children,
  folder: string,
  parameters: readonly (string | number)[],
): Promise<Record<WritingCall, number>> {
  const log = join(folder, 'calls.txt');
  const trace = `trace=${WRITING_CALLS.join()}`;
  const { code } = await children.start(parameters, ['strace', '-f', '-e', trace, '-o', log]).ended;
  if (code !== 0) throw new Error(`the undisturbed process ended with ${code}`);
  const lines = readFileSync(log, 'utf8').split('\n');
  const count = (call: WritingCall) => lines.filter((line) => line.includes(` ${call}(`)).length;
  return {
    pwrite64: count('pwrite64'),
    fsync: count('fsync'),
    ftruncate: count('ftruncate'),
    unlink: count('unlink'),
  };
}

/**
 * The command that lets a fault strike one kind of call.
 * @param fault as strace says it: `signal=KILL`, `error=EIO`
 * @param when `3` for the third call alone, `3+` for the third and all that follow
 */
export function inject(call: WritingCall, fault: string, when: string): readonly string[] {
  const rule = `inject=${call}:${fault}:when=${when}`;
  // With --seccomp-bpf, which spares a process all stops but those that are asked for, signals are not delivered.
  const quick = fault.startsWith('error=') ? ['--seccomp-bpf'] : [];
  return ['strace', '-qq', '-f', ...quick, '-e', `trace=${call}`, '-e', rule, '-o', '/dev/null'];
}
