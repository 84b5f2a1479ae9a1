import { compareAdapters } from '../../test/support/faults-agreement';
import { unleashChaos } from '../../test/support/faults-chaos';
import { twistClocks } from '../../test/support/faults-clocks';
import { killAtWrites, killWriters } from '../../test/support/faults-crash';
import { damageFiles } from '../../test/support/faults-damage';
import type { Findings, Skipped } from '../../test/support/faults-findings';
import { interleave } from '../../test/support/faults-interleavings';
import { failWrites } from '../../test/support/faults-io';
import { straceProblem } from '../../test/support/faults-processes';
import { raceProcesses } from '../../test/support/faults-races';
import { soak } from '../../test/support/faults-soak';
import { fillDatabases, fillDisks } from '../../test/support/faults-space';
import { FAULT_ADAPTERS, type FaultAdapter, withAllAdapters } from '../../test/support/faults-stores';
import { cutLog } from '../../test/support/faults-wal';

/** One fault with all its rounds. */
export interface Experiment {
  /** How it is called on the command line and in the table. */
  readonly id: string;
  readonly fault: string;
  readonly done: string;
  run(seed: number): Promise<Findings | Skipped>;
}

const [MEMORY, SQLITE] = FAULT_ADAPTERS as readonly [FaultAdapter, FaultAdapter];

/** Every experiment, in the order of the table. */
export const EXPERIMENTS: readonly Experiment[] = [
  {
    id: 'F1',
    fault: 'kill -9',
    done: 'a process that lives turns into a SQLite file is killed at a random moment',
    run: () => killWriters(200),
  },
  {
    id: 'F2',
    fault: 'kill at a write',
    done: 'killed as it enters its n-th pwrite, fsync, ftruncate, unlink, for every n; then the turns are sent again',
    run: () => withStrace(() => killAtWrites(1)),
  },
  {
    id: 'F3',
    fault: 'failing disk',
    done: 'the n-th fsync gives EIO, the n-th pwrite ENOSPC or EIO, once and for good, for every n',
    run: () => withStrace(() => failWrites(1)),
  },
  {
    id: 'F4',
    fault: 'torn log',
    done: 'the WAL of a file in use is cut at every byte',
    run: () => cutLog(1),
  },
  {
    id: 'F5a',
    fault: 'disk full',
    done: 'small file systems are filled to the brim, then made larger',
    run: () => fillDisks([256, 512, 1024]),
  },
  {
    id: 'F5b',
    fault: 'file full',
    done: 'databases that may not grow beyond a number of pages',
    run: () => fillDatabases([32, 64, 128, 256, 512]),
  },
  {
    id: 'F6',
    fault: 'damaged file',
    done: 'changed bytes and bits, zeroed and swapped pages, cut ends; then everything is asked through an engine',
    run: (seed) => damageFiles(300, seed),
  },
  {
    id: 'F7',
    fault: 'processes race',
    done: '8 processes raise one SQLite record 500 times each, by compare and set',
    run: () => raceProcesses(8, 500),
  },
  ...[MEMORY, SQLITE].map(
    (adapter, index): Experiment => ({
      id: index === 0 ? 'F10a' : 'F10b',
      fault: 'interleaving',
      done: `2 to 4 engines on one character over ${adapter.name}, each call and each answer in any order`,
      run: (seed) => interleave(adapter, 1000, seed),
    }),
  ),
  {
    id: 'F11a',
    fault: 'chaos',
    done: 'between engine and memory commits fail before and after, arrive late, twice, or after they were given up',
    run: (seed) => unleashChaos(MEMORY, { from: seed, count: 10_000 }),
  },
  {
    id: 'F11b',
    fault: 'chaos',
    done: 'the same over SQLite',
    run: (seed) => unleashChaos(SQLITE, { from: seed, count: 500 }),
  },
  ...[MEMORY, SQLITE].map(
    (adapter, index): Experiment => ({
      id: index === 0 ? 'F13a' : 'F13b',
      fault: 'clock',
      done: `over ${adapter.name} it stands still, jumps back and ahead by milliseconds to 10 years, tells seconds`,
      run: (seed) => twistClocks(adapter, 1000, seed),
    }),
  ),
  {
    id: 'F14',
    fault: 'adapters differ',
    done: 'random lives over each adapter: all answers, events and records are compared',
    run: (seed) => withAllAdapters((adapters) => compareAdapters(adapters, 1000, seed)),
  },
  {
    id: 'F17a',
    fault: 'long run',
    done: '10,000 characters live 1,000 events each in memory, histories trimmed',
    run: () => soak(MEMORY, 10_000, 1000),
  },
  {
    id: 'F17b',
    fault: 'long run',
    done: '1,000 characters live 1,000 events each on SQLite',
    run: () => soak(SQLITE, 1000, 1000),
  },
];

async function withStrace(run: () => Promise<Findings>): Promise<Findings | Skipped> {
  const problem = straceProblem();
  return problem === undefined ? run() : { skipped: problem };
}
