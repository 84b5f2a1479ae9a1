import { z } from 'zod';
import { version } from '../../../../package.json';
import { isEngineError } from '../../../../src/errors';
import type { CreateSessionInput, Session } from '../../../../src/index';
import { type Call, created, type Operation, ok, operation } from '../../operation';
import { queryInteger } from '../../query';
import { checkedId, idempotencyKeyOf, noSession, sessionOf } from './lookup';
import {
  configToWire,
  emotionConfigSchema,
  goalsSchema,
  identitySchema,
  identityToWire,
  isOurs,
  type KeptPersona,
  keepInMetadata,
  keptOf,
  personaFromWire,
  personalitySchema,
  personalityToWire,
  wholePersonalitySchema,
} from './wire-character';
import { labelSchema, labelToWire } from './wire-feeling';

const text = z.string();
const personaFields = {
  preset: text.optional().meta({ description: 'Id of a preset; custom fields outweigh it' }),
  identity: identitySchema.optional(),
  personality: personalitySchema
    .optional()
    .meta({ description: 'Required without a preset, and then whole' }),
  emotion_config: emotionConfigSchema.optional(),
  goals: goalsSchema.optional(),
};

const createSchema = z
  .strictObject({
    ...personaFields,
    /** The later form of the body: the same, one level down. */
    persona: z.strictObject(personaFields).optional(),
    character_backstory: text.max(4000).optional(),
    user_profile: text.max(2000).optional(),
    behavior_rules: text.max(2000).optional(),
    scene_context: text.max(2000).optional(),
    config: z
      .looseObject({})
      .optional()
      .meta({ description: 'Settings of another engine: kept, and given back' }),
    user_id: text.optional(),
  })
  .meta({ id: 'CreateSession' });

const personaAnswer = z
  .looseObject({
    identity: z.looseObject({}),
    personality: wholePersonalitySchema,
    goals: z.array(text),
  })
  .meta({ id: 'Persona' });
const sessionAnswer = z
  .looseObject({
    sessionId: text,
    persona: personaAnswer,
    config: z.looseObject({}),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Session' });
const summaryAnswer = z
  .strictObject({
    sessionId: text,
    id: text,
    name: text.optional(),
    label: labelSchema,
    turns: z.int(),
    createdAt: z.iso.datetime(),
    lastActiveAt: z.iso.datetime(),
  })
  .meta({ id: 'SessionSummary' });

/** What every page of the older API is built on: sessions, presets, health. */
export const v1Personas: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/v1/persona',
    id: 'createSession',
    summary: 'Create a session from a preset, from a persona of your own, or from both',
    body: createSchema,
    answers: { 201: { description: 'The session', schema: sessionAnswer } },
    async handle(call) {
      const session = await call.engine.sessions.create(
        { ...createInput(call.body), ...idempotencyKeyOf(call) },
        { signal: call.signal },
      );
      return created(sessionToWire(session));
    },
  }),
  operation({
    method: 'get',
    path: '/v1/persona',
    id: 'listSessions',
    summary: 'List sessions in the order of their creation',
    query: z.object({ cursor: text.optional(), limit: queryInteger({ min: 1, max: 100, fallback: 20 }) }),
    answers: {
      200: {
        description: 'One page',
        schema: z
          .strictObject({ sessions: z.array(summaryAnswer), cursor: text.nullable() })
          .meta({ id: 'SessionList' }),
      },
    },
    async handle({ engine, query, signal }) {
      const { sessions, cursor } = await engine.sessions.list(
        {
          limit: query.limit,
          ...(query.cursor !== undefined && query.cursor !== '' && { cursor: query.cursor }),
        },
        { signal },
      );
      return ok({
        sessions: sessions.map(({ id, name, label, turns, createdAt, lastActiveAt }) => ({
          sessionId: id,
          id,
          ...(name !== undefined && { name }),
          label: labelToWire(label),
          turns,
          createdAt,
          lastActiveAt,
        })),
        cursor: cursor ?? null,
      });
    },
  }),
  operation({
    method: 'get',
    path: '/v1/persona/{id}',
    id: 'getSession',
    summary: 'Read a session',
    answers: { 200: { description: 'The session', schema: sessionAnswer } },
    handle: async (call) => ok(sessionToWire(await sessionOf(call, call.params['id']!))),
  }),
  operation({
    method: 'delete',
    path: '/v1/persona/{id}',
    id: 'deleteSession',
    summary: 'Delete a session with all its state, for good',
    answers: {
      200: {
        description: 'It is gone',
        schema: z.strictObject({ deleted: z.literal(true), id: text }).meta({ id: 'Deleted' }),
      },
    },
    async handle({ engine, params, signal }) {
      const id = checkedId(params['id']!);
      const character = await characterBehind({ engine, signal }, id);
      const { deleted } = await engine.sessions.delete(id, { signal });
      if (!deleted) throw noSession(id);
      if (character !== undefined) await deleteForsaken({ engine, signal }, character);
      return ok({ deleted: true, id });
    },
  }),
  operation({
    method: 'get',
    path: '/v1/presets',
    id: 'listPresets',
    summary: 'The characters to begin with',
    answers: {
      200: {
        description: 'All presets',
        schema: z
          .strictObject({
            presets: z.array(
              z.looseObject({
                id: text,
                name: text,
                description: text,
                personality: wholePersonalitySchema,
                goals: z.array(text),
              }),
            ),
          })
          .meta({ id: 'PresetList' }),
      },
    },
    handle: async ({ engine }) =>
      ok({
        presets: engine.presets.list().map(({ id, name, description, personality, identity, goals }) => ({
          id,
          name,
          description,
          personality,
          identity: identityToWire(identity, {}, 'snake'),
          goals,
        })),
      }),
  }),
  operation({
    method: 'get',
    path: '/v1/health',
    id: 'health',
    summary: 'Whether the server is there',
    isOpen: true,
    answers: {
      200: {
        description: 'It is',
        schema: z.strictObject({ status: z.literal('ok'), version: text }).meta({ id: 'Health' }),
      },
    },
    handle: async () => ok({ status: 'ok', version }),
  }),
];

