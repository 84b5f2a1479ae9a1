import { table } from './coefficient';

const ESM = 'fit of the two-time-scale model to 16 autocorrelation curves of 8 experience-sampling sets';
const ESM_TRAITS =
  'calibrated to trait-affect correlations of three experience-sampling sets and msqR (n = 2,787)';
const DIRECTION = 'direction from Komulainen 2014 and Mehrabian 1996; size ours';
const REACTIVITY =
  'direction from Bolger & Schilling 1991, Komulainen 2014 and the slope of negative affect on events; size ours';
const INERTIA = 'direction from inertia correlations and Suls & Martin 2005; size ours';
const YEO_ONG =
  'rounded from a sign-constrained ridge fit of the Yeo & Ong 2024 meta-analysis to published affect norms';
const UNSUPPORTED =
  'sign of Yeo & Ong 2024; a fit to data that may be shipped gives less or nothing (docs/model/fits.md)';
const AROUSAL_ROW =
  'signs of Yeo & Ong 2024; no fit to data that may be shipped recovers the size (docs/model/fits.md)';
const FACET_SHARE = 'our choice after the content of the HEXACO facets';

const W: readonly [number, number] = [-1, 1];
const SHARE: readonly [number, number] = [0, 1];

/**
 * Home base: h = tanh(b + sum of w_d t_d), t = 2x - 1. Keys are axis and domain; `b` is the offset.
 */
export const HOME_BASE_WEIGHTS = {
  valence: table('per unit of t', {
    b: [0.15, W, 'chosen', 'half of the measured mean valence of +.30 to +.35 (Bailon 2020, Westhoff 2024)'],
    E: [0.2, W, 'fitted', ESM_TRAITS],
    N: [-0.4, W, 'fitted', ESM_TRAITS],
    A: [0.12, W, 'chosen', DIRECTION],
    C: [0.1, W, 'chosen', DIRECTION],
    H: [0.04, W, 'chosen', DIRECTION],
  }),
  arousal: table('per unit of t', {
    b: [0, W, 'chosen', 'measured mean arousal of .03 to .08 (Bailon 2020, Westhoff 2024), taken as none'],
    E: [0.12, W, 'chosen', ESM_TRAITS],
    N: [0.05, W, 'chosen', DIRECTION],
    O: [0.06, W, 'chosen', DIRECTION],
  }),
  dominance: table('per unit of t', {
    b: [0.05, W, 'chosen', 'mean dominance near 0 (Mostajabi, n = 300)'],
    E: [0.28, W, 'fitted', ESM_TRAITS],
    N: [-0.28, W, 'fitted', ESM_TRAITS],
    A: [-0.15, W, 'chosen', DIRECTION],
    C: [0.1, W, 'chosen', DIRECTION],
    O: [0.1, W, 'chosen', DIRECTION],
    H: [-0.06, W, 'chosen', DIRECTION],
  }),
} as const;

/** Gains of the impulse: g = exp(sum of w_d t_d), so that a neutral trait leaves 1. */
export const GAIN_WEIGHTS = {
  negativeValence: table('per unit of t', {
    N: [0.55, W, 'chosen', REACTIVITY],
    C: [-0.15, W, 'chosen', REACTIVITY],
    O: [0.1, W, 'chosen', REACTIVITY],
  }),
  positiveValence: table('per unit of t', {
    E: [0.2, W, 'chosen', REACTIVITY],
    N: [0.1, W, 'chosen', REACTIVITY],
  }),
  arousal: table('per unit of t', {
    N: [0.4, W, 'chosen', 'trait arousability of Mehrabian 1996, sign corrected for neuroticism; size ours'],
    A: [0.15, W, 'chosen', 'trait arousability of Mehrabian 1996; size ours'],
    O: [0.1, W, 'chosen', 'trait arousability of Mehrabian 1996; size ours'],
  }),
  dominance: table('per unit of t', {
    N: [0.2, W, 'chosen', REACTIVITY],
    E: [0.1, W, 'chosen', REACTIVITY],
  }),
} as const;

