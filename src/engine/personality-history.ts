import type {
  CharacterCreated,
  PersonalityMoment,
  PersonalityOverridden,
  PersonalityRestored,
  TraitChange,
} from '../character';
import { SHIFT } from '../constants/evolution';
import { MS_PER_DAY } from '../constants/time';
import type { BeliefTrait } from '../constants/traits';
import type { HistoryRange, StreamId } from '../ports';
import type { TraitBeliefs } from '../traits/beliefs';
import { EVENT_LOST, readEvent } from './codec';
import type { GuardedStore } from './guarded-store';
import { historyMissing, isBeginningKept } from './history-beginning';
import { newestFirst } from './pages';
import type { StoredRevision } from './personality-units';
import { toIso } from './session-answers';

/** A trait that has shifted over the last week, or over what is still kept of it. */
export interface Shift {
  readonly traitName: BeliefTrait;
  readonly direction: 'increase' | 'decrease';
  readonly magnitude: 'slight' | 'moderate' | 'strong';
  /** Sum of its changes. */
  readonly delta: number;
  readonly timeframeDays: number;
  readonly triggerTypes: readonly string[];
  /** The reasoning behind its last change that had one. */
  readonly reasoning?: string;
  /** When it last changed, ISO 8601. */
  readonly timestamp: string;
}

/** A turning point of a character. */
export interface Moment extends Omit<PersonalityMoment, 'type' | 'characterId' | 'atMs'> {
  /** ISO 8601. */
  readonly createdAt: string;
}

/** What the history keeps of one event of a personality. */
interface StoredChange {
  readonly event: StoredRevision['event'] | PersonalityOverridden | PersonalityRestored | CharacterCreated;
  readonly moments?: readonly PersonalityMoment[];
  readonly held: TraitBeliefs;
}

const KINDS: ReadonlySet<string> = new Set<StoredChange['event']['type']>([
  'character.created',
  'personality.revised',
  'personality.overridden',
  'personality.restored',
]);

/** The changes that are told of in the history of a character or an overlay, newest first. */
export async function readChanges(
  store: GuardedStore,
  stream: StreamId,
  range: HistoryRange,
  limit: number,
): Promise<readonly TraitChange[]> {
  const changes: TraitChange[] = [];
  for await (const { event } of walk(store, stream, range)) {
    if (event.type === 'character.created') break;
    for (let i = event.changes.length - 1; i >= 0; i--) changes.push(event.changes[i]!);
    if (changes.length >= limit) break;
  }
  return changes.slice(0, limit);
}

/** The significant moments of a character, newest first. */
export async function readMoments(
  store: GuardedStore,
  stream: StreamId,
  limit: number,
): Promise<readonly Moment[]> {
  const moments: Moment[] = [];
  for await (const { moments: told = [] } of walk(store, stream, {})) {
    for (let i = told.length - 1; i >= 0; i--) moments.push(momentAnswer(told[i]!));
    if (moments.length >= limit) break;
  }
  return moments.slice(0, limit);
}

/**
 * What was held after the last event up to and including an instant; undefined when nothing had happened by then.
 * @throws EngineError HISTORY_MISSING when the event that would tell was trimmed, or lost to damage
 */
export async function readHeldAt(
  store: GuardedStore,
  stream: StreamId,
  atMs: number,
): Promise<TraitBeliefs | undefined> {
  for await (const event of newestFirst(store, stream, { untilMs: atMs })) {
    if (KINDS.has(event.type)) return (readEvent(event) as StoredChange).held;
    if (event.type === EVENT_LOST) throw historyMissing(stream, atMs);
  }
  if (await isBeginningKept(store, stream)) return undefined;
  throw historyMissing(stream, atMs);
}

/** The changes of the week before an instant, and how many days of it the history still reaches back. */
export async function readWeek(
  store: GuardedStore,
  stream: StreamId,
  atMs: number,
): Promise<{ readonly changes: readonly TraitChange[]; readonly days: number }> {
  const week = SHIFT.timeframeDays.value;
  const sinceMs = atMs - week * MS_PER_DAY;
  const changes = await readChanges(store, stream, { sinceMs }, Number.POSITIVE_INFINITY);
  const [first] = await store.history(stream, { limit: 1 });
  const isWhole = first === undefined || first.sequence === 1 || first.atMs <= sinceMs;
  // A part of a day counts as one.
  const days = isWhole ? week : Math.max(1, Math.ceil((atMs - first.atMs) / MS_PER_DAY));
  return { changes, days };
}

/**
 * What a character's changes of some days come to, trait by trait; the largest first.
 * @param timeframeDays how many days they are of
 */
export function shiftsOf(
  changes: readonly TraitChange[],
  timeframeDays: number = SHIFT.timeframeDays.value,
): readonly Shift[] {
  const byTrait = new Map<BeliefTrait, TraitChange[]>();
  for (const change of changes) {
    const list = byTrait.get(change.traitName);
    if (list) list.push(change);
    else byTrait.set(change.traitName, [change]);
  }
  const shifts: Shift[] = [];
  for (const [traitName, list] of byTrait) {
    const delta = list.reduce((sum, change) => sum + change.appliedDelta, 0);
    const size = Math.abs(delta);
    if (size < SHIFT.mentioned.value) continue;
    const reasoning = list.find((change) => change.reasoning !== undefined)?.reasoning;
    shifts.push({
      traitName,
      direction: delta > 0 ? 'increase' : 'decrease',
      magnitude: size >= SHIFT.strong.value ? 'strong' : size >= SHIFT.moderate.value ? 'moderate' : 'slight',
      delta,
      timeframeDays,
      triggerTypes: [...new Set(list.map((change) => change.triggerType))],
      ...(reasoning !== undefined && { reasoning }),
      timestamp: toIso(list[0]!.atMs),
    });
  }
  return shifts.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** Walks the events of a personality from the newest; events of other kinds are passed over. */
async function* walk(
  store: GuardedStore,
  stream: StreamId,
  range: HistoryRange,
): AsyncGenerator<StoredChange> {
  for await (const event of newestFirst(store, stream, range)) {
    if (KINDS.has(event.type)) yield readEvent(event) as StoredChange;
  }
}

function momentAnswer({ type: _, characterId: __, atMs, ...moment }: PersonalityMoment): Moment {
  return { ...moment, createdAt: toIso(atMs) };
}
