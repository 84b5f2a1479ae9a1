import type { CharacterCreated, PersonalityMoment, PersonalityOverridden, TraitChange } from '../character';
import { SHIFT } from '../constants/evolution';
import { MS_PER_DAY } from '../constants/time';
import type { BeliefTrait } from '../constants/traits';
import type { HistoryRange, StreamId } from '../ports';
import type { TraitBeliefs } from '../traits/beliefs';
import { readEvent } from './codec';
import type { GuardedStore } from './guarded-store';
import { newestFirst } from './pages';
import type { StoredRevision } from './personality-units';
import { toIso } from './session-answers';

/** A trait that has shifted over the last week. */
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
  readonly event: StoredRevision['event'] | PersonalityOverridden | CharacterCreated;
  readonly moments?: readonly PersonalityMoment[];
  readonly held: TraitBeliefs;
}

const KINDS: ReadonlySet<string> = new Set<StoredChange['event']['type']>([
  'character.created',
  'personality.revised',
  'personality.overridden',
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

/** What was held after the last event up to and including an instant; undefined when nothing had happened by then. */
export async function readHeldAt(
  store: GuardedStore,
  stream: StreamId,
  atMs: number,
): Promise<TraitBeliefs | undefined> {
  for await (const { held } of walk(store, stream, { untilMs: atMs })) return held;
  return undefined;
}

/** What a character's changes of a week come to, trait by trait; the largest first. */
export function shiftsOf(changes: readonly TraitChange[]): readonly Shift[] {
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
      timeframeDays: SHIFT.timeframeDays.value,
      triggerTypes: [...new Set(list.map((change) => change.triggerType))],
      ...(reasoning !== undefined && { reasoning }),
      timestamp: toIso(list[0]!.atMs),
    });
  }
  return shifts.sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}

/** Where the week that ends at an instant begins, milliseconds since 1970. */
export function weekBefore(atMs: number): number {
  return atMs - SHIFT.timeframeDays.value * MS_PER_DAY;
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
