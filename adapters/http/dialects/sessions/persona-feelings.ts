import { z } from 'zod';
import type { PerceiveInput, Perception, SessionStateView, Vad } from '../../../../src/index';
import { type Call, type Operation, operation } from '../../operation';
import { result, resultSpec } from './envelope';
import { CHAT_MESSAGE, episodeOf, episodeSchema, situationOf } from './episode';
import { checkedId, idempotencyKeyOf, sessionOf } from './lookup';
import {
  appraisalFromWire,
  discreteToWire,
  labelSchema,
  NEUTRAL_APPRAISAL,
  signedAppraisalSchema,
  vadFromWire,
  vadSchema,
  vadToWire,
  type WireVad,
} from './wire-feeling';

const text = z.string();
const someVad = vadSchema.partial();
const vadDelta = z.strictObject({ V: z.number(), A: z.number(), D: z.number() }).partial();

const eventSchema = z
  .looseObject({
    type: text.min(1).max(100).default(CHAT_MESSAGE),
    timestamp: z.number().optional(),
    sourceEntity: text.max(200).optional(),
    payload: z.looseObject({ message: text.optional() }).optional(),
    appraisal: signedAppraisalSchema.optional(),
    stimulus: z
      .looseObject({ vadOverride: someVad.optional(), vadDelta: vadDelta.optional() })
      .optional()
      .meta({
        description: 'vadOverride and vadDelta are heeded; what belongs to other models of feeling is not',
      }),
  })
  .meta({ id: 'PerceivedEvent' });
const perceiveSchema = z
  .looseObject({
    event: eventSchema.optional(),
    /** The oldest form of the request. */
    message: text.optional(),
    context: z
      .looseObject({
        priorEpisodes: z.array(z.looseObject({ context: text.optional() })).optional(),
        relationshipContext: z
          .looseObject({ trust: z.number(), familiarity: z.number() })
          .partial()
          .optional(),
      })
      .optional(),
  })
  .refine(({ event, message }) => event !== undefined || message !== undefined, {
    message: 'is required',
    path: ['event'],
  })
  .meta({ id: 'Perceive' });

const emotionAnswer = z
  .strictObject({
    vad: vadSchema,
    discrete: z.strictObject({
      primary: labelSchema,
      secondary: labelSchema.optional(),
      intensity: z.number(),
    }),
  })
  .meta({ id: 'Emotion' });
const moodAnswer = z
  .strictObject({
    vad: vadSchema,
    valence: z.enum(['negative', 'neutral', 'positive']),
    arousal: z.enum(['calm', 'moderate', 'activated']),
  })
  .meta({ id: 'Mood' });
const feelingAnswer = z.looseObject({ emotion: emotionAnswer, mood: moodAnswer }).meta({ id: 'Feeling' });
const agentAnswer = z
  .strictObject({ emotion: emotionAnswer, mood: moodAnswer, memoryEpisode: episodeSchema })
  .meta({ id: 'AgentResponse' });
const snapshotSchema = z
  .looseObject({})
  .meta({ id: 'Snapshot', description: 'Opaque; comes back as it was given' });

/** How a persona feels, in the newer API. */
export const personaFeelings: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/personas/{id}/perceive',
    id: 'perceive',
    summary: 'Let a persona perceive an event; without an appraisal its message is appraised here',
    body: perceiveSchema,
    answers: resultSpec('What it feels now', agentAnswer),
    handle: async (call) => result(await perceive(call)),
  }),
  operation({
    method: 'post',
    path: '/personas/{id}/tick',
    id: 'tick',
    summary: 'Let time pass',
    body: z.strictObject({ seconds: z.number().min(0) }),
    answers: resultSpec('What it feels now', feelingAnswer),
    async handle({ engine, params, body, signal }) {
      const state = await engine.sessions.tick(checkedId(params['id']!), body.seconds, { signal });
      return result({ pendingEvents: [], ...feelingToWire(state) });
    },
  }),
  operation({
    method: 'post',
    path: '/personas/{id}/emotion',
    id: 'setEmotion',
    summary: 'Set some axes of the emotion by hand',
    body: z.strictObject({ vad: someVad }),
    answers: resultSpec('What it feels now', feelingAnswer),
    async handle({ engine, params, body, signal }) {
      const emotion = vadFromWire(body.vad);
      const state = await engine.sessions.overrideFeeling(checkedId(params['id']!), { emotion }, { signal });
      return result({ ok: true, ...feelingToWire(state) });
    },
  }),
  operation({
    method: 'get',
    path: '/personas/{id}/state',
    id: 'getState',
    summary: 'How a persona feels now',
    answers: resultSpec('What it feels', feelingAnswer),
    handle: async ({ engine, params, signal }) =>
      result(feelingToWire(await engine.sessions.state(checkedId(params['id']!), { signal }))),
  }),
  operation({
    method: 'get',
    path: '/personas/{id}/snapshot',
    id: 'getSnapshot',
    summary: 'Take the whole feeling along',
    answers: resultSpec('The snapshot', snapshotSchema),
    handle: async ({ engine, params, signal }) =>
      result(await engine.sessions.snapshot(checkedId(params['id']!), { signal })),
  }),
  operation({
    method: 'put',
    path: '/personas/{id}/snapshot',
    id: 'putSnapshot',
    summary: 'Put a feeling back',
    body: z.strictObject({ snapshot: snapshotSchema }),
    answers: resultSpec('What it feels now', feelingAnswer),
    async handle({ engine, params, body, signal }) {
      const snapshot = body.snapshot as never;
      return result(
        feelingToWire(await engine.sessions.restoreSnapshot(checkedId(params['id']!), snapshot, { signal })),
      );
    },
  }),
];

