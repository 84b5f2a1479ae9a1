import { createCharacter, observe } from '../../src/character';
import { BELIEF } from '../../src/constants/evolution';
import { MS_PER_DAY } from '../../src/constants/time';
import { beliefAt } from '../../src/evolution/beliefs-at';
import { BeliefLane, StepLane } from '../../src/evolution/lanes';
import { relaxBelief } from '../../src/evolution/relaxation';
import { updateBelief } from '../../src/evolution/update';
import type { CharacterState } from '../../src/schema/character';
import type { CompleteEvidence } from '../../src/schema/evidence';
import { NEUTRAL_TRAITS } from './core';
import published from './data/trait-change.json';
import { type Figure, figureOf } from './figure';

/** One standard deviation of a HEXACO domain on [0, 1]. */
const ONE_SD = 0.146;
/** What is shown day by day: one standard deviation above the middle. */
const SHOWN = 0.5 + ONE_SD;
const HOURS_PER_DAY = 24;
const TRAIT = 'withdrawal';
const EVIDENCE: readonly CompleteEvidence[] = [
  { trait: TRAIT, value: SHOWN, weight: 1, trigger: 'observation' },
];

/** The days of evidence; then comes silence. */
export const EVIDENCE_DAYS = published.weeks * 7;

/** Where a trait stands, in standard deviations of people from where it began. */
export interface Place {
  readonly level: number;
  readonly setPoint: number;
}

/** The course of a trait that was shown at another level day by day, and then was left alone. */
export type Course = (day: number) => Place;

/** A distance from the middle as Cohen's d. */
function effectSize(level: number): number {
  return (level - 0.5) / ONE_SD;
}

/** The course through the functions that the engine calls. */
export function dampedCourse(certainty: 'authored' | 'blank' = 'authored'): Course {
  const days: CharacterState[] = [
    createCharacter({ id: 'anybody', personality: NEUTRAL_TRAITS, certainty, nowMs: 0 }).character,
  ];
  for (let day = 1; day <= EVIDENCE_DAYS; day++) {
    days.push(observe(days[day - 1]!, new Map(), EVIDENCE, day * MS_PER_DAY).character);
  }
  return (day) => {
    const last = days[Math.min(Math.floor(day), EVIDENCE_DAYS)]!;
    const { mean, setPoint } = beliefAt(last.beliefs[TRAIT], day * MS_PER_DAY);
    return { level: effectSize(mean), setPoint: effectSize(setPoint) };
  };
}

/** The course of an ideal learner, who takes all that is proposed. */
export function undampedCourse(): Course {
  const belief = new Float64Array(BeliefLane.count);
  belief[BeliefLane.mean] = 0.5;
  belief[BeliefLane.setPoint] = 0.5;
  belief[BeliefLane.precision] = BELIEF.authoredPrecision.value;
  const step = new Float64Array(StepLane.count);
  const days = [belief.slice()];
  for (let day = 1; day <= EVIDENCE_DAYS; day++) {
    relaxBelief(belief, 0, HOURS_PER_DAY);
    updateBelief(belief, 0, SHOWN - belief[BeliefLane.mean]!, 1, 1, 1, step, 0);
    days.push(belief.slice());
  }
  return (day) => {
    const last = Math.min(Math.floor(day), EVIDENCE_DAYS);
    const left = days[last]!.slice();
    relaxBelief(left, 0, (day - last) * HOURS_PER_DAY);
    return {
      level: effectSize(left[BeliefLane.mean]!),
      setPoint: effectSize(left[BeliefLane.setPoint]!),
    };
  };
}

/** H8: how far half a year of evidence moves a trait, and how much of that lasts; Roberts et al. 2017, Stieger et al. 2021. */
export function h8(): Figure[] {
  const ours = dampedCourse();
  const naive = undampedCourse();
  const { weeks, change, daysAfterwards } = published;
  const kept = (course: Course) => course(EVIDENCE_DAYS + daysAfterwards).level / course(EVIDENCE_DAYS).level;
  return [
    figureOf({
      id: 'H8 change',
      what: `evidence 1 SD away every day for ${weeks} weeks, Cohen's d, published ${String(change).slice(1)}`,
      naive: naive(EVIDENCE_DAYS).level,
      ours: ours(EVIDENCE_DAYS).level,
      target: [0.3, 0.45],
    }),
    figureOf({
      id: 'H8 kept',
      what: `share of that change left ${daysAfterwards} days later`,
      naive: kept(naive),
      ours: kept(ours),
      target: 0.85,
    }),
  ];
}
