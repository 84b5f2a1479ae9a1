import { intensityOf } from '../../src/affect/label';
import { type EmotionLabel, LABEL_NAMES, LABELS } from '../../src/constants/affect';
import {
  APPRAISAL_DIMENSIONS,
  APPRAISAL_RANGES,
  type AppraisalDimension,
} from '../../src/constants/appraisal';
import { streamKey, uniformAt } from '../../src/maths/random';
import type { Appraisal } from '../../src/schema/appraisal';
import { feel, labelProbabilities, randomAppraisal } from './core';
import { profiles } from './data/yeo-ong-2024.json';
import { type Figure, figureOf } from './figure';
import { covariance } from './statistics';

const EVENTS = 20_000;
const KEY = streamKey(2024, 'events');
/** Smaller correlations have no sign to speak of. */
const SMALLEST = 0.1;
/** How often a good side of an event comes with its other good sides: the square is their correlation. */
const TOGETHER = Math.sqrt(0.3);
/** The dimensions that are good or bad, so that real events tend to have them together. */
const GOOD_SIDES: readonly AppraisalDimension[] = [
  'goalCongruence',
  'controllability',
  'normCompatibility',
  'internalStandards',
  'adjustmentPotential',
];
/** The dimensions of a label's signature, in its order. */
const SIGNATURE: readonly AppraisalDimension[] = [
  'goalCongruence',
  'expectedness',
  'controllability',
  'agency',
  'normCompatibility',
  'urgency',
];

/** A published link of an appraisal with an emotion, large enough to have a sign. */
interface Link {
  readonly label: EmotionLabel;
  readonly dimension: AppraisalDimension;
  readonly sign: number;
}

/** The links of at least `studies` studies. */
function linksOf(studies: number): Link[] {
  return Object.entries(profiles).flatMap(([label, profile]) =>
    (Object.entries(profile) as [AppraisalDimension, number[]][])
      .filter(([, [r, k]]) => Math.abs(r!) >= SMALLEST && k! >= studies)
      .map(([dimension, [r]]) => ({ label: label as EmotionLabel, dimension, sign: Math.sign(r!) })),
  );
}

function agreement(links: readonly Link[], signOf: (link: Link) => number): number {
  return links.filter((link) => signOf(link) === link.sign).length / links.length;
}

/** What somebody would say without a model: good feelings go with all that is good, and what matters makes everything stronger. */
function naiveSign({ label, dimension }: Link): number {
  if (dimension === 'goalRelevance') return 1;
  return Math.sign(LABELS[label].vad[0]) * (dimension === 'urgency' ? -1 : 1);
}

/** How strongly each label is felt at each of many events, and the events. */
interface Sample {
  readonly events: Readonly<Record<AppraisalDimension, number[]>>;
  readonly ratings: Readonly<Record<EmotionLabel, number[]>>;
}

/** Asks the core about many random events. */
function sample(eventAt: (step: number) => Appraisal): Sample {
  const events = recordOf(APPRAISAL_DIMENSIONS);
  const ratings = recordOf(LABEL_NAMES);
  for (let step = 0; step < EVENTS; step++) {
    const appraisal = eventAt(step);
    const felt = feel(appraisal);
    const intensity = intensityOf(felt.impulse[0]!, felt.impulse[1]!, felt.impulse[2]!);
    const probabilities = labelProbabilities(felt, 1);
    for (const dimension of APPRAISAL_DIMENSIONS) events[dimension].push(appraisal[dimension]);
    LABEL_NAMES.forEach((label, index) => {
      ratings[label].push(probabilities[index]! * intensity);
    });
  }
  return { events, ratings };
}

function recordOf<K extends string>(keys: readonly K[]): Record<K, number[]> {
  return Object.fromEntries(keys.map((key) => [key, [] as number[]])) as Record<K, number[]>;
}

const independent = (): Sample => sample((step) => randomAppraisal(KEY, step));
const alike = (): Sample =>
  sample((step) =>
    randomAppraisal(
      KEY,
      step,
      (dimension, index) => GOOD_SIDES.includes(dimension) && uniformAt(KEY, step, 200 + index) < TOGETHER,
    ),
  );

function signIn({ events, ratings }: Sample, { label, dimension }: Link): number {
  return Math.sign(covariance(events[dimension], ratings[label]));
}

/** The sign that a label's signature asks for; 0 where the signature has the neutral value or does not know the dimension. */
function signatureSign({ label, dimension }: Link): number {
  const place = SIGNATURE.indexOf(dimension);
  if (place < 0) return 0;
  return Math.sign(LABELS[label].signature[place]! - APPRAISAL_RANGES[dimension].neutral);
}

/** Yeo & Ong: signs of the links of appraisals with emotions, for links of at least `studies` studies. */
export function yeoOng(studies = 1): Figure[] {
  const links = linksOf(studies);
  const asked = links.filter((link) => signatureSign(link) !== 0);
  const apart = independent();
  const together = alike();
  const figure = (id: string, of: readonly Link[], what: string, signOf: (link: Link) => number) =>
    figureOf({
      id: `Yeo & Ong ${id}`,
      what: `${of.length} signs, ${what}`,
      naive: agreement(of, naiveSign),
      ours: agreement(of, signOf),
      target: undefined,
    });
  return [
    figure('events', links, 'felt at events of independent sides', (link) => signIn(apart, link)),
    figure('alike', links, 'felt at events whose good sides go together', (link) => signIn(together, link)),
    figure('signatures', asked, 'asked for by the signatures of labels', signatureSign),
  ];
}
