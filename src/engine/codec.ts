import { EngineError } from '../errors';
import { hashBytes, hashText } from '../maths/hash';
import type { Change, NewEvent, RecordKey, StoredEvent, StoredRecord } from '../ports';
import { CHARACTER_VERSION, type CharacterState } from '../schema/character';
import { OVERLAY_VERSION, type OverlayState } from '../schema/overlay';
import { PERSONA_VERSION, type PersonaState } from '../schema/persona';
import { PROJECT_VERSION, type ProjectState } from '../schema/project';
import { SESSION_VERSION, type SessionState } from '../schema/session';

/** What each collection of states holds, and the newest version of it that this release reads. */
interface StateOf {
  session: SessionState;
  character: CharacterState;
  overlay: OverlayState;
  project: ProjectState;
  persona: PersonaState;
}
const VERSIONS: Readonly<Record<keyof StateOf, number>> = {
  session: SESSION_VERSION,
  character: CHARACTER_VERSION,
  overlay: OVERLAY_VERSION,
  project: PROJECT_VERSION,
  persona: PERSONA_VERSION,
};

/** The checksum of a record covers its key and revision too, so that a body under the wrong key is noticed. */
function recordChecksum(collection: string, id: string, revision: number, body: string): number {
  return hashText(body, hashText(`${collection}/${id}@${revision}`));
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
 * Reads a state from its record.
 * @throws EngineError RECORD_CORRUPT when it does not match its checksum, STATE_VERSION_UNSUPPORTED when it is newer than this release
 */
export function readState<C extends keyof StateOf>(collection: C, record: StoredRecord): StateOf[C] {
  const { body, id, revision } = record;
  if (typeof body !== 'string' || recordChecksum(record.collection, id, revision, body) !== record.checksum) {
    throw corrupt(collection, id);
  }
  const state = parseJson(body, collection, id) as StateOf[C];
  if (state.version > VERSIONS[collection]) {
    throw new EngineError(
      'STATE_VERSION_UNSUPPORTED',
      `${collection} "${id}" was written by a newer version of animacy (state version ${state.version})`,
      { found: state.version, supported: VERSIONS[collection] },
    );
  }
  return state;
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

/** A change that stores bytes under a key that is new. */
export function putBytes(key: RecordKey, parent: string, body: Uint8Array): Change {
  const checksum = hashBytes(body, body.length, hashText(`${key.collection}/${key.id}@1`));
  return { kind: 'put', ...key, expectedRevision: 0, record: { parent, body, checksum } };
}

/** Reads what {@link putBytes} wrote. @throws EngineError RECORD_CORRUPT when it does not match its checksum */
export function readBytes({ collection, id, revision, body, checksum }: StoredRecord): Uint8Array {
  const seed = hashText(`${collection}/${id}@${revision}`);
  if (typeof body !== 'string' && hashBytes(body, body.length, seed) === checksum) return body;
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
  const { stream, type, atMs, body } = event;
  if (eventChecksum(stream, type, atMs, body) !== event.checksum) throw corrupt(stream.collection, stream.id);
  return parseJson(body, stream.collection, stream.id);
}

function parseJson(body: string, collection: string, id: string): unknown {
  try {
    return JSON.parse(body);
  } catch (cause) {
    throw corrupt(collection, id, cause);
  }
}

function corrupt(collection: string, id: string, cause?: unknown): EngineError {
  return new EngineError(
    'RECORD_CORRUPT',
    `the stored ${collection} "${id}" is damaged: it does not match its checksum`,
    { collection, id },
    { cause },
  );
}
