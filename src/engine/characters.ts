import { characterTime, overlayId } from '../character';
import { LIMITS } from '../constants/limits';
import type { StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import {
  batchSchema,
  type CreateCharacterInput,
  createCharacterSchema,
  momentsQuerySchema,
  type PersonalityQuery,
  personalityQuerySchema,
  type UpdatePersonalityInput,
  updatePersonalitySchema,
} from '../schema/characters-api';
import { type Evidence, evidenceListSchema } from '../schema/evidence';
import { idSchema, instantSchema, line } from '../schema/guards';
import { parseWith } from '../schema/parse';
import { type ListInput, listSchema } from '../schema/session';
import { invalid } from './authored';
import {
  type Character,
  characterAnswer,
  evolutionOf,
  type PersonalityAnswer,
  type PersonalityProfile,
  profileOf,
} from './character-answers';
import {
  deleteCharacterTurn,
  type ObservationAnswer,
  type OverrideAnswer,
  observeTurn,
  overrideTurn,
} from './character-turns';
import { nameKey, readState } from './codec';
import { type CallOptions, characterNotFound, type EngineContext } from './context';
import { type CreatedCharacter, createCharacterTurn } from './create-character-turn';
import { decodeCursor, encodeCursor } from './cursor';
import {
  type Moment,
  readChanges,
  readHeldAt,
  readMoments,
  type Shift,
  shiftsOf,
  weekBefore,
} from './personality-history';
import type { LoadedCharacter, Records } from './records';
import { toIso } from './session-answers';

/** One page of characters in the order of their creation. */
export interface CharacterPage {
  readonly characters: readonly Character[];
  /** Where the next page begins; absent on the last. */
  readonly cursor?: string;
}

/** A character's personality in a batch. */
export interface PersonalitySummary {
  readonly profile: PersonalityProfile;
  /** How many changes its personality has seen in all. */
  readonly evolutionCount: number;
}

/** How a character is with one user, in full values. */
export interface OverlayView extends PersonalityProfile {
  readonly userId: string;
  /** When it last changed, ISO 8601. */
  readonly updatedAt: string;
}

/** One page of overlays in the order of their creation. */
export interface OverlayPage {
  readonly overlays: readonly OverlayView[];
  readonly cursor?: string;
}

/** An overlay beside what it lies on. */
export interface OverlayAnswer extends PersonalityAnswerOf<'evolution'> {
  readonly overlay: OverlayView;
  readonly base: PersonalityProfile;
}
type PersonalityAnswerOf<K extends keyof PersonalityAnswer> = Pick<PersonalityAnswer, K>;

/** A personality as it was, beside what it is. */
export interface TimeMachineAnswer extends PersonalityAnswerOf<'evolution'> {
  /** The instant that was asked for, ISO 8601. */
  readonly requestedAt: string;
  readonly profile: PersonalityProfile;
  readonly current: PersonalityProfile;
}

/** Who characters are, and how they become it. Every call may reject with ENGINE_CLOSED and with what its store throws. */
export interface Characters {
  /**
   * Creates a character. One that has the id already is brought up to date instead: what its author says again holds from now on,
   * and who it has become stays.
   * @throws EngineError INPUT_INVALID, PRESET_UNKNOWN, NAME_TAKEN, REVISION_CONFLICT
   */
  create(input: CreateCharacterInput, options?: CallOptions): Promise<CreatedCharacter>;
  /** Reads a character; undefined when there is none with that id. */
  get(id: string, options?: CallOptions): Promise<Character | undefined>;
  /** Reads the character that holds a name; undefined when there is none. */
  getByName(name: string, options?: CallOptions): Promise<Character | undefined>;
  /** Walks all characters in the order of their creation. */
  list(input?: ListInput, options?: CallOptions): Promise<CharacterPage>;
  /** Deletes a character with its sessions, overlays and history. */
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
  /**
   * A personality now, and how it came to be so, newest first.
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND
   */
  personality(id: string, query?: PersonalityQuery, options?: CallOptions): Promise<PersonalityAnswer>;
  /** The personalities of up to 50 characters by the ids asked for; unknown ones are left out. */
  personalities(
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<Readonly<Record<string, PersonalitySummary>>>;
  /**
   * Sets a personality by hand; for ten minutes evidence leaves it alone.
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND, REVISION_CONFLICT
   */
  updatePersonality(
    id: string,
    input: UpdatePersonalityInput,
    options?: CallOptions,
  ): Promise<OverrideAnswer>;
  /**
   * Lets observations move a character's traits, all of them or none.
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND, REVISION_CONFLICT
   */
  observe(id: string, evidence: readonly Evidence[], options?: CallOptions): Promise<ObservationAnswer>;
  /** What of a personality has shifted over the last week, the largest first. @throws EngineError CHARACTER_NOT_FOUND */
  recentShifts(id: string, options?: CallOptions): Promise<{ readonly shifts: readonly Shift[] }>;
  /**
   * The turning points of a character, newest first.
   * @param query `limit` 1 to 100, 20 by default
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND
   */
  significantMoments(
    id: string,
    query?: { readonly limit?: number | undefined },
    options?: CallOptions,
  ): Promise<{ readonly moments: readonly Moment[] }>;
  /** How a character is with each user it differs with. @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND */
  overlays(id: string, input?: ListInput, options?: CallOptions): Promise<OverlayPage>;
  /** How a character is with one user; undefined while it has learnt nothing about them. @throws EngineError CHARACTER_NOT_FOUND */
  overlay(
    id: string,
    userId: string,
    query?: PersonalityQuery,
    options?: CallOptions,
  ): Promise<OverlayAnswer | undefined>;
  /**
   * A personality as it was at an instant, to the bit, with the changes up to and including it, newest first.
   * @param instant ISO 8601 with its offset, a Date, or milliseconds since 1970; from the character's creation until now
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND
   */
  at(
    id: string,
    instant: string | number | Date,
    query?: PersonalityQuery,
    options?: CallOptions,
  ): Promise<TimeMachineAnswer>;
}

/** The characters of one engine. */
export function createCharacters(context: EngineContext, records: Records): Characters {
  const { store } = context;

  async function find(id: string): Promise<LoadedCharacter> {
    const loaded = await records.character(id);
    if (!loaded) throw characterNotFound(id);
    return loaded;
  }

  const timeOf = ({ state }: LoadedCharacter) => characterTime(state, context.now());
  const streamOf = (id: string) => ({ collection: 'character', id }) as const;

  function overlayView(character: LoadedCharacter, record: StoredRecord): OverlayView {
    const state = readState('overlay', record);
    const at = timeOf(character);
    const updatedAt = Math.max(...Object.values(state.differences).map(({ updatedAtMs }) => updatedAtMs));
    return {
      ...profileOf(character.state, state, at),
      userId: state.userId,
      createdAt: toIso(state.createdAtMs),
      updatedAt: toIso(updatedAt),
    };
  }

  async function changesOf(
    stream: Parameters<typeof readChanges>[1],
    { historyLimit, since }: { historyLimit: number; since?: number | undefined },
    untilMs?: number,
  ) {
    const range = {
      ...(since !== undefined && { sinceMs: since }),
      ...(untilMs !== undefined && { untilMs }),
    };
    return (await readChanges(store, stream, range, historyLimit)).map(evolutionOf);
  }

  const parseQuery = (query: PersonalityQuery | undefined) =>
    parseWith(personalityQuerySchema, query ?? {}, 'the query');

  return {
    create: (input, options) =>
      context.run('animacy.characters.create', options, () =>
        createCharacterTurn(
          context,
          records,
          parseWith(createCharacterSchema, input, 'the character'),
          options?.signal,
        ),
      ),
    get: (id, options) =>
      context.run('animacy.characters.get', options, async () => {
        const loaded = await records.character(checkId(id));
        return loaded && characterAnswer(loaded);
      }),
    getByName: (name, options) =>
      context.run('animacy.characters.getByName', options, async () => {
        const checked = parseWith(line(LIMITS.nameLength), name, 'name');
        const [record] = await store.find([{ collection: 'character', parent: '', name: nameKey(checked) }]);
        return record && characterAnswer(records.read(record));
      }),
    list: (input, options) =>
      context.run('animacy.characters.list', options, async () => {
        const { cursor, limit = LIMITS.defaultPageLength } = parseWith(
          listSchema,
          input ?? {},
          'the listing',
        );
        const after = cursor === undefined ? 0 : decodeCursor(cursor);
        const page = await store.scan({ collection: 'character', after, limit });
        const characters = page.records.map((record) => characterAnswer(records.read(record)));
        const last = page.records.at(-1);
        return page.more && last ? { characters, cursor: encodeCursor(last.position) } : { characters };
      }),
    delete: (id, options) =>
      context.run('animacy.characters.delete', options, async () => {
        const checked = checkId(id);
        const deleted = await deleteCharacterTurn(context, records, checked, options?.signal);
        return { deleted, id: checked };
      }),
    personality: (id, query, options) =>
      context.run('animacy.characters.personality', options, async () => {
        const parsed = parseQuery(query);
        const loaded = await find(checkId(id));
        const evolution = await changesOf(streamOf(id), parsed);
        return { profile: profileOf(loaded.state, undefined, timeOf(loaded)), evolution };
      }),
    personalities: (ids, options) =>
      context.run('animacy.characters.personalities', options, async () => {
        const loaded = await records.characters(parseWith(batchSchema, ids, 'ids'));
        return Object.fromEntries(
          [...loaded].map(([id, character]) => [
            id,
            {
              profile: profileOf(character.state, undefined, timeOf(character)),
              evolutionCount: character.state.changes ?? 0,
            },
          ]),
        );
      }),
    updatePersonality: (id, input, options) =>
      context.run('animacy.characters.updatePersonality', options, () =>
        overrideTurn(
          context,
          records,
          checkId(id),
          parseWith(updatePersonalitySchema, input, 'the personality'),
          options?.signal,
        ),
      ),
    observe: (id, evidence, options) =>
      context.run('animacy.characters.observe', options, () =>
        observeTurn(
          context,
          records,
          checkId(id),
          parseWith(evidenceListSchema, evidence, 'the evidence'),
          options?.signal,
        ),
      ),
    recentShifts: (id, options) =>
      context.run('animacy.characters.recentShifts', options, async () => {
        const sinceMs = weekBefore(timeOf(await find(checkId(id))));
        return { shifts: shiftsOf(await readChanges(store, streamOf(id), { sinceMs }, Infinity)) };
      }),
    significantMoments: (id, query, options) =>
      context.run('animacy.characters.significantMoments', options, async () => {
        const { limit } = parseWith(momentsQuerySchema, query ?? {}, 'the query');
        await find(checkId(id));
        return { moments: await readMoments(store, streamOf(id), limit) };
      }),
    overlays: (id, input, options) =>
      context.run('animacy.characters.overlays', options, async () => {
        const { cursor, limit = LIMITS.defaultPageLength } = parseWith(
          listSchema,
          input ?? {},
          'the listing',
        );
        const character = await find(checkId(id));
        const after = cursor === undefined ? 0 : decodeCursor(cursor);
        const page = await store.scan({ collection: 'overlay', parent: id, after, limit });
        const overlays = page.records.map((record) => overlayView(character, record));
        const last = page.records.at(-1);
        return page.more && last ? { overlays, cursor: encodeCursor(last.position) } : { overlays };
      }),
    overlay: (id, userId, query, options) =>
      context.run('animacy.characters.overlay', options, async () => {
        const parsed = parseQuery(query);
        const character = await find(checkId(id));
        const key = { collection: 'overlay', id: overlayId(id, checkId(userId)) } as const;
        const [record] = await store.load([key]);
        if (!record) return undefined;
        return {
          overlay: overlayView(character, record),
          base: profileOf(character.state, undefined, timeOf(character)),
          evolution: await changesOf(key, parsed),
        };
      }),
    at: (id, instant, query, options) =>
      context.run('animacy.characters.at', options, async () => {
        const atMs = parseWith(instantSchema, instant, 'the instant');
        const parsed = parseQuery(query);
        const loaded = await find(checkId(id));
        const now = timeOf(loaded);
        const { createdAtMs } = loaded.state;
        if (atMs < createdAtMs || atMs > now) {
          const message = atMs > now ? 'lies in the future' : 'lies before the character was created';
          throw invalid('the instant', [{ path: [], message }]);
        }
        const [held, evolution] = await Promise.all([
          readHeldAt(store, streamOf(id), atMs),
          changesOf(streamOf(id), parsed, atMs),
        ]);
        return {
          requestedAt: toIso(atMs),
          profile: profileOf(asOf(loaded, held), undefined, atMs),
          current: profileOf(loaded.state, undefined, now),
          evolution,
        };
      }),
  };
}

/** The character with the beliefs that it held at another time. */
function asOf({ state }: LoadedCharacter, held: CharacterState['beliefs'] | undefined): CharacterState {
  return held ? { ...state, beliefs: held } : state;
}

function checkId(id: string): string {
  return parseWith(idSchema, id, 'id');
}
