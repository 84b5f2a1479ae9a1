import { becomesCause } from '../affect/cause';
import type { Disposition } from '../affect/disposition';
import { feelEvent } from '../affect/feel-event';
import { AffectLane, ExpectationLane, FeltLane } from '../affect/lanes';
import { AppraisalLane } from '../constants/appraisal';
import { LIMITS } from '../constants/limits';
import { MS_PER_SECOND } from '../constants/time';
import type { Mutable } from '../immutable/assemble';
import { lengthOf } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import type { SessionState } from '../schema/session';
import { cutText } from '../text/cut-text';
import type { PredictionError, SessionPerceived } from './events';
import { type Cause, causeWeightAt, readEmotion, readMood, shareLeftAfter } from './feeling';
import { readAppraisal, readVad, settle, writeAppraisal } from './lanes';
import { sessionTimeAfter } from './time';
import type { Emotion } from './view';
import { gather } from './window';

/** An event as a session perceives it. */
export interface PerceivedEvent {
  readonly appraisal: Appraisal;
  /** Time since the session's last write, seconds, >= 0. */
  readonly elapsedSeconds: number;
  /** What the clock reads now, milliseconds since 1970. */
  readonly clockMs: number;
  readonly text?: string | undefined;
  readonly context?: string | undefined;
  /** Whether what is felt is gathered as evidence on the character's traits; true by default. */
  readonly gathers?: boolean | undefined;
}

const seen = new Float64Array(AppraisalLane.count);
const felt = new Float64Array(FeltLane.count);

/**
 * Lets a session perceive one event: time is settled first, then the event is appraised, felt, learnt from and named.
 *
 * @returns the next state and the event that tells of it; `session` itself is left as it was
 * Effects: pure; total on valid input. The same state, disposition and event give the same bits.
 */
export function perceive(
  session: SessionState,
  disposition: Disposition,
  event: PerceivedEvent,
): { readonly session: SessionState; readonly events: readonly [SessionPerceived] } {
  const { affect, expectation } = settle(session, disposition, event.elapsedSeconds);
  const atMs = sessionTimeAfter(session, event.elapsedSeconds);
  const before = readVad(affect, AffectLane.emotion);
  const residual = lengthOf(
    before.valence - affect[AffectLane.homeBase]!,
    before.arousal - affect[AffectLane.homeBase + 1]!,
    before.dominance - affect[AffectLane.homeBase + 2]!,
  );

  writeAppraisal(seen, 0, event.appraisal);
  felt[FeltLane.left] = session.lastEvent ? shareLeftAfter(atMs - session.lastEvent.atMs, disposition) : 0;
  const { reactions } = disposition;
  feelEvent(affect, 0, expectation, 0, reactions, 0, seen, 0, felt, 0);

  const push = readVad(felt, FeltLane.impulse);
  const strength = lengthOf(push.valence, push.arousal, push.dominance);
  const oldWeight = causeWeightAt(session.cause, atMs, disposition);
  const isFresh = becomesCause(strength, oldWeight, strengthOf(session.cause));
  const cause: Cause | undefined = isFresh
    ? {
        appraisal: readAppraisal(felt, FeltLane.bent),
        impulse: readVad(felt, FeltLane.impulse),
        weight: strength / (strength + residual),
        atMs,
      }
    : session.cause;
  const weight = isFresh ? cause!.weight : oldWeight;
  const emotion = readEmotion(affect, cause, weight, session.label, isFresh);
  const mood = readMood(affect);

  const lastEvent: Mutable<LastEvent> = { atMs };
  if (event.text !== undefined) lastEvent.text = cutText(event.text, LIMITS.promptTextLength);
  if (event.context !== undefined) lastEvent.context = cutText(event.context, LIMITS.promptTextLength);
  const next = copySession(session);
  next.atMs = atMs;
  next.clockMs = event.clockMs;
  next.turns += 1;
  next.steps += 1;
  // Vectors of their own: those of the event belong to whoever hears of it.
  next.emotion = readVad(affect, AffectLane.emotion);
  next.mood = readVad(affect, AffectLane.mood);
  next.expectation = {
    appraisal: readAppraisal(expectation, ExpectationLane.mean),
    precision: expectation[ExpectationLane.precision]!,
  };
  next.label = emotion.label;
  if (cause) next.cause = cause;
  next.lastEvent = lastEvent;
  if (event.gathers !== false) {
    const impact = event.appraisal.goalRelevance * strength;
    next.window = gather(session.window, next.mood, next.emotion, event.appraisal, impact, atMs);
  }
  const error = readAppraisal(felt, FeltLane.errors) as Mutable<PredictionError>;
  error.magnitude = felt[FeltLane.surprise]!;
  // Written out and filled in rather than spread: on Node 20 the spreads of this object took a tenth of the turn.
  const perceived: Mutable<SessionPerceived> = {
    type: 'session.perceived',
    sessionId: session.id,
    characterId: session.characterId,
    atMs,
    turn: next.turns,
    appraisal: event.appraisal,
    impulse: push,
    delta: {
      valence: emotion.vad.valence - before.valence + 0,
      arousal: emotion.vad.arousal - before.arousal + 0,
      dominance: emotion.vad.dominance - before.dominance + 0,
    },
    predictionError: error,
    emotion: emotion as Mutable<Emotion>,
    mood,
    previousLabel: session.label,
  };
  if (session.userId !== undefined) perceived.userId = session.userId;
  if (session.lastEvent) perceived.sinceLastSeconds = (atMs - session.lastEvent.atMs) / MS_PER_SECOND;
  if (event.text !== undefined) perceived.text = event.text;
  if (event.context !== undefined) perceived.context = event.context;
  return { session: next, events: [perceived] };
}

type LastEvent = NonNullable<SessionState['lastEvent']>;

/** The same session in an object of its own; written out because drafting it took a fifth of the turn. What it holds is shared. */
function copySession(session: SessionState): Mutable<SessionState> {
  const copy = {
    version: session.version,
    id: session.id,
    characterId: session.characterId,
  } as Mutable<SessionState>;
  if (session.userId !== undefined) copy.userId = session.userId;
  copy.createdAtMs = session.createdAtMs;
  copy.atMs = session.atMs;
  copy.clockMs = session.clockMs;
  copy.seed = session.seed;
  copy.turns = session.turns;
  copy.steps = session.steps;
  copy.emotion = session.emotion;
  copy.mood = session.mood;
  copy.expectation = session.expectation;
  copy.label = session.label;
  if (session.emotionConfig !== undefined) copy.emotionConfig = session.emotionConfig;
  if (session.goals !== undefined) copy.goals = session.goals as string[];
  if (session.cause !== undefined) copy.cause = session.cause;
  if (session.lastEvent !== undefined) copy.lastEvent = session.lastEvent;
  if (session.window !== undefined) copy.window = session.window;
  if (session.archivedAtMs !== undefined) copy.archivedAtMs = session.archivedAtMs;
  return copy;
}

function strengthOf(cause: Cause | undefined): number {
  return cause ? lengthOf(cause.impulse.valence, cause.impulse.arousal, cause.impulse.dominance) : 0;
}
