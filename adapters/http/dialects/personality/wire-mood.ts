import { z } from 'zod';
import type { Vad } from '../../../../src/index';
import { axisToScore, scoreToAxis } from './wire-scale';
import { closed, hundredths, instant, schemaLink } from './wire-words';

const four = { valence: z.number(), arousal: z.number(), tension: z.number(), affiliation: z.number() };

/** A mood in the four scores of this dialect. Tension is the wrong way round there: 0 is tense, 100 is calm. */
export interface MoodScores {
  readonly valence: number;
  readonly arousal: number;
  readonly tension: number;
  readonly affiliation: number;
}

/** The two points of core affect that a mood of this dialect is read from. */
interface Feeling {
  readonly emotion: { readonly vad: Vad };
  readonly mood: { readonly vad: Vad };
}

/** A mood as it is read. */
export const moodState = z
  .strictObject({
    agent_id: z.string(),
    user_id: z.string().optional(),
    ...four,
    label: z.string(),
    baseline_valence: z.number(),
    baseline_arousal: z.number(),
    baseline_tension: z.number(),
    baseline_affiliation: z.number(),
    user_baseline_valence: z.number(),
    user_baseline_arousal: z.number(),
    user_baseline_tension: z.number(),
    user_baseline_affiliation: z.number(),
    created_at: instant,
    updated_at: instant,
    last_decay_at: instant,
    last_interaction_at: instant,
  })
  .meta({ id: 'MoodState' });

/** A mood as it is read. */
export type MoodState = z.infer<typeof moodState>;

/** The mood of an agent. */
export const moodAnswer = z.strictObject({ mood: moodState }).meta({ id: 'MoodResponse' });

/** A mood that is to be. */
export const moodUpdate = closed({
  ...schemaLink,
  valence: hundredths,
  arousal: hundredths,
  tension: hundredths,
  affiliation: hundredths,
}).meta({ id: 'MoodUpdate' });

const moodEntry = z
  .strictObject({
    timestamp: instant,
    ...four,
    label: z.string().optional(),
    trigger_type: z.string().optional(),
    trigger_reason: z.string().optional(),
    delta_valence: z.number().optional(),
    delta_arousal: z.number().optional(),
    delta_tension: z.number().optional(),
    delta_affiliation: z.number().optional(),
  })
  .meta({ id: 'MoodHistoryEntry' });
/** One mood of a history. */
export type MoodEntry = z.infer<typeof moodEntry>;

/** Moods that were. */
export const moodHistoryAnswer = z
  .strictObject({ entries: z.array(moodEntry) })
  .meta({ id: 'MoodHistoryResponse' });

/** The mean of the moods that users have left behind. */
export const moodAggregateAnswer = z
  .strictObject({ ...four, label: z.string(), user_count: z.int(), days_window: z.int() })
  .meta({ id: 'MoodAggregateResponse' });

/**
 * A feeling of ours in the scores of this dialect: pleasure and energy are the mood's; calm is what emotion has of pleasure without
 * excitement; affection is what mood has of pleasure without having to be in charge.
 */
export function moodToWire({ emotion, mood }: Feeling): MoodScores {
  return {
    valence: axisToScore(mood.vad.valence),
    arousal: axisToScore(mood.vad.arousal),
    tension: axisToScore((emotion.vad.valence - emotion.vad.arousal) / 2),
    affiliation: axisToScore((mood.vad.valence - mood.vad.dominance) / 2),
  };
}

/** A feeling of ours that reads as these scores; valence and arousal do exactly, the others as far as there is room. */
export function moodFromWire(scores: MoodScores): { readonly emotion: Vad; readonly mood: Vad } {
  const valence = scoreToAxis(scores.valence);
  const arousal = scoreToAxis(scores.arousal);
  const dominance = clampAxis(valence - 2 * scoreToAxis(scores.affiliation));
  const shift = scoreToAxis(scores.tension) - (valence - arousal) / 2;
  return {
    mood: { valence, arousal, dominance },
    emotion: { valence: clampAxis(valence + shift), arousal: clampAxis(arousal - shift), dominance },
  };
}

/** The scores of a character that feels nothing but what it always returns to. */
export function restingMood(homeBase: Vad): MoodScores {
  return moodToWire({ emotion: { vad: homeBase }, mood: { vad: homeBase } });
}

/**
 * The name of a mood. Low spirits are angry or anxious when there is energy in them, by how tense they are, and melancholy otherwise; high
 * ones are excited when there is energy without calm in them, else blissful or content.
 */
export function labelMood({ valence, arousal, tension }: MoodScores): string {
  if (valence < 35) {
    if (arousal < 60) return 'melancholy';
    return tension < 40 ? 'angry' : 'anxious';
  }
  if (valence < 60) return 'neutral';
  if (arousal >= 60 && tension < 60) return 'excited';
  return valence >= 80 ? 'blissful' : 'content';
}

/** What of each score a mood has gained on another. */
export function moodDeltas(after: MoodScores, before: MoodScores): Partial<MoodEntry> {
  return {
    delta_valence: after.valence - before.valence,
    delta_arousal: after.arousal - before.arousal,
    delta_tension: after.tension - before.tension,
    delta_affiliation: after.affiliation - before.affiliation,
  };
}

function clampAxis(value: number): number {
  return Math.min(1, Math.max(-1, value));
}
