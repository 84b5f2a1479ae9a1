import { z } from 'zod';
import type { PerceiveInput, Perception, Session } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import { type Call, type Operation, ok, operation, type Reply } from '../../operation';
import { idempotencyKeyOf, sessionOf } from './lookup';
import { promptDataToWire } from './prompt';
import { fits, type Keeper, keepInMetadata, keptOf, type Metadata } from './wire-character';
import {
  appraisalFromWire,
  appraisalSchema,
  appraisalToWire,
  discreteToWire,
  intensityWord,
  labelSchema,
  vadDeltaSchema,
  vadDeltaToWire,
  vadSchema,
  vadToWire,
  wholeAppraisalSchema,
} from './wire-feeling';

const text = z.string();
const seconds = z.number().min(0);

const around = {
  sessionId: text.optional(),
  session_id: text.optional(),
  elapsedSeconds: seconds.optional(),
  elapsed_seconds: seconds.optional(),
  event_context: text.optional(),
  context: text.optional(),
  scene_context: text.max(2000).optional().meta({ description: 'Takes the place of the scene that is kept' }),
};
const eventSchema = z.strictObject({
  description: text,
  source: z.enum(['user', 'system', 'internal']).optional(),
  timestamp: z.union([z.number(), text]).optional(),
});
interface Around {
  readonly sessionId?: string | undefined;
  readonly session_id?: string | undefined;
}
const namesSession = ({ sessionId, session_id }: Around) => (sessionId ?? session_id) !== undefined;
const noId = { message: 'is required', path: ['sessionId'] };

const turnSchema = z
  .strictObject({ ...around, message: text.min(1).optional(), event: eventSchema.optional() })
  .refine(namesSession, noId)
  .refine(({ message, event }) => message !== undefined || event !== undefined, {
    message: 'is required',
    path: ['message'],
  })
  .meta({ id: 'Turn' });
const appraisedTurnSchema = z
  .strictObject({
    ...around,
    appraisal: appraisalSchema,
    message: text.min(1).optional(),
    event: eventSchema.optional(),
  })
  .refine(namesSession, noId)
  .meta({ id: 'AppraisedTurn' });

const discreteAnswer = z
  .strictObject({
    primary: labelSchema,
    secondary: labelSchema.nullable(),
    intensity: z.enum(['low', 'medium', 'high']),
  })
  .meta({ id: 'DiscreteEmotion' });
const promptAnswer = z.looseObject({ formatted: z.looseObject({}) }).meta({ id: 'PromptData' });
const turnAnswer = z
  .strictObject({
    session_id: text,
    appraisal: wholeAppraisalSchema,
    prediction_error: z.strictObject({
      relevance: z.number(),
      congruence: z.number(),
      expectedness: z.number(),
      controllability: z.number(),
      agency: z.number(),
      norm_compatibility: z.number(),
      magnitude: z.number(),
    }),
    emotion_delta: vadDeltaSchema,
    new_emotion: vadSchema,
    emotion_intensity: z.number(),
    discrete_emotion: discreteAnswer,
    mood: vadSchema,
    prompt_data: promptAnswer,
    revision: z.int(),
    at: z.iso.datetime(),
  })
  .meta({ id: 'TurnAnswer' });
const stateAnswer = z
  .strictObject({
    session_id: text,
    emotion: vadSchema,
    emotion_intensity: z.number(),
    discrete_emotion: discreteAnswer,
    mood: vadSchema,
    prediction_model: wholeAppraisalSchema,
    turns: z.int(),
    revision: z.int(),
    at: z.iso.datetime(),
    prompt_data: promptAnswer,
  })
  .meta({ id: 'State' });

/** What makes a session feel, in the older API. */
export const v1Turns: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/v1/turn',
    id: 'turn',
    summary: 'Let a session hear a message or meet an event; the text is appraised here',
    body: turnSchema,
    answers: { 200: { description: 'What was felt', schema: turnAnswer } },
    handle: (call) => turn(call, { text: call.body.message ?? call.body.event!.description }),
  }),
  operation({
    method: 'post',
    path: '/v1/turn/appraisal',
    id: 'appraisedTurn',
    summary: 'Let a session meet an event that is appraised already',
    body: appraisedTurnSchema,
    answers: { 200: { description: 'What was felt', schema: turnAnswer } },
    handle(call) {
      const words = call.body.message ?? call.body.event?.description;
      return turn(call, { appraisal: appraisalFromWire(call.body.appraisal), ...(words && { text: words }) });
    },
  }),
  operation({
    method: 'get',
    path: '/v1/state/{id}',
    id: 'state',
    summary: 'How a session feels now',
    answers: { 200: { description: 'The state', schema: stateAnswer } },
    async handle(call) {
      const session = await sessionOf(call, call.params['id']!);
      const options = { signal: call.signal };
      const [state, prompt] = await Promise.all([
        call.engine.sessions.state(session.id, options),
        call.engine.sessions.promptData(session.id, options),
      ]);
      const { emotion, mood, expectation, turns, revision, at } = state;
      return ok({
        session_id: session.id,
        emotion: vadToWire(emotion.vad),
        emotion_intensity: emotion.intensity,
        discrete_emotion: discreteInWords(emotion),
        mood: vadToWire(mood.vad),
        prediction_model: appraisalToWire(expectation),
        turns,
        revision,
        at,
        prompt_data: promptDataToWire(prompt, session),
      });
    },
  }),
];

