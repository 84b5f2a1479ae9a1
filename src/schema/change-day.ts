import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { BELIEF_TRAITS, type BeliefTrait } from '../constants/traits';
import { unitInterval } from './guards';

const movedField = unitInterval.optional();
const movedFields = Object.fromEntries(BELIEF_TRAITS.map((trait) => [trait, movedField])) as Record<
  BeliefTrait,
  typeof movedField
>;
const changeDaySchema = z.strictObject({ index: z.number().int(), moved: z.strictObject(movedFields) });

/** How far evidence has moved each trait on the last days it was seen on, counted from 1970. */
export const changeDaysSchema = z.array(changeDaySchema).max(LIMITS.changeDays);

/** How far evidence has moved each trait on one day. */
export interface ChangeDay extends Readonly<z.infer<typeof changeDaySchema>> {}
