import { LIFE_EVIDENCE } from '../constants/evolution';
import { type LifeSummary, lifeEvidence, type Peak } from '../evolution/life-evidence';
import type { Vad } from '../maths/vad';
import type { CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { CompleteEvidence } from '../schema/evidence';
import type { OverlayState } from '../schema/overlay';
import { characterTime, levelsAt } from './levels';
import { dispositionOf, mergeConfigs } from './view';

const SESSION_TRIGGER = 'session';

/**
 * What a stretch of a session says about the character that lived through it, as evidence for `observe`.
 *
 * @param life what the stretch was like, and the event of it that mattered most
 * @param userId whom it was lived with
 * @param overrides the session's own emotionConfig
 * @param atMs when the stretch ended
 * Effects: pure. Model: docs/model/evolution.md.
 */
export function evidenceOfLife(
  character: CharacterState,
  overlay: OverlayState | undefined,
  life: LifeSummary & { readonly peak: Peak },
  userId: string | undefined,
  overrides: EmotionConfig | undefined,
  atMs: number,
): readonly CompleteEvidence[] {
  const levels = levelsAt(character, overlay, characterTime(character, atMs));
  const { dynamics } = dispositionOf(character, overrides, levels);
  const authored = mergeConfigs(character.emotionConfig, overrides).homeBase ?? {};
  const isAuthored = {
    valence: authored.valence !== undefined,
    arousal: authored.arousal !== undefined,
    dominance: authored.dominance !== undefined,
  };
  // A day that shakes is remembered for what shook, not for the mood that it ended in.
  const isShaking = life.peak.impact >= LIFE_EVIDENCE.momentImpact.value;
  const affect = isShaking ? life.peak.affect : life.meanMood;
  const told = { ...life, meanMood: affect };
  const reasoning = describe(life.events, isShaking, affect);
  return lifeEvidence(told, dynamics.homeBase, isAuthored, levels).map(({ trait, value, weight }) => ({
    trait,
    value,
    weight,
    trigger: SESSION_TRIGGER,
    reasoning,
    ...(userId !== undefined && { userId }),
    ...(isShaking && { impact: Math.min(1, life.peak.impact) }),
  }));
}

function describe(events: number, isShaking: boolean, { valence, arousal, dominance }: Vad): string {
  const many = events === 1 ? 'one event' : `${events} events`;
  const what = isShaking
    ? events === 1
      ? 'one event shook and was felt'
      : `one of ${many} shook and was felt`
    : `${many}, in a mood`;
  return `In a session ${what} at valence ${valence.toFixed(2)}, arousal ${arousal.toFixed(2)}, dominance ${dominance.toFixed(2)}`;
}
