import { LIFE_EVIDENCE } from '../constants/evolution';
import { type LifeSummary, lifeEvidence } from '../evolution/life-evidence';
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
 * @param life what the stretch was like, and how much its strongest event mattered
 * @param userId whom it was lived with
 * @param overrides the session's own emotionConfig
 * @param atMs when the stretch ended
 * Effects: pure. Model: docs/model/evolution.md.
 */
export function evidenceOfLife(
  character: CharacterState,
  overlay: OverlayState | undefined,
  life: LifeSummary & { readonly impact: number },
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
  const { valence, arousal, dominance } = life.meanAffect;
  const reasoning =
    `${life.events} events of a session, felt on average at valence ${valence.toFixed(2)}, ` +
    `arousal ${arousal.toFixed(2)}, dominance ${dominance.toFixed(2)}`;
  return lifeEvidence(life, dynamics.homeBase, isAuthored, levels).map(({ trait, value, weight }) => ({
    trait,
    value,
    weight,
    trigger: SESSION_TRIGGER,
    reasoning,
    ...(userId !== undefined && { userId }),
    ...(life.impact >= LIFE_EVIDENCE.momentImpact.value && { impact: Math.min(1, life.impact) }),
  }));
}
