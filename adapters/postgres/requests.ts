import {
  type Change,
  type Collection,
  type CommitOutcome,
  type CommitUnit,
  checkRestoration,
  checkRestorationTexts,
  checkUnitTexts,
  findRivals,
  type NewRecord,
  planUnit,
  type RecordKey,
  type Restoration,
  type RestoreOutcome,
} from '../../src/ports';
import { findTextFault } from './text-fault';

/** The collections of a call, each of them once. Their texts are sent once, and its place in the list stands for each. */
class Places {
  readonly names: Collection[] = [];
  /** Whether something is to be created there. */
  readonly areCreating: boolean[] = [];
  /** The keys of all records of the call, as two columns. */
  readonly places: number[] = [];
  readonly ids: string[] = [];
  private readonly known = new Map<Collection, number>();

  /** Takes a record in and gives the place of its collection, counted from 1. */
  enter({ collection, id }: RecordKey, isCreation = false): number {
    const place = this.known.get(collection) ?? this.names.push(collection);
    this.known.set(collection, place);
    this.areCreating[place - 1] ||= isCreation;
    this.places.push(place);
    this.ids.push(id);
    return place;
  }
}

/**
 * The values of a commit. Everything that can be known of a unit without the database is looked at first.
 * Errors: INVARIANT_BROKEN when a unit breaks the rules of the port, INPUT_INVALID when PostgreSQL cannot keep one of its texts.
 */
export function packUnits(units: readonly CommitUnit[]): unknown[] {
  const places = new Places();
  const packed = units.map((unit) => packUnit(unit, places));
  return [places.names, places.areCreating, places.places, places.ids, JSON.stringify(packed)];
}

/** What the database says of a unit or an entry. */
interface Answer {
  readonly status: CommitOutcome['status'] | RestoreOutcome['status'];
  readonly revisions?: readonly number[];
  /** The index of the change that a unit was lost by. */
  readonly change?: number;
  /** The revision that is there instead. */
  readonly actual?: number;
}

/** What `commit_units` said of a unit, as its outcome. */
export function toOutcome(unit: CommitUnit, said: string): CommitOutcome {
  const { status, revisions = [], change: index = -1, actual }: Answer = JSON.parse(said);
  if (status === 'committed') return { status, revisions };
  const change = unit.changes[index];
  if (change === undefined) return { status: 'duplicate', key: unit.key ?? '', revisions };
  return toLoss(change, change.expectedRevision, change.kind === 'put' ? change.record : undefined, actual);
}

/** The values of a restoration. Errors: those of {@link packUnits}. */
export function packRestorations(restorations: readonly Restoration[]): unknown[] {
  const places = new Places();
  const packed = restorations.map((restoration) => packRestoration(restoration, places));
  return [places.names, places.areCreating, places.places, places.ids, JSON.stringify(packed)];
}

/** What `restore_entries` said of an entry, as its outcome. */
export function toRestoreOutcome({ record, expectedRevision }: Restoration, said: string): RestoreOutcome {
  const { status, actual }: Answer = JSON.parse(said);
  return status === 'restored' ? { status } : toLoss(record, expectedRevision, record, actual);
}

/** The values of a trim: columns of collections, of the places of those, of ids, and of the sequences before which events go. */
export function packTrims(trims: readonly { stream: RecordKey; before: number }[]): unknown[] {
  const places = new Places();
  for (const { stream } of trims) places.enter(stream);
  return [places.names, places.places, places.ids, trims.map(({ before }) => before)];
}

function packUnit(unit: CommitUnit, places: Places): unknown {
  const lookup = planUnit(unit);
  checkUnitTexts(unit, findTextFault);
  const hasRival = findRivals(unit.changes);
  const counts = unit.changes.map(() => 0);
  const events = unit.events.map(({ stream, type, atMs, body, checksum }) => {
    // planUnit has found a change for every event.
    const change = lookup(stream) ?? 0;
    const ordinal = (counts[change] ?? 0) + 1;
    counts[change] = ordinal;
    return { change, ordinal, type, atMs: packNumber(atMs), checksum: packNumber(checksum), body };
  });
  const changes = unit.changes.map((change, index) => {
    const { id, expectedRevision: expected } = change;
    const head = { place: places.enter(change, isCreation(change)), id, expected };
    if (change.kind === 'remove') return { ...head, isRemoval: true };
    const { collection, record } = change;
    return {
      ...head,
      ...packRecord(record),
      hasRival: hasRival(collection, record),
      events: counts[index],
    };
  });
  return { key: unit.key, changes, events };
}

function packRestoration(restoration: Restoration, places: Places): unknown {
  checkRestoration(restoration);
  checkRestorationTexts(restoration, findTextFault);
  const { record, expectedRevision: expected } = restoration;
  const events = restoration.events.map(({ sequence, type, atMs, body, checksum, revision, key }) => {
    return { sequence, type, atMs: packNumber(atMs), body, checksum: packNumber(checksum), revision, key };
  });
  const place = places.enter(record, expected === 0);
  const { id, revision } = record;
  return { place, id, expected, revision, ...packRecord(record), events };
}

function packRecord({ parent, name, body, checksum }: NewRecord): object {
  const kept = typeof body === 'string' ? { body } : { bytes: Buffer.from(body).toString('base64') };
  return { parent, name, checksum: packNumber(checksum), ...kept };
}

/** JSON knows neither infinities nor NaN, and no negative zero. */
function packNumber(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

function isCreation({ kind, expectedRevision }: Change): boolean {
  return kind === 'put' && expectedRevision === 0;
}

/** The outcome of what was lost: a conflict where a revision is told, otherwise a name. */
function toLoss(
  { collection, id }: RecordKey,
  expected: number,
  record: NewRecord | undefined,
  actual: number | undefined,
): Extract<CommitOutcome, { status: 'conflict' | 'taken' }> {
  if (actual !== undefined) return { status: 'conflict', collection, id, expected, actual };
  return { status: 'taken', collection, parent: record?.parent ?? '', name: record?.name ?? '' };
}
