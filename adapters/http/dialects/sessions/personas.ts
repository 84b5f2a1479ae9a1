import { z } from 'zod';
import { version } from '../../../../package.json';
import { isEngineError } from '../../../../src/errors';
import type { Engine, Personality, Session } from '../../../../src/index';
import { type Call, type Operation, operation } from '../../operation';
import { result, resultSpec } from './envelope';
import { checkedId, idempotencyKeyOf, noSession, sessionOf } from './lookup';
import {
  emotionConfigSchema,
  goalsSchema,
  identitySchema,
  identityToWire,
  type KeptPersona,
  keepInMetadata,
  keptOf,
  personaFromWire,
  personalitySchema,
  personalityToWire,
} from './wire-character';

const text = z.string();

/** A persona's configuration: an open object, whose unknown members are kept and given back. */
const configSchema = z
  .looseObject({
    preset: text.optional(),
    identity: identitySchema.optional(),
    personality: personalitySchema.optional(),
    emotion_config: emotionConfigSchema.optional(),
    goals: goalsSchema.optional(),
  })
  .meta({ id: 'PersonaConfig' });
const configBody = z.looseObject({ config: configSchema });
const patchBody = z.looseObject({ config: configSchema.optional() });

const recordAnswer = z
  .strictObject({
    id: text,
    personaId: text,
    tenantId: text,
    config: configSchema,
    engineVersion: text,
    createdAt: z.number(),
  })
  .meta({ id: 'PersonaRecord' });

// What a persona is of whom nothing is said.
const EVEN = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };

/** The life of a persona, in the newer API. */
export const personas: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/personas',
    id: 'createPersona',
    summary: 'Create a persona; with an Idempotency-Key a repeated request creates nothing more',
    body: configBody,
    answers: resultSpec('The persona', recordAnswer, 201),
    async handle(call) {
      const { config } = call.body;
      const { authored, kept } = configFromWire(config);
      const session = await call.engine.sessions.create(
        {
          ...authored,
          ...(config.preset === undefined && { personality: { ...EVEN, ...authored.personality } }),
          metadata: keepInMetadata(undefined, kept),
          ...idempotencyKeyOf(call),
        },
        { signal: call.signal },
      );
      return result(recordToWire(call, session), 201);
    },
  }),
  operation({
    method: 'get',
    path: '/personas',
    id: 'listPersonas',
    summary: 'List all personas: the client cannot ask for a second page',
    answers: resultSpec(
      'All of them',
      z.strictObject({ personas: z.array(recordAnswer) }).meta({ id: 'PersonaList' }),
    ),
    async handle(call) {
      const { engine, signal } = call;
      const found: unknown[] = [];
      for (let cursor: string | undefined, isFirst = true; isFirst || cursor !== undefined; isFirst = false) {
        const page = await engine.sessions.list(
          { limit: 100, ...(cursor !== undefined && { cursor }) },
          { signal },
        );
        const sessions = await Promise.all(
          page.sessions.map(({ id }) => engine.sessions.get(id, { signal }).catch(undefinedWhenGone)),
        );
        found.push(
          ...sessions
            .filter((session) => session !== undefined)
            .map((session) => recordToWire(call, session)),
        );
        cursor = page.cursor;
      }
      return result({ personas: found });
    },
  }),
  operation({
    method: 'get',
    path: '/personas/{id}',
    id: 'getPersona',
    summary: 'Read a persona',
    answers: resultSpec('The persona', recordAnswer),
    handle: async (call) => result(recordToWire(call, await sessionOf(call, call.params['id']!))),
  }),
  operation({
    method: 'patch',
    path: '/personas/{id}',
    id: 'patchPersona',
    summary: 'Change what a persona is: members of `config` that are absent stay',
    body: patchBody,
    answers: resultSpec('The persona', recordAnswer),
    async handle(call) {
      const session = await sessionOf(call, call.params['id']!);
      if (call.body.config) await rewrite(call, session, call.body.config);
      return result(recordToWire(call, await sessionOf(call, session.id)));
    },
  }),
  operation({
    method: 'delete',
    path: '/personas/{id}',
    id: 'deletePersona',
    summary: 'Put a persona away; it can be restored',
    answers: resultSpec('It is put away', z.strictObject({ deleted: z.literal(true), id: text })),
    async handle({ engine, params, signal }) {
      const id = checkedId(params['id']!);
      const { archived } = await engine.sessions.archive(id, { signal });
      if (!archived) throw noSession(id);
      return result({ deleted: true, id });
    },
  }),
  operation({
    method: 'post',
    path: '/personas/{id}/restore',
    id: 'restorePersona',
    summary: 'Bring back a persona that was put away',
    answers: resultSpec('The persona', recordAnswer),
    handle: async (call) =>
      result(
        recordToWire(
          call,
          await call.engine.sessions.unarchive(checkedId(call.params['id']!), { signal: call.signal }),
        ),
      ),
  }),
];