/** Time: half-lives H = H0 2^(sum of w_d t_d) and the coupling k = kappa le exp(w_N t_N). */
export const DYNAMICS = {
  ...table('hours', {
    emotionHalfLifeHours: [1.5, [0.7, 5], 'fitted', `${ESM}: 1.42`],
    moodHalfLifeHours: [24, [12, 150], 'fitted', `${ESM}: 22.1`],
  }),
  ...table('share of the rate of emotion', {
    couplingValence: [0.15, [0, 0.5], 'fitted', `${ESM}: .147; dominance is taken to be like valence`],
    couplingArousal: [
      0.05,
      [0, 0.5],
      'fitted',
      'the slow share of arousal is a third of that of valence (Westhoff 2024)',
    ],
  }),
  ...table('share of the impulse', {
    moodDeposit: [
      0.1,
      [0, 0.5],
      'chosen',
      'direction from Verduyn & Lavrijsen 2015: important events last longer',
    ],
  }),
} as const;

/** How traits change time. */
export const DYNAMICS_WEIGHTS = {
  emotionHalfLife: table('octaves per unit of t', {
    N: [0.35, W, 'chosen', INERTIA],
    C: [-0.15, W, 'chosen', INERTIA],
  }),
  moodHalfLife: table('octaves per unit of t', {
    N: [0.5, W, 'chosen', INERTIA],
    E: [-0.2, W, 'chosen', INERTIA],
  }),
  coupling: table('per unit of t', {
    N: [0.3, W, 'chosen', 'mood spillover of neuroticism, Suls & Martin 2005; size ours'],
  }),
} as const;

/**
 * Raw impulse of an appraisal (r relevance, c congruence, e expectedness, k controllability, a agency, n norm, s internal
 * standards, p adjustment, u urgency; kk = 2k - 1; c-, c+ the negative and the positive part of c):
 *   V = r [ c (congruence + surprise (1 - e)) + norm n + control kk + standards s ]
 *   A = r [ event + intensity |c| + novelty (.5 - e) + urgency (2u - 1) + violation max(-n, 0)
 *        - resignation c- (1 - k) (e + 1 - u) / 2 - routine c+ e ]
 *   D = r [ control kk + authorship a c + congruence c + adjustment (2p - 1) ]
 */
export const IMPULSE = {
  valence: table('valence per unit', {
    congruence: [0.7, W, 'fitted', YEO_ONG],
    surprise: [
      0.25,
      W,
      'chosen',
      'surprise beside outcome as in Ong 2015 (betas .30 and .53), taken smaller',
    ],
    norm: [0.1, W, 'fitted', YEO_ONG],
    control: [0.2, W, 'fitted', YEO_ONG],
    standards: [0.1, W, 'fitted', YEO_ONG],
  }),
  arousal: table('arousal per unit', {
    event: [0.15, W, 'chosen', AROUSAL_ROW],
    intensity: [0.2, W, 'chosen', AROUSAL_ROW],
    novelty: [0.3, W, 'chosen', AROUSAL_ROW],
    urgency: [0.35, W, 'chosen', AROUSAL_ROW],
    violation: [0.1, W, 'chosen', AROUSAL_ROW],
    resignation: [
      0.8,
      W,
      'chosen',
      'bad, beyond control, certain and settled calms: sadness against fear; without it rank correlation falls by .14',
    ],
    routine: [0.15, W, 'chosen', AROUSAL_ROW],
  }),
  dominance: table('dominance per unit', {
    control: [0.25, W, 'chosen', UNSUPPORTED],
    authorship: [
      0.3,
      W,
      'fitted',
      'raises pride and anger, lowers guilt and gratitude; better in three norm sets of four',
    ],
    congruence: [0.25, W, 'fitted', YEO_ONG],
    adjustment: [0.1, W, 'chosen', UNSUPPORTED],
  }),
} as const;

/** How traits bend an appraisal before it becomes an impulse. Relevance and congruence are never bent. */
export const APPRAISAL_BIAS = {
  ...table('change of the log odds of controllability per unit of t', {
    controlN: [
      -1,
      [-2, 0],
      'chosen',
      'evaluation of events by neuroticism, Komulainen 2014; size ours: an event should not be named alike by all',
    ],
  }),
  ...table('share of norm compatibility per unit of t', {
    normH: [0.2, W, 'chosen', 'honesty-humility weighs fairness; size ours'],
    violationA: [
      -0.5,
      [-0.5, 0],
      'chosen',
      'the agreeable excuse, the disagreeable are soon wronged: Meier & Robinson 2004, Wilkowski & Robinson 2008; size ours',
    ],
  }),
  ...table('shift of agency per unit of t and of congruence', {
    creditH: [
      0.8,
      W,
      'chosen',
      'the modest take less credit and more blame, after the content of honesty-humility; size ours',
    ],
  }),
} as const;

