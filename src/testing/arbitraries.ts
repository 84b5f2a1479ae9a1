// Random commands for the model. The worlds of ids, parents, names and keys are small, so that commands meet.
import * as fc from 'fast-check';
import type { Collection, HistoryRange, NameKey, RecordKey, ScanRequest, Trim } from '../ports';
import { identityOf } from './fixtures';

/** A change before it is known how the record stands. */
export interface ChangePlan {
  readonly key: RecordKey;
  readonly isRemoval: boolean;
  /** How far the expected revision is from the true one. */
  readonly revisionOffset: number;
  /** Where the record goes if the change creates it. */
  readonly parent: string;
  readonly name: string | undefined;
  readonly body: string;
  readonly checksum: number;
}

/** A unit before it is known how the records stand. */
export interface UnitPlan {
  readonly key: string | undefined;
  readonly changes: readonly ChangePlan[];
  /** `target` chooses among the puts, however many there are. */
  readonly events: readonly { readonly target: number; readonly atMs: number; readonly type: string }[];
}

/** A restoration before it is known how the record stands. */
export interface RestorationPlan extends Omit<ChangePlan, 'isRemoval'> {
  /** The revision that the record is to have. */
  readonly revision: number;
  readonly firstSequence: number;
  readonly events: readonly {
    readonly atMs: number;
    readonly type: string;
    readonly revision: number;
    readonly key: string | undefined;
  }[];
}

/** One thing that is done to a store and to the model. */
export type Command =
  | { readonly kind: 'commit'; readonly units: readonly UnitPlan[] }
  | ({ readonly kind: 'find' } & NameKey)
  | { readonly kind: 'scan'; readonly request: Omit<ScanRequest, 'after'>; readonly skipped: number }
  | { readonly kind: 'history'; readonly stream: RecordKey; readonly range: HistoryRange }
  | { readonly kind: 'restore'; readonly plans: readonly RestorationPlan[] }
  | { readonly kind: 'trim'; readonly trims: readonly Trim[] }
  | { readonly kind: 'collections' }
  | { readonly kind: 'reopen' };

/** The collections in which the commands move, one of them in a scope. */
export const COLLECTIONS = [
  'persona',
  'session',
  'image',
  'a/session',
] as const satisfies readonly Collection[];

const collections = fc.constantFrom<Collection>(...COLLECTIONS);
const recordKeys = fc.record({ collection: collections, id: fc.constantFrom('a', 'ab', 'A', '__proto__') });
const parents = fc.constantFrom('', 'p', 'pq');
const names = fc.constantFrom('n', 'N', 'm');
const unitKeys = fc.constantFrom('k', 'K', 'kk', 'k ', 'l', 'm');
const instants = fc.integer({ min: 0, max: 9 });
const sequenceNumbers = fc.integer({ min: 1, max: 6 });

const putParts = {
  key: recordKeys,
  revisionOffset: mostly(0, fc.constantFrom(-1, 1)),
  parent: parents,
  name: fc.option(names, { nil: undefined }),
  body: fc.string({ unit: 'grapheme', maxLength: 8 }),
  checksum: fc.nat(),
};

const changePlans: fc.Arbitrary<ChangePlan> = fc.record({
  ...putParts,
  isRemoval: mostly(false, fc.constant(true)),
});

const restorationPlans: fc.Arbitrary<RestorationPlan> = fc.record({
  ...putParts,
  revision: fc.integer({ min: 1, max: 9 }),
  firstSequence: sequenceNumbers,
  events: fc.array(
    fc.record({
      atMs: instants,
      type: names,
      revision: fc.integer({ min: 1, max: 9 }),
      key: fc.option(unitKeys, { nil: undefined }),
    }),
    { maxLength: 4 },
  ),
});

const trims: fc.Arbitrary<Trim> = fc.record({
  stream: recordKeys,
  beforeSequence: fc.integer({ min: 0, max: 8 }),
});

const unitPlans: fc.Arbitrary<UnitPlan> = fc.record({
  key: fc.option(unitKeys, { nil: undefined }),
  changes: fc.uniqueArray(changePlans, {
    minLength: 1,
    maxLength: 3,
    selector: ({ key }) => identityOf(key),
  }),
  events: fc.array(fc.record({ target: fc.nat(2), atMs: instants, type: names }), { maxLength: 3 }),
});

const ranges: fc.Arbitrary<HistoryRange> = fc.record(
  {
    fromSequence: sequenceNumbers,
    toSequence: sequenceNumbers,
    sinceMs: instants,
    untilMs: instants,
    key: unitKeys,
    order: fc.constantFrom('oldest-first', 'newest-first'),
    limit: sequenceNumbers,
  },
  { requiredKeys: [] },
);

const requests: fc.Arbitrary<Omit<ScanRequest, 'after'>> = fc.record(
  { collection: collections, parent: parents, limit: fc.integer({ min: 1, max: 4 }) },
  { requiredKeys: ['collection', 'limit'] },
);

const commits = fc.record({
  kind: fc.constant('commit'),
  units: fc.array(unitPlans, { minLength: 1, maxLength: 3 }),
});
const finds = fc.record({ kind: fc.constant('find'), collection: collections, parent: parents, name: names });
const scans = fc.record({ kind: fc.constant('scan'), request: requests, skipped: fc.nat(4) });
const histories = fc.record({ kind: fc.constant('history'), stream: recordKeys, range: ranges });
const restores = fc.record({
  kind: fc.constant('restore'),
  plans: fc.array(restorationPlans, { minLength: 1, maxLength: 2 }),
});
const trimmings = fc.record({
  kind: fc.constant('trim'),
  trims: fc.array(trims, { minLength: 1, maxLength: 2 }),
});
const listings = fc.record({ kind: fc.constant('collections') });
const reopenings = fc.record({ kind: fc.constant('reopen') });

/** Commands, most of them writing: only what was written can be read wrongly. */
export const commands: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: commits },
  { weight: 1, arbitrary: finds },
  { weight: 1, arbitrary: scans },
  { weight: 2, arbitrary: histories },
  { weight: 2, arbitrary: restores },
  { weight: 1, arbitrary: trimmings },
  { weight: 1, arbitrary: listings },
  { weight: 1, arbitrary: reopenings },
);

function mostly<Value>(usual: Value, rare: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({ weight: 10, arbitrary: fc.constant(usual) }, { weight: 2, arbitrary: rare });
}