/** One that is deleted while all are listed may be found without its character. */
function undefinedWhenGone(error: unknown): undefined {
  if (!isEngineError(error, 'CHARACTER_NOT_FOUND')) throw error;
}

type Config = z.infer<typeof configSchema>;

function configFromWire({ preset, identity, personality, emotion_config, goals, ...extra }: Config) {
  const { authored, kept } = personaFromWire({ preset, identity, personality, emotion_config, goals });
  const all: KeptPersona = { ...kept, ...(Object.keys(extra).length > 0 && { extra }) };
  return { authored, kept: all };
}

/** Applies a patch to the character of a session, member by member. */
async function rewrite(
  { engine, signal }: Pick<Call, 'engine' | 'signal'>,
  session: Session,
  patch: Config,
): Promise<void> {
  const { persona, characterId } = session;
  const { authored, kept } = configFromWire(patch);
  const held = keptOf(persona);
  const { personality, ...rest } = authored;
  const traits = traitsOf(engine, authored);
  const domains: Personality = { ...persona.personality, ...traits };
  const identity = held.identity || kept.identity ? { identity: { ...held.identity, ...kept.identity } } : {};
  const extra = held.extra || kept.extra ? { extra: { ...held.extra, ...kept.extra } } : {};
  const { goals: heldGoals, ...others } = held;
  const merged: KeptPersona = {
    ...others,
    // Goals are replaced as a whole, and with them whatever came beside their texts.
    ...(patch.goals === undefined && heldGoals && { goals: heldGoals }),
    ...kept,
    ...identity,
    ...extra,
  };
  await engine.characters.create(
    {
      id: characterId,
      ...rest,
      // Facets lie beside the domains that come with them; the domains themselves are set below.
      personality: domains,
      metadata: keepInMetadata(persona.metadata, merged),
    },
    { signal },
  );
  if (Object.keys(traits).length > 0) {
    await engine.characters.updatePersonality(characterId, { hexaco: domains }, { signal });
  }
}

/** The domains that a patch names, by itself or by its preset. */
function traitsOf(
  { presets }: Pick<Engine, 'presets'>,
  { preset, personality }: ReturnType<typeof configFromWire>['authored'],
): Partial<Personality> {
  return {
    ...(preset !== undefined && presets.get(preset)?.personality),
    ...(personality as Partial<Personality>),
  };
}

function recordToWire({ tenant }: Pick<Call, 'tenant'>, session: Session): z.infer<typeof recordAnswer> {
  const { persona } = session;
  const kept = keptOf(persona);
  return {
    id: session.id,
    personaId: session.id,
    tenantId: tenant === '' ? 'default' : tenant,
    config: {
      ...kept.extra,
      identity: identityToWire(persona.identity, kept, 'camel'),
      personality: personalityToWire(persona),
      goals: (kept.goals as Config['goals'] | undefined) ?? persona.goals.map((content) => ({ content })),
      ...(kept.emotion_config && { emotion_config: kept.emotion_config }),
    } as Config,
    engineVersion: version,
    createdAt: Date.parse(session.createdAt),
  };
}
