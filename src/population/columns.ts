import { CauseLane } from '../affect/cause';
import { AffectLane, ExpectationLane, FactorLane, ReactionLane } from '../affect/lanes';
import { WindowLane } from '../evolution/window';
import { HeldLane, TRAIT_COUNT, TraitLane } from './trait-lanes';

/** The numbers that one row keeps of how its character lives, beside what moves. */
export enum LifeLane {
  /** Half-life of emotion in hours of the host's world. */
  halfLifeHours = 0,
  /** Factor of all half-lives. */
  timeScale = 1,
  /** The population's time up to which the row is settled, milliseconds. */
  settledAtMs = 2,
  /** Stretches of time and events so far: numbers the random draws. */
  steps = 3,
  /** How many lanes it takes. */
  count = 4,
}

/** What one row keeps of the events that it has perceived. Kept apart: whoever has perceived none costs no memory for it. */
export enum PastLane {
  /** When the last event was, milliseconds of the population's time; of use where {@link MarkLane.met} is 1. */
  lastEventAtMs = 0,
  /** Events perceived. */
  turns = 1,
  /** How many lanes it takes. */
  count = 2,
}

/** What is known of a row besides numbers, a byte each. */
export enum MarkLane {
  /** 1 while a character lives there. */
  alive = 0,
  /** The label it goes by: 0 is neutral, else one more than its place in the table. */
  label = 1,
  /** 1 when the feeling has a new cause since it was last named. */
  isFresh = 2,
  /** 1 once what it expects stands in its column; before that it expects nothing in particular. */
  expects = 3,
  /** 1 once evidence has moved its traits; before that they are as they were at its beginning. */
  learnt = 4,
  /** 1 once it is known when it last perceived an event. */
  met = 5,
  /** How many bytes it takes. */
  count = 6,
}

/** Which groups of columns a population has beside affect itself. */
export interface ColumnChoice {
  /** What each character has learnt to expect; without it every event is met as the first. */
  readonly expectation: boolean;
  /** What each feeling is about; without it labels go by the feeling alone. */
  readonly causes: boolean;
  /** What is held of its traits, so that evidence can move them. */
  readonly traits: boolean;
  /** What its feelings say of its traits and has not been told yet; only beside traits. */
  readonly windows: boolean;
}

/** The columns of a population: a stretch of lanes for each row in each of them. Rows that nobody has touched cost no memory yet. */
export interface Columns extends ColumnChoice {
  readonly capacity: number;
  readonly affect: Float64Array;
  readonly reactions: Float64Array;
  readonly life: Float64Array;
  readonly past: Float64Array;
  /** Variance of the random ups and downs, per hour of the host's world; 0 is none, and of a row without them nothing is written. */
  readonly noise: Float64Array;
  /** Keys of the random streams, two words a row; of use where there are random ups and downs. */
  readonly keys: Uint32Array;
  readonly marks: Uint8Array;
  /** Empty when left out. */
  readonly expectations: Float64Array;
  readonly causesOf: Float64Array;
  /** The level of each trait, as `TraitLane` numbers it. */
  readonly levels: Float64Array;
  /** What else is held of each trait, as `HeldLane` numbers it; written with the first evidence. */
  readonly held: Float64Array;
  /** How many observations have moved each trait. */
  readonly observations: Uint32Array;
  /** Which of the population's manners a row has. */
  readonly manners: Uint32Array;
  /** What was gathered of each row's life, as `WindowLane` numbers it. */
  readonly gathered: Float64Array;
  /** What carries a row over the step that is repeated; empty until one is. */
  factors: Float64Array;
}

/** Makes room for memory: an ordinary buffer, or one that threads share. */
export type Allocate = (bytes: number) => ArrayBufferLike;

/** Columns for so many rows, all of them zero. */
export function createColumns(capacity: number, choice: ColumnChoice, allocate: Allocate): Columns {
  const doubles = (lanes: number) => new Float64Array(allocate(8 * capacity * lanes));
  const words = (lanes: number) => new Uint32Array(allocate(4 * capacity * lanes));
  return {
    ...choice,
    capacity,
    affect: doubles(AffectLane.count),
    reactions: doubles(ReactionLane.count),
    life: doubles(LifeLane.count),
    past: doubles(PastLane.count),
    noise: doubles(1),
    keys: words(2),
    marks: new Uint8Array(allocate(MarkLane.count * capacity)),
    expectations: doubles(choice.expectation ? ExpectationLane.count : 0),
    causesOf: doubles(choice.causes ? CauseLane.count : 0),
    levels: doubles(choice.traits ? TraitLane.count : 0),
    held: doubles(choice.traits ? TRAIT_COUNT * HeldLane.count : 0),
    observations: words(choice.traits ? TRAIT_COUNT : 0),
    manners: words(choice.traits ? 1 : 0),
    gathered: doubles(choice.windows ? WindowLane.count : 0),
    factors: new Float64Array(0),
  };
}

/** Room for the factors of a repeated step. */
export function createFactors(capacity: number, allocate: Allocate): Float64Array {
  return new Float64Array(allocate(8 * capacity * FactorLane.count));
}

/** The names of the columns that hold what a population is; factors follow from them. */
export const STORED_COLUMNS = [
  'affect',
  'reactions',
  'life',
  'past',
  'noise',
  'keys',
  'marks',
  'expectations',
  'causesOf',
  'levels',
  'held',
  'observations',
  'manners',
  'gathered',
] as const;

/** Copies columns into larger ones. */
export function copyColumns(from: Columns, to: Columns): void {
  for (const name of STORED_COLUMNS) (to[name] as Float64Array).set(from[name] as Float64Array);
}
