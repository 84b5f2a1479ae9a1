import { VAD_AXES } from '../constants/affect';
import { HOME_BASE_WEIGHTS } from '../constants/coefficients';
import { LIFE_EVIDENCE } from '../constants/evolution';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { log } from '../maths/exp';
import { clamp } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import { ShownLane, SummaryLane } from './lanes';

/** What a stretch of life was like, over its events. */
export interface LifeSummary {
  /** How many events it had, > 0. */
  readonly events: number;
  /** Mean of the mood that each of them left behind. */
  readonly meanMood: Vad;
  /** Standard deviation of the valence of emotion right after them, >= 0. */
  readonly valenceSpread: number;
  /** How much of them was the character's own doing and bore on norms, [0, 1]. */
  readonly deeds: number;
  /** How right these doings were, [-1, 1]; 0 without any. */
  readonly rightness: number;
}

/** The event of a stretch of life that mattered most. */
export interface Peak {
  /** Relevance times length of the impulse, >= 0. */
  readonly impact: number;
  /** What was felt right after it. */
  readonly affect: Vad;
}

/** The trait level that a stretch of life shows, and how much that counts. */
export interface LifeEvidence {
  readonly trait: BeliefTrait;
  readonly value: number;
  readonly weight: number;
}

const { valence, arousal, dominance } = HOME_BASE_WEIGHTS;
const N = [valence.N.value, arousal.N.value, dominance.N.value] as const;
const E = [valence.E.value, arousal.E.value, dominance.E.value] as const;
const LARGEST_MEAN = 0.999;

/** The traits that a stretch of life shows something of, the last of them only by deeds of its own. */
export const LIFE_TRAITS = [
  'withdrawal',
  'volatility',
  'enthusiasm',
  'assertiveness',
  'honestyHumility',
] as const satisfies readonly BeliefTrait[];
const HELD = Int32Array.from(LIFE_TRAITS, (trait) => BELIEF_TRAITS.indexOf(trait));
const HONESTY = LIFE_TRAITS.indexOf('honestyHumility');

const residuals = new Float64Array(3);
const solved = new Float64Array(2);

/**
 * Reads a stretch of life back as traits: who would feel like this by nature?
 *
 * Model: per axis r = atanh(mean mood) - atanh(home base) is what traits would have to differ by. The two domains that drive the
 *   home base, N and E, are solved for by least squares with a ridge: t = (W'W + ridge)^-1 W' r, and each aspect shows its own
 *   level plus t / 2. Volatility adds spreadGain (spread - usualSpread). Honesty-humility shows (1 + rightness) / 2 of own deeds.
 *   Weight: largestWeight n / (n + halfWeight); for honesty-humility times the share of deeds.
 * @param life as `SummaryLane` numbers it
 * @param moodAt where in it the feeling stands that is read: that of the mood or that of the peak
 * @param home where this character's affect returns to by its traits, three axes
 * @param authored a home base that its author has set, three axes, NaN where none was: a set axis says nothing about traits
 * @param held the traits as they are held, each in [0, 1], in the order of `BELIEF_TRAITS`
 * @param out gets ShownLane.count lanes; levels in [0, 1]
 * Effects: in place, allocates nothing; total. Basis: chosen (the inverse of fitted weights); docs/model/evolution.md.
 */
export function writeLifeEvidence(
  life: Float64Array,
  moodAt: number,
  home: Float64Array,
  authored: Float64Array,
  held: Float64Array,
  out: Float64Array,
): void {
  for (let axis = 0; axis < 3; axis++) {
    residuals[axis] = Number.isNaN(authored[axis]!) ? residual(life[moodAt + axis]!, home[axis]!) : 0;
  }
  solve();
  const neuroticism = solved[0]! / 2;
  const extraversion = solved[1]! / 2;
  const events = life[SummaryLane.events]!;
  const deeds = life[SummaryLane.deeds]!;
  const agitation =
    LIFE_EVIDENCE.spreadGain.value * (life[SummaryLane.valenceSpread]! - LIFE_EVIDENCE.usualSpread.value);
  const weight = (LIFE_EVIDENCE.largestWeight.value * events) / (events + LIFE_EVIDENCE.halfWeight.value);
  out[0] = clamp(held[HELD[0]!]! + neuroticism, 0, 1);
  out[1] = clamp(held[HELD[1]!]! + (neuroticism + agitation), 0, 1);
  out[2] = clamp(held[HELD[2]!]! + extraversion, 0, 1);
  out[3] = clamp(held[HELD[3]!]! + extraversion, 0, 1);
  out[HONESTY] = (1 + life[SummaryLane.rightness]!) / 2;
  out[ShownLane.weight] = weight;
  out[ShownLane.honestyWeight] = weight * deeds;
}

/**
 * What {@link writeLifeEvidence} writes, as objects.
 * @param isAuthored axes whose home base its author has set
 * Effects: pure.
 */
export function lifeEvidence(
  life: LifeSummary,
  homeBase: Vad,
  isAuthored: { readonly [A in keyof Vad]?: boolean },
  held: Readonly<Record<BeliefTrait, number>>,
): readonly LifeEvidence[] {
  const lanes = new Float64Array(SummaryLane.count);
  lanes[SummaryLane.events] = life.events;
  lanes.set(axesOf(life.meanMood), SummaryLane.mood);
  lanes[SummaryLane.valenceSpread] = life.valenceSpread;
  lanes[SummaryLane.deeds] = life.deeds;
  lanes[SummaryLane.rightness] = life.rightness;
  const authored = Float64Array.from(VAD_AXES, (axis) => (isAuthored[axis] ? homeBase[axis] : Number.NaN));
  const levels = Float64Array.from(BELIEF_TRAITS, (trait) => held[trait]);
  const shown = new Float64Array(ShownLane.count);
  writeLifeEvidence(lanes, SummaryLane.mood, Float64Array.from(axesOf(homeBase)), authored, levels, shown);
  return LIFE_TRAITS.slice(0, life.deeds > 0 ? LIFE_TRAITS.length : HONESTY).map((trait, place) => ({
    trait,
    value: shown[ShownLane.levels + place]!,
    weight: shown[place === HONESTY ? ShownLane.honestyWeight : ShownLane.weight]!,
  }));
}

function axesOf({ valence, arousal, dominance }: Vad): readonly [number, number, number] {
  return [valence, arousal, dominance];
}

function residual(mean: number, home: number): number {
  return atanh(clamp(mean, -LARGEST_MEAN, LARGEST_MEAN)) - atanh(clamp(home, -LARGEST_MEAN, LARGEST_MEAN));
}

function atanh(x: number): number {
  return log((1 + x) / (1 - x)) / 2;
}

/** Writes the two domains that explain the residuals of three axes best, as deviations t. */
function solve(): void {
  const ridge = LIFE_EVIDENCE.ridge.value;
  const nn = N[0] * N[0] + N[1] * N[1] + N[2] * N[2] + ridge;
  const ee = E[0] * E[0] + E[1] * E[1] + E[2] * E[2] + ridge;
  const ne = N[0] * E[0] + N[1] * E[1] + N[2] * E[2];
  const n = N[0] * residuals[0]! + N[1] * residuals[1]! + N[2] * residuals[2]!;
  const e = E[0] * residuals[0]! + E[1] * residuals[1]! + E[2] * residuals[2]!;
  const determinant = nn * ee - ne * ne;
  solved[0] = (ee * n - ne * e) / determinant;
  solved[1] = (nn * e - ne * n) / determinant;
}
