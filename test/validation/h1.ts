import { VAD_AXES } from '../../src/constants/affect';
import type { Appraisal } from '../../src/schema/appraisal';
import { feel } from './core';
import agreement from './data/norm-agreement.json';
import norms from './data/russell-mehrabian-1977.json';
import { type Figure, figureOf } from './figure';
import { appraisalOf, READING, type Reading, SMITH_ELLSWORTH_EMOTIONS } from './smith-ellsworth';
import { spearman } from './statistics';

const TARGETS = [0.75, 0.65, 0.85] as const;

type Term = keyof typeof norms.terms;
const SHARED = SMITH_ELLSWORTH_EMOTIONS.filter((emotion): emotion is Term => emotion in norms.terms);

/** What somebody would say without a model: good feels good, strong is exciting, control is power. */
export const NAIVE_AXES: readonly ((appraisal: Appraisal) => number)[] = [
  ({ goalCongruence }) => goalCongruence,
  ({ goalCongruence }) => Math.abs(goalCongruence),
  ({ controllability }) => 2 * controllability - 1,
];

/** The best agreement of another published table with one of the two that the axes are held against. */
export function ceilingOf(rows: readonly (readonly number[])[], axis: number): number {
  return Math.max(...rows.map((row) => row[axis]!));
}

/** Rank correlations of the impulse with the published places, one for each axis. */
export function rankCorrelations(reading: Reading, terms: readonly Term[] = SHARED): number[] {
  const impulses = terms.map((emotion) => feel(appraisalOf(emotion, reading)).impulse);
  return VAD_AXES.map((_, axis) =>
    spearman(
      impulses.map((impulse) => impulse[axis]!),
      terms.map((emotion) => norms.terms[emotion].vad[axis]!),
    ),
  );
}

/** How far the rank correlations go down and up when any one term is left out: what nine terms are worth. */
export function rangesWithoutOne(): { readonly low: number; readonly high: number }[] {
  const without = SHARED.map((left) =>
    rankCorrelations(
      READING,
      SHARED.filter((term) => term !== left),
    ),
  );
  return VAD_AXES.map((_, axis) => {
    const values = without.map((correlations) => correlations[axis]!);
    return { low: Math.min(...values), high: Math.max(...values) };
  });
}

/** H1: from the appraisals of Smith & Ellsworth 1985 to the places of Russell & Mehrabian 1977. */
export function h1(): Figure[] {
  const ours = rankCorrelations(READING);
  return VAD_AXES.map((axis, index) =>
    figureOf({
      id: `H1 ${axis}`,
      what: `Smith & Ellsworth to Russell & Mehrabian, ${SHARED.length} terms, Spearman`,
      naive: spearman(
        SHARED.map((emotion) => NAIVE_AXES[index]!(appraisalOf(emotion, READING))),
        SHARED.map((emotion) => norms.terms[emotion].vad[index]!),
      ),
      ours: ours[index]!,
      target: TARGETS[index],
      ceiling: ceilingOf(agreement.withRussellMehrabian, index),
    }),
  );
}
