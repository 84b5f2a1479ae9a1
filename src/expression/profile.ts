import { type Aspect, DOMAINS, type Domain } from '../constants/traits';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Identity } from '../schema/identity';
import type { Personality } from '../schema/personality';
import type { FacetOffsets } from '../traits/facets';
import { type Level, levelOf } from './levels';
import { outstandingWords } from './outstanding';
import { personalityPrompt } from './personality-prompt';
import { primaryTraits } from './primary-traits';
import { showTraits } from './shown-traits';
import { speechPatterns } from './speech-patterns';
import { styleWords } from './styles';
import { samplingTemperature } from './temperature';
import { emotionalTendencies, type Tendencies } from './tendencies';

/** Who is put into words: traits as they are now and how certain each domain is. */
export interface ProfileSubject {
  /** Only the name is read. */
  readonly identity: Identity;
  /** Six domains, [0, 1]. */
  readonly personality: Personality;
  /** Ten aspects, [0, 1]. */
  readonly aspects: Readonly<Record<Aspect, number>>;
  readonly facetOffsets: FacetOffsets;
  /** How certain each domain is, [0, 1): precision / (precision + 16). */
  readonly confidence: Readonly<Record<Domain, number>>;
  readonly emotionConfig: EmotionConfig;
}

/** A domain in words. */
export interface DomainWords {
  readonly level: Level;
  /** Adjectives for its aspects outside the middle and its striking facets, the strongest first; up to six. */
  readonly facets: readonly string[];
}

/** A personality in words. */
export interface ProfileWords {
  readonly domains: Readonly<Record<Domain, DomainWords>>;
  /** One to five adjectives, the strongest first. */
  readonly primaryTraits: readonly string[];
  readonly behaviors: {
    readonly responseLength: string;
    readonly questionFrequency: string;
    readonly empathyStyle: string;
    readonly conflictApproach: string;
  };
  readonly preferences: {
    readonly conversationPace: string;
    readonly formality: string;
    readonly humorStyle: string;
    readonly emotionalExpression: string;
  };
  /** Up to five phrases, the most marked first. */
  readonly speechPatterns: readonly string[];
  /** Share of a fixed set of events that end in each label, by falling share. */
  readonly emotionalTendencies: Tendencies;
  /** Sampling temperature for a language model, [.3, 1.1]. */
  readonly temperature: number;
  /** A few sentences in the second person. */
  readonly personalityPrompt: string;
}

/**
 * A personality in words.
 *
 * Model: docs/model/profile.md. Levels of domains and emotional tendencies follow the traits as they are, because both
 * say what is the case; everything else follows them as far as certainty lets them show, so that somebody little is known of
 * reads as anybody.
 * Effects: pure; total: the same subject gives the same words.
 */
export function describeProfile(subject: ProfileSubject): ProfileWords {
  const { identity, personality, facetOffsets, confidence, emotionConfig } = subject;
  const shown = showTraits(subject, confidence);
  const outstanding = outstandingWords(shown);
  const domains = {} as Record<Domain, DomainWords>;
  for (const domain of DOMAINS) {
    const finer = outstanding.filter((one) => one.isFiner && one.domain === domain);
    domains[domain] = { level: levelOf(personality[domain]), facets: finer.map(({ word }) => word) };
  }
  const styles = styleWords(shown);
  const words = {
    primaryTraits: primaryTraits(outstanding),
    styles,
    speechPatterns: speechPatterns(shown),
  };
  return {
    domains,
    primaryTraits: words.primaryTraits,
    behaviors: {
      responseLength: styles.responseLength,
      questionFrequency: styles.questionFrequency,
      empathyStyle: styles.empathyStyle,
      conflictApproach: styles.conflictApproach,
    },
    preferences: {
      conversationPace: styles.conversationPace,
      formality: styles.formality,
      humorStyle: styles.humorStyle,
      emotionalExpression: styles.emotionalExpression,
    },
    speechPatterns: words.speechPatterns,
    emotionalTendencies: emotionalTendencies(personality, facetOffsets, emotionConfig),
    temperature: samplingTemperature(shown),
    personalityPrompt: personalityPrompt(identity, shown, words),
  };
}