/** How expectation is learnt, how fast its certainty fades, and how far one gets used to what is expected. */
export const EXPECTATION = {
  ...table('events', {
    priorPrecision: [1, [0.1, 16], 'chosen', 'the neutral prior weighs as much as one event'],
    maxPrecision: [16, [2, 100], 'chosen', 'an expectation keeps learning: the gain never falls below 1/17'],
  }),
  ...table('hours', {
    certaintyHalfLifeHours: [
      720,
      [24, 8760],
      'chosen',
      'a month without events makes half of the certainty fade',
    ],
  }),
  ...table('share of the arousal of what is expected', {
    habituation: [
      1,
      [0, 1],
      'chosen',
      'direction from Sokolov 1963 and Rankin et al. 2009; all of it, because any rest adds up to full arousal in a long chat',
    ],
  }),
} as const;

/** How a label is found for a feeling. */
export const LABELLING = {
  ...table('weight of a squared difference', {
    vad: [
      0.5,
      [0, 5],
      'chosen',
      'weights that name 12 of the 15 emotions of Smith & Ellsworth 1985, 14 within three',
    ],
    congruence: [1.2, [0, 5], 'chosen', 'as vad'],
    expectedness: [0.5, [0, 5], 'chosen', 'as vad'],
    controllability: [0.5, [0, 5], 'chosen', 'as vad'],
    agency: [1, [0, 5], 'chosen', 'as vad'],
    norm: [0.5, [0, 5], 'chosen', 'as vad'],
    urgency: [0.4, [0, 5], 'chosen', 'as vad'],
    direction: [
      1.5,
      [0, 10],
      'chosen',
      'a state without a cause is read from its direction alone; as sharp as the cause of a clear event',
    ],
  }),
  ...table('share of the way from neutral to the ideal case', {
    typicality: [
      0.85,
      [0.5, 1],
      'chosen',
      'events are milder than the ideal cases of signatures; here labels share random events most evenly (docs/model/labels.md)',
    ],
  }),
  ...table('score', {
    temperature: [0.25, [0.05, 2], 'chosen', 'a clear event gives its label about half of the probability'],
  }),
  ...table('congruence', {
    plain: [
      0.5,
      [0.1, 1],
      'chosen',
      'an event this good or bad, and no less right or wrong, has no label of the other sign; below it they fade out evenly',
    ],
  }),
  ...table('intensity', {
    neutralBelow: [0.05, [0, 0.2], 'chosen', 'weaker feelings have no name'],
    nameableAbove: [
      0.06,
      [0, 0.25],
      'chosen',
      'a neutral character names a feeling only above this, so that the label does not flicker',
    ],
    moodNeutralBelow: [
      0.023,
      [0, 0.2],
      'fitted',
      'neutralBelow times .46, the spread of mood relative to that of emotion',
    ],
  }),
  ...table('ratio of probabilities', {
    hysteresis: [
      1.25,
      [1, 3],
      'chosen',
      'without a new event a label yields only to one that is this much more probable',
    ],
    secondary: [
      0.4,
      [0, 1],
      'chosen',
      'a second label is named when it is this probable relative to the first',
    ],
    causeYields: [
      0.5,
      [0, 1],
      'chosen',
      'an event replaces the cause of the feeling when its impulse is this large relative to what is left of the old',
    ],
  }),
} as const;

/** Shares of the facets in what their domain does; they sum to 1, and a domain that is not listed shares evenly. */
export const FACET_SHARES = {
  valenceN: table('share', {
    anxiety: [0.45, SHARE, 'chosen', FACET_SHARE],
    fearfulness: [0.15, SHARE, 'chosen', FACET_SHARE],
    dependence: [0.25, SHARE, 'chosen', FACET_SHARE],
    sentimentality: [0.15, SHARE, 'chosen', FACET_SHARE],
  }),
  valenceE: table('share', {
    liveliness: [0.4, SHARE, 'chosen', FACET_SHARE],
    socialSelfEsteem: [0.35, SHARE, 'chosen', FACET_SHARE],
    sociability: [0.2, SHARE, 'chosen', FACET_SHARE],
    socialBoldness: [0.05, SHARE, 'chosen', FACET_SHARE],
  }),
  dominanceE: table('share', {
    socialBoldness: [0.5, SHARE, 'chosen', FACET_SHARE],
    socialSelfEsteem: [0.35, SHARE, 'chosen', FACET_SHARE],
    liveliness: [0.1, SHARE, 'chosen', FACET_SHARE],
    sociability: [0.05, SHARE, 'chosen', FACET_SHARE],
  }),
} as const;