type Asking = Pick<Call, 'engine' | 'signal'>;

/** The id of the character of a session that is to be deleted; undefined when the engine will see to that itself. */
async function characterBehind({ engine, signal }: Asking, id: string): Promise<string | undefined> {
  try {
    // One that was put away tells nothing about itself until it is brought back.
    const session =
      (await engine.sessions.get(id, { signal })) ?? (await engine.sessions.unarchive(id, { signal }));
    return isOurs(session.persona) ? session.characterId : undefined;
  } catch (error) {
    if (isEngineError(error, 'SESSION_NOT_FOUND') || isEngineError(error, 'CHARACTER_NOT_FOUND'))
      return undefined;
    throw error;
  }
}

/**
 * Deletes a character whose last session is gone. The engine does so itself as long as nobody has written the character; to it, a patch or a
 * scene gives it a life of its own.
 */
async function deleteForsaken({ engine, signal }: Asking, characterId: string): Promise<void> {
  for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
    const page = await engine.sessions.list(
      { characterId, limit: 100, ...(cursor !== undefined && { cursor }) },
      { signal },
    );
    if (page.sessions.length > 0) return;
    cursor = page.cursor;
  }
  await engine.characters.delete(characterId, { signal });
}

function createInput(body: z.infer<typeof createSchema>): CreateSessionInput {
  const {
    persona,
    character_backstory,
    user_profile,
    behavior_rules,
    scene_context,
    config,
    user_id,
    ...flat
  } = body;
  const { authored, kept } = personaFromWire({ ...persona, ...flat });
  const extra = { user_profile, behavior_rules, scene_context, config };
  const given = Object.fromEntries(Object.entries(extra).filter(([, value]) => value !== undefined));
  const all: KeptPersona = { ...kept, ...(Object.keys(given).length > 0 && { extra: given }) };
  return {
    ...authored,
    ...(character_backstory !== undefined && {
      identity: { background: character_backstory, ...authored.identity },
    }),
    ...(user_id !== undefined && { userId: user_id }),
    ...(Object.keys(all).length > 0 && { metadata: keepInMetadata(undefined, all) }),
  };
}

function sessionToWire(session: Session): Readonly<Record<string, unknown>> {
  const { persona } = session;
  const kept = keptOf(persona);
  return {
    sessionId: session.id,
    characterId: session.characterId,
    persona: {
      identity: identityToWire(persona.identity, kept, 'snake'),
      personality: personalityToWire(persona),
      goals: persona.goals,
      ...kept.extra,
    },
    config: configToWire(session.config, kept),
    createdAt: session.createdAt,
    lastActiveAt: session.lastActiveAt,
    turns: session.turns,
  };
}
