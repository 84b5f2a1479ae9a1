import type { Disposition } from '../affect/disposition';
import { writeBlankExpectation } from '../affect/expectation';
import { ExpectationLane } from '../affect/lanes';
import type { EmotionConfig } from '../schema/emotion-config';
import { SESSION_VERSION, type SessionState } from '../schema/session';
import type { SessionCreated } from './events';
import { readAppraisal } from './lanes';

/** What a new session is made of. */
export interface NewSession {
  readonly id: string;
  readonly characterId: string;
  readonly userId?: string | undefined;
  /** The instant of creation, milliseconds since 1970. */
  readonly nowMs: number;
  /** Keys the random ups and downs; a safe integer >= 0. */
  readonly seed: number;
  /** Overrides that hold for this session alone. */
  readonly emotionConfig?: EmotionConfig | undefined;
  readonly goals?: readonly string[] | undefined;
}

/**
 * Begins a session: the character is at its home base and expects nothing in particular.
 * @returns the state and the event that tells of it
 * Effects: pure; total on valid input.
 */
export function createSession(
  input: NewSession,
  disposition: Disposition,
): { readonly session: SessionState; readonly events: readonly SessionCreated[] } {
  const expectation = new Float64Array(ExpectationLane.count);
  writeBlankExpectation(expectation, 0);
  const { homeBase } = disposition.dynamics;
  const session: SessionState = {
    version: SESSION_VERSION,
    id: input.id,
    characterId: input.characterId,
    ...(input.userId !== undefined && { userId: input.userId }),
    createdAtMs: input.nowMs,
    atMs: input.nowMs,
    clockMs: input.nowMs,
    seed: input.seed,
    turns: 0,
    steps: 0,
    emotion: { ...homeBase },
    mood: { ...homeBase },
    expectation: {
      appraisal: readAppraisal(expectation, ExpectationLane.mean),
      precision: expectation[ExpectationLane.precision]!,
    },
    label: 'neutral',
    ...(input.emotionConfig && { emotionConfig: input.emotionConfig }),
    ...(input.goals && { goals: [...input.goals] }),
  };
  return { session, events: [{ type: 'session.created', ...eventBase(session) }] };
}

/** What every event of a session begins with. */
export function eventBase(session: SessionState): {
  sessionId: string;
  characterId: string;
  userId?: string;
  atMs: number;
} {
  return {
    sessionId: session.id,
    characterId: session.characterId,
    ...(session.userId !== undefined && { userId: session.userId }),
    atMs: session.atMs,
  };
}
