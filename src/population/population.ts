import type { FeltLabel } from '../constants/affect';
import type { BeliefTrait } from '../constants/traits';
import type { Vad } from '../maths/vad';
import type { AppraisalInput } from '../schema/appraisal';
import type { Personality } from '../schema/personality';
import type { PersonalitySnapshot } from '../schema/personality-snapshot';
import type { Inhabitant, RowEvidence, SpawnInput } from '../schema/population';
import type { SessionSnapshot } from '../schema/sessions-api';
import type { AspectLevels } from '../traits/aspects';
import type { Watching } from './watching';

/** How the character of one row feels. */
export interface RowView {
  readonly row: number;
  readonly id?: string;
  /** Core affect, each axis in [-1, 1]. */
  readonly emotion: Vad;
  readonly mood: Vad;
  /** What the feeling goes by. */
  readonly label: FeltLabel;
  readonly moodLabel: FeltLabel;
  /** [0, 1] */
  readonly intensity: number;
}

/** Who the character of one row is now, each level in [0, 1]. */
export interface RowPersonality {
  /** The six domains. */
  readonly personality: Personality;
  /** The ten aspects; a domain is the mean of its two. */
  readonly dimensions: AspectLevels;
  /** How firmly each trait is held, [0, 1). */
  readonly confidence: Readonly<Record<BeliefTrait, number>>;
}

/** How far an observation has moved one trait of a row. */
export interface TraitMove {
  readonly traitName: BeliefTrait;
  /** The new level minus the old one. */
  readonly delta: number;
  /** Whether it mattered, and was far from what was held. */
  readonly isSignificantMoment: boolean;
}

/**
 * Many characters in one block of memory: the kernels of sessions, row by row. A row is a whole number that stays that character's until it is
 * removed. Nothing here waits, stores or tells listeners.
 *
 * Every method that is refused throws EngineError INPUT_INVALID before anything has changed.
 */
export interface Population extends Watching {
  /** Rows that there are. */
  readonly capacity: number;
  /** Characters that live in them. */
  readonly size: number;
  /** Hours that have passed since it was created. */
  readonly hours: number;
  /**
   * Lets a character live here, at its home base or with the feeling of a snapshot.
   * @returns its row
   * @throws EngineError PRESET_UNKNOWN; POPULATION_FULL; ALREADY_EXISTS for an id that lives here
   */
  add(inhabitant: Inhabitant): number;
  /**
   * Lets characters live here whose traits are drawn: as people's are spread, or as the caller says.
   * @returns their rows, rising. The same seed draws the same characters into the same rows
   * @throws EngineError POPULATION_FULL, with nobody added
   */
  spawn(input: SpawnInput): Int32Array;
  /** Takes a character out; its row is given to the next. */
  remove(row: number): void;
  /** The row of an id; undefined when nobody with it lives here. */
  rowOf(id: string): number | undefined;
  /**
   * Lets time pass for all. In a lazy population this moves the clock alone, whatever its size, and each row follows when it is touched.
   * @param hours >= 0, finite
   */
  advance(hours: number): void;
  /** Brings every row of a lazy population up to the present. */
  settle(): void;
  /**
   * Lets one character perceive an event. In a population with windows the first event a day after the last telling first tells what was
   * felt since then as evidence about its traits.
   * @returns the size of the surprise, [0, 1]
   */
  perceive(row: number, appraisal: AppraisalInput): number;
  /**
   * Lets many characters perceive an event each, in the order given; a row may come several times.
   * @param appraisals nine numbers for each row, in the order of APPRAISAL_DIMENSIONS
   */
  perceiveMany(rows: ArrayLike<number>, appraisals: Float64Array): void;
  /**
   * Lets evidence move one character's traits, as of now: what observing does to a character in an engine, to the bit, but that a
   * population knows no users. Emotion and mood stay where they are; home base, rates and reactions follow at once. Needs traits.
   * @param evidence all of it counts, in this order, or none of it. Trigger and reasoning are taken and not kept. What is frozen, the list
   *   and each of its items, is checked once however often it is shown
   * @returns each move of a trait: one for each aspect that an observation bears on, in the order of the evidence
   */
  observe(row: number, evidence: readonly RowEvidence[]): readonly TraitMove[];
  /**
   * Tells one character now what it has felt since it was last told, as evidence about its traits, without waiting for the day to be over.
   * Needs windows.
   * @returns each move of a trait; none when nothing was gathered, or when it does not learn from what it feels
   */
  consolidate(row: number): readonly TraitMove[];
  /** Who one character is now, as its traits rest. Needs traits. */
  personality(row: number): RowPersonality;
  /**
   * Copies the six domains of characters as they are now, in the order of DOMAINS. Needs traits.
   * @param rows all rows from 0 on when absent, with those where nobody lives
   * @returns how many rows were copied
   */
  readPersonality(out: Float64Array, rows?: ArrayLike<number>): number;
  /** How one character feels. The label is held: the next one is measured against it. */
  view(row: number): RowView;
  /**
   * Copies emotion and mood, six numbers a row: valence, arousal, dominance of each.
   * @param rows all rows from 0 on when absent, with those where nobody lives
   * @returns how many rows were copied
   */
  read(out: Float64Array, rows?: ArrayLike<number>): number;
  /** The feeling of one character, as `sessions.restoreSnapshot` of an engine takes it. Needs both groups of columns. */
  snapshotOf(row: number): SessionSnapshot;
  /**
   * Who one character has become, as `characters.restoreSnapshot` of an engine takes it. Needs traits. What it has gathered and not been told
   * is not part of it: see `consolidate`.
   */
  personalitySnapshotOf(row: number): PersonalitySnapshot;
  /**
   * All of it as bytes, for `restorePopulation`: whoever lives here and how they feel, the clock, the seed, and which rows are vacant.
   * Watches and signals are not part of it. The bytes are read by machines of the same byte order, which is nearly all of them.
   */
  toBytes(): Uint8Array;
}
