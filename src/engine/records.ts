import type { Disposition } from '../affect/disposition';
import { type CharacterView, dispositionOf, viewCharacter } from '../character';
import { EngineError } from '../errors';
import { freezeDeep } from '../immutable/freeze';
import type { Change, StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import type { SessionState } from '../schema/session';
import { readState } from './codec';
import type { GuardedStore } from './guarded-store';

/** A character as it was read, with what follows from it. */
export interface LoadedCharacter {
  readonly state: CharacterState;
  readonly revision: number;
  readonly view: CharacterView;
  readonly disposition: Disposition;
}

/** A character with what follows from it. Frozen, because callers get to hold parts of it that are used again. */
export function loadedCharacter(state: CharacterState, revision: number): LoadedCharacter {
  const disposition = dispositionOf(state);
  freezeDeep(disposition.dynamics);
  return { state: freezeDeep(state), revision, view: freezeDeep(viewCharacter(state)), disposition };
}

/** A session as it was read, with the character that lives in it. */
export interface LoadedSession {
  readonly state: SessionState;
  readonly revision: number;
  readonly character: LoadedCharacter;
  /** The character's disposition with the session's own overrides. */
  readonly disposition: Disposition;
}

/** Reads sessions and characters. */
export interface Records {
  session(id: string): Promise<LoadedSession | undefined>;
  character(id: string): Promise<LoadedCharacter | undefined>;
  /** Remembers a session as it was just written, so that reading it back need not parse it. */
  wrote(change: Change, state: SessionState): void;
  /** The characters of several sessions, each read once, by id. */
  characters(ids: readonly string[]): Promise<ReadonlyMap<string, LoadedCharacter>>;
}

const REMEMBERED = 4096;

/**
 * A reader of records that remembers what it parsed and what follows from it. The store is asked every time, and only a body that
 * equals the remembered one to the letter is taken as known: other writers and damage are always seen.
 */
export function createRecords(store: GuardedStore): Records {
  const characterOfSession = new Map<string, string>();
  const lastCharacters = new Map<string, { body: unknown; loaded: LoadedCharacter }>();
  const lastSessions = new Map<string, { body: unknown; state: SessionState }>();

  function readCharacter(record: StoredRecord): LoadedCharacter {
    const known = lastCharacters.get(record.id);
    if (known && known.loaded.revision === record.revision && known.body === record.body) return known.loaded;
    const state = readState('character', record);
    const loaded = loadedCharacter(state, record.revision);
    remember(lastCharacters, record.id, { body: record.body, loaded });
    return loaded;
  }

  function readSession(record: StoredRecord): SessionState {
    const known = lastSessions.get(record.id);
    if (known && known.body === record.body) return known.state;
    const state = readState('session', record);
    remember(lastSessions, record.id, { body: record.body, state });
    return state;
  }

  async function character(id: string): Promise<LoadedCharacter | undefined> {
    const [record] = await store.load([{ collection: 'character', id }]);
    return record && readCharacter(record);
  }

  async function session(id: string): Promise<LoadedSession | undefined> {
    const known = characterOfSession.get(id);
    const [record, alongside] = await store.load(
      known === undefined
        ? [{ collection: 'session', id }]
        : [
            { collection: 'session', id },
            { collection: 'character', id: known },
          ],
    );
    if (!record) {
      characterOfSession.delete(id);
      return undefined;
    }
    const state = readSession(record);
    // An id may be used again after a delete, so what is remembered is only a guess.
    const isOneLook = known === state.characterId;
    const loaded = isOneLook ? alongside && readCharacter(alongside) : await character(state.characterId);
    remember(characterOfSession, id, state.characterId);
    if (!loaded) {
      // One after the other, both may have been deleted in between; the second time it is one look at both.
      if (!isOneLook) return session(id);
      throw new EngineError(
        'INVARIANT_BROKEN',
        `session "${id}" belongs to character "${state.characterId}", which is gone`,
        {},
      );
    }
    const disposition = state.emotionConfig
      ? dispositionOf(loaded.state, state.emotionConfig)
      : loaded.disposition;
    return { state, revision: record.revision, character: loaded, disposition };
  }

  return {
    character,
    session,
    wrote(change, state) {
      if (change.kind === 'put') remember(lastSessions, state.id, { body: change.record.body, state });
    },
    async characters(ids) {
      const unique = [...new Set(ids)];
      const found = await store.load(unique.map((id) => ({ collection: 'character', id })));
      const loaded = new Map<string, LoadedCharacter>();
      for (const record of found) if (record) loaded.set(record.id, readCharacter(record));
      return loaded;
    },
  };
}

/** Keeps the newest; a Map walks its keys in the order of insertion, so the first is the oldest. */
function remember<V>(memory: Map<string, V>, key: string, value: V): void {
  memory.delete(key);
  memory.set(key, value);
  if (memory.size > REMEMBERED) memory.delete(memory.keys().next().value!);
}
