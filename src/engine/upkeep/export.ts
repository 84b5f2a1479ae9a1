import type { StoredRecord } from '../../ports';
import { corrupt } from '../codec';
import type { CallOptions } from '../context';
import { readEntry, recordsIn } from './entries';
import { type House, placesOf } from './house';
import { inspectEntry } from './inspect';
import { entryLine, HEADER, LineCount } from './lines';
import type { ProgressOptions } from './upkeep';

/** Writes down what lies in a scope and in those inside it, a line at a time. */
export async function* exportLines(
  house: House,
  options: ProgressOptions | undefined,
): AsyncGenerator<string, void, undefined> {
  const { context } = house;
  // Each look into the store is a call of its own: an export that nobody reads on must not hold up `close`.
  const look = <T>(work: () => Promise<T>) => context.run('animacy.upkeep.export', callOf(options), work);
  const count = new LineCount();
  const places = await look(() => placesOf(house));
  yield HEADER;
  count.add(HEADER);
  let done = 0;
  for (const place of places) {
    const records = recordsIn(place);
    const lineOf = async (record: StoredRecord) => {
      const entry = await readEntry(place.store, record);
      if (!entry) return undefined;
      const [damage] = inspectEntry(place.kind, place.label, entry);
      if (damage && damage.what !== 'newer') throw corrupt(place.label, record.id);
      const line = entryLine(place.label, entry);
      count.add(line, entry);
      return line;
    };
    for (let next = await look(() => records.next()); !next.done; next = await look(() => records.next())) {
      const { value } = next;
      const line = await look(() => lineOf(value));
      if (line === undefined) continue;
      yield line;
      done += 1;
      options?.onProgress?.(done);
    }
  }
  yield count.end();
}

function callOf(options: ProgressOptions | undefined): CallOptions {
  return { signal: options?.signal };
}
