import { LIMITS } from '../../constants/limits';
import { isPlainObject } from '../../immutable/plain';
import type { StoredEvent, StoredRecord } from '../../ports';
import { corrupt, putEventAgain, readEvent, readState } from '../codec';
import { type GuardedStore, upkeepOf } from '../guarded-store';
import { newestFirst, readAll } from '../pages';
import { characterKey } from '../personality-units';
import { removalOfRecord } from '../project-removal';
import { isCommitted, LOST_RACE, untilWon } from '../retry';
import { deleteTurn } from '../session-turns';
import { isUnbroken, readEntry } from './entries';
import type { House } from './house';
import type { EraseAnswer, ProgressOptions } from './upkeep';

/** What stands in a history where a user did. */
const ERASED = 'erased';

/**
 * Erases a user. Sessions first: without them no turn can tell a character of the user any more, so what follows is not written anew behind
 * its back. Who begins another session with that user meanwhile begins it after the erasure.
 */
export async function eraseUser(
  house: House,
  userId: string,
  options: ProgressOptions | undefined,
): Promise<EraseAnswer> {
  const { context } = house;
  const { store } = context;
  upkeepOf(store);
  const answer = { sessions: 0, characters: 0, overlays: 0, histories: 0 };
  let done = 0;
  const walk = async (
    collection: 'session' | 'overlay' | 'character',
    visit: (record: StoredRecord) => Promise<void>,
  ) => {
    for await (const record of readAll(store, { collection, limit: LIMITS.pageLength })) {
      options?.signal?.throwIfAborted();
      await visit(record);
      done += 1;
      options?.onProgress?.(done);
    }
  };

  await walk('session', async (record) => {
    if (readState('session', record).userId !== userId) return;
    const went = await deleteSession(house, record.id, options);
    if (went === undefined) return;
    answer.sessions += 1;
    if (went.withCharacter) answer.characters += 1;
  });
  await walk('overlay', async (record) => {
    if (readState('overlay', record).userId !== userId) return;
    if (await removeOverlay(house, record, options)) answer.overlays += 1;
  });
  await walk('character', async (record) => {
    if (await cleanHistory(house, record, userId, options)) answer.histories += 1;
  });
  return answer;
}

/** Deletes a session without letting its character hear of it a last time. */
async function deleteSession(
  { context, records }: House,
  id: string,
  options: ProgressOptions | undefined,
): Promise<{ readonly withCharacter: boolean } | undefined> {
  const turn = () => deleteTurn(context, records, id, options?.signal, { isSilent: true });
  return context.turnstile.pass(id, turn, options?.signal);
}

async function removeOverlay(
  { context }: House,
  { collection, id }: StoredRecord,
  options: ProgressOptions | undefined,
): Promise<boolean> {
  const attempt = async () => {
    const [record] = await context.store.load([{ collection, id }]);
    if (record === undefined) return false;
    const [outcome] = await context.store.commit([{ changes: removalOfRecord(record), events: [] }]);
    return isCommitted(outcome, id) ? true : LOST_RACE;
  };
  return untilWon(id, attempt, { signal: options?.signal, observer: context.observer });
}

/** Takes a user out of the history of a character. @returns whether there was anything to take out */
async function cleanHistory(
  { context }: House,
  found: StoredRecord,
  userId: string,
  options: ProgressOptions | undefined,
): Promise<boolean> {
  const { store } = context;
  const attempt = async (): Promise<boolean | typeof LOST_RACE> => {
    const [record] = await store.load([found]);
    if (record === undefined || !(await tellsOf(store, record, userId))) return false;
    const entry = await readEntry(store, record);
    if (entry === undefined) return false;
    if (!isUnbroken(entry.events)) throw corrupt(record.collection, record.id);
    const events = entry.events.map((event) => cleanEvent(event, userId) ?? event);
    const expectedRevision = entry.record.revision;
    const [outcome] = await upkeepOf(store).restore([{ record: entry.record, events, expectedRevision }]);
    return outcome?.status === 'restored' ? true : LOST_RACE;
  };
  const turn = () => untilWon(found.id, attempt, { signal: options?.signal, observer: context.observer });
  return context.turnstile.pass(characterKey(found.id), turn, options?.signal);
}

/** Whether any event of a history tells of a user; most do not, so it is asked before a whole history is gathered. */
async function tellsOf(store: GuardedStore, record: StoredRecord, userId: string): Promise<boolean> {
  for await (const event of newestFirst(store, record, {})) {
    if (cleanEvent(event, userId) !== undefined) return true;
  }
  return false;
}

/** An event without a user; undefined when it does not tell of that one. */
function cleanEvent(stored: StoredEvent, userId: string): StoredEvent | undefined {
  const content = readEvent(stored);
  const cleaned = withoutUser(content, userId);
  if (cleaned === content || !isPlainObject(cleaned)) return undefined;
  // What one session has told tells of one user, and its id leads to them.
  const { event } = cleaned;
  if (!isPlainObject(event)) return putEventAgain(stored, cleaned);
  const { sessionId: _, ...rest } = event;
  return putEventAgain(stored, { ...cleaned, event: rest });
}

/** A value in which everything that was observed with a user has lost whom and why; the same value when there is nothing of them. */
function withoutUser(value: unknown, userId: string): unknown {
  if (Array.isArray(value)) {
    const list = value.map((item) => withoutUser(item, userId));
    return list.some((item, index) => item !== value[index]) ? list : value;
  }
  if (!isPlainObject(value)) return value;
  const isOfUser = value['userId'] === userId;
  let isSame = !isOfUser;
  const cleaned: Record<string, unknown> = {};
  for (const [key, held] of Object.entries(value)) {
    if (isOfUser && (key === 'userId' || key === 'reasoning')) continue;
    const isWords = isOfUser && (key === 'triggerType' || key === 'description');
    cleaned[key] = isWords ? ERASED : withoutUser(held, userId);
    isSame &&= cleaned[key] === held;
  }
  return isSame ? value : cleaned;
}
