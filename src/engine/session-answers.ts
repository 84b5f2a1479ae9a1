import type { Dynamics } from '../affect/dynamics';
import type { CharacterView } from '../character';
import type { FeltLabel } from '../constants/affect';
import { SECONDS_PER_HOUR } from '../constants/time';
import { type PromptData, promptData } from '../expression';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import {
  type Emotion,
  type Mood,
  type PredictionError,
  type SessionPerceived,
  viewFeeling,
} from '../session';
import type { LoadedSession } from './records';

/** A session: who feels in it, and how feelings move there. */
export interface Session {
  readonly id: string;
  readonly characterId: string;
  readonly userId?: string;
  /** Who the character is: identity, the six domains, facets that differ from them, goals. */
  readonly persona: CharacterView;
  /** The resolved dynamics; hands back as `emotionConfig`. */
  readonly config: Dynamics;
  /** ISO 8601. */
  readonly createdAt: string;
  /** When the session was last written, by the clock, ISO 8601. */
  readonly lastActiveAt: string;
  /** How many events it has perceived. */
  readonly turns: number;
  readonly revision: number;
}

/** A session in a listing. */
export interface SessionSummary {
  readonly id: string;
  readonly characterId: string;
  readonly userId?: string;
  /** The character's name, when it has one. */
  readonly name?: string;
  readonly createdAt: string;
  readonly lastActiveAt: string;
  readonly turns: number;
  /** What the feeling went by at the last write. */
  readonly label: FeltLabel;
}

/** How a session feels now. */
export interface SessionStateView {
  readonly id: string;
  readonly characterId: string;
  readonly emotion: Emotion;
  readonly mood: Mood;
  /** The appraisal that the session has learnt to expect. */
  readonly expectation: Appraisal;
  readonly turns: number;
  readonly revision: number;
  /** The session's own time, ISO 8601. */
  readonly at: string;
}

/** How a session felt at an instant. */
export type PastFeeling = Pick<SessionStateView, 'id' | 'characterId' | 'emotion' | 'mood' | 'at'>;

/** What perceiving an event did. */
export interface Perception {
  /** The appraisal that was felt, complete. */
  readonly appraisal: Appraisal;
  /** What the event pushed, each axis in (-1, 1). */
  readonly impulse: Vad;
  /** What the event changed: emotion after it minus emotion just before it. */
  readonly delta: Vad;
  /** How far the event was from what was expected. */
  readonly predictionError: PredictionError;
  readonly emotion: Emotion;
  readonly mood: Mood;
  /** Text blocks for a language model; made when it is first read. */
  readonly promptData: PromptData;
  readonly revision: number;
  /** The session's own time, ISO 8601. */
  readonly at: string;
}

/** An instant as ISO 8601. */
export function toIso(atMs: number): string {
  return new Date(atMs).toISOString();
}

/** Who the character is in this session: its own goals give way to the session's. */
export function personaOf(loaded: LoadedSession): CharacterView {
  const { view } = loaded;
  return loaded.state.goals ? { ...view, goals: [...loaded.state.goals] } : view;
}

/** The public form of a session. */
export function sessionAnswer(loaded: LoadedSession): Session {
  const { state } = loaded;
  return {
    id: state.id,
    characterId: state.characterId,
    ...(state.userId !== undefined && { userId: state.userId }),
    persona: personaOf(loaded),
    config: loaded.disposition.dynamics,
    createdAt: toIso(state.createdAtMs),
    lastActiveAt: toIso(state.clockMs),
    turns: state.turns,
    revision: loaded.revision,
  };
}

/**
 * How a session feels some time after its last write.
 * @param seconds >= 0
 */
export function stateAnswer(loaded: LoadedSession, seconds: number): SessionStateView {
  const { state, revision } = loaded;
  const { emotion, mood, atMs } = viewFeeling(state, loaded.disposition, seconds);
  return {
    id: state.id,
    characterId: state.characterId,
    emotion,
    mood,
    expectation: { ...state.expectation.appraisal },
    turns: state.turns,
    revision,
    at: toIso(atMs),
  };
}

/**
 * The prompt of one moment in a session.
 * @param secondsSinceEvent time since the event before, absent when there was none
 */
export function promptOf(
  loaded: LoadedSession,
  feeling: { readonly emotion: Emotion; readonly mood: Mood },
  event: { readonly text?: string | undefined; readonly context?: string | undefined } | undefined,
  secondsSinceEvent: number | undefined,
): PromptData {
  const persona = personaOf(loaded);
  return promptData(
    {
      identity: persona.identity,
      personality: persona.personality,
      facetOffsets: loaded.character.state.facetOffsets,
      goals: persona.goals,
    },
    {
      emotion: feeling.emotion,
      mood: feeling.mood,
      ...(event && {
        event: {
          ...(event.text !== undefined && { text: event.text }),
          ...(event.context !== undefined && { context: event.context }),
        },
      }),
      ...(secondsSinceEvent !== undefined && { hoursSinceEvent: secondsSinceEvent / SECONDS_PER_HOUR }),
    },
  );
}

/** The answer to a perceive. The prompt is made when it is read: a game server never does, and it costs more than the turn. So is the instant. */
export function perceptionAnswer(
  loaded: LoadedSession,
  event: SessionPerceived,
  revision: number,
): Perception {
  let prompt: PromptData | undefined;
  return {
    appraisal: event.appraisal,
    impulse: event.impulse,
    delta: event.delta,
    predictionError: event.predictionError,
    emotion: event.emotion,
    mood: event.mood,
    get promptData() {
      prompt ??= promptOf(loaded, event, event, event.sinceLastSeconds);
      return prompt;
    },
    revision,
    get at() {
      return toIso(event.atMs);
    },
  };
}
