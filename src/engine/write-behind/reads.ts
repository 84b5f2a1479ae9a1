import {
  joinKey,
  type NameKey,
  type RecordKey,
  type ScanPage,
  type ScanRequest,
  type StoredRecord,
} from '../../ports';
import type { Behind } from './behind';

/** How often a read is repeated because what it reads was stored meanwhile. */
const ATTEMPTS = 3;

/**
 * Reads with what waits laid over it. What ceases to wait during a read may be missing in the store's answer and in what waits alike; the read
 * is then repeated.
 * @param ask asks the store, at least for what does not wait
 * @param askAll asks the store for everything: for when what waits has been stored, so that its answer needs nothing laid over it
 */
async function readThrough<T>(
  { pending, flusher }: Behind,
  ask: () => Promise<T>,
  lay: (answer: T) => T,
  askAll: () => Promise<T>,
): Promise<T> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const before = pending.age;
    const answer = await ask();
    if (pending.age === before) return lay(answer);
  }
  await flusher.flush();
  return askAll();
}

/** Reads records by their keys, and remembers what they are as they are stored. */
export async function loadThrough(
  behind: Behind,
  keys: readonly RecordKey[],
): Promise<readonly (StoredRecord | undefined)[]> {
  const { store, pending, heads } = behind;
  const names = keys.map(joinKey);

  async function ask(): Promise<readonly (StoredRecord | undefined)[]> {
    const isWaiting = names.map(pending.has);
    if (!isWaiting.includes(true)) return store.load(keys);
    const rest = keys.filter((_, index) => !isWaiting[index]);
    const found = rest.length > 0 ? await store.load(rest) : [];
    let next = 0;
    return isWaiting.map((waits) => (waits ? undefined : found[next++]));
  }

  function lay(records: readonly (StoredRecord | undefined)[]) {
    return records.map((record, index) => {
      const waiting = pending.read(names[index]!);
      if (waiting) return waiting;
      if (record) heads.learn(names[index]!, record);
      return record;
    });
  }

  return readThrough(behind, ask, lay, () => store.load(keys));
}

/** Reads records by their names, which no unit that waits changes. */
export function findThrough(
  behind: Behind,
  names: readonly NameKey[],
): Promise<readonly (StoredRecord | undefined)[]> {
  const ask = () => behind.store.find(names);
  return readThrough(
    behind,
    ask,
    (records) => records.map((record) => record && overlaid(behind, record)),
    ask,
  );
}

/** Reads a page of records, whose order no unit that waits changes. */
export function scanThrough(behind: Behind, request: ScanRequest): Promise<ScanPage> {
  const ask = () => behind.store.scan(request);
  const lay = ({ records, more }: ScanPage) => ({
    records: records.map((record) => overlaid(behind, record)),
    more,
  });
  return readThrough(behind, ask, lay, ask);
}

function overlaid({ pending }: Behind, record: StoredRecord): StoredRecord {
  return pending.read(joinKey(record)) ?? record;
}
