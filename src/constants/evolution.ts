import { table } from './coefficient';

/** What a trait belief begins with, and what certainty means. */
export const BELIEF = table('pseudo-count', {
  authoredPrecision: [
    64,
    [1, 1000],
    'fitted',
    'about the count at which a year of daily evidence settles (docs/model/evolution.md)',
  ],
  blankPrecision: [16, [1, 1000], 'chosen', 'a quarter of an authored one'],
  floorPrecision: [8, [1, 64], 'chosen', 'what certainty fades to without evidence: half of a blank one'],
  halfConfidence: [16, [1, 64], 'chosen', 'a blank belief is held with confidence one half'],
});

/** How evidence moves traits, and how they move by themselves. */
export const EVOLUTION = {
  ...table('days', {
    halfLifeDays: [
      730,
      [180, 3650],
      'chosen',
      'the changing part of a trait halves in two years; the size of that part, 17%, is of Anusic & Schimmack 2016',
    ],
  }),
  ...table('share', {
    permanentFraction: [
      0.3,
      [0, 1],
      'chosen',
      'of a change, what stays for good: a mixed set point, Ormel et al. 2012 and 2017; size ours',
    ],
    dampening: [
      0.2,
      [0.05, 1],
      'fitted',
      'ratio of real to ideal learning: daily evidence one SD away for 24 weeks gives d = .37 (Roberts et al. 2017)',
    ],
    momentDampening: [0.6, [0.05, 1], 'chosen', 'a significant moment is taken up three times as far'],
    overlayShare: [
      0.25,
      [0, 1],
      'chosen',
      'of the weight of evidence about one user, what also counts for everybody',
    ],
  }),
  ...table('factor of the weight', {
    momentWeight: [3, [1, 10], 'chosen', 'a significant moment counts as three days'],
  }),
  ...table('impact', {
    momentImpact: [
      0.5,
      [0, 1],
      'chosen',
      'relevance times impulse from which an event can be a significant moment',
    ],
  }),
  ...table('trait', {
    momentError: [0.3, [0, 1], 'chosen', 'about two SD of people (.146 on [0, 1], HEXACO norms)'],
    dailyCap: [
      0.1,
      [0.01, 1],
      'chosen',
      'two thirds of an SD: a flood of evidence must not turn somebody over in a day',
    ],
  }),
} as const;

/** What a session's day tells of traits, read back through the equations of the home base. */
export const LIFE_EVIDENCE = {
  ...table('pseudo-count', {
    largestWeight: [
      0.5,
      [0, 1],
      'chosen',
      'a day that was only felt tells half of what a day that was observed tells',
    ],
  }),
  ...table('events', {
    halfWeight: [
      8,
      [1, 100],
      'chosen',
      'turns of one conversation are not independent: so many give half of the weight',
    ],
  }),
  ...table('variance of t', {
    ridge: [
      0.1,
      [0.001, 10],
      'chosen',
      'people differ by .29 in t: a day is not explained by characters nobody has',
    ],
  }),
  ...table('standard deviation of valence', {
    usualSpread: [
      0.22,
      [0.05, 1],
      'chosen',
      'valence at events of a neutral character over simulated days of varied events',
    ],
  }),
  ...table('trait per standard deviation of valence', {
    spreadGain: [
      0.25,
      [0, 1],
      'chosen',
      'direction from Komulainen 2014 (neuroticism and variability); size ours',
    ],
  }),
  ...table('impact', {
    momentImpact: [
      0.8,
      [0.3, 2],
      'chosen',
      'an event of a session that shakes: the strongest one or two of a hundred',
    ],
  }),
} as const;

/** How recent change is put into words. */
export const SHIFT = {
  ...table('days', {
    timeframeDays: [7, [1, 30], 'published', 'the week of the personality contract'],
  }),
  ...table('trait', {
    mentioned: [
      0.001,
      [0, 0.1],
      'chosen',
      'smaller changes of a week are not told: a day of ordinary evidence one SD away',
    ],
    moderate: [0.02, [0, 0.5], 'chosen', 'from here on a shift is moderate: a seventh of an SD in a week'],
    strong: [0.06, [0, 1], 'chosen', 'from here on a shift is strong: two fifths of an SD in a week'],
  }),
} as const;
