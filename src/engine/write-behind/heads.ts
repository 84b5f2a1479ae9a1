import type { StoredRecord } from '../../ports';

/** What a put must agree with to wait: which revision a record is at, where it stands, what it is below of, and its name. */
export type Head = Pick<StoredRecord, 'revision' | 'position' | 'parent' | 'name'>;

/** What is known of records as they are stored, by what they are called. */
export interface Heads {
  get(record: string): Head | undefined;
  learn(record: string, head: Head): void;
  forget(records: Iterable<string>): void;
}

// A turn commits what it has just loaded; only as many as there are turns under way at once need to be known.
const REMEMBERED = 16_384;

/** Knows nothing yet, and of the newest alone. What is not known is asked for, so forgetting costs a look at the store and no more. */
export function createHeads(): Heads {
  const heads = new Map<string, Head>();
  return {
    get: (record) => heads.get(record),
    learn(record, { revision, position, parent, name }) {
      heads.delete(record);
      heads.set(
        record,
        name === undefined ? { revision, position, parent } : { revision, position, parent, name },
      );
      if (heads.size > REMEMBERED) heads.delete(heads.keys().next().value!);
    },
    forget(records) {
      for (const record of records) heads.delete(record);
    },
  };
}
