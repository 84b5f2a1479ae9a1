import { z } from 'zod';
import {
  type Character,
  type CreateCharacterInput,
  type EmotionConfig,
  type Identity,
  METADATA_BYTES,
  type Personality,
  type Session,
} from '../../../../src/index';
import { renameKeys, toCamel, toSnake } from '../../naming';
import { vadFromWire, vadToWire } from './wire-feeling';

const text = z.string();
const unit = z.number().min(0).max(1);
const signed = z.number().min(-1).max(1);

/** Who a character is on paper; older clients write snake_case, newer ones camelCase. What is unknown is kept and given back. */
export const identitySchema = z
  .looseObject({
    name: text,
    role: text,
    language: text,
    core_values: z.array(text),
    coreValues: z.array(text),
    speaking_style: text,
    speakingStyle: text,
    description: text,
    culturalIdentity: text,
    extensions: z.record(text, text),
  })
  .partial()
  .meta({ id: 'Identity' });

const traits = { O: unit, C: unit, E: unit, A: unit, N: unit, H: unit };
const facets = z
  .record(text, unit)
  .meta({ description: 'Any of the 24 HEXACO facets, snake_case or camelCase' });

/** Six traits, each in [0, 1]; beside a preset any of them. Here E is extraversion and N neuroticism. */
export const personalitySchema = z
  .strictObject({ ...traits, facets })
  .partial()
  .meta({ id: 'Personality' });
export const wholePersonalitySchema = z
  .strictObject({ ...traits, facets: facets.optional() })
  .meta({ id: 'WholePersonality' });

const goalSchema = z.union([
  text,
  z.looseObject({
    id: text.optional(),
    content: text,
    priority: unit.optional(),
    mutable: z.boolean().optional(),
    status: text.optional(),
  }),
]);
/** Goals as plain texts or as objects with a `content`. */
export const goalsSchema = z.array(goalSchema);

const known = {
  baseline: z.strictObject({ V: signed, A: unit, D: signed }).partial(),
  valence_offset: z.number(),
  emotion_half_life_hours: z.number(),
  mood_half_life_hours: z.number(),
  coupling: z.strictObject({ valence: z.number(), arousal: z.number() }).partial(),
  gains: z
    .strictObject({
      positive_valence: z.number(),
      negative_valence: z.number(),
      arousal: z.number(),
      dominance: z.number(),
    })
    .partial(),
  mood_deposit: z.number(),
  time_scale: z.number(),
  noise_per_hour: z.number(),
  appraisal_bias: z.number(),
};
// Numbers of another model of feeling. They mean nothing to this one: they are kept, and given back as they came.
const foreign = {
  damping_ratio: z.number(),
  natural_freq: z.number(),
  inertia_coefficient: z.number(),
  appraisal_weights: z.looseObject({}),
};

/** Dynamics of emotion; what is absent follows from personality. */
export const emotionConfigSchema = z
  .strictObject({ ...known, ...foreign })
  .partial()
  .meta({ id: 'EmotionConfig' });

/** What a character is written with, in either spelling. */
export interface WirePersona {
  readonly identity?: z.infer<typeof identitySchema> | undefined;
  readonly personality?: z.infer<typeof personalitySchema> | undefined;
  readonly emotion_config?: z.infer<typeof emotionConfigSchema> | undefined;
  readonly goals?: z.infer<typeof goalsSchema> | undefined;
  readonly preset?: string | undefined;
}

