import { createDisposition } from '../../src/affect/disposition';
import { LABELS } from '../../src/constants/affect';
import { SECONDS_PER_HOUR } from '../../src/constants/time';
import type { Domain } from '../../src/constants/traits';
import { streamKey, uniformAt } from '../../src/maths/random';
import { lengthOf, type Vad } from '../../src/maths/vad';
import type { Personality } from '../../src/schema/personality';
import { createSession, elapse, perceive } from '../../src/session';
import { NEUTRAL_TRAITS, randomAppraisal } from './core';
import published from './data/komulainen-2014.json';
import { type Figure, figureOf } from './figure';
import { mean, slope, spread } from './statistics';

const SEED = 2014;
/** Lives that are lived twice, once by each of two characters. */
const LIVES = 120;
const EVENTS = 60;
/** One standard deviation of a HEXACO domain on [0, 1]. */
const ONE_SD = 0.146;
/** A difference counts from three standard errors on. */
const CLEAR = 3;

/** What is measured of one life. */
interface Measures {
  readonly positiveAffect: number;
  readonly negativeAffect: number;
  /** Standard deviation of negative affect. */
  readonly variability: number;
  readonly sadnessVariability: number;
  /** Slope of negative affect on how bad the last event was. */
  readonly reactivity: number;
}

/** One published sign and what the simulation says. */
export interface TraitEffect {
  readonly trait: Domain;
  readonly measure: keyof Measures;
  readonly published: number;
  /** High minus low, mean over lives. */
  readonly difference: number;
  /** The difference in its standard errors. */
  readonly clarity: number;
  readonly isRight: boolean;
}

const [sadV, sadA, sadD] = LABELS.sadness.vad;

/** How far affect lies towards the place of sadness, as somebody who rates "sad" would say. */
function sadnessOf({ valence, arousal, dominance }: Vad): number {
  const along = valence * sadV + arousal * sadA + dominance * sadD;
  return Math.max(0, along / lengthOf(sadV, sadA, sadD));
}

/** Lives one life: events at random times, each followed within the hour by a look at how it feels. */
function live(personality: Personality, life: number): Measures {
  const disposition = createDisposition(personality, {}, {});
  const key = streamKey(SEED, `life ${life}`);
  let { session } = createSession({ id: 'life', characterId: 'anybody', nowMs: 0, seed: SEED }, disposition);
  const positive: number[] = [];
  const negative: number[] = [];
  const sadness: number[] = [];
  const harm: number[] = [];
  for (let event = 0; event < EVENTS; event++) {
    const appraisal = randomAppraisal(key, event);
    const elapsedSeconds = 4 * SECONDS_PER_HOUR * uniformAt(key, event, 200);
    session = perceive(session, disposition, { appraisal, elapsedSeconds, clockMs: 0 }).session;
    session = elapse(session, disposition, SECONDS_PER_HOUR * uniformAt(key, event, 201), 0).session;
    positive.push(Math.max(0, session.emotion.valence));
    negative.push(Math.max(0, -session.emotion.valence));
    sadness.push(sadnessOf(session.emotion));
    harm.push(appraisal.goalRelevance * Math.max(0, -appraisal.goalCongruence));
  }
  return {
    positiveAffect: mean(positive),
    negativeAffect: mean(negative),
    variability: spread(negative),
    sadnessVariability: spread(sadness),
    reactivity: slope(harm, negative),
  };
}

/** The same lives lived one standard deviation above and below the middle of a trait, high minus low. */
function contrast(trait: Domain): Measures[] {
  const high = { ...NEUTRAL_TRAITS, [trait]: 0.5 + ONE_SD };
  const low = { ...NEUTRAL_TRAITS, [trait]: 0.5 - ONE_SD };
  return Array.from({ length: LIVES }, (_, life) => {
    const above = live(high, life);
    const below = live(low, life);
    const names = Object.keys(above) as (keyof Measures)[];
    const differences = names.map((measure) => [measure, above[measure] - below[measure]]);
    return Object.fromEntries(differences) as Record<keyof Measures, number>;
  });
}

/** What each trait does to daily affect, beside the published sign. */
export function traitEffects(): TraitEffect[] {
  const contrasts = new Map<string, Measures[]>();
  return published.signs.map(({ trait, measure, sign }) => {
    if (!contrasts.has(trait)) contrasts.set(trait, contrast(trait as Domain));
    const name = measure as keyof Measures;
    const differences = contrasts.get(trait)!.map((measures) => measures[name]);
    const difference = mean(differences);
    const clarity = difference / (spread(differences) / Math.sqrt(LIVES - 1));
    const isRight = Math.sign(difference) === sign && Math.abs(clarity) >= CLEAR;
    return { trait: trait as Domain, measure: name, published: sign, difference, clarity, isRight };
  });
}

/** H6: signs of the links between traits and daily affect, Komulainen 2014. */
export function h6(effects: readonly TraitEffect[]): Figure[] {
  return [
    figureOf({
      id: 'H6 signs',
      what: `traits to daily affect, Komulainen, ${effects.length} signs, simulated`,
      naive: 0,
      ours: effects.filter(({ isRight }) => isRight).length,
      target: effects.length,
    }),
  ];
}
