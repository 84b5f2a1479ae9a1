import { invalid } from '../affect/authored';
import { LIMITS } from '../constants/limits';
import { readHead, sourceOf } from '../population';
import type { Change, RecordKey } from '../ports';
import { revisionSchema } from '../schema/guards';
import { parseWith } from '../schema/parse';
import { checkId } from './check-id';
import { putBytes, readBytes } from './codec';
import type { CallOptions, EngineContext } from './context';
import { refuseStale, type WriteOptions } from './projects';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/** A population as it is kept. */
export interface StoredPopulation {
  readonly id: string;
  /** What `toBytes` gave, for `restorePopulation`. */
  readonly bytes: Uint8Array;
  readonly revision: number;
}

/**
 * Populations that are kept in the store, each as the bytes of `toBytes` in one record. Every call may reject with ENGINE_CLOSED and with what
 * its store throws.
 */
export interface Populations {
  /**
   * Keeps a population in place of the one that was kept under the same id.
   * @param bytes what `toBytes` gave, of at most 128 MiB; a larger one belongs in a file
   * @param options `expectedRevision` refuses it when another one was kept since
   * @returns the revision that it has now
   * @throws EngineError INPUT_INVALID, SNAPSHOT_MISMATCH when they are no packed population, REVISION_CONFLICT
   */
  save(
    id: string,
    bytes: Uint8Array,
    options?: WriteOptions,
  ): Promise<{ readonly id: string; readonly revision: number }>;
  /** Reads a population; undefined when none is kept under that id. @throws EngineError INPUT_INVALID, RECORD_CORRUPT */
  load(id: string, options?: CallOptions): Promise<StoredPopulation | undefined>;
  /** Forgets a population. @throws EngineError INPUT_INVALID */
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
}

/** The populations of one engine. */
export function createPopulations(context: EngineContext): Populations {
  const { store, observer, turnstile } = context;
  /** Where each stood when it was saved last: a first guess. */
  const revisions = new Map<string, number>();

  /**
   * Makes a change at the revision that the record is at. The store tells which that is, because reading it would mean to read the bytes.
   * @param changeAt the change at a revision, 0 where there is no record; undefined when there is nothing to change then
   * @returns the revision afterwards; undefined when nothing was changed
   */
  function changing(
    id: string,
    first: number,
    options: WriteOptions | undefined,
    changeAt: (revision: number) => Change | undefined,
  ): Promise<number | undefined> {
    const signal = options?.signal;
    let revision = first;
    const attempt = async () => {
      const change = changeAt(revision);
      if (!change) return undefined;
      const [outcome] = await store.commit([{ changes: [change], events: [] }]);
      revisions.delete(id);
      if (isCommitted(outcome, id)) return outcome.revisions[0]!;
      revision = outcome?.status === 'conflict' ? outcome.actual : 0;
      refuseStale(id, revision, options);
      return LOST_RACE;
    };
    const turn = () => untilWon(id, attempt, { signal, observer });
    return turnstile.pass(`population:${id}`, turn, signal);
  }

  return {
    save: (id, bytes, options) =>
      context.run('animacy.populations.save', options, async () => {
        const checked = checkId(id);
        const expected = parseWith(revisionSchema, options?.expectedRevision, 'expectedRevision');
        checkBytes(bytes);
        const put = (revision: number) => putBytes(keyOf(checked), '', bytes, revision);
        const first = expected ?? revisions.get(checked) ?? 0;
        const revision = (await changing(checked, first, options, put))!;
        revisions.set(checked, revision);
        return { id: checked, revision };
      }),
    load: (id, options) =>
      context.run('animacy.populations.load', options, async () => {
        const checked = checkId(id);
        const [record] = await store.load([keyOf(checked)]);
        return record && { id: checked, bytes: readBytes(record), revision: record.revision };
      }),
    delete: (id, options) =>
      context.run('animacy.populations.delete', options, async () => {
        const checked = checkId(id);
        const remove = (revision: number): Change | undefined =>
          revision === 0 ? undefined : { kind: 'remove', ...keyOf(checked), expectedRevision: revision };
        const first = revisions.get(checked) ?? 1;
        return { deleted: (await changing(checked, first, options, remove)) !== undefined, id: checked };
      }),
  };
}

function keyOf(id: string): RecordKey {
  return { collection: 'population', id };
}

/** @throws EngineError SNAPSHOT_MISMATCH for bytes that are no packed population, INPUT_INVALID for too many */
function checkBytes(bytes: Uint8Array): void {
  const source = sourceOf(bytes);
  if (bytes.length > LIMITS.populationBytes) {
    const message = `must be at most ${LIMITS.populationBytes} bytes; a larger population belongs in a file`;
    throw invalid('the population', [{ path: ['bytes'], message }]);
  }
  // What stands before the columns says how long they are; their own checksum is looked at when they are restored.
  readHead(source);
}
