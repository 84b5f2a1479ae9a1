import { EngineError } from '../errors';
import { hashBytes, hashText } from '../maths/hash';
import type { Change, NewEvent, RecordKey, StoredEvent, StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import { SHAPES, type Shapes, type StateKind, toNewest } from '../schema/migrations';
import type { OverlayState } from '../schema/overlay';
import type { PersonaState } from '../schema/persona';
import type { ProjectState } from '../schema/project';
import type { SessionState } from '../schema/session';

/** What each collection of states holds. */
interface StateOf extends Record<StateKind, unknown> {
  session: SessionState;
  character: CharacterState;
  overlay: OverlayState;
  project: ProjectState;
  persona: PersonaState;
}

/** The checksum of a record covers its key and revision too, so that a body under the wrong key is noticed. */
function recordChecksum(collection: string, id: string, revision: number, body: string | Uint8Array): number {
  const seed = hashText(`${collection}/${id}@${revision}`);
  return typeof body === 'string' ? hashText(body, seed) : hashBytes(body, body.length, seed);
}

/** Whether a record matches its checksum. */
export function isRecordWhole({
  collection,
  id,
  revision,
  body,
  checksum,
}: Omit<StoredRecord, 'position'>): boolean {
  return recordChecksum(collection, id, revision, body) === checksum;
}

/** Whether an event matches its checksum. */
export function isEventWhole({ stream, type, atMs, body, checksum }: StoredEvent): boolean {
  // Damage may have made bytes of it.
  return typeof body === 'string' && eventChecksum(stream, type, atMs, body) === checksum;
}

function eventChecksum(stream: RecordKey, type: string, atMs: number, body: string): number {
  return hashText(body, hashText(`${stream.collection}/${stream.id}#${type}@${atMs}`));
}

/**
 * A change that stores a state.
 * @param expectedRevision the revision the record is at, 0 when it must not exist
 * @param parent what the record stands below already; a new one stands where its kind does
 */
export function putState<C extends keyof StateOf>(
  collection: C,
  state: StateOf[C],
  expectedRevision: number,
  parent?: string,
): Change {
  const { id } = state;
  const body = JSON.stringify(state);
  const record = {
    parent: parent ?? parentOf(state),
    body,
    checksum: recordChecksum(collection, id, expectedRevision + 1, body),
  };
  const name = nameOf(collection, state);
  // Written out rather than spread: this is a part of every turn.
  return name === undefined
    ? { kind: 'put', collection, id, expectedRevision, record }
    : { kind: 'put', collection, id, expectedRevision, record: { ...record, name } };
}

/** Sessions and overlays stand below their character, personas below their project. */
function parentOf(state: StateOf[keyof StateOf]): string {
  if ('characterId' in state) return state.characterId;
  return 'projectId' in state ? state.projectId : '';
}

/** The name by which a character or a persona is found. */
function nameOf(collection: keyof StateOf, state: StateOf[keyof StateOf]): string | undefined {
  if (collection !== 'character' && collection !== 'persona') return undefined;
  const { name } = state as CharacterState | PersonaState;
  return name === undefined ? undefined : nameKey(name);
}

/** Names that look alike are one name: what is unique is the composed form. */
export function nameKey(name: string): string {
  return name.normalize('NFC');
}

/**
 * Reads a state from its record; one of an earlier release comes out as this release has it, and is written so with its next change.
 * @throws EngineError RECORD_CORRUPT when it does not match its checksum, STATE_VERSION_UNSUPPORTED when it is newer than this release
 */
export function readState<C extends StateKind>(
  collection: C,
  record: StoredRecord,
  shapes: Shapes = SHAPES,
): StateOf[C] {
  const { body, id } = record;
  const isMeant = record.collection === collection;
  if (!isMeant || typeof body !== 'string' || !isRecordWhole(record)) throw corrupt(collection, id);
  const state = parseJson(body, collection, id) as StateOf[C];
  if (state.version === shapes[collection].version) return state;
  return toNewest(state, shapes[collection], `${collection} "${id}"`) as StateOf[C];
}

/** A change that stores a record's state anew and leaves everything else of it alone. */
export function putAgain({ collection, id, revision, parent, name }: StoredRecord, state: unknown): Change {
  const body = JSON.stringify(state);
  const checksum = recordChecksum(collection, id, revision + 1, body);
  const record = { parent, ...(name !== undefined && { name }), body, checksum };
  return { kind: 'put', collection, id, expectedRevision: revision, record };
}

/** A change that ties a new record to the one it stands below; it says nothing but that. */
export function putLink(key: RecordKey, parent: string): Change {
  return {
    kind: 'put',
    ...key,
    expectedRevision: 0,
    record: { parent, body: '', checksum: recordChecksum(key.collection, key.id, 1, '') },
  };
}

/** A change that stores bytes. @param expectedRevision the revision the record is at, 0 when it must not exist */
export function putBytes(key: RecordKey, parent: string, body: Uint8Array, expectedRevision = 0): Change {
  const checksum = recordChecksum(key.collection, key.id, expectedRevision + 1, body);
  return { kind: 'put', ...key, expectedRevision, record: { parent, body, checksum } };
}

/** Reads what {@link putBytes} wrote. @throws EngineError RECORD_CORRUPT when it does not match its checksum */
export function readBytes(record: StoredRecord): Uint8Array {
  const { collection, id, body } = record;
  if (typeof body !== 'string' && isRecordWhole(record)) return body;
  throw corrupt(collection, id);
}

/** An event of a record's history, ready to be stored. */
export function putEvent(stream: RecordKey, type: string, atMs: number, content: object): NewEvent {
  const body = JSON.stringify(content);
  return { stream, type, atMs, body, checksum: eventChecksum(stream, type, atMs, body) };
}

/**
 * Reads what {@link putEvent} wrote.
 * @throws EngineError RECORD_CORRUPT when it does not match its checksum
 */
export function readEvent(event: StoredEvent): unknown {
  const { stream, body } = event;
  if (!isEventWhole(event)) throw corrupt(stream.collection, stream.id);
  return parseJson(body, stream.collection, stream.id);
}

/** The type of the event that repair puts in the place of one that was lost, so that no gap shows in a history. */
export const EVENT_LOST = 'event.lost';

/** An event that says that another was lost there; its sequence, revision and key are those of the lost one. */
export function lostEvent(
  stream: RecordKey,
  place: Pick<StoredEvent, 'sequence' | 'revision' | 'atMs' | 'key'>,
): StoredEvent {
  const { sequence, revision, atMs, key } = place;
  const event = putEvent(stream, EVENT_LOST, atMs, { event: { type: EVENT_LOST, atMs } });
  return { ...event, sequence, revision, ...(key !== undefined && { key }) };
}

/** The event of a stored event again with another content: same place, same type. */
export function putEventAgain(event: StoredEvent, content: object): StoredEvent {
  const { stream, type, atMs } = event;
  return { ...event, ...putEvent(stream, type, atMs, content) };
}

function parseJson(body: string, collection: string, id: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw corrupt(collection, id, cause);
  }
}

/** The error for a record that is not what was stored. */
export function corrupt(collection: string, id: string, cause?: unknown): EngineError {
  return new EngineError(
    'RECORD_CORRUPT',
    `the stored ${collection} "${id}" is damaged: it does not match its checksum`,
    { collection, id },
    { cause },
  );
}