/** What of a wire persona the engine has no place for, as it is kept in the character's metadata. */
export interface KeptPersona {
  readonly identity?: Readonly<Record<string, unknown>>;
  readonly goals?: readonly unknown[];
  /** As it was written: what it comes to is another matter. */
  readonly emotion_config?: Readonly<Record<string, unknown>>;
  /** Whatever else came beside these. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

type Authored = Pick<
  CreateCharacterInput,
  'preset' | 'identity' | 'personality' | 'facets' | 'goals' | 'emotionConfig'
>;

/** A wire persona from the wire inwards: what the engine takes, and what is kept beside it. */
export function personaFromWire(wire: WirePersona): {
  readonly authored: Authored;
  readonly kept: KeptPersona;
} {
  const { facets: finer, ...domains } = wire.personality ?? {};
  const identity = identityFromWire(wire.identity);
  const emotionConfig = configFromWire(wire.emotion_config);
  const authored: Authored = {
    ...(wire.preset !== undefined && { preset: wire.preset }),
    ...(identity.known && { identity: identity.known }),
    ...(wire.personality && { personality: domains as Partial<Personality> }),
    ...(finer && { facets: renameKeys(finer, toCamel) as Authored['facets'] }),
    ...(wire.goals && { goals: wire.goals.map((goal) => (typeof goal === 'string' ? goal : goal.content)) }),
    ...(emotionConfig && { emotionConfig }),
  };
  const kept: KeptPersona = {
    ...(identity.kept && { identity: identity.kept }),
    ...(wire.goals?.some((goal) => typeof goal !== 'string') && { goals: wire.goals }),
    ...(wire.emotion_config && { emotion_config: wire.emotion_config }),
  };
  return { authored, kept };
}

function identityFromWire(wire: WirePersona['identity']): {
  known?: Identity;
  kept?: Record<string, unknown>;
} {
  if (!wire) return {};
  const {
    name,
    role,
    language,
    core_values,
    coreValues = core_values,
    speaking_style,
    speakingStyle = speaking_style,
    description,
    ...kept
  } = wire;
  return {
    known: {
      ...(name !== undefined && { name }),
      ...(role !== undefined && { role }),
      ...(language !== undefined && { language }),
      ...(coreValues !== undefined && { coreValues }),
      ...(speakingStyle !== undefined && { speakingStyle }),
      ...(description !== undefined && { background: description }),
    },
    ...(Object.keys(kept).length > 0 && { kept }),
  };
}

function configFromWire(wire: WirePersona['emotion_config']): EmotionConfig | undefined {
  if (!wire) return undefined;
  const own = Object.fromEntries(
    Object.entries(wire).filter(([name]) => name in known && name !== 'baseline'),
  );
  return {
    ...(renameKeys(own, toCamel) as EmotionConfig),
    ...(wire.baseline && { homeBase: vadFromWire(wire.baseline) }),
  };
}

/** Dynamics from inside to the wire: hands back as `emotion_config`. */
export function configToWire(
  { homeBase, ...rest }: Session['config'] | Character['config'],
  { emotion_config: given = {} }: KeptPersona,
): Readonly<Record<string, unknown>> {
  const others = Object.fromEntries(Object.entries(given).filter(([name]) => name in foreign));
  return { baseline: vadToWire(homeBase), ...(renameKeys(rest, toSnake) as object), ...others };
}

/** An identity from inside to the wire, with the spelling of either generation. */
export function identityToWire(
  { name, role, language, coreValues, speakingStyle, background }: Identity,
  kept: KeptPersona,
  spelling: 'snake' | 'camel',
): Readonly<Record<string, unknown>> {
  const isSnake = spelling === 'snake';
  return dropUndefined({
    name,
    role,
    language,
    [isSnake ? 'core_values' : 'coreValues']: coreValues,
    [isSnake ? 'speaking_style' : 'speakingStyle']: speakingStyle,
    description: background,
    ...kept.identity,
  });
}

function dropUndefined(value: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined));
}

/** Traits from inside to the wire, with the facets that differ from their domain. */
export function personalityToWire({
  personality,
  facets: finer,
}: Pick<Character, 'personality' | 'facets'>): Readonly<Record<string, unknown>> {
  return { ...personality, ...(Object.keys(finer).length > 0 && { facets: renameKeys(finer, toSnake) }) };
}

const KEPT = 'sessions_api';

export type Metadata = NonNullable<CreateCharacterInput['metadata']>;
/** Somebody with whom something may be kept. */
export interface Keeper {
  readonly metadata?: Metadata | undefined;
}

/** Whether the engine would keep that. */
export function fits(metadata: Metadata): boolean {
  return new TextEncoder().encode(JSON.stringify(metadata)).length <= METADATA_BYTES;
}

/** The character's metadata with this dialect's part in place of the one before; other parts stay. */
export function keepInMetadata(metadata: Metadata | undefined, kept: KeptPersona): Metadata {
  // Everything in it came out of a JSON body.
  return { ...metadata, [KEPT]: kept as unknown as Metadata };
}

/** This dialect's part of a character's metadata. */
export function keptOf({ metadata }: Keeper): KeptPersona {
  return (metadata?.[KEPT] as KeptPersona | undefined) ?? {};
}

/** Whether this dialect has written a character, and not merely met it. */
export function isOurs({ metadata }: Keeper): boolean {
  return metadata?.[KEPT] !== undefined;
}
