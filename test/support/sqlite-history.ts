import type { Change, CommitUnit, Store } from '../../src/ports';

const HALF = 4;
const texts = ['é👩‍👩‍👧‍👦', '', ' a\n', '\u{10ffff}\uffff', 'x'.repeat(9_000)];
const numbers = [0, -0.5, 1.5, 2 ** 31, 2 ** 32 - 1, Number.MAX_SAFE_INTEGER, 1e300];

function put(id: string, expectedRevision: number, parts: object = {}): Change {
  const record = { parent: '', body: '{}', checksum: 7, ...parts };
  return { kind: 'put', collection: 'session', id, expectedRevision, record };
}

function happened(id: string, atMs: number, body: string): CommitUnit['events'][number] {
  return { stream: { collection: 'session', id }, type: 'told', atMs, body, checksum: atMs };
}

const UNITS: readonly CommitUnit[] = [
  ...texts.map((text, index): CommitUnit => {
    const atMs = numbers[index] ?? 0;
    return {
      key: `k${text.slice(0, 20)}`,
      changes: [put(`s${index}`, 0, { parent: text, name: `n${text}`, body: text, checksum: atMs })],
      events: [happened(`s${index}`, atMs, text), happened(`s${index}`, -atMs, text)],
    };
  }),
  {
    changes: [
      put('s0', 1, { parent: texts[0], name: 'renamed', checksum: numbers[5] }),
      { ...put('picture', 0), collection: 'image' } as Change,
      { kind: 'remove', collection: 'session', id: 's3', expectedRevision: 1 },
    ],
    events: [happened('s0', 1e300, '')],
  },
  {
    changes: [
      {
        kind: 'put',
        collection: 'tenant/image',
        id: 'bytes',
        expectedRevision: 0,
        record: {
          parent: 's0',
          body: Uint8Array.from({ length: 256 }, (_, byte) => byte),
          checksum: 2 ** 32 - 1,
        },
      },
      { ...put('none', 0, { body: new Uint8Array(0) }), collection: 'image' } as Change,
    ],
    events: [],
  },
  { changes: [put('s1', 1, { name: 'again' })], events: [happened('s1', 2, '{}')] },
];

/** Where a history can be cut in two, so that one driver begins it and another one goes on. */
export const MIDDLE_OF_HISTORY = HALF;

/** Commits the units of a fixed history, from one of them up to another: hostile texts, odd numbers, bytes, names that change, a removal. */
export async function playHistory(store: Store, from: number, to = Number.POSITIVE_INFINITY): Promise<void> {
  for (const unit of UNITS.slice(from, to)) {
    const [outcome] = await store.commit([unit]);
    if (outcome?.status !== 'committed') throw new Error(`not committed: ${JSON.stringify(outcome)}`);
  }
  if (to >= UNITS.length) {
    const trimmed = await store.upkeep?.trim([
      { stream: { collection: 'session', id: 's1' }, beforeSequence: 2 },
    ]);
    if (trimmed?.[0] !== 1) throw new Error('not trimmed');
    await store.upkeep?.vacuum();
  }
}
