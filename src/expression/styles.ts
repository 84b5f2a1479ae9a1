import { LEVELS, levelOf } from './levels';
import type { ShownTraits } from './shown-traits';
import { type TraitWeights, traitScore } from './trait-score';

/** One way in which characters differ in conversation. */
export interface StyleScale {
  /** What the scale is called in a sentence. */
  readonly spoken: string;
  readonly weights: TraitWeights;
  /** A word for each of {@link LEVELS} of the score. */
  readonly words: readonly [string, string, string, string, string];
}

/**
 * The eight scales of a profile.
 *
 * Basis: chosen throughout, after the content of the aspects (DeYoung, Quilty & Peterson 2007). Weights of a scale sum to
 * more than 1 in size, because several traits together spread less than one does. The words are the contract's where it
 * has any, and each middle word fits anybody.
 */
export const STYLE_SCALES = {
  responseLength: {
    spoken: 'length of replies',
    weights: { E: 0.9, intellect: 0.3 },
    words: ['brief', 'short', 'medium', 'long', 'expansive'],
  },
  questionFrequency: {
    spoken: 'frequency of questions',
    weights: { intellect: 0.5, compassion: 0.4, withdrawal: 0.3 },
    words: ['rare', 'low', 'moderate', 'high', 'constant'],
  },
  empathyStyle: {
    spoken: 'empathy',
    weights: { compassion: 1, enthusiasm: 0.3 },
    words: ['detached', 'practical', 'reflective', 'warm', 'tender'],
  },
  conflictApproach: {
    spoken: 'approach to conflict',
    weights: { politeness: 0.6, compassion: 0.2, assertiveness: -0.4, volatility: -0.2 },
    words: ['combative', 'direct', 'collaborative', 'conciliatory', 'yielding'],
  },
  conversationPace: {
    spoken: 'pace',
    weights: { enthusiasm: 0.5, assertiveness: 0.4, volatility: 0.3, orderliness: -0.2 },
    words: ['slow', 'relaxed', 'moderate', 'lively', 'rapid'],
  },
  formality: {
    spoken: 'formality',
    weights: { orderliness: 0.6, politeness: 0.4, enthusiasm: -0.5, aesthetic: -0.2 },
    words: ['familiar', 'casual', 'moderate', 'polite', 'formal'],
  },
  humorStyle: {
    spoken: 'humour',
    weights: { enthusiasm: 0.5, aesthetic: 0.4, compassion: 0.3, politeness: 0.3, orderliness: -0.2 },
    words: ['biting', 'dry', 'wry', 'warm', 'playful'],
  },
  emotionalExpression: {
    spoken: 'expression of feelings',
    weights: { enthusiasm: 0.7, volatility: 0.4, assertiveness: 0.2, compassion: 0.2, orderliness: -0.2 },
    words: ['guarded', 'reserved', 'moderate', 'open', 'expressive'],
  },
} as const satisfies Record<string, StyleScale>;

/** Name of a scale. */
export type StyleName = keyof typeof STYLE_SCALES;
/** The word of each scale for somebody. */
export type StyleWords = Readonly<Record<StyleName, string>>;

/**
 * How somebody converses, in one word on each of {@link STYLE_SCALES}.
 *
 * Model: the word at the level of the scale's linear score; borders .2, .4, .6 and .8, those of a trait.
 * Effects: pure; total. Mirrored traits have mirrored words; the middle of all traits has the middle words.
 */
export function styleWords(shown: ShownTraits): StyleWords {
  const words = {} as Record<StyleName, string>;
  for (const name of Object.keys(STYLE_SCALES) as StyleName[]) {
    const scale: StyleScale = STYLE_SCALES[name];
    words[name] = scale.words[LEVELS.indexOf(levelOf(traitScore(shown, scale.weights)))]!;
  }
  return words;
}
