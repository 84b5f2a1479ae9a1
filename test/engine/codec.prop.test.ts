import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NewRecord, StoredRecord } from '../../src';
import { putEvent, putState, readEvent, readState } from '../../src/engine/codec';
import { decodeCursor, encodeCursor } from '../../src/engine/cursor';
import { createIdSource } from '../../src/engine/ids';
import { hashText } from '../../src/maths/hash';
import { idSchema } from '../../src/schema/guards';
import { failureOf, START } from '../support/engine-fixtures';
import { stories, tell } from '../support/engine-log';
import { sampleStory } from '../support/fixtures-story';

/** The record that a store would give back for a state. */
function stored(
  collection: 'session' | 'character',
  revision = 1,
  changes: Partial<StoredRecord> = {},
): StoredRecord {
  const state = collection === 'session' ? tell(sampleStory).states.at(-1)! : sampleStory.character;
  const change = putState(collection, state as never, revision - 1);
  const record = (change as { record: NewRecord }).record;
  return { ...record, collection, id: state.id, revision, position: 1, ...changes };
}

describe('a state in a record', () => {
  it('comes back to the bit', () => {
    fc.assert(
      fc.property(stories(), fc.nat(1000), (story, revision) => {
        const state = tell(story).states.at(-1)!;
        const change = putState('session', state, revision);
        if (change.kind !== 'put') throw new Error('a state is put');
        expect(change).toMatchObject({ collection: 'session', id: state.id, expectedRevision: revision });
        const record = {
          ...change.record,
          collection: 'session',
          id: state.id,
          revision: revision + 1,
          position: 1,
        };
        expect(readState('session', record as StoredRecord)).toStrictEqual(state);
      }),
    );
  });

  it('is refused when any character of its body is another one', async () => {
    const record = stored('session');
    const body = record.body as string;
    for (let at = 0; at < body.length; at++) {
      const other = String.fromCharCode(body.charCodeAt(at) ^ 1);
      const damaged = { ...record, body: body.slice(0, at) + other + body.slice(at + 1) };
      const error = await failureOf(() => readState('session', damaged), 'RECORD_CORRUPT');
      expect(error.details).toEqual({ collection: 'session', id: record.id });
    }
  });

  it('is refused under another key, at another revision, cut short, longer, or as bytes', async () => {
    const record = stored('session');
    const body = record.body as string;
    const damages: Partial<StoredRecord>[] = [
      { id: `${record.id}x` },
      { collection: 'character' },
      { revision: 2 },
      { checksum: record.checksum + 1 },
      { checksum: NaN },
      { body: body.slice(0, -1) },
      { body: `${body} ` },
      { body: '' },
      { body: new TextEncoder().encode(body) },
    ];
    for (const damage of damages) {
      await failureOf(() => readState('session', { ...record, ...damage }), 'RECORD_CORRUPT');
    }
  });

  it('is refused when its checksum is right but it is no JSON', async () => {
    const record = stored('session');
    const body = '{"version":1';
    const checksum = hashText(body, hashText(`session/${record.id}@1`));
    const error = await failureOf(
      () => readState('session', { ...record, body, checksum }),
      'RECORD_CORRUPT',
    );
    expect(error.cause).toBeInstanceOf(SyntaxError);
  });

  it.each(['session', 'character'] as const)(
    'is refused when it was written by a newer release: %s',
    async (kind) => {
      const record = stored(kind);
      const body = JSON.stringify({ ...JSON.parse(record.body as string), version: 2, novelty: true });
      const checksum = hashText(body, hashText(`${kind}/${record.id}@1`));
      const newer = { ...record, body, checksum };
      const error = await failureOf(() => readState(kind, newer), 'STATE_VERSION_UNSUPPORTED');
      expect(error.details).toEqual({ found: 2, supported: 1 });
    },
  );
});

describe('an event in a history', () => {
  const stream = { collection: 'session', id: 's' } as const;
  const kept = { sequence: 1, revision: 1 };

  it('comes back to the bit', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        for (const event of tell(story).events) {
          const put = putEvent(stream, event.type, event.atMs, { event });
          expect(readEvent({ ...put, ...kept })).toStrictEqual({ event });
        }
      }),
    );
  });

  it('is refused when anything about it is another', async () => {
    const event = { ...putEvent(stream, 'session.created', START, { a: 1 }), ...kept };
    for (const damage of [
      { body: '{"a":2}' },
      { type: 'session.perceived' },
      { atMs: START + 1 },
      { stream: { ...stream, id: 't' } },
      { checksum: 0 },
    ]) {
      await failureOf(() => readEvent({ ...event, ...damage }), 'RECORD_CORRUPT');
    }
  });
});

describe('a cursor', () => {
  it('comes back, and survives a URL', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (position) => {
        const cursor = encodeCursor(position);
        expect(decodeCursor(cursor)).toBe(position);
        expect(encodeURIComponent(cursor)).toBe(cursor);
      }),
    );
  });

  it('is refused when it is any other text', async () => {
    const forged = ['', ' ', 'a', '!', '5', 'after:5', btoa('after:5'), btoa('after:-1'), btoa('after:1.5')];
    const more = [
      'after:1e3',
      'after:05',
      'after:',
      'after:Infinity',
      'after:9007199254740993',
      'before:5',
    ].map((text) => btoa(text).replace(/=+$/, ''));
    for (const cursor of [...forged, ...more, `${encodeCursor(5)}=`, '\ud800', '__proto__']) {
      if (cursor === encodeCursor(5)) continue;
      const error = await failureOf(() => decodeCursor(cursor), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual(['cursor']);
    }
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        let position: number | undefined;
        try {
          position = decodeCursor(text);
        } catch {
          return;
        }
        expect(encodeCursor(position)).toBe(text);
      }),
    );
  });
});

describe('ids', () => {
  it('are the same for the same seed and instants, and never twice the same', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.array(fc.integer({ min: 0, max: 4e12 })), (seed, instants) => {
        const source = createIdSource(seed);
        const ids = instants.map((instant) => source(instant));
        const again = createIdSource(seed);
        expect(instants.map((instant) => again(instant))).toEqual(ids);
        expect(new Set(ids).size).toBe(ids.length);
      }),
    );
  });

  it('are UUIDs of version 7 whose order follows the milliseconds, for any instant a clock can give', () => {
    fc.assert(
      fc.property(
        fc.maxSafeNat(),
        fc.double({ min: -8.64e15, max: 8.64e15, noNaN: true }),
        (seed, instant) => {
          const id = createIdSource(seed)(instant);
          expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
          expect(idSchema.parse(id)).toBe(id);
        },
      ),
    );
    const source = createIdSource(1);
    const ids = Array.from({ length: 100 }, (_, index) => source(START + index));
    expect([...ids].sort()).toEqual(ids);
    expect(Number.parseInt(ids[0]!.replaceAll('-', '').slice(0, 12), 16)).toBe(START);
  });

  it('differ with the seed', () => {
    const ids = Array.from({ length: 1000 }, (_, seed) => createIdSource(seed)(START));
    expect(new Set(ids).size).toBe(1000);
  });
});
