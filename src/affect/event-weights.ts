import { EXPECTATION, IMPULSE } from '../constants/coefficients';

/** How the coefficients of an event lie side by side; what they mean stands in constants/coefficients.ts. */
export enum Weight {
  valenceOfCongruence = 0,
  valenceOfSurprise = 1,
  valenceOfNorm = 2,
  valenceOfControl = 3,
  valenceOfStandards = 4,
  arousalOfEvent = 5,
  arousalOfIntensity = 6,
  arousalOfNovelty = 7,
  arousalOfUrgency = 8,
  arousalOfViolation = 9,
  arousalOfResignation = 10,
  arousalOfRoutine = 11,
  dominanceOfControl = 12,
  dominanceOfAuthorship = 13,
  dominanceOfCongruence = 14,
  dominanceOfAdjustment = 15,
  priorPrecision = 16,
  maxPrecision = 17,
  mostHabituation = 18,
  /** How many there are. */
  count = 19,
}

const VALUES: Readonly<Record<Exclude<Weight, Weight.count>, number>> = {
  [Weight.valenceOfCongruence]: IMPULSE.valence.congruence.value,
  [Weight.valenceOfSurprise]: IMPULSE.valence.surprise.value,
  [Weight.valenceOfNorm]: IMPULSE.valence.norm.value,
  [Weight.valenceOfControl]: IMPULSE.valence.control.value,
  [Weight.valenceOfStandards]: IMPULSE.valence.standards.value,
  [Weight.arousalOfEvent]: IMPULSE.arousal.event.value,
  [Weight.arousalOfIntensity]: IMPULSE.arousal.intensity.value,
  [Weight.arousalOfNovelty]: IMPULSE.arousal.novelty.value,
  [Weight.arousalOfUrgency]: IMPULSE.arousal.urgency.value,
  [Weight.arousalOfViolation]: IMPULSE.arousal.violation.value,
  [Weight.arousalOfResignation]: IMPULSE.arousal.resignation.value,
  [Weight.arousalOfRoutine]: IMPULSE.arousal.routine.value,
  [Weight.dominanceOfControl]: IMPULSE.dominance.control.value,
  [Weight.dominanceOfAuthorship]: IMPULSE.dominance.authorship.value,
  [Weight.dominanceOfCongruence]: IMPULSE.dominance.congruence.value,
  [Weight.dominanceOfAdjustment]: IMPULSE.dominance.adjustment.value,
  [Weight.priorPrecision]: EXPECTATION.priorPrecision.value,
  [Weight.maxPrecision]: EXPECTATION.maxPrecision.value,
  [Weight.mostHabituation]: EXPECTATION.habituation.value,
};

/** The coefficients of an event. In the tables it takes three steps to each of them, which is a fifteenth of the time of an event. */
export const WEIGHTS: Float64Array = Float64Array.from({ ...VALUES, length: Weight.count });
