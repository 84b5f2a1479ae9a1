import type { CommitOutcome, CommitUnit, Observer, StreamId } from '../../ports';
import type { Retention } from '../../schema/upkeep';
import { type GuardedStore, upkeepOf } from '../guarded-store';
import { trimOf } from './trim';

/** Revisions from one look at a history to the next, at most. */
const LOOK_EVERY = 64;

/**
 * The same store, but histories forget their beginning as they grow. Looked after every so many revisions of a record, when a quarter more than
 * is to be kept may have gathered: a look costs two or three calls of the store. That it fails is counted, and no turn fails of it.
 * @throws EngineError STORE_CAPABILITY_MISSING when the store offers no upkeep
 */
export function retainingStore(
  store: GuardedStore,
  retention: Retention | undefined,
  observer: Observer | undefined,
): GuardedStore {
  if (retention === undefined) return store;
  const upkeep = upkeepOf(store);
  const { keepEvents = Number.POSITIVE_INFINITY } = retention;
  const every = Math.min(LOOK_EVERY, Math.ceil(keepEvents / 4));

  async function look(streams: readonly StreamId[]): Promise<void> {
    try {
      const trims = await Promise.all(streams.map((stream) => trimOf(store, stream, retention!)));
      const due = trims.filter((trim) => trim !== undefined);
      if (due.length > 0) await upkeep.trim(due);
    } catch {
      // Whoever asked for the turn has it; the next look finds more to do.
      observer?.count?.('animacy.retention.failed', 1);
    }
  }

  return {
    ...store,
    async commit(units) {
      const outcomes = await store.commit(units);
      const streams = units.flatMap((unit, index) => dueStreams(unit, outcomes[index], every));
      if (streams.length > 0) await look(streams);
      return outcomes;
    },
  };
}

/** The histories that have grown by this unit and are to be looked at. */
function dueStreams(
  { changes, events }: CommitUnit,
  outcome: CommitOutcome | undefined,
  every: number,
): readonly StreamId[] {
  if (outcome?.status !== 'committed' || events.length === 0) return [];
  return changes.filter(
    ({ kind, collection, id }, index) =>
      kind === 'put' &&
      outcome.revisions[index]! % every === 0 &&
      events.some(({ stream }) => stream.id === id && stream.collection === collection),
  );
}
