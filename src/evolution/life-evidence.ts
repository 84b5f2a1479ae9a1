import { HOME_BASE_WEIGHTS } from '../constants/coefficients';
import { LIFE_EVIDENCE } from '../constants/evolution';
import type { BeliefTrait } from '../constants/traits';
import { log } from '../maths/exp';
import { clamp } from '../maths/scalar';
import type { Vad } from '../maths/vad';

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

/**
 * Reads a stretch of life back as traits: who would feel like this by nature?
 *
 * Model: per axis r = atanh(mean mood) - atanh(home base) is what traits would have to differ by. The two domains that drive the
 *   home base, N and E, are solved for by least squares with a ridge: t = (W'W + ridge)^-1 W' r, and each aspect shows its own
 *   level plus t / 2. Volatility adds spreadGain (spread - usualSpread). Honesty-humility shows (1 + rightness) / 2 of own deeds.
 *   Weight: largestWeight n / (n + halfWeight); for honesty-humility times the share of deeds.
 * @param homeBase where this character's affect returns to by its traits
 * @param isAuthored axes whose home base its author has set: they say nothing about traits
 * @param held the traits as they are held, each in [0, 1]
 * @returns levels in [0, 1]
 * Effects: pure. Basis: chosen (the inverse of fitted weights); docs/model/evolution.md.
 */
export function lifeEvidence(
  life: LifeSummary,
  homeBase: Vad,
  isAuthored: { readonly [A in keyof Vad]?: boolean },
  held: Readonly<Record<BeliefTrait, number>>,
): readonly LifeEvidence[] {
  const residuals = [
    isAuthored.valence ? 0 : residual(life.meanMood.valence, homeBase.valence),
    isAuthored.arousal ? 0 : residual(life.meanMood.arousal, homeBase.arousal),
    isAuthored.dominance ? 0 : residual(life.meanMood.dominance, homeBase.dominance),
  ] as const;
  const [neuroticism, extraversion] = solve(residuals);
  const agitation = LIFE_EVIDENCE.spreadGain.value * (life.valenceSpread - LIFE_EVIDENCE.usualSpread.value);
  const weight =
    (LIFE_EVIDENCE.largestWeight.value * life.events) / (life.events + LIFE_EVIDENCE.halfWeight.value);
  const shows = (trait: BeliefTrait, shift: number): LifeEvidence => ({
    trait,
    value: clamp(held[trait] + shift, 0, 1),
    weight,
  });
  const evidence = [
    shows('withdrawal', neuroticism / 2),
    shows('volatility', neuroticism / 2 + agitation),
    shows('enthusiasm', extraversion / 2),
    shows('assertiveness', extraversion / 2),
  ];
  if (life.deeds > 0) {
    evidence.push({
      trait: 'honestyHumility',
      value: (1 + life.rightness) / 2,
      weight: weight * life.deeds,
    });
  }
  return evidence;
}

function residual(mean: number, home: number): number {
  return atanh(clamp(mean, -LARGEST_MEAN, LARGEST_MEAN)) - atanh(clamp(home, -LARGEST_MEAN, LARGEST_MEAN));
}

function atanh(x: number): number {
  return log((1 + x) / (1 - x)) / 2;
}

/** The two domains that explain the residuals of three axes best, as deviations t. */
function solve(r: readonly [number, number, number]): readonly [number, number] {
  const ridge = LIFE_EVIDENCE.ridge.value;
  const nn = N[0] * N[0] + N[1] * N[1] + N[2] * N[2] + ridge;
  const ee = E[0] * E[0] + E[1] * E[1] + E[2] * E[2] + ridge;
  const ne = N[0] * E[0] + N[1] * E[1] + N[2] * E[2];
  const n = N[0] * r[0] + N[1] * r[1] + N[2] * r[2];
  const e = E[0] * r[0] + E[1] * r[1] + E[2] * r[2];
  const determinant = nn * ee - ne * ne;
  return [(ee * n - ne * e) / determinant, (nn * e - ne * n) / determinant];
}
