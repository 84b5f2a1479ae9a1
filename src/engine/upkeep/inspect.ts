import { isEngineError } from '../../errors';
import { isPlainObject } from '../../immutable/plain';
import type { Collection, Kind, StoredEntry, StoredEvent } from '../../ports';
import { SHAPES, stateKindOf, toNewest } from '../../schema/migrations';
import { isEventWhole, isRecordWhole } from '../codec';
import { isUnbroken } from './entries';

/** What may be wrong with a record. */
export type DamageKind =
  /** It does not match its checksum. */
  | 'checksum'
  /** It matches its checksum, but is no state of the shape that its version promises. */
  | 'shape'
  /** It is of a newer version than this release knows: no damage, and left alone. */
  | 'newer'
  /** An event of its history does not match its checksum, or is no event. */
  | 'event'
  /** Events of its history are missing between others. */
  | 'gap';

/** One thing that is wrong with a record. */
export interface Damage {
  /** The kind of the record, after the path of its scope as the engine at work sees it. */
  readonly collection: Collection;
  readonly id: string;
  readonly what: DamageKind;
  /** Which event, when it is one. */
  readonly sequence?: number;
}

/** What is wrong with a record itself. */
function inspectRecord(
  kind: Kind,
  record: StoredEntry['record'],
): 'checksum' | 'shape' | 'newer' | undefined {
  if (!isRecordWhole(record)) return 'checksum';
  const stateKind = stateKindOf(kind);
  const { body, id } = record;
  if (stateKind === undefined) {
    const isBytes = kind === 'image' || kind === 'population';
    return isBytes === (typeof body === 'string') ? 'shape' : undefined;
  }
  const value = parsed(body);
  try {
    const state = toNewest(value, SHAPES[stateKind], kind);
    const isFitting = SHAPES[stateKind].schema.safeParse(state).success;
    return isFitting && isPlainObject(state) && state['id'] === id ? undefined : 'shape';
  } catch (error) {
    if (isEngineError(error, 'STATE_VERSION_UNSUPPORTED')) return 'newer';
    if (isEngineError(error, 'STATE_INVALID')) return 'shape';
    throw error;
  }
}

/** @throws EngineError STATE_VERSION_UNSUPPORTED for a record of a newer version than this release knows */
export function refuseNewer(kind: Kind, { body }: StoredEntry['record'], what: string): void {
  const stateKind = stateKindOf(kind);
  if (stateKind !== undefined) toNewest(parsed(body), SHAPES[stateKind], what);
}

/** Whether an event is what was stored, and an event at all. */
export function isEventSound(event: StoredEvent): boolean {
  if (!isEventWhole(event)) return false;
  const content = parsed(event.body);
  return isPlainObject(content) && isPlainObject(content['event']) && content['event']['type'] === event.type;
}

/** Everything that is wrong with a record and its history. */
export function inspectEntry(
  kind: Kind,
  collection: Collection,
  { record, events }: StoredEntry,
): readonly Damage[] {
  const { id } = record;
  const what = inspectRecord(kind, record);
  const damages: Damage[] = what === undefined ? [] : [{ collection, id, what }];
  for (const event of events) {
    if (!isEventSound(event)) damages.push({ collection, id, what: 'event', sequence: event.sequence });
  }
  if (!isUnbroken(events)) damages.push({ collection, id, what: 'gap' });
  return damages;
}

/** A text as JSON; undefined when it is none. */
function parsed(body: unknown): unknown {
  if (typeof body !== 'string') return undefined;
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
