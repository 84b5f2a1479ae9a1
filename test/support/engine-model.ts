import {
  type CharacterState,
  consolidate,
  createCharacter,
  createSession,
  type Disposition,
  dispositionOf,
  type EmotionConfig,
  type EngineEvent,
  elapse,
  isWindowDue,
  levelsAt,
  type OverrideFeelingInput,
  overrideFeeling,
  type PerceiveInput,
  type Personality,
  parseAppraisal,
  perceive,
  restoreSnapshot,
  type SessionEvent,
  type SessionPerceived,
  type SessionSnapshot,
  type SessionState,
} from '../../src';
import { createIdSource } from '../../src/engine/ids';
import type { Fault } from './engine-fault-store';

/** What a session of the model is. */
export interface ModelSession {
  state: SessionState;
  revision: number;
  /** What was answered under each key. */
  readonly keys: Map<
    string,
    { readonly input: PerceiveInput; readonly event: SessionPerceived; readonly revision: number }
  >;
}

/** A session and its character, after the session has told it what it has gathered. */
interface Told {
  readonly state: SessionState;
  readonly character: CharacterState;
  readonly isRevised: boolean;
  readonly told: readonly EngineEvent[];
}

/** What becomes of a call whose commits meet with these faults. */
export interface Fate {
  /** How many commits lose a race before one is decided. */
  readonly lost: number;
  /** Whether the change is stored. */
  readonly isApplied: boolean;
  /** Whether the caller hears of a failure. */
  readonly hasFailed: boolean;
}

/** What becomes of a call whose commits meet with these faults, one after the other. */
export function fateOf(faults: readonly Fault[]): Fate {
  const lost = faults.findIndex((fault) => fault !== 'lose');
  const fault = faults[lost] ?? 'fine';
  const before = lost < 0 ? faults.length : lost;
  return {
    lost: before,
    isApplied: fault !== 'fail-before',
    hasFailed: fault === 'fail-before' || fault === 'fail-after',
  };
}

/**
 * The engine as it should be: Maps, and the pure transitions applied to what is in them. It knows nothing of stores,
 * retries, caches or lines to stand in.
 */
export class EngineModel {
  readonly sessions = new Map<string, ModelSession>();
  readonly characters = new Map<string, { state: CharacterState; revision: number }>();
  /** What listeners are to hear. */
  readonly events: EngineEvent[] = [];
  nowMs: number;
  private newId: ReturnType<typeof createIdSource>;

  constructor(
    nowMs: number,
    private readonly seed: number,
  ) {
    this.nowMs = nowMs;
    this.newId = createIdSource(seed);
  }

  /** What is in memory alone begins anew. */
  restart(): void {
    this.newId = createIdSource(this.seed);
  }

  /** The sessions that can be talked to, or those that are archived, in the order of creation. */
  those(isArchived: boolean): readonly ModelSession[] {
    return [...this.sessions.values()].filter(
      ({ state }) => (state.archivedAtMs !== undefined) === isArchived,
    );
  }

  /** The session at a place in the order of creation, going round; an archived one only when it is asked for. */
  at(place: number, isArchived = false): ModelSession | undefined {
    const all = this.those(isArchived);
    return all[place % all.length];
  }

  create(personality: Personality, emotionConfig: EmotionConfig, fate: Fate): string {
    const [id, characterId] = this.drawIds(fate.lost, 2) as [string, string];
    const { nowMs, seed } = this;
    const made = createCharacter({ id: characterId, personality, emotionConfig, madeFor: id, nowMs });
    const begun = createSession({ id, characterId, nowMs, seed }, dispositionOf(made.character));
    if (fate.isApplied) {
      this.characters.set(characterId, { state: made.character, revision: 1 });
      this.sessions.set(id, { state: begun.session, revision: 1, keys: new Map() });
    }
    this.tell([...made.events, ...begun.events], fate);
    return id;
  }

  createFor(characterId: string, emotionConfig: EmotionConfig | undefined, fate: Fate): string {
    const [id] = this.drawIds(fate.lost, 1) as [string];
    const { nowMs, seed } = this;
    const character = this.characters.get(characterId)!;
    const disposition = this.dispositionOf({ emotionConfig }, character.state);
    const { session, events } = createSession({ id, characterId, nowMs, seed, emotionConfig }, disposition);
    if (fate.isApplied) {
      const { madeFor, ...independent } = character.state;
      if (madeFor !== undefined) {
        this.characters.set(characterId, { state: independent, revision: character.revision + 1 });
      }
      this.sessions.set(id, { state: session, revision: 1, keys: new Map() });
    }
    this.tell(events, fate);
    return id;
  }

  perceive(session: ModelSession, input: PerceiveInput, fate: Fate): SessionPerceived {
    const elapsedSeconds = input.elapsedSeconds ?? (this.nowMs - session.state.clockMs) / 1000;
    const day = this.dayBefore(session.state, elapsedSeconds);
    const { session: next, events } = perceive(day.state, this.dispositionOf(day.state, day.character), {
      appraisal: parseAppraisal(input.appraisal),
      elapsedSeconds: day.isRevised ? 0 : elapsedSeconds,
      clockMs: this.nowMs,
      text: input.text,
      context: input.context,
    });
    if (fate.isApplied) {
      this.write(session, next);
      this.revise(day);
      const { idempotencyKey: key } = input;
      if (key !== undefined) session.keys.set(key, { input, event: events[0], revision: session.revision });
    }
    this.tell([...day.told, ...events], fate);
    return events[0];
  }

