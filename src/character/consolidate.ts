import { mergeConfigs } from '../affect/merge-configs';
import { dayEvidence } from '../evolution/day-evidence';
import type { LifeSummary, Peak } from '../evolution/life-evidence';
import type { Vad } from '../maths/vad';
import type { CharacterState } from '../schema/character';
import type { EmotionConfig } from '../schema/emotion-config';
import type { CompleteEvidence } from '../schema/evidence';
import type { OverlayState } from '../schema/overlay';
import { characterTime, levelsAt } from './levels';
import { dispositionOf } from './view';

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
  const config = mergeConfigs(character.emotionConfig, overrides);
  const { evidence, affect, impact } = dayEvidence(life, dynamics.homeBase, config, levels);
  const reasoning = describe(life.events, impact !== undefined, affect);
  return evidence.map(({ trait, value, weight }) => ({
    trait,
    value,
    weight,
    trigger: SESSION_TRIGGER,
    reasoning,
    ...(userId !== undefined && { userId }),
    ...(impact !== undefined && { impact }),
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