type PerceiveCall = Call<undefined, z.infer<typeof perceiveSchema>>;

async function perceive(call: PerceiveCall): Promise<z.infer<typeof agentAnswer>> {
  const { engine, body, signal } = call;
  const id = checkedId(call.params['id']!);
  const { type = CHAT_MESSAGE, sourceEntity, payload, appraisal, stimulus } = body.event ?? {};
  const words = payload?.message ?? body.message;
  const felt: Pick<PerceiveInput, 'appraisal' | 'text'> = {
    ...(words && { text: words }),
    // An event that says nothing still happened: it is felt as next to nothing unless somebody appraised it.
    ...(appraisal ? { appraisal: appraisalFromWire(appraisal) } : !words && { appraisal: NEUTRAL_APPRAISAL }),
  };
  const context = situationOf({ type, sourceEntity }, ...backgroundOf(body));
  const emotionAfter = emotionOf(stimulus);
  const before = emotionAfter && (await sessionOf(call, id)).revision;
  const perception = await engine.sessions.perceive(
    id,
    { ...felt, context, ...idempotencyKeyOf(call) },
    { signal },
  );
  // A repeated request finds that the session has been written since: what it was to push has been pushed.
  const isRepeated = before !== undefined && perception.revision < before;
  const { emotion, mood } = !emotionAfter
    ? perception
    : isRepeated
      ? await engine.sessions.state(id, { signal })
      : await engine.sessions.overrideFeeling(id, { emotion: emotionAfter(perception) }, { signal });
  return {
    ...feelingToWire({ emotion, mood }),
    memoryEpisode: episodeOf({
      sessionId: id,
      revision: perception.revision,
      at: perception.at,
      text: words,
      type,
      sourceEntity,
      appraisal: perception.appraisal,
      emotion,
    }),
  };
}

const MOST_EPISODES = 5;
const EPISODE_LENGTH = 200;

/** What a client tells beside an event: the state of a relationship, and what it remembers of the counterpart. */
function backgroundOf({ context }: z.infer<typeof perceiveSchema>): string[] {
  const { trust, familiarity } = context?.relationshipContext ?? {};
  const episodes = (context?.priorEpisodes ?? []).slice(0, MOST_EPISODES);
  return [
    ...(trust === undefined ? [] : [`trust ${trust.toFixed(2)} of 1`]),
    ...(familiarity === undefined ? [] : [`familiarity ${familiarity.toFixed(2)} of 1`]),
    ...episodes.flatMap((episode) =>
      episode.context ? [`before: ${episode.context.slice(0, EPISODE_LENGTH).toWellFormed()}`] : [],
    ),
  ];
}

type Stimulus = NonNullable<z.infer<typeof eventSchema>['stimulus']>;

/** What a stimulus makes of the emotion after an event; undefined when it leaves it alone. */
function emotionOf(
  stimulus: Stimulus | undefined,
): ((perception: Pick<Perception, 'emotion'>) => Partial<Vad>) | undefined {
  const { vadOverride = {}, vadDelta = {} } = stimulus ?? {};
  const touched = AXES.filter((axis) => vadOverride[axis] !== undefined || vadDelta[axis] !== undefined);
  if (touched.length === 0) return undefined;
  return ({ emotion }) => {
    const now = vadToWire(emotion.vad);
    const pushed = touched.map((axis) => {
      const value = (vadOverride[axis] ?? now[axis]) + (vadDelta[axis] ?? 0);
      return [axis, Math.min(1, Math.max(axis === 'A' ? 0 : -1, value))];
    });
    return vadFromWire(Object.fromEntries(pushed) as Partial<WireVad>);
  };
}

const AXES = ['V', 'A', 'D'] as const;

function feelingToWire({ emotion, mood }: Pick<SessionStateView, 'emotion' | 'mood'>): {
  readonly emotion: z.infer<typeof emotionAnswer>;
  readonly mood: z.infer<typeof moodAnswer>;
} {
  const { valence, arousal } = mood.vad;
  return {
    emotion: { vad: vadToWire(emotion.vad), discrete: discreteToWire(emotion) },
    mood: {
      vad: vadToWire(mood.vad),
      valence: thirds(valence, 'negative', 'neutral', 'positive'),
      arousal: thirds(arousal, 'calm', 'moderate', 'activated'),
    },
  };
}

function thirds<T>(value: number, low: T, middle: T, high: T): T {
  if (value < -1 / 3) return low;
  return value > 1 / 3 ? high : middle;
}
