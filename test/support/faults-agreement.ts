import * as fc from 'fast-check';
import { createEngine, type Kind, type Store } from '../../src';
import { type Findings, inFolder } from './faults-findings';
import { LIFE_OPTIONS } from './faults-life';
import type { FaultAdapter } from './faults-stores';
import { live, stepLists } from './scope-lives';

const KINDS: readonly Kind[] = ['project', 'persona', 'character', 'overlay', 'session', 'image', 'link'];
const PAGE = 3;

/** Lives random lives over several adapters: every answer, every event and everything that is stored must be the same in all of them. */
export function compareAdapters(
  adapters: readonly FaultAdapter[],
  traces: number,
  seed: number,
): Promise<Findings> {
  return inFolder(async (folder) => {
    const tally = { steps: 0, records: 0 };
    const property = fc.asyncProperty(stepLists, async (steps) => {
      tally.steps += steps.length;
      const told: { readonly name: string; readonly life: string; readonly dump: Dump }[] = [];
      for (const adapter of adapters) {
        const disk = await adapter.newDisk(folder);
        try {
          const engine = await createEngine({ ...LIFE_OPTIONS, store: disk.open() });
          const life = JSON.stringify(await live(engine, steps));
          await engine.close();
          // By a store of its own, which has nothing in memory that it has not read.
          told.push({ name: adapter.name, life, dump: await dumpStore(disk.open()) });
        } finally {
          await disk.release();
        }
      }
      const [first, ...others] = told;
      tally.records += first!.dump.records;
      for (const { name, life, dump } of others) {
        if (life !== first!.life) throw new Error(`${name} and ${first!.name} answer differently`);
        if (dump.text !== first!.dump.text)
          throw new Error(`${name} and ${first!.name} hold different records`);
      }
    });
    const { failed, counterexample, errorInstance, numRuns } = await fc.check(property, {
      numRuns: traces,
      seed,
    });
    const wrong = failed ? [`seed ${seed}: ${fc.stringify(counterexample)}: ${String(errorInstance)}`] : [];
    const names = adapters.map(({ name }) => name).join(', ');
    const seen = `${names}: the same answers, events and records (${tally.steps} steps, ${tally.records} records)`;
    return { rounds: numRuns, seen, wrong };
  });
}

interface Dump {
  readonly text: string;
  readonly records: number;
}

/** Everything that a store gives to see by scanning, loading and reading histories. Positions are left out: that they rise is all they say. */
export async function dumpStore(store: Store): Promise<Dump> {
  const lines: unknown[] = [];
  let records = 0;
  for (const collection of KINDS) {
    for (let after = 0, more = true; more; ) {
      const page = await store.scan({ collection, after, limit: PAGE });
      const loaded = await store.load(page.records);
      for (const [index, record] of page.records.entries()) {
        if (record.position <= after) throw new Error(`position ${record.position} follows ${after}`);
        after = record.position;
        records += 1;
        lines.push([record, loaded[index], await store.history(record, {})]);
      }
      more = page.more;
    }
  }
  const text = JSON.stringify(lines, (name, value: unknown) => {
    if (name === 'position') return undefined;
    // An adapter need not give the fields of a record in the order of another.
    return isPlain(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  });
  return { text, records };
}

function isPlain(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