  tick(session: ModelSession, seconds: number, fate: Fate): void {
    const { state } = session;
    const character = this.characters.get(state.characterId)!.state;
    const { session: next, events } = elapse(
      state,
      this.dispositionOf(state, character),
      seconds,
      this.nowMs,
    );
    if (events.length === 0) return;
    if (fate.isApplied) this.write(session, next);
    this.tell(events, fate);
  }

  consolidate(session: ModelSession, fate: Fate): void {
    if (!session.state.window) return;
    const day = this.told(session.state);
    if (fate.isApplied) {
      this.write(session, day.state);
      this.revise(day);
    }
    const { id: sessionId, characterId, atMs } = day.state;
    this.tell([...day.told, { type: 'session.consolidated', sessionId, characterId, atMs }], fate);
  }

  override(session: ModelSession, input: OverrideFeelingInput, fate: Fate): void {
    const { state } = session;
    const character = this.characters.get(state.characterId)!.state;
    const { session: next, events } = overrideFeeling(state, this.dispositionOf(state, character), {
      ...input,
      elapsedSeconds: (this.nowMs - state.clockMs) / 1000,
      clockMs: this.nowMs,
    });
    if (fate.isApplied) this.write(session, next);
    this.tell(events, fate);
  }

  restore(session: ModelSession, snapshot: SessionSnapshot, fate: Fate): void {
    const { state } = session;
    const disposition = this.dispositionOf(state, this.characters.get(state.characterId)!.state);
    const { session: next, events } = restoreSnapshot(state, disposition, snapshot, this.nowMs);
    if (fate.isApplied) this.write(session, next);
    this.tell(events, fate);
  }

  archive(session: ModelSession, fate: Fate): void {
    const day = this.told(session.state);
    if (fate.isApplied) {
      this.write(session, { ...day.state, archivedAtMs: this.nowMs });
      this.revise(day);
    }
    this.tell([...day.told, this.presentEvent('session.archived', session.state)], fate);
  }

  unarchive(session: ModelSession, fate: Fate): void {
    const { archivedAtMs: _, ...state } = session.state;
    if (fate.isApplied) this.write(session, state);
    this.tell([this.presentEvent('session.unarchived', state)], fate);
  }

  /** What happens to a session now by the clock, without any time passing for it. */
  private presentEvent<T extends 'session.archived' | 'session.unarchived'>(type: T, state: SessionState) {
    const { id: sessionId, characterId, atMs, clockMs } = state;
    return { type, sessionId, characterId, atMs: atMs + (this.nowMs - clockMs) };
  }

  delete(session: ModelSession, fate: Fate): void {
    const { id, characterId, atMs } = session.state;
    const isLast = this.characters.get(characterId)!.state.madeFor === id;
    const day = isLast ? undefined : this.told(session.state, true);
    if (fate.isApplied) {
      this.sessions.delete(id);
      if (isLast) this.characters.delete(characterId);
      if (day) this.revise(day);
    }
    const deleted = { type: 'session.deleted', sessionId: id, characterId, atMs } as const;
    this.tell([...(day?.told ?? []), deleted], fate);
  }

  /** A session before an event: when its day is over by then, time has passed and the character knows. */
  private dayBefore(state: SessionState, seconds: number): Told {
    const character = this.characters.get(state.characterId)!.state;
    if (!isWindowDue(state, state.atMs + seconds * 1000)) {
      return { state, character, isRevised: false, told: [] };
    }
    return this.told(elapse(state, this.dispositionOf(state, character), seconds, this.nowMs).session);
  }

  /** A session that has told its character what it has gathered. */
  private told(state: SessionState, isEnd = false): Told {
    const character = this.characters.get(state.characterId)!.state;
    const consolidated = consolidate({ session: state, character }, this.nowMs, isEnd);
    if (!consolidated) return { state, character, isRevised: false, told: [] };
    const { session, observed } = consolidated;
    const told = [...observed!.revisions, ...observed!.moments];
    return { state: session, character: observed!.character, isRevised: true, told };
  }

  private revise({ character, isRevised }: Told): void {
    if (!isRevised) return;
    const { revision } = this.characters.get(character.id)!;
    this.characters.set(character.id, { state: character, revision: revision + 1 });
  }

  private dispositionOf(
    { emotionConfig }: Pick<SessionState, 'emotionConfig'>,
    character: CharacterState,
  ): Disposition {
    const day = Math.floor(this.nowMs / 86_400_000) * 86_400_000;
    return dispositionOf(character, emotionConfig, levelsAt(character, undefined, day));
  }

  private write(session: ModelSession, state: SessionState): void {
    session.state = state;
    session.revision += 1;
  }

  private tell(events: readonly (SessionEvent | EngineEvent)[], fate: Fate): void {
    if (fate.isApplied && !fate.hasFailed) this.events.push(...events);
  }

  private drawIds(lost: number, count: number): string[] {
    let ids: string[] = [];
    for (let attempt = 0; attempt <= lost; attempt++) {
      ids = Array.from({ length: count }, (_, index) => this.newId(this.nowMs, index === 0 ? attempt : 0));
    }
    return ids;
  }
}
