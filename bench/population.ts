import { fileURLToPath } from 'node:url';
import { print, sink } from './measure';
import { beDecade, beMillion, benchHeap, benchMillion } from './population-memory';
import { benchSaving } from './population-saving';
import { benchCity, benchRows } from './population-time';

if (process.argv[2] === 'million') await beMillion();
else if (process.argv[2] === 'decade') await beDecade();
else {
  console.log(
    `Node ${process.version}. Medians a row; machines are shared and drift, so believe the ratios more than the times.\n`,
  );
  // The heap first: what is optimised later is optimised on the heap.
  const heap = benchHeap();
  const rows = benchRows();
  const city = await benchCity();
  const saving = await benchSaving();
  print([...rows, ...city, ...saving, ...benchMillion(fileURLToPath(import.meta.url)), ...heap]);
  if (!Number.isFinite(sink.value)) throw new Error('a population lost its footing');
}
