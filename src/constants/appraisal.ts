/** The nine dimensions of an appraisal, in the order in which they lie in lanes. */
export const APPRAISAL_DIMENSIONS = [
  'goalRelevance',
  'goalCongruence',
  'expectedness',
  'controllability',
  'agency',
  'normCompatibility',
  'internalStandards',
  'adjustmentPotential',
  'urgency',
] as const;
/** Name of an appraisal dimension. */
export type AppraisalDimension = (typeof APPRAISAL_DIMENSIONS)[number];

/** Where each dimension lies in nine consecutive lanes. */
export enum AppraisalLane {
  goalRelevance = 0,
  goalCongruence = 1,
  expectedness = 2,
  controllability = 3,
  agency = 4,
  normCompatibility = 5,
  internalStandards = 6,
  adjustmentPotential = 7,
  urgency = 8,
  /** How many lanes an appraisal takes. */
  count = 9,
}

/** Range, neutral value and meaning of each dimension. A dimension that may be left out stands at its neutral value then. */
export const APPRAISAL_RANGES: Readonly<
  Record<
    AppraisalDimension,
    {
      readonly low: number;
      readonly high: number;
      readonly neutral: number;
      readonly optional: boolean;
      readonly meaning: string;
    }
  >
> = {
  goalRelevance: {
    low: 0,
    high: 1,
    neutral: 0,
    optional: false,
    meaning: 'how much the event matters to what the character wants',
  },
  goalCongruence: { low: -1, high: 1, neutral: 0, optional: false, meaning: 'whether it hinders or helps' },
  expectedness: { low: 0, high: 1, neutral: 0.5, optional: false, meaning: 'from a shock to routine' },
  controllability: { low: 0, high: 1, neutral: 0.5, optional: false, meaning: 'from helpless to in control' },
  agency: {
    low: -1,
    high: 1,
    neutral: 0,
    optional: false,
    meaning: 'who caused it as the character sees it: others or circumstance (-1), the character itself (+1)',
  },
  normCompatibility: {
    low: -1,
    high: 1,
    neutral: 0,
    optional: false,
    meaning: 'whether it violates or fits what is right',
  },
  internalStandards: {
    low: -1,
    high: 1,
    neutral: 0,
    optional: true,
    meaning: 'whether the character falls short of its own standards or meets them',
  },
  adjustmentPotential: {
    low: 0,
    high: 1,
    neutral: 0.5,
    optional: true,
    meaning: 'whether the character can live with the consequences',
  },
  urgency: { low: 0, high: 1, neutral: 0.5, optional: true, meaning: 'from settled to an emergency' },
};
