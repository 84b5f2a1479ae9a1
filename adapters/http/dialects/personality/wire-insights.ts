import { z } from 'zod';
import type { Moment, Shift } from '../../../../src/index';
import { personalityDelta, personalityProfile, userOverlay } from './wire-profile';
import { toSnakeCase } from './wire-scale';
import { big5Assessment } from './wire-traits';
import { instant } from './wire-words';

const shiftSchema = z
  .strictObject({
    trait_name: z.string(),
    direction: z.string(),
    magnitude: z.string(),
    timeframe_days: z.int(),
    trigger_types: z.array(z.string()),
    reasoning: z.string().optional(),
    timestamp: z.string().optional(),
  })
  .meta({ id: 'PersonalityShift' });

const momentSchema = z
  .strictObject({
    description: z.string(),
    reasoning: z.string(),
    trigger_type: z.string(),
    created_at: z.string(),
    emotional_impact: z.string().optional(),
    location: z.string().optional(),
    partner_name: z.string().optional(),
    traits_affected: z.array(z.string()).optional(),
  })
  .meta({ id: 'SignificantMoment' });

/** Several personalities by the ids or names that were asked for. */
export const batchAnswer = z
  .strictObject({
    personalities: z.record(
      z.string(),
      z
        .strictObject({ profile: personalityProfile, evolution_count: z.int() })
        .meta({ id: 'BatchPersonalityEntry' }),
    ),
  })
  .meta({ id: 'BatchPersonalityResponse' });

/** A personality and how it came to be so. */
export const personalityAnswer = z
  .strictObject({ profile: personalityProfile, evolution: z.array(personalityDelta) })
  .meta({ id: 'PersonalityResponse' });

/** That it was done. */
export const successAnswer = z.strictObject({ success: z.boolean() }).meta({ id: 'SuccessResponse' });

/** What has shifted over a week. */
export const shiftsAnswer = z
  .strictObject({ shifts: z.array(shiftSchema) })
  .meta({ id: 'RecentShiftsResponse' });

/** Turning points. */
export const momentsAnswer = z
  .strictObject({ moments: z.array(momentSchema) })
  .meta({ id: 'SignificantMomentsResponse' });

/** How an agent is with each user. */
export const overlaysAnswer = z
  .strictObject({ overlays: z.array(userOverlay) })
  .meta({ id: 'UserOverlaysResponse' });

/** How an agent is with one user, beside how it is with everybody. */
export const overlayAnswer = z
  .strictObject({ overlay: userOverlay, base: personalityProfile, evolution: z.array(personalityDelta) })
  .meta({ id: 'UserOverlayDetailResponse' });

/** A personality and a mood as they were. */
export const timeMachineAnswer = z
  .strictObject({
    requested_at: instant,
    personality_at: big5Assessment,
    current_personality: big5Assessment,
    evolution_events: z.array(personalityDelta),
    mood_at: z
      .strictObject({
        valence: z.number(),
        arousal: z.number(),
        tension: z.number(),
        affiliation: z.number(),
        label: z.string(),
      })
      .meta({ id: 'TimeMachineMoodSnapshot' }),
  })
  .meta({ id: 'TimeMachineResponse' });

/** A shift on the wire. */
export function shiftToWire(shift: Shift): z.infer<typeof shiftSchema> {
  return {
    trait_name: toSnakeCase(shift.traitName),
    direction: shift.direction,
    magnitude: shift.magnitude,
    timeframe_days: shift.timeframeDays,
    trigger_types: [...shift.triggerTypes],
    ...(shift.reasoning !== undefined && { reasoning: shift.reasoning }),
    timestamp: shift.timestamp,
  };
}

/** A turning point on the wire. What it was like, where and with whom is nothing that the engine knows in words. */
export function momentToWire(moment: Moment): z.infer<typeof momentSchema> {
  return {
    description: moment.description,
    reasoning: moment.reasoning ?? moment.description,
    trigger_type: moment.triggerType,
    created_at: moment.createdAt,
    traits_affected: moment.traitsAffected.map(toSnakeCase),
  };
}
