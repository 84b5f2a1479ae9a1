import type { Appraisal } from '../../src/schema/appraisal';

/** How OCC (Ortony, Clore & Collins 1988) defines an emotion. */
export interface OccDefinition {
  /** What happens to the own goals: good +1, bad -1. */
  readonly own?: 1 | -1;
  /** The feeling about what happens to somebody else: pleased +1, displeased -1. */
  readonly fortuneOfOther?: 1 | -1;
  /** Whether it was to be expected: still open, come true, or not come true. */
  readonly prospect?: 'open' | 'confirmed' | 'disconfirmed';
  readonly agent?: 'self' | 'other';
  /** Praiseworthy +1, blameworthy -1. */
  readonly deed?: 1 | -1;
}

/** The emotions about events and deeds. Those about objects, love and hate, have no appraisal of an event. */
export const OCC: Readonly<Record<string, OccDefinition>> = {
  joy: { own: 1 },
  distress: { own: -1 },
  hope: { own: 1, prospect: 'open' },
  fear: { own: -1, prospect: 'open' },
  satisfaction: { own: 1, prospect: 'confirmed' },
  'fears-confirmed': { own: -1, prospect: 'confirmed' },
  relief: { own: 1, prospect: 'disconfirmed' },
  disappointment: { own: -1, prospect: 'disconfirmed' },
  'happy-for': { fortuneOfOther: 1 },
  gloating: { fortuneOfOther: 1 },
  pity: { fortuneOfOther: -1 },
  resentment: { fortuneOfOther: -1 },
  pride: { agent: 'self', deed: 1 },
  shame: { agent: 'self', deed: -1 },
  admiration: { agent: 'other', deed: 1 },
  reproach: { agent: 'other', deed: -1 },
  gratification: { own: 1, agent: 'self', deed: 1 },
  remorse: { own: -1, agent: 'self', deed: -1 },
  gratitude: { own: 1, agent: 'other', deed: 1 },
  anger: { own: -1, agent: 'other', deed: -1 },
};

/**
 * A definition as an appraisal, by rules for its parts and never for single emotions.
 * Written before anything was scored with it, and not changed since; docs/model/validation.md gives the reasons.
 */
export function appraisalOfOcc({ own, fortuneOfOther, prospect, agent, deed }: OccDefinition): Appraisal {
  const norm = 0.8 * (deed ?? 0);
  return {
    goalRelevance: own ? 1 : 0.5,
    goalCongruence: own ? 0.8 * own : fortuneOfOther ? 0.8 * fortuneOfOther : 0.4 * (deed ?? 0),
    expectedness: prospect ? { open: 0.3, confirmed: 0.9, disconfirmed: 0.1 }[prospect] : 0.5,
    controllability: controlOf(own, agent),
    agency: agent === 'self' ? 1 : agent === 'other' ? -1 : 0,
    normCompatibility: norm,
    internalStandards: agent === 'self' ? norm : 0,
    adjustmentPotential: 0.5 + 0.2 * (own ?? 0),
    urgency: urgencyOf({ own, fortuneOfOther, prospect, agent }),
  };
}

/** Own deeds were in hand, others can be talked to; what merely happens is in hand while it is good. */
function controlOf(own: number | undefined, agent: string | undefined): number {
  if (agent === 'self') return 0.7;
  if (agent === 'other' || own === undefined) return 0.5;
  return own > 0 ? 0.6 : 0.2;
}

type Undefinable<T> = { readonly [K in keyof T]: T[K] | undefined };

/** A threat presses most, then an injury; what is settled presses little, and what befalls others hardly more. */
function urgencyOf({ own, fortuneOfOther, prospect, agent }: Undefinable<OccDefinition>): number {
  if (prospect === 'open') return own === -1 ? 0.9 : 0.6;
  if (prospect) return 0.2;
  if (own === -1 && agent === 'other') return 0.8;
  return fortuneOfOther ? 0.3 : 0.5;
}
