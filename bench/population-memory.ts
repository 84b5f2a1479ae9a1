import { execFileSync } from 'node:child_process';
import { setTimeout } from 'node:timers/promises';
import { getHeapStatistics } from 'node:v8';
import { createParallelPopulation, createPopulation } from '../adapters/population';
import { uniformAt } from '../src/maths/random';
import { type Measured, type Row, summarise } from './measure';

const SECOND = 1 / 3600;
const MINUTE = 1 / 60;
const MILLION = 1_000_000;

/** Bytes that so many calls leave behind on the heap, in a process where nothing else runs. */
function leftBy(call: () => void, calls: number): Measured {
  const samples: number[] = [];
  for (let round = 0; round < 9; round++) {
    globalThis.gc!();
    const before = getHeapStatistics().used_heap_size;
    // What looking costs by itself.
    const looked = getHeapStatistics().used_heap_size - before;
    const started = getHeapStatistics().used_heap_size;
    for (let i = 0; i < calls; i++) call();
    samples.push(getHeapStatistics().used_heap_size - started - looked);
  }
  return summarise(samples);
}

/** What ticks leave for the collector: nothing at all. */
export function benchHeap(): Row[] {
  const few = createPopulation({ capacity: 10 });
  few.spawn({ count: 10 });
  const many = createPopulation({ capacity: 50_000 });
  many.spawn({ count: 50_000 });
  const moody = createPopulation({ capacity: 1000 });
  moody.spawn({ count: 1000, emotionConfig: { noisePerHour: 0.01 } });
  const felt = createPopulation({ capacity: 1000, columns: { traits: true } });
  felt.spawn({ count: 1000 });
  const rows = Int32Array.from({ length: 1000 }, (_, row) => row);
  const appraisals = Float64Array.from({ length: 9000 }, (_, i) => uniformAt([3, 5], i, 0));
  let turn = 0;
  const cases: readonly (readonly [string, () => void, number])[] = [
    ['heap after a million repeated steps of 10', () => few.advance(SECOND), MILLION],
    [
      'heap after a million steps that differ, of 10',
      () => few.advance(++turn % 2 === 0 ? SECOND : MINUTE),
      MILLION,
    ],
    ['heap after 1,000 repeated steps of 50,000', () => many.advance(SECOND), 1000],
    ['heap after 200 steps of 1,000 with ups and downs', () => moody.advance(SECOND), 200],
    [
      'heap after 200 steps and events of 1,000',
      () => {
        felt.advance(SECOND);
        felt.perceiveMany(rows, appraisals);
      },
      200,
    ],
  ];
  return cases.map(([what, call, calls]) => {
    // A whole round unmeasured: compiling leaves traces of its own.
    leftBy(call, calls);
    return { what, figure: leftBy(call, calls), unit: 'bytes', budget: 0 };
  });
}

/** What a million characters cost: when nobody looks at them, and over ten years of days. Each in a process of its own, which runs this file's caller. */
export function benchMillion(script: string): Row[] {
  const measured = (what: 'million' | 'decade') =>
    JSON.parse(execFileSync(process.execPath, ['--expose-gc', script, what], { encoding: 'utf8' }));
  const { rss, idle, tick } = measured('million');
  const decade = measured('decade');
  return [
    {
      what: 'a million, all columns, 3,650 daily steps, two threads',
      figure: decade.took,
      unit: 's',
      budget: 120,
    },
    { what: 'the most memory of that', figure: decade.most, unit: 'MB', budget: 600 },
    { what: 'a tick of a lazy million', figure: tick, unit: 'ns', budget: 1000 },
    { what: 'resident memory of a million with ids, just added', figure: rss, unit: 'MB' },
    { what: 'the same after ten idle seconds', figure: idle, unit: 'MB', budget: 400 },
  ];
}

/** The other process: prints what it measured. */
export async function beMillion(): Promise<void> {
  const population = createPopulation({ capacity: MILLION, lazy: true, seed: 7 });
  const personality = { O: 0.4, C: 0.7, E: 0.5, A: 0.3, N: 0.6, H: 0.5 };
  for (let i = 0; i < MILLION; i++) population.add({ id: `character-${i}`, personality });
  const samples: number[] = [];
  for (let round = 0; round < 50; round++) {
    const started = performance.now();
    for (let i = 0; i < 10_000; i++) population.advance(SECOND);
    samples.push(((performance.now() - started) * 1e6) / 10_000);
  }
  const rss = residentMegabytes();
  // The heap has grown with what adding left behind; V8 gives that back once little is allocated.
  await setTimeout(10_000);
  const idle = residentMegabytes();
  population.advance(SECOND);
  console.log(JSON.stringify({ rss, idle, tick: summarise(samples) }));
}

/** The other process, ten years long: prints what it measured. */
export async function beDecade(): Promise<void> {
  const columns = { traits: true };
  const world = await createParallelPopulation({ capacity: MILLION, seed: 7, columns, workers: 1 });
  world.spawn({ count: MILLION });
  const started = performance.now();
  for (let day = 0; day < 3650; day++) world.advance(24);
  const seconds = (performance.now() - started) / 1000;
  await world.close();
  const megabytes = process.resourceUsage().maxRSS / 1000;
  const once = (figure: number): Measured => ({ median: figure, lowest: figure });
  console.log(JSON.stringify({ took: once(seconds), most: once(megabytes) }));
}

function residentMegabytes(): Measured {
  globalThis.gc!();
  const megabytes = process.memoryUsage().rss / 1e6;
  return { median: megabytes, lowest: megabytes };
}
