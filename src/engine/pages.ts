import { LIMITS } from '../constants/limits';
import { isEngineError } from '../errors';
import type { HistoryRange, RecordKey, ScanRequest, StoredEvent, StoredRecord, StreamId } from '../ports';
import { parseWith } from '../schema/parse';
import { type ListInput, listSchema } from '../schema/session';
import { expectEvents } from './asked-for';
import { decodeCursor, encodeCursor } from './cursor';
import type { GuardedStore } from './guarded-store';

/** One page of a listing. */
export interface Page<T> {
  readonly items: readonly T[];
  /** What a page says beside its items. */
  readonly next: PageEnd;
}

/** What every page of a listing says beside its items. */
export interface PageEnd {
  /** Where the next page begins; absent on the last. */
  readonly cursor?: string;
  /** Records of this page that are left out because they are damaged; absent when there is none. `engine.upkeep.repair` takes them out. */
  readonly damaged?: readonly RecordKey[];
}

/**
 * Reads one page of a collection in the order of creation.
 * @throws EngineError INPUT_INVALID on a forged cursor or a limit outside 1 to 100
 */
export async function readPage<T>(
  store: GuardedStore,
  place: Pick<ScanRequest, 'collection' | 'parent'>,
  input: ListInput | undefined,
  read: (record: StoredRecord) => T,
): Promise<Page<T>> {
  return pageOf(store, place, parseWith(listSchema, input ?? {}, 'the listing'), read);
}

/**
 * Reads one page of a collection, as it is asked for by input that was parsed already.
 * @throws EngineError INPUT_INVALID on a forged cursor
 */
export async function pageOf<T>(
  store: GuardedStore,
  place: Pick<ScanRequest, 'collection' | 'parent'>,
  { cursor, limit = LIMITS.defaultPageLength }: ListInput,
  read: (record: StoredRecord) => T,
): Promise<Page<T>> {
  const after = cursor === undefined ? 0 : decodeCursor(cursor);
  const { records, more } = await store.scan({ ...place, after, limit });
  const last = records.at(-1);
  const { items, damaged } = readSound(records, read);
  return { items, next: pageEnd(more && last ? encodeCursor(last.position) : undefined, damaged) };
}

/** Reads what can be read: one damaged record must not hide the others. */
export function readSound<T>(
  records: readonly StoredRecord[],
  read: (record: StoredRecord) => T,
): { readonly items: readonly T[]; readonly damaged: readonly RecordKey[] } {
  const items: T[] = [];
  const damaged: RecordKey[] = [];
  for (const record of records) {
    try {
      items.push(read(record));
    } catch (error) {
      if (!isEngineError(error, 'RECORD_CORRUPT')) throw error;
      damaged.push({ collection: record.collection, id: record.id });
    }
  }
  return { items, damaged };
}

/** The end of a page, without what there is not. */
export function pageEnd(cursor: string | undefined, damaged: readonly RecordKey[]): PageEnd {
  return { ...(cursor !== undefined && { cursor }), ...(damaged.length > 0 && { damaged }) };
}

/** Every record of a place in the order of creation, read a page at a time. */
export async function* readAll(
  store: GuardedStore,
  place: Omit<ScanRequest, 'after'>,
): AsyncGenerator<StoredRecord> {
  for (let after = 0, more = true; more; ) {
    const page = await store.scan({ ...place, after });
    yield* page.records;
    more = page.more;
    after = page.records.at(-1)?.position ?? after;
  }
}

/** The events of a record from the newest, read a page at a time. @throws EngineError RECORD_CORRUPT when they are not that */
export async function* newestFirst(
  store: GuardedStore,
  stream: StreamId,
  range: HistoryRange,
): AsyncGenerator<StoredEvent> {
  let toSequence: number | undefined;
  while (toSequence === undefined || toSequence > 0) {
    const asked: HistoryRange = {
      ...range,
      ...(toSequence !== undefined && { toSequence }),
      order: 'newest-first',
      limit: LIMITS.pageLength,
    };
    const page = expectEvents(stream, asked, await store.history(stream, asked));
    yield* page;
    if (page.length < LIMITS.pageLength) return;
    toSequence = page.at(-1)!.sequence - 1;
  }
}
