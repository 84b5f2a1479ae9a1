import type { Disposition } from '../affect/disposition';
import {
  type CharacterView,
  dispositionOf,
  levelsAt,
  type Observed,
  overlayId,
  viewCharacter,
} from '../character';
import { MS_PER_DAY } from '../constants/time';
import { BELIEF_TRAITS } from '../constants/traits';
import { EngineError } from '../errors';
import { freezeDeep } from '../immutable/freeze';
import type { Change, RecordKey, StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { OverlayState } from '../schema/overlay';
import type { SessionState } from '../schema/session';
import { readState } from './codec';
import type { GuardedStore } from './guarded-store';

/** A character as it was read, with what follows from it. */
export interface LoadedCharacter {
  readonly state: CharacterState;
  readonly revision: number;
  /** Its traits as they stood when the day began: feelings follow a personality that drifts from day to day, not from turn to turn. */
  readonly view: CharacterView;
  readonly disposition: Disposition;
}

/** An overlay as it was read. */
export interface LoadedOverlay {
  readonly state: OverlayState;
  readonly revision: number;
}

/** A character as one user meets it in one session. */
export interface Meeting {
  readonly character: LoadedCharacter;
  /** How the character differs with that user, when it does. */
  readonly overlay: LoadedOverlay | undefined;
  readonly view: CharacterView;
  /** Its disposition towards that user, with the session's own overrides. */
  readonly disposition: Disposition;
}

/** A session as it was read, with the character that lives in it. */
export interface LoadedSession extends Meeting {
  readonly state: SessionState;
  readonly revision: number;
  /** What its record stands below: its character, or nothing when an early release wrote it first. */
  readonly parent: string;
}

/** Reads sessions, characters and overlays. */
export interface Records {
  /** A session; one that is archived is not there, unless it is asked for as well. */
  session(id: string, isArchivedToo?: boolean): Promise<LoadedSession | undefined>;
  character(id: string): Promise<LoadedCharacter | undefined>;
  /** A character as a session with that user and these overrides would begin with it. */
  meet(
    id: string,
    userId: string | undefined,
    overrides: EmotionConfig | undefined,
  ): Promise<Meeting | undefined>;
  /** A character and how it differs with each of these users, all as of one moment. */
  characterWith(
    id: string,
    userIds: readonly string[],
  ): Promise<
    { readonly character: LoadedCharacter; readonly overlays: ReadonlyMap<string, LoadedOverlay> } | undefined
  >;
  /** The characters of several sessions, each read once, by id. */
  characters(ids: readonly string[]): Promise<ReadonlyMap<string, LoadedCharacter>>;
  /** A session whose character has just been changed by evidence: met anew, and not stored yet. */
  changed(loaded: LoadedSession, state: SessionState, observed: Observed): LoadedSession;
  /** What follows from a record that was read otherwise. */
  read(record: StoredRecord): LoadedCharacter;
  /** Remembers a session as it was just written, so that reading it back need not parse it. */
  wrote(change: Change, state: SessionState): void;
}

/** A character in the eyes of one user, or of nobody in particular. Frozen, because callers get to hold parts of it that are used again. */
interface Appearance {
  readonly view: CharacterView;
  readonly disposition: Disposition;
}

const REMEMBERED = 4096;

/** What was read lately, by scope and id. The engines of all scopes share one, so that it stays bounded however many they are. */
export interface Memory {
  readonly belongings: Map<string, { readonly characterId: string; readonly userId: string | undefined }>;
  readonly characters: Map<string, { body: unknown; day: number; loaded: LoadedCharacter }>;
  readonly sessions: Map<string, { body: unknown; state: SessionState }>;
  readonly overlays: Map<
    string,
    { body: unknown; day: number; of: LoadedCharacter; overlay: LoadedOverlay; met: Appearance }
  >;
}

/** A memory in which nothing is yet. */
export function createMemory(): Memory {
  return { belongings: new Map(), characters: new Map(), sessions: new Map(), overlays: new Map() };
}

/** A character with what follows from it at an instant. */
export function loadedCharacter(state: CharacterState, revision: number, atMs: number): LoadedCharacter {
  return { state: freezeDeep(state), revision, ...appearanceOf(state, undefined, atMs) };
}

function appearanceOf(state: CharacterState, overlay: OverlayState | undefined, atMs: number): Appearance {
  const levels = levelsAt(state, overlay, atMs);
  const disposition = dispositionOf(state, undefined, levels);
  freezeDeep(disposition.dynamics);
  return { view: freezeDeep(viewCharacter(state, levels)), disposition };
}

/**
 * A reader of records that remembers what it parsed and what follows from it. The store is asked every time, and only a body that
 * equals the remembered one to the letter is taken as known: other writers and damage are always seen.
 * @param scope the path of the scope that the store shows
 */
export function createRecords(
  store: GuardedStore,
  now: () => number,
  memory: Memory,
  scope: string,
): Records {
  const { belongings, characters: lastCharacters, sessions: lastSessions, overlays: lastOverlays } = memory;

  /** What a record is remembered by; no id holds a line break. */
  function at(id: string): string {
    return scope === '' ? id : `${scope}\n${id}`;
  }

  function readCharacter(record: StoredRecord): LoadedCharacter {
    const day = today();
    const known = lastCharacters.get(at(record.id));
    const isKnown = known && known.loaded.revision === record.revision && known.body === record.body;
    if (isKnown && (known.day === day || isAtRest(known.loaded.state))) return known.loaded;
    const state = isKnown ? known.loaded.state : readState('character', record);
    const loaded = loadedCharacter(state, record.revision, day);
    remember(lastCharacters, at(record.id), { body: record.body, day, loaded });
    return loaded;
  }

  function readSession(record: StoredRecord): SessionState {
    const known = lastSessions.get(at(record.id));
    if (known && known.body === record.body) return known.state;
    const state = readState('session', record);
    remember(lastSessions, at(record.id), { body: record.body, state });
    return state;
  }

  function readOverlay(record: StoredRecord, of: LoadedCharacter) {
    const known = lastOverlays.get(at(record.id));
    if (known && known.of === of && known.day === today() && known.body === record.body) return known;
    const state = freezeDeep(readState('overlay', record));
    const met = appearanceOf(of.state, state, today());
    const read = { body: record.body, day: today(), of, overlay: { state, revision: record.revision }, met };
    remember(lastOverlays, at(record.id), read);
    return read;
  }

  async function session(id: string, isArchivedToo = false): Promise<LoadedSession | undefined> {
    const guess = belongings.get(at(id));
    const key: RecordKey = { collection: 'session', id };
    const [record, besideIt, overIt] = await store.load(guess ? [key, ...keysOf(guess)] : [key]);
    if (!record) {
      belongings.delete(at(id));
      return undefined;
    }
    const state = readSession(record);
    if (state.archivedAtMs !== undefined && !isArchivedToo) return undefined;
    const { characterId, userId } = state;
    // An id may be used again after a delete, so what is remembered is only a guess.
    const isOneLook = guess !== undefined && guess.characterId === characterId && guess.userId === userId;
    if (!isOneLook) remember(belongings, at(id), { characterId, userId });
    const [own, over] = isOneLook ? [besideIt, overIt] : await store.load(keysOf(state));
    if (!own) {
      // One after the other, both may have been deleted in between; the second time it is one look at both.
      if (!isOneLook) return session(id, isArchivedToo);
      throw new EngineError(
        'CHARACTER_NOT_FOUND',
        `session "${id}" belongs to character "${characterId}", which was deleted`,
        { id: characterId },
      );
    }
    const { character, overlay, view, disposition } = meeting(own, over, state.emotionConfig);
    const { revision, parent } = record;
    return { state, revision, parent, character, overlay, view, disposition };
  }

  function meeting(
    own: StoredRecord,
    over: StoredRecord | undefined,
    overrides: EmotionConfig | undefined,
  ): Meeting {
    const character = readCharacter(own);
    const read = over && readOverlay(over, character);
    const { view, disposition } = read ? read.met : character;
    const overlay = read?.overlay;
    if (!overrides) return { character, overlay, view, disposition };
    const levels = levelsAt(character.state, overlay?.state, today());
    return { character, overlay, view, disposition: dispositionOf(character.state, overrides, levels) };
  }

  /** When the present day began: feelings follow a personality from day to day. */
  function today(): number {
    return Math.floor(now() / MS_PER_DAY) * MS_PER_DAY;
  }

  return {
    session,
    read: readCharacter,
    changed(loaded, state, { character, overlays }) {
      const { revision } = loaded.character;
      const day = today();
      const own = loadedCharacter(character, revision, day);
      const over = (state.userId !== undefined && overlays.get(state.userId)) || loaded.overlay?.state;
      const { view, disposition } = over ? appearanceOf(character, over, day) : own;
      return {
        ...loaded,
        state,
        character: own,
        view,
        disposition: state.emotionConfig
          ? dispositionOf(character, state.emotionConfig, levelsAt(character, over, day))
          : disposition,
      };
    },
    async character(id) {
      const [record] = await store.load([{ collection: 'character', id }]);
      return record && readCharacter(record);
    },
    async meet(id, userId, overrides) {
      const [own, over] = await store.load(keysOf({ characterId: id, userId }));
      return own && meeting(own, over, overrides);
    },
    async characterWith(id, userIds) {
      const unique = [...new Set(userIds)];
      const [record, ...over] = await store.load([
        { collection: 'character', id },
        ...unique.map((userId): RecordKey => ({ collection: 'overlay', id: overlayId(id, userId) })),
      ]);
      if (!record) return undefined;
      const character = readCharacter(record);
      const overlays = new Map<string, LoadedOverlay>();
      over.forEach((found, i) => {
        if (found) overlays.set(unique[i]!, readOverlay(found, character).overlay);
      });
      return { character, overlays };
    },
    async characters(ids) {
      const unique = [...new Set(ids)];
      const found = await store.load(unique.map((id) => ({ collection: 'character', id })));
      const loaded = new Map<string, LoadedCharacter>();
      for (const record of found) if (record) loaded.set(record.id, readCharacter(record));
      return loaded;
    },
    wrote(change, state) {
      if (change.kind === 'put') remember(lastSessions, at(state.id), { body: change.record.body, state });
    },
  };
}

/** The records that a session needs beside its own. */
function keysOf({ characterId, userId }: { characterId: string; userId?: string | undefined }): RecordKey[] {
  const character: RecordKey = { collection: 'character', id: characterId };
  if (userId === undefined) return [character];
  return [character, { collection: 'overlay', id: overlayId(characterId, userId) }];
}

/** Whether time does nothing to a character's traits, because each of them is where it wants to be. */
function isAtRest({ beliefs }: CharacterState): boolean {
  return BELIEF_TRAITS.every((trait) => beliefs[trait].mean === beliefs[trait].setPoint);
}

/** Keeps what was met last; a Map walks its keys in the order in which they came, so the first is the oldest. */
function remember<V>(memory: Map<string, V>, key: string, value: V): void {
  memory.set(key, value);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value!);
}
