import type { Aspect, Domain, Facet } from '../constants/traits';

/** One adjective for the low and one for the high end of a trait. */
export type Poles = readonly [low: string, high: string];

/** Adjectives for the domains. Basis: our own words after the poles of `DOMAIN_WORDS`. */
export const DOMAIN_ADJECTIVES: Readonly<Record<Domain, Poles>> = {
  O: ['conventional', 'curious'],
  C: ['spontaneous', 'organised'],
  E: ['reserved', 'outgoing'],
  A: ['blunt', 'kind'],
  N: ['calm', 'sensitive'],
  H: ['shrewd', 'honest'],
};

/** Adjectives for the aspects. Basis: our own words after the content of the aspects (DeYoung, Quilty & Peterson 2007). */
export const ASPECT_ADJECTIVES: Readonly<Record<Aspect, Poles>> = {
  intellect: ['practical', 'thoughtful'],
  aesthetic: ['literal', 'imaginative'],
  industriousness: ['distractible', 'persistent'],
  orderliness: ['messy', 'orderly'],
  enthusiasm: ['restrained', 'enthusiastic'],
  assertiveness: ['unassuming', 'assertive'],
  compassion: ['detached', 'compassionate'],
  politeness: ['outspoken', 'polite'],
  withdrawal: ['untroubled', 'anxious'],
  volatility: ['steady', 'volatile'],
};

/** Adjectives for the facets. Basis: our own words after the descriptions of the HEXACO scales (Lee & Ashton). */
export const FACET_ADJECTIVES: Readonly<Record<Facet, Poles>> = {
  aestheticAppreciation: ['unartistic', 'artistic'],
  inquisitiveness: ['incurious', 'inquisitive'],
  creativity: ['uninventive', 'creative'],
  unconventionality: ['traditional', 'unconventional'],
  organization: ['disorganised', 'tidy'],
  diligence: ['idle', 'hardworking'],
  perfectionism: ['careless', 'meticulous'],
  prudence: ['impulsive', 'prudent'],
  socialSelfEsteem: ['insecure', 'confident'],
  socialBoldness: ['shy', 'bold'],
  sociability: ['solitary', 'sociable'],
  liveliness: ['subdued', 'lively'],
  forgivingness: ['unforgiving', 'forgiving'],
  gentleness: ['critical', 'gentle'],
  flexibility: ['stubborn', 'flexible'],
  patience: ['impatient', 'patient'],
  fearfulness: ['fearless', 'fearful'],
  anxiety: ['relaxed', 'worried'],
  dependence: ['independent', 'dependent'],
  sentimentality: ['unsentimental', 'sentimental'],
  sincerity: ['insincere', 'sincere'],
  fairness: ['unscrupulous', 'fair'],
  greedAvoidance: ['materialistic', 'unpretentious'],
  modesty: ['vain', 'modest'],
};
