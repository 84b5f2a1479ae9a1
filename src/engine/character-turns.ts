import { domainsOf, invalid } from '../affect/authored';
import { type Observed, observe, overridePersonality, restorePersonality } from '../character';
import { LIMITS } from '../constants/limits';
import type { Change } from '../ports';
import type { UpdatePersonalityInput } from '../schema/characters-api';
import type { CompleteEvidence } from '../schema/evidence';
import type { Personality } from '../schema/personality';
import type { PersonalitySnapshot } from '../schema/personality-snapshot';
import { deriveAspects } from '../traits/aspects';
import { type EvolutionRecord, evolutionOf, type PersonalityProfile, profileOf } from './character-answers';
import { putEvent, putState } from './codec';
import { characterNotFound, type EngineContext } from './context';
import { readAll } from './pages';
import { linkKey } from './persona-records';
import { characterKey, observedPart } from './personality-units';
import { removalOfRecord, removeEach } from './project-removal';
import { refuseStale, type WriteOptions } from './projects';
import type { LoadedCharacter, Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/** What observations made of a character. */
export interface ObservationAnswer {
  /** The changes of the character itself, the earliest first; those of one instant in the order of the evidence. */
  readonly evolution: readonly EvolutionRecord[];
  /** The changes of each user's overlay. */
  readonly overlays: readonly { readonly userId: string; readonly evolution: readonly EvolutionRecord[] }[];
}

/** What a manual override, or a snapshot that was put back, made of a character. */
export interface OverrideAnswer {
  readonly profile: PersonalityProfile;
  /** The changes that were made; none for traits that were there already. */
  readonly evolution: readonly EvolutionRecord[];
  /** The character's revision since then: what the next write may name as `expectedRevision`. */
  readonly revision: number;
}

/** Repeats an attempt on a character until it wins, one at a time within this engine. */
function passing<T>(
  context: EngineContext,
  id: string,
  signal: AbortSignal | undefined,
  attempt: () => Promise<T | typeof LOST_RACE>,
): Promise<T> {
  const turn = () => untilWon(id, attempt, { signal, observer: context.observer });
  return context.turnstile.pass(characterKey(id), turn, signal);
}

/** Lets a host's own observations move a character, all of them or none. */
export function observeTurn(
  context: EngineContext,
  records: Records,
  id: string,
  evidence: readonly CompleteEvidence[],
  signal: AbortSignal | undefined,
): Promise<ObservationAnswer> {
  const users = evidence.flatMap(({ userId }) => (userId === undefined ? [] : [userId]));
  return passing(context, id, signal, async () => {
    const loaded = await records.characterWith(id, users);
    if (!loaded) throw characterNotFound(id);
    if (evidence.length === 0) return { evolution: [], overlays: [] };
    const nowMs = context.now();
    refuseFuture(evidence, nowMs);
    const observed = observeInOrder(loaded.character, loaded.overlays, evidence, nowMs);
    if (observed.every(({ revisions }) => revisions.length === 0)) return { evolution: [], overlays: [] };
    const part = observedPart(loaded.character, loaded.overlays, observed);
    const [outcome] = await context.store.commit([part]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    for (const event of part.told) context.emitter.emit(event);
    return answerOf(observed);
  });
}

/** Evidence from one instant is told together, the oldest first: what happens in between is that traits rest. */
function observeInOrder(
  character: LoadedCharacter,
  overlays: Parameters<typeof observedPart>[1],
  evidence: readonly CompleteEvidence[],
  nowMs: number,
): readonly Observed[] {
  const byInstant = new Map<number, CompleteEvidence[]>();
  for (const one of evidence) {
    const atMs = Math.min(one.at ?? nowMs, nowMs);
    const list = byInstant.get(atMs);
    if (list) list.push(one);
    else byInstant.set(atMs, [one]);
  }
  const states = new Map([...overlays].map(([userId, { state }]) => [userId, state]));
  const observed: Observed[] = [];
  let last = character.state;
  for (const [atMs, together] of [...byInstant].sort(([a], [b]) => a - b)) {
    const one = observe(last, states, together, atMs, { clockMs: nowMs });
    for (const [userId, state] of one.overlays) states.set(userId, state);
    last = one.character;
    observed.push(one);
  }
  return observed;
}

function refuseFuture(evidence: readonly CompleteEvidence[], nowMs: number): void {
  const issues = evidence.flatMap(({ at }, i) =>
    at !== undefined && at > nowMs + LIMITS.clockSkewMs
      ? [{ path: [i, 'at'], message: 'lies in the future' }]
      : [],
  );
  if (issues.length > 0) throw invalid('the evidence', issues.slice(0, LIMITS.issues));
}

function answerOf(observed: readonly Observed[]): ObservationAnswer {
  const evolution: EvolutionRecord[] = [];
  const overlays = new Map<string, EvolutionRecord[]>();
  for (const { userId, changes } of observed.flatMap(({ revisions }) => revisions)) {
    let list = evolution;
    if (userId !== undefined) {
      list = overlays.get(userId) ?? [];
      overlays.set(userId, list);
    }
    list.push(...changes.map(evolutionOf));
  }
  return { evolution, overlays: [...overlays].map(([userId, changes]) => ({ userId, evolution: changes })) };
}

/** Sets a character's personality by hand. */
export function overrideTurn(
  context: EngineContext,
  records: Records,
  id: string,
  { big5, dimensions, hexaco }: UpdatePersonalityInput,
  signal: AbortSignal | undefined,
): Promise<OverrideAnswer> {
  const domains: Partial<Personality> = { ...(big5 && domainsOf(big5)), ...hexaco };
  return settingPersonality(context, records, id, signal, ({ state }, nowMs) =>
    overridePersonality(state, (levels) => ({ ...deriveAspects(levels, domains), ...dimensions }), nowMs),
  );
}

/** Puts a character's personality back to a snapshot. */
export function restorePersonalityTurn(
  context: EngineContext,
  records: Records,
  id: string,
  snapshot: PersonalitySnapshot,
  options: WriteOptions | undefined,
): Promise<OverrideAnswer> {
  return settingPersonality(context, records, id, options?.signal, ({ state, revision }, nowMs) => {
    refuseStale(id, revision, options);
    return restorePersonality(state, snapshot, nowMs);
  });
}

type Transition = typeof overridePersonality | typeof restorePersonality;

/** Makes a transition of a personality until it wins the race for its character. */
function settingPersonality(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
  transition: (loaded: LoadedCharacter, nowMs: number) => ReturnType<Transition>,
): Promise<OverrideAnswer> {
  return passing(context, id, signal, async () => {
    const loaded = await records.character(id);
    if (!loaded) throw characterNotFound(id);
    const { character, events } = transition(loaded, context.now());
    const [event] = events;
    const stored = { event, held: character.beliefs };
    const [outcome] = await context.store.commit([
      {
        changes: [putState('character', character, loaded.revision)],
        events: [putEvent({ collection: 'character', id }, event.type, event.atMs, stored)],
      },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    context.emitter.emit(event);
    return {
      profile: profileOf(character, undefined, event.atMs),
      evolution: event.changes.map(evolutionOf),
      revision: outcome.revisions[0]!,
    };
  });
}

/** Deletes a character with everything that belongs to it: overlays, sessions, history. */
export function deleteCharacterTurn(
  context: EngineContext,
  records: Records,
  id: string,
  signal: AbortSignal | undefined,
): Promise<boolean> {
  return passing(context, id, signal, async () => {
    const loaded = await records.character(id);
    if (!loaded) return false;
    const sessions = { collection: 'session', parent: id, limit: LIMITS.pageLength } as const;
    // Sessions first, a page at a time: whoever is interrupted here finds a character with fewer sessions, and may ask again.
    await removeEach(context, sessions);
    const [outcome] = await context.store.commit([{ changes: await removalOf(context, loaded), events: [] }]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    // Another process may have begun a session in between.
    await removeEach(context, sessions);
    context.emitter.emit({ type: 'character.deleted', characterId: id, atMs: context.now() });
    return true;
  });
}

/** The changes that take a character away with its overlays, as one unit. */
export async function removalOf(
  context: EngineContext,
  { state, revision }: Pick<LoadedCharacter, 'state' | 'revision'>,
): Promise<readonly Change[]> {
  const changes: Change[] = [
    { kind: 'remove', collection: 'character', id: state.id, expectedRevision: revision },
  ];
  if (state.personaId !== undefined) {
    // A tie is written once and never changed.
    changes.push({ kind: 'remove', ...linkKey(state.id), expectedRevision: 1 });
  }
  const place = { collection: 'overlay', parent: state.id, limit: LIMITS.pageLength } as const;
  for await (const overlay of readAll(context.store, place)) changes.push(...removalOfRecord(overlay));
  return changes;
}