type TurnBody = z.infer<typeof turnSchema> | z.infer<typeof appraisedTurnSchema>;

async function turn(
  call: Call<undefined, TurnBody>,
  event: Pick<PerceiveInput, 'text' | 'appraisal'>,
): Promise<Reply> {
  const { body, engine, signal } = call;
  const session = await sessionOf(call, (body.sessionId ?? body.session_id)!);
  const held = sceneOf(session.persona);
  const scene = body.scene_context ?? held;
  if (scene !== held && !fits(withScene(session.persona, scene))) throw noRoom();
  const context = [scene, body.event_context, body.context].filter(Boolean).join('\n');
  const elapsedSeconds = body.elapsedSeconds ?? body.elapsed_seconds;
  const perception = await engine.sessions.perceive(
    session.id,
    {
      ...event,
      ...(context !== '' && { context }),
      ...(elapsedSeconds !== undefined && { elapsedSeconds }),
      ...idempotencyKeyOf(call),
    },
    { signal },
  );
  // Only what was felt has a scene; and a turn that is repeated late must not bring back a scene that others have followed.
  if (scene !== held && perception.revision >= session.revision) await keepScene(call, session, scene);
  return ok(turnToWire(session, perception));
}

/** The scene that a session plays in: the one that comes with a turn stays until another comes. */
function sceneOf(persona: Keeper): string | undefined {
  // The newer API keeps whatever comes under that name.
  const scene = keptOf(persona).extra?.['scene_context'];
  return typeof scene === 'string' ? scene : undefined;
}

function withScene(persona: Keeper, scene: string | undefined): Metadata {
  const kept = keptOf(persona);
  return keepInMetadata(persona.metadata, { ...kept, extra: { ...kept.extra, scene_context: scene } });
}

// Said before anything is felt: a turn that is refused changes nothing.
function noRoom(): RequestRefused {
  const message = 'leaves no room beside what is kept of the persona';
  const issues = [{ path: ['body', 'scene_context'], message }];
  return new RequestRefused('invalid', `scene_context: ${message}`, { issues });
}

/** Keeps a scene beside what is kept by now. */
async function keepScene(
  { engine, signal }: Pick<Call, 'engine' | 'signal'>,
  { characterId }: Pick<Session, 'characterId'>,
  scene: string | undefined,
): Promise<void> {
  const character = await engine.characters.get(characterId, { signal });
  // Somebody may have deleted it meanwhile, and must not see it come back.
  if (!character) return;
  await engine.characters.create({ id: characterId, metadata: withScene(character, scene) }, { signal });
}

function turnToWire(session: Session, perception: Perception): z.infer<typeof turnAnswer> {
  const { appraisal, predictionError, delta, emotion, mood, promptData, revision, at } = perception;
  return {
    session_id: session.id,
    appraisal: appraisalToWire(appraisal),
    prediction_error: {
      relevance: predictionError.goalRelevance,
      congruence: predictionError.goalCongruence,
      expectedness: predictionError.expectedness,
      controllability: predictionError.controllability,
      agency: predictionError.agency,
      norm_compatibility: predictionError.normCompatibility,
      magnitude: predictionError.magnitude,
    },
    emotion_delta: vadDeltaToWire(delta),
    new_emotion: vadToWire(emotion.vad),
    emotion_intensity: emotion.intensity,
    discrete_emotion: discreteInWords(emotion),
    mood: vadToWire(mood.vad),
    prompt_data: promptDataToWire(promptData, session),
    revision,
    at,
  };
}

function discreteInWords(emotion: Perception['emotion']): z.infer<typeof discreteAnswer> {
  const { primary, secondary, intensity } = discreteToWire(emotion);
  return { primary, secondary: secondary ?? null, intensity: intensityWord(intensity) };
}
