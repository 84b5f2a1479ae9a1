import fc from 'fast-check';
import {
  type Appraisal,
  type CharacterState,
  createCharacter,
  createSession,
  type Disposition,
  dispositionOf,
  type EmotionConfig,
  elapse,
  perceive,
  type SessionEvent,
  type SessionState,
} from '../../src';
import {
  appraisals,
  emotionConfigs,
  facets,
  goalLists,
  instants,
  lines,
  personalities,
  prose,
  spans,
} from './engine-arbitraries';

/** One thing that happens to a session. */
export type Step =
  | { readonly kind: 'elapse'; readonly seconds: number }
  | {
      readonly kind: 'perceive';
      readonly seconds: number;
      readonly appraisal: Appraisal;
      readonly text?: string;
      readonly context?: string;
    };

/** A session and all that happens to it: everything that its states follow from. */
export interface Story {
  readonly character: CharacterState;
  readonly overrides?: EmotionConfig;
  readonly goals?: readonly string[];
  readonly userId?: string;
  readonly id: string;
  readonly seed: number;
  readonly nowMs: number;
  readonly steps: readonly Step[];
}

/** One thing that may happen to a session. */
export const storySteps: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('elapse' as const), seconds: spans }, { noNullPrototype: true }),
  fc.record(
    {
      kind: fc.constant('perceive' as const),
      seconds: spans,
      appraisal: appraisals,
      text: prose(),
      context: prose(),
    },
    { requiredKeys: ['kind', 'seconds', 'appraisal'], noNullPrototype: true },
  ),
);

/** Characters of any personality. */
export function characters(
  configs: fc.Arbitrary<EmotionConfig> = emotionConfigs,
): fc.Arbitrary<CharacterState> {
  return fc
    .record({ personality: personalities, facets, goals: goalLists, emotionConfig: configs, nowMs: instants })
    .map((parts) => createCharacter({ id: 'c', ...parts }).character);
}

/** Stories of up to `maxSteps` steps. */
export function stories(
  configs: fc.Arbitrary<EmotionConfig> = emotionConfigs,
  maxSteps = 8,
): fc.Arbitrary<Story> {
  return fc.record(
    {
      character: characters(configs),
      overrides: configs,
      goals: goalLists,
      userId: lines(20),
      id: lines(20),
      seed: fc.maxSafeNat(),
      nowMs: instants,
      steps: fc.array(storySteps, { maxLength: maxSteps }),
    },
    { requiredKeys: ['character', 'id', 'seed', 'nowMs', 'steps'], noNullPrototype: true },
  );
}

/** How the character of a story feels in it. */
export function dispositionIn(story: Story): Disposition {
  return dispositionOf(story.character, story.overrides);
}

/** The first state of a story. */
export function beginOf(story: Story, disposition: Disposition): SessionState {
  const { id, seed, nowMs, userId, goals, overrides: emotionConfig } = story;
  return createSession({ id, characterId: 'c', seed, nowMs, userId, goals, emotionConfig }, disposition)
    .session;
}

/** What one step makes of a state. */
export function take(
  session: SessionState,
  disposition: Disposition,
  step: Step,
): { readonly session: SessionState; readonly events: readonly SessionEvent[] } {
  const clockMs = session.clockMs + 1000;
  if (step.kind === 'elapse') return elapse(session, disposition, step.seconds, clockMs);
  const { appraisal, seconds: elapsedSeconds, text, context } = step;
  return perceive(session, disposition, { appraisal, elapsedSeconds, clockMs, text, context });
}

/** All states of a story, the first one included, and all of its events. */
export function tell(story: Story): {
  readonly states: readonly SessionState[];
  readonly events: readonly SessionEvent[];
} {
  const disposition = dispositionIn(story);
  const states = [beginOf(story, disposition)];
  const events: SessionEvent[] = [];
  for (const step of story.steps) {
    const next = take(states.at(-1)!, disposition, step);
    states.push(next.session);
    events.push(...next.events);
  }
  return { states, events };
}
