import { LABEL_NAMES } from '../../src/constants/affect';
import { type Felt, feel, labelProbabilities } from './core';
import { type Figure, figureOf } from './figure';
import { NAIVE_AXES } from './h1';
import { appraisalOf, labelOf, READING, type Reading, SMITH_ELLSWORTH_EMOTIONS } from './smith-ellsworth';

/** Where the fifteen stand among all labels. */
const PLACES = SMITH_ELLSWORTH_EMOTIONS.map((emotion) => LABEL_NAMES.indexOf(labelOf(emotion)));

/** How an emotion was named: the fifteen labels by falling probability. */
export interface Naming {
  readonly emotion: string;
  readonly ranking: readonly string[];
  /** 1 when its own name came first. */
  readonly rank: number;
}

function name(feltOf: (index: number) => Felt, causeWeight: number): Naming[] {
  return SMITH_ELLSWORTH_EMOTIONS.map((emotion, index) => {
    const probabilities = labelProbabilities(feltOf(index), causeWeight);
    const places = [...PLACES].sort((a, b) => probabilities[b]! - probabilities[a]!);
    const ranking = places.map((place) => LABEL_NAMES[place]!);
    return { emotion, ranking, rank: 1 + ranking.indexOf(labelOf(emotion)) };
  });
}

/** The names that the core gives to the fifteen appraisals. */
export function namings(reading: Reading, causeWeight: number): Naming[] {
  return name((index) => feel(appraisalOf(SMITH_ELLSWORTH_EMOTIONS[index]!, reading)), causeWeight);
}

/** The names that follow from the naive axes alone. */
function naiveNamings(): Naming[] {
  return name((index) => {
    const appraisal = appraisalOf(SMITH_ELLSWORTH_EMOTIONS[index]!, READING);
    const impulse = Float64Array.from(NAIVE_AXES, (axis) => axis(appraisal));
    return { ...feel(appraisal), impulse };
  }, 0);
}

/** Share of the emotions whose own name is among the first `count`. */
export function shareWithin(named: readonly Naming[], count: number): number {
  return named.filter(({ rank }) => rank <= count).length / named.length;
}

/** Why an emotion is not named within three, for those of which it is known. */
const OBSTACLES: Readonly<Record<string, string>> = {
  surprise: 'in 1985 nothing but happiness was more pleasant; our label is nearly neutral',
};

/** The emotions that are not named within the first `count`, with the reason. */
function obstacleOf(named: readonly Naming[], count: number): string {
  const missed = named.filter(({ rank }) => rank > count);
  return missed
    .map(({ emotion, rank }) => `${emotion} is number ${rank}: ${OBSTACLES[emotion] ?? 'not known why'}`)
    .join('; ');
}

/** H2: from the appraisals of Smith & Ellsworth 1985 to the name of the feeling. */
export function h2(): Figure[] {
  const ours = namings(READING, 1);
  const naive = naiveNamings();
  return [
    { count: 1, target: 0.7 },
    { count: 3, target: 0.95 },
  ].map(({ count, target }) =>
    figureOf({
      id: `H2 top ${count}`,
      what: `Smith & Ellsworth to label, ${ours.length} ways`,
      naive: shareWithin(naive, count),
      ours: shareWithin(ours, count),
      target,
      obstacle: obstacleOf(ours, count),
    }),
  );
}
