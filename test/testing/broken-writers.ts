import { EngineError } from '../../src/errors';
import type { CommitOutcome, CommitUnit, RecordKey, Store } from '../../src/ports';
import type { BrokenStores } from './broken-store';

/** Stores that write wrongly. */
export const BROKEN_WRITERS: BrokenStores = {
  'forgets the last of many units': [
    'records',
    (store) => ({
      commit: async (units) => {
        const outcomes = await store.commit(units.length > 1 ? units.slice(0, -1) : units);
        return units.length > 1 ? [...outcomes, { status: 'committed', revisions: [1] }] : outcomes;
      },
    }),
  ],
  'applies units backwards': [
    'outcomes',
    (store) => ({
      commit: async (units) => [...(await store.commit([...units].reverse()))].reverse(),
    }),
  ],
  'keeps the changes before the one that fails': [
    'outcomes',
    (store) => ({
      commit: async ([first, ...rest]) => {
        if (first === undefined || rest.length > 0 || first.changes.length < 2) {
          return store.commit(first === undefined ? [] : [first, ...rest]);
        }
        const [outcome] = await store.commit([first]);
        if (outcome?.status === 'conflict')
          await store.commit([{ changes: first.changes.slice(0, 1), events: [] }]);
        return outcome === undefined ? [] : [outcome];
      },
    }),
  ],
  'throws when a race is lost': [
    'outcomes',
    (store) => ({
      commit: async (units) => {
        const outcomes = await store.commit(units);
        if (outcomes.some(({ status }) => status === 'conflict'))
          throw new EngineError('REVISION_CONFLICT', '', { id: '', attempts: 1 });
        return outcomes;
      },
    }),
  ],
  'checks, waits, and writes without a check': [
    'races',
    (store) => ({
      commit: async (units) => {
        const [unit] = units;
        const [change] = unit?.changes ?? [];
        if (units.length !== 1 || unit?.changes.length !== 1 || change?.kind !== 'put')
          return store.commit(units);
        const [before] = await store.load([change]);
        if ((before?.revision ?? 0) !== change.expectedRevision) return store.commit(units);
        for (;;) {
          const [now] = await store.load([change]);
          const outcomes = await store.commit([
            { ...unit, changes: [{ ...change, expectedRevision: now?.revision ?? 0 }] },
          ]);
          if (outcomes[0]?.status !== 'conflict') return outcomes;
        }
      },
    }),
  ],
  'checks names before revisions': [
    'outcomes',
    (store) => ({
      commit: async (units) => {
        const [unit] = units;
        for (const change of units.length === 1 ? (unit?.changes ?? []) : []) {
          if (change.kind !== 'put' || change.record.name === undefined) continue;
          const { parent, name } = change.record;
          const [holder] = await store.find([{ collection: change.collection, parent, name }]);
          const isOwn = holder?.id === change.id || unit?.changes.some(({ id }) => id === holder?.id);
          if (holder !== undefined && !isOwn)
            return [{ status: 'taken', collection: change.collection, parent, name }];
        }
        return store.commit(units);
      },
    }),
  ],
  'does not know a key again': [
    'keys',
    (store) => ({
      commit: (units) => store.commit(units.map(({ changes, events }) => ({ changes, events }))),
    }),
  ],
  'never forgets a key': [
    'keys',
    (store) => {
      const keys = new Set<string>();
      return {
        commit: async (units) => {
          const [unit] = units;
          if (units.length === 1 && unit?.key !== undefined && keys.has(unit.key)) {
            const [outcome] = await store.commit(units);
            return [
              outcome?.status === 'duplicate'
                ? outcome
                : { status: 'duplicate', key: unit.key, revisions: [1] },
            ];
          }
          for (const { key } of units) if (key !== undefined) keys.add(key);
          return store.commit(units);
        },
      };
    },
  ],
  'sorts the revisions of a duplicate': [
    'keys',
    (store) => ({
      commit: async (units) =>
        (await store.commit(units)).map((outcome) =>
          outcome.status === 'duplicate' ? { ...outcome, revisions: [...outcome.revisions].sort() } : outcome,
        ),
    }),
  ],
  'keeps what was handed in': [
    'aliasing',
    (store) => {
      const kept = new Map<string, object>();
      return {
        commit: (units) => {
          for (const change of units.flatMap(({ changes }) => changes)) {
            if (change.kind === 'put') kept.set(change.id, change.record);
          }
          return store.commit(units);
        },
        load: async (keys) =>
          (await store.load(keys)).map((record) =>
            record === undefined ? undefined : { ...record, ...kept.get(record.id) },
          ),
      };
    },
  ],
  'normalises ids': [
    'hostile texts',
    (store) => {
      const normalise = <Key extends RecordKey>(key: Key): Key => ({ ...key, id: key.id.normalize('NFC') });
      return {
        load: (keys) => store.load(keys.map(normalise)),
        commit: (units) =>
          store.commit(units.map((unit) => ({ ...unit, changes: unit.changes.map(normalise) }))),
      };
    },
  ],
  'looks whether a name is free and writes later': [
    'races',
    (store) => ({
      commit: async (units) => {
        const [unit] = units;
        if (unit === undefined || units.length > 1) return store.commit(units);
        const wasFree = await areNamesFree(store, unit);
        const outcomes = await store.commit(units);
        return wasFree && outcomes[0]?.status === 'taken' ? store.commit([withoutNames(unit)]) : outcomes;
      },
    }),
  ],
  'looks for a key and writes later': [
    'races',
    (store) => ({
      commit: async (units) => {
        const [unit] = units;
        const [event] = unit?.events ?? [];
        if (units.length !== 1 || unit?.key === undefined || event === undefined) return store.commit(units);
        const seen = await store.history(event.stream, { key: unit.key });
        const outcomes = await store.commit(units);
        if (seen.length > 0 || outcomes[0]?.status !== 'duplicate') return outcomes;
        return store.commit([{ changes: unit.changes, events: unit.events }]);
      },
    }),
  ],
  'uses up a sequence number for a refused unit': [
    'history',
    (store) => {
      let refused = 0;
      return {
        commit: async (units) => {
          const outcomes = await store.commit(units);
          refused += outcomes.filter(({ status }) => status === 'conflict').length;
          return outcomes;
        },
        history: async (stream, range) =>
          (await store.history(stream, range)).map((event) =>
            event.revision > 1 ? { ...event, sequence: event.sequence + refused } : event,
          ),
      };
    },
  ],
  'stops at the first unit that is refused': [
    'outcomes',
    (store) => ({
      commit: async (units) => {
        const outcomes: CommitOutcome[] = [];
        for (const unit of units) {
          outcomes.push(...(await store.commit([unit])));
          if (outcomes.at(-1)?.status !== 'committed') break;
        }
        return outcomes;
      },
    }),
  ],
  'removes another record where there is none to remove': [
    'records',
    (store) => ({
      commit: async (units) => {
        const outcomes = await store.commit(units);
        for (const { kind, expectedRevision, collection } of units.flatMap(({ changes }) => changes)) {
          if (kind === 'put' || expectedRevision > 0) continue;
          const { records } = await store.scan({ collection, limit: 999 });
          const changes = records
            .slice(-1)
            .map(({ id, revision }) => ({ kind, collection, id, expectedRevision: revision }));
          await store.commit([{ changes, events: [] }]);
        }
        return outcomes;
      },
    }),
  ],
  'drops events of a large unit': [
    'scale',
    (store) => ({
      commit: (units) => store.commit(units.map((unit) => ({ ...unit, events: unit.events.slice(0, 500) }))),
    }),
  ],
  'gives up when two units lock records in opposite orders': [
    'races',
    (store) => {
      const held = new Set<string>();
      return {
        commit: async (units) => {
          const ids = units.flatMap(({ changes }) => changes.map(({ id }) => id));
          for (const id of ids) {
            if (held.has(id) && ids.length > 1)
              throw new EngineError('STORE_FAILED', 'deadlock', { store: '' });
            held.add(id);
            await Promise.resolve();
          }
          for (const id of ids) held.delete(id);
          return store.commit(units);
        },
      };
    },
  ],
  'replaces lone surrogates': [
    'broken texts',
    (store) => changeIds(store, (id) => id.replace(/\p{Surrogate}/gu, '\ufffd')),
  ],
  'cuts texts at NUL': ['broken texts', (store) => changeIds(store, (id) => id.split('\0', 1).join(''))],
  'swallows what it cannot hold': [
    'broken texts',
    (store) => ({
      commit: async (units) => {
        const isBroken = JSON.stringify(units).includes('\\u0000');
        return isBroken ? units.map(() => ({ status: 'committed', revisions: [1] })) : store.commit(units);
      },
    }),
  ],
  'refuses what it cannot hold after a part of it was stored': [
    'broken texts',
    (store) => ({
      commit: async (units) => {
        if (!units.some(({ events }) => JSON.stringify(events).includes('\\u0000')))
          return store.commit(units);
        await store.commit(units.map(({ changes }) => ({ changes, events: [] })));
        throw new EngineError('INPUT_INVALID', 'NUL', { issues: [] });
      },
    }),
  ],
};

async function areNamesFree(store: Store, { changes }: CommitUnit): Promise<boolean> {
  for (const change of changes) {
    if (change.kind === 'remove' || change.record.name === undefined) continue;
    const { parent, name } = change.record;
    const [holder] = await store.find([{ collection: change.collection, parent, name }]);
    if (holder !== undefined) return false;
  }
  return true;
}

/** The second record of a name cannot be had from a store that is right; without its name it can. */
function withoutNames({ changes, ...unit }: CommitUnit): CommitUnit {
  return {
    ...unit,
    changes: changes.map((change) => {
      if (change.kind === 'remove') return change;
      const { name: _, ...record } = change.record;
      return { ...change, record };
    }),
  };
}

/** A store that changes the ids of records on their way in. */
function changeIds(store: Store, change: (id: string) => string): Partial<Store> {
  const changed = <Key extends RecordKey>(key: Key): Key => ({ ...key, id: change(key.id) });
  return {
    load: async (keys) =>
      (await store.load(keys.map(changed))).map(
        (record, index) => record && { ...record, id: keys[index]?.id ?? '' },
      ),
    commit: (units) => store.commit(units.map((unit) => ({ ...unit, changes: unit.changes.map(changed) }))),
  };
}
