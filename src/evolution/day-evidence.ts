import { LIFE_EVIDENCE } from '../constants/evolution';
import type { BeliefTrait } from '../constants/traits';
import type { Vad } from '../maths/vad';
import type { EmotionConfig } from '../schema/emotion-config';
import { type LifeEvidence, type LifeSummary, lifeEvidence, type Peak } from './life-evidence';

/** What a stretch of life that is over says of traits. */
export interface DayEvidence {
  readonly evidence: readonly LifeEvidence[];
  /** What it is remembered for. */
  readonly affect: Vad;
  /** How much its largest event mattered, [0, 1]; absent when nothing shook. */
  readonly impact?: number;
}

/**
 * What a window tells: a day that shakes is remembered for what shook, not for the mood that it ended in.
 * @param homeBase where this character's affect returns to by its traits
 * @param config what its author has set: axes of a home base that are set say nothing about traits
 * @param held the traits as they are held, each in [0, 1]
 * Effects: pure. Model: docs/model/evolution.md.
 */
export function dayEvidence(
  life: LifeSummary & { readonly peak: Peak },
  homeBase: Vad,
  config: EmotionConfig,
  held: Readonly<Record<BeliefTrait, number>>,
): DayEvidence {
  const authored = config.homeBase ?? {};
  const isAuthored = {
    valence: authored.valence !== undefined,
    arousal: authored.arousal !== undefined,
    dominance: authored.dominance !== undefined,
  };
  const { impact } = life.peak;
  const isShaking = doesShake(impact);
  const affect = isShaking ? life.peak.affect : life.meanMood;
  const evidence = lifeEvidence({ ...life, meanMood: affect }, homeBase, isAuthored, held);
  return { evidence, affect, ...(isShaking && { impact: Math.min(1, impact) }) };
}

/** Whether the largest event of a day is what the day is remembered for. @param impact relevance times length of the impulse */
export function doesShake(impact: number): boolean {
  return impact >= LIFE_EVIDENCE.momentImpact.value;
}
