import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../src/errors';
import {
  type Change,
  type CommitUnit,
  checkRestoration,
  checkRestorationTexts,
  checkUnitTexts,
  findConflict,
  findRivals,
  isWellFormed,
  planUnit,
  refuseNewParent,
  type StoredEvent,
} from '../../src/ports';

// Texts that a separator between two of them would confuse.
const words = fc.constantFrom('', 'a', 'a/b', 'b', '1:a', '/', 'a/', '"');
const collections = fc.constantFrom('session', 'a/session', 'a/b/session', '1:a/session') as fc.Arbitrary<
  Change['collection']
>;
const changes: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('put', 'put', 'remove'),
  collection: collections,
  id: words,
  expectedRevision: fc.nat(2),
  record: fc.record(
    { parent: words, name: words, body: fc.constant(''), checksum: fc.constant(0) },
    { requiredKeys: ['parent', 'body', 'checksum'] },
  ),
}) as fc.Arbitrary<Change>;
const isSame = (one: Change, other: Change): boolean =>
  one.collection === other.collection && one.id === other.id;
const different = fc.uniqueArray(changes, { comparator: isSame, maxLength: 12 });
const eventOf = ({ collection, id }: Change) => ({
  stream: { collection, id },
  type: 't',
  atMs: 0,
  body: '',
  checksum: 0,
});

function codeOf(work: () => unknown): string {
  try {
    work();
    return 'none';
  } catch (error) {
    return isEngineError(error) ? error.code : 'foreign';
  }
}

describe('the rules of a unit', () => {
  it('find every change by its record, and nothing by another', () => {
    fc.assert(
      fc.property(different, changes, (list, stranger) => {
        const lookup = planUnit({ changes: list, events: [] });
        expect(list.map(lookup)).toEqual(list.map((_, index) => index));
        const expected = list.findIndex((change) => isSame(change, stranger));
        expect(lookup(stranger) ?? -1).toBe(expected);
      }),
    );
  });

  it('allow events of what is put and of nothing else, and each record once', () => {
    fc.assert(
      fc.property(different, changes, (list, stranger) => {
        const isPut = list.some((change) => isSame(change, stranger) && change.kind === 'put');
        const unit = { changes: list, events: [eventOf(stranger)] };
        expect(codeOf(() => planUnit(unit))).toBe(isPut ? 'none' : 'INVARIANT_BROKEN');
        const isThere = list.some((change) => isSame(change, stranger));
        const more = { changes: [...list, stranger], events: [] };
        expect(codeOf(() => planUnit(more))).toBe(isThere ? 'INVARIANT_BROKEN' : 'none');
      }),
    );
    expect(codeOf(() => planUnit({ key: 'k', changes: [], events: [] }))).toBe('INVARIANT_BROKEN');
  });

  it('see a rival where two puts claim one name, and only there', () => {
    fc.assert(
      fc.property(different, (list) => {
        const hasRival = findRivals(list);
        const puts = list.filter((change) => change.kind === 'put');
        for (const { collection, record } of puts) {
          const claims = puts.filter(
            (other) =>
              other.collection === collection &&
              other.record.parent === record.parent &&
              other.record.name === record.name,
          );
          expect(hasRival(collection, record)).toBe(record.name !== undefined && claims.length > 1);
        }
      }),
    );
  });

  it('tell a lost race and a new parent', () => {
    const change = { collection: 'session', id: 'a', expectedRevision: 2 } as const;
    expect(findConflict(change, 2)).toBeUndefined();
    expect(findConflict(change, 3)).toEqual({
      status: 'conflict',
      collection: 'session',
      id: 'a',
      expected: 2,
      actual: 3,
    });
    expect([codeOf(() => refuseNewParent('p', 'p')), codeOf(() => refuseNewParent('p', ''))]).toEqual([
      'none',
      'INVARIANT_BROKEN',
    ]);
  });
});

describe('the rules of a restoration', () => {
  const key = { collection: 'session', id: 'a' } as const;
  const happened = (sequence: number, id = 'a'): StoredEvent => {
    return { stream: { ...key, id }, type: 't', atMs: 0, body: '', checksum: 0, sequence, revision: 1 };
  };
  const restore = (revision: number, ...events: readonly StoredEvent[]): string =>
    codeOf(() =>
      checkRestoration({ record: { ...key, revision, parent: '', body: '', checksum: 0 }, events }),
    );

  it('are a revision from 1 on and events from any number on, without gaps, of the record alone', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 31 }), fc.nat(9), (first, count) => {
        const sequences = Array.from({ length: count }, (_, index) => first + index);
        expect(restore(first, ...sequences.map((sequence) => happened(sequence)))).toBe('none');
      }),
    );
    const broken = [
      restore(0),
      restore(1.5),
      restore(Number.NaN),
      restore(1, happened(0)),
      restore(1, happened(1.5)),
      restore(1, happened(1), happened(3)),
      restore(1, happened(2), happened(1)),
      restore(1, happened(1, 'b')),
    ];
    expect(new Set(broken)).toEqual(new Set(['INVARIANT_BROKEN']));
  });
});

describe('the rules of texts', () => {
  const LONE = 'a\ud800';
  const findFault = (text: string) => (isWellFormed(text) ? undefined : 'Must be well-formed.');

  it('know a lone surrogate from a pair, as UTF-8 does', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('\ud83d', '\udc69', 'x', '\ufffd') }), (text) => {
        expect(isWellFormed(text)).toBe(Buffer.from(text).toString() === text);
      }),
    );
  });

  it('reach every text of a unit and of a restoration, and name the place', () => {
    const record = { parent: 'p', name: 'n', body: 'b', checksum: 0 };
    const change = { kind: 'put', collection: 'session', id: 'i', expectedRevision: 0, record } as const;
    const event = { stream: change, type: 't', atMs: 0, body: '{}', checksum: 0 };
    const unit: CommitUnit = { key: 'k', changes: [change], events: [event] };
    const entry = {
      record: { ...record, collection: 'session', id: 'i', revision: 1 },
      events: [{ ...event, sequence: 1, revision: 1, key: 'k' }],
      expectedRevision: 0,
    } as const;
    const broken: readonly [string, () => void][] = [
      ['key', () => checkUnitTexts({ ...unit, key: LONE }, findFault)],
      ['id', () => checkUnitTexts({ ...unit, changes: [{ ...change, id: LONE }] }, findFault)],
      [
        'collection',
        () => checkUnitTexts({ ...unit, changes: [{ ...change, collection: `${LONE}/session` }] }, findFault),
      ],
      ...(['parent', 'name', 'body'] as const).map((place): [string, () => void] => [
        place,
        () =>
          checkUnitTexts(
            { ...unit, changes: [{ ...change, record: { ...record, [place]: LONE } }] },
            findFault,
          ),
      ]),
      ...(['type', 'body'] as const).map((place): [string, () => void] => [
        place,
        () => checkUnitTexts({ ...unit, events: [{ ...event, [place]: LONE }] }, findFault),
      ]),
      ['name', () => checkRestorationTexts({ ...entry, record: { ...entry.record, name: LONE } }, findFault)],
      [
        'key',
        () =>
          checkRestorationTexts(
            { ...entry, events: entry.events.map((one) => ({ ...one, key: LONE })) },
            findFault,
          ),
      ],
    ];
    checkUnitTexts(unit, findFault);
    checkRestorationTexts(entry, findFault);
    for (const [place, work] of broken) {
      expect(work, place).toThrow(
        expect.objectContaining({
          code: 'INPUT_INVALID',
          details: { issues: [{ path: [place], message: 'Must be well-formed.' }] },
        }),
      );
    }
  });
});
