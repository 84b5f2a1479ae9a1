/** The six broad traits, in the order of the session contract. Each lies in [0, 1], 0.5 is neutral. */
export const DOMAINS = ['O', 'C', 'E', 'A', 'N', 'H'] as const;
/** Letter of a domain: O openness, C conscientiousness, E extraversion, A agreeableness, N neuroticism, H honesty-humility. */
export type Domain = (typeof DOMAINS)[number];

/** What a domain is called and what its two ends are like. */
export const DOMAIN_WORDS: Readonly<
  Record<Domain, { readonly name: string; readonly low: string; readonly high: string }>
> = {
  O: { name: 'openness', low: 'practical and conventional', high: 'curious and imaginative' },
  C: { name: 'conscientiousness', low: 'spontaneous and loose', high: 'organised and persistent' },
  E: { name: 'extraversion', low: 'reserved and quiet', high: 'outgoing and lively' },
  A: { name: 'agreeableness', low: 'competitive and blunt', high: 'gentle and forgiving' },
  N: { name: 'neuroticism', low: 'calm and unworried', high: 'sensitive and easily worried' },
  H: { name: 'honesty-humility', low: 'shrewd and status-minded', high: 'sincere and modest' },
};

/**
 * The ten aspects, two for each domain but H; a domain is the mean of its two aspects, always.
 * Source: DeYoung, Quilty & Peterson 2007 (BFAS) for structure and names; `aesthetic` is their "openness" aspect.
 */
export const ASPECTS = {
  intellect: 'O',
  aesthetic: 'O',
  industriousness: 'C',
  orderliness: 'C',
  enthusiasm: 'E',
  assertiveness: 'E',
  compassion: 'A',
  politeness: 'A',
  withdrawal: 'N',
  volatility: 'N',
} as const satisfies Record<string, Domain>;
/** Name of an aspect. */
export type Aspect = keyof typeof ASPECTS;

/** The eleven traits that are held as beliefs: the ten aspects and honesty-humility. */
export const BELIEF_TRAITS = [
  'intellect',
  'aesthetic',
  'industriousness',
  'orderliness',
  'enthusiasm',
  'assertiveness',
  'compassion',
  'politeness',
  'withdrawal',
  'volatility',
  'honestyHumility',
] as const;
/** Name of a trait that is held as a belief. */
export type BeliefTrait = (typeof BELIEF_TRAITS)[number];

/** The five domains that the Big Five share with HEXACO, by the names that they go by there. */
export const BIG_FIVE = {
  openness: 'O',
  conscientiousness: 'C',
  extraversion: 'E',
  agreeableness: 'A',
  neuroticism: 'N',
} as const satisfies Record<string, Domain>;
/** Name of a Big Five trait. */
export type BigFiveTrait = keyof typeof BIG_FIVE;

/** The beliefs whose mean is each domain. */
export const DOMAIN_BELIEFS: Readonly<Record<Domain, readonly [BeliefTrait, BeliefTrait]>> = {
  O: ['intellect', 'aesthetic'],
  C: ['industriousness', 'orderliness'],
  E: ['enthusiasm', 'assertiveness'],
  A: ['compassion', 'politeness'],
  N: ['withdrawal', 'volatility'],
  H: ['honestyHumility', 'honestyHumility'],
};

/** The 24 facets of HEXACO, four for each domain. Source: HEXACO-PI-R scale descriptions (Lee & Ashton), names only. */
export const FACETS = {
  aestheticAppreciation: 'O',
  inquisitiveness: 'O',
  creativity: 'O',
  unconventionality: 'O',
  organization: 'C',
  diligence: 'C',
  perfectionism: 'C',
  prudence: 'C',
  socialSelfEsteem: 'E',
  socialBoldness: 'E',
  sociability: 'E',
  liveliness: 'E',
  forgivingness: 'A',
  gentleness: 'A',
  flexibility: 'A',
  patience: 'A',
  fearfulness: 'N',
  anxiety: 'N',
  dependence: 'N',
  sentimentality: 'N',
  sincerity: 'H',
  fairness: 'H',
  greedAvoidance: 'H',
  modesty: 'H',
} as const satisfies Record<string, Domain>;
/** Name of a facet. */
export type Facet = keyof typeof FACETS;

/** The names of all facets, in the order of {@link FACETS}. */
export const FACET_NAMES = Object.keys(FACETS) as readonly Facet[];
