import { join } from 'node:path';
import { examineFile, finishLife } from './faults-crash';
import { type Findings, inFolder } from './faults-findings';
import { createReference, type Reference } from './faults-life';
import { lastStored, withChildren } from './faults-processes';
import { countCalls, inject, type WritingCall } from './faults-strace';

const TURNS = 5;
/** What fails how: once, and from then on. */
const FAULTS: readonly (readonly [call: WritingCall, error: string, lasting: string])[] = [
  ['fsync', 'EIO', ''],
  ['fsync', 'EIO', '+'],
  ['pwrite64', 'ENOSPC', ''],
  ['pwrite64', 'ENOSPC', '+'],
  ['pwrite64', 'EIO', ''],
];

/**
 * Lets the n-th write or sync of a process fail, once or from then on, for each n. Needs strace. What fails must say so in the engine's words,
 * what was acknowledged must be there, and what the engine then shows must be what the disk holds.
 * @param every one point of this many is tried
 */
export function failWrites(every: number): Promise<Findings> {
  return inFolder((folder) =>
    withChildren(async (children) => {
      const reference = createReference();
      const life = (path: string): (string | number)[] => ['live', path, 0, TURNS];
      const calls = await countCalls(children, folder, life(join(folder, 'whole.db')));
      const tally = { point: 0, rounds: 0, refusals: 0, silent: 0 };
      const wrong: string[] = [];
      for (const [call, error, lasting] of FAULTS) {
        for (let n = 1; n <= calls[call]; n += 1) {
          tally.point += 1;
          if (tally.point % every !== 0) continue;
          tally.rounds += 1;
          const path = join(folder, `${tally.point}.db`);
          const { lines, code } = await children.start(
            life(path),
            inject(call, `error=${error}`, `${n}${lasting}`),
          ).ended;
          const refused = lines.filter((line) => line.startsWith('failed ')).length;
          tally.refusals += refused;
          if (refused === 0) tally.silent += 1;
          const found = await judge(path, reference, lines, code);
          wrong.push(...found.map((what) => `${call} ${n}${lasting} ${error}: ${what}`));
        }
      }
      const { point, rounds, refusals, silent } = tally;
      const seen = `of ${point} points ${rounds - silent} were told (${refusals} typed errors, all retryable), ${silent} cost nothing; state in memory = state on disk`;
      return { rounds, seen, wrong };
    }),
  );
}

async function judge(
  path: string,
  reference: Reference,
  lines: readonly string[],
  code: number | null,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  if (code !== 0) wrong.push(`the process ended with ${code}`);
  for (const line of lines) {
    if (line === 'different') wrong.push('the engine shows what the disk does not hold');
    if (line.startsWith('failed ') && line !== 'failed STORE_UNAVAILABLE true') wrong.push(line);
  }
  const last = lastStored(lines, 0);
  const found = await examineFile(path, reference, last);
  await finishLife(path, last, TURNS);
  const whole = await examineFile(path, reference, TURNS);
  return [...wrong, ...found.wrong, ...whole.wrong];
}
