import type {
  CreateCharacterInput,
  PersonalityQuery,
  UpdatePersonalityInput,
} from '../schema/characters-api';
import type { Evidence } from '../schema/evidence';
import type { PersonalitySnapshot } from '../schema/personality-snapshot';
import type { ListInput } from '../schema/session';
import type { Character, PersonalityAnswer, PersonalityProfile } from './character-answers';
import type { ObservationAnswer, OverrideAnswer } from './character-turns';
import type { CallOptions } from './context';
import type { CreatedCharacter } from './create-character-turn';
import type { PageEnd } from './pages';
import type { Moment, Shift } from './personality-history';
import type { WriteOptions } from './projects';

/** One page of characters in the order of their creation. */
export interface CharacterPage extends PageEnd {
  readonly characters: readonly Character[];
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
export interface OverlayPage extends PageEnd {
  readonly overlays: readonly OverlayView[];
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
  /** Walks all characters in the order of their creation; damaged ones are named instead. */
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
   * What a character has become, as plain JSON to put back later: how its traits are held, each as of its last change, and how far evidence has
   * moved them on the last days; nothing of how it is with single users. Beside it lies what its author has set that feeling and change go by, for
   * a population that borrows it. Writes nothing.
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND
   */
  snapshot(id: string, options?: CallOptions): Promise<PersonalitySnapshot>;
  /**
   * Puts a personality back to a snapshot of itself or of another. Its traits are held as they were then and have rested since, as if nobody had
   * seen anything. What its author said stays as it is there, and so do overlays, sessions with what they have not told yet, and the protection
   * of an override. What was in between stays in its history; what is told late counts from here on.
   * @param options `expectedRevision` refuses it when the character has been written since: how a population gives back what it has borrowed
   * @throws EngineError INPUT_INVALID, STATE_VERSION_UNSUPPORTED, CHARACTER_NOT_FOUND, REVISION_CONFLICT
   */
  restoreSnapshot(id: string, snapshot: PersonalitySnapshot, options?: WriteOptions): Promise<OverrideAnswer>;
  /**
   * Lets observations move a character's traits, all of them or none.
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND, REVISION_CONFLICT
   */
  observe(id: string, evidence: readonly Evidence[], options?: CallOptions): Promise<ObservationAnswer>;
  /**
   * What of a personality has shifted over the last week, the largest first. Where retention keeps less than a week, `timeframeDays` says of how
   * many days it tells.
   * @throws EngineError CHARACTER_NOT_FOUND
   */
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
   * A personality as it was at an instant, to the bit, as far as is known now (evidence may be told late), with the changes up to and
   * including it, newest first.
   * @param instant ISO 8601 with its offset, a Date, or milliseconds since 1970; from the character's creation until now
   * @throws EngineError INPUT_INVALID, CHARACTER_NOT_FOUND, HISTORY_MISSING when that part of its history was trimmed or lost
   */
  at(
    id: string,
    instant: string | number | Date,
    query?: PersonalityQuery,
    options?: CallOptions,
  ): Promise<TimeMachineAnswer>;
}
