import { VAD_AXES } from '../../src/constants/affect';
import { feel } from './core';
import { emotions } from './data/gebhard-2005.json';
import agreement from './data/norm-agreement.json';
import { type Figure, figureOf } from './figure';
import { ceilingOf, NAIVE_AXES } from './h1';
import { appraisalOfOcc, OCC } from './occ';
import { pearson } from './statistics';

/** ALMA: from the definitions of OCC to the places of Gebhard 2005. */
export function alma(): Figure[] {
  const names = Object.keys(emotions) as (keyof typeof emotions)[];
  const appraisals = names.map((name) => appraisalOfOcc(OCC[name]!));
  const impulses = appraisals.map((appraisal) => feel(appraisal).impulse);
  return VAD_AXES.map((axis, index) => {
    const places = names.map((name) => emotions[name][index]!);
    return figureOf({
      id: `ALMA ${axis}`,
      what: `OCC definitions to ALMA, ${names.length} emotions, Pearson`,
      naive: pearson(appraisals.map(NAIVE_AXES[index]!), places),
      ours: pearson(
        impulses.map((impulse) => impulse[index]!),
        places,
      ),
      target: undefined,
      ceiling: ceilingOf(agreement.withGebhard, index),
    });
  });
}
