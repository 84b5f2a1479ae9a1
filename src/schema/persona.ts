import { z } from 'zod';
import { IMAGE_ROLES } from '../constants/images';
import { LIMITS } from '../constants/limits';
import { IMAGE_BYTES } from '../constants/media';
import { isPlainObject } from '../immutable/plain';
import { emotionConfigSchema } from './emotion-config';
import { idSchema, instantMs, line, prose } from './guards';
import { goalsSchema, identitySchema } from './identity';
import { facetsSchema, partialPersonalitySchema } from './personality';

const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]/gu;
const BIDI_CONTROLS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** A name that people tell apart by sight: one line, not blank, and nothing in it that turns the direction of writing. */
export const displayName = line(LIMITS.nameLength)
  .refine((name) => name.replace(INVISIBLE, '') !== '', 'must not be blank')
  .refine((name) => !BIDI_CONTROLS.test(name), 'must not contain bidirectional control characters');

/** What a character made from a persona begins as. */
export const blueprintSchema = z.strictObject({
  /** Id of a preset to begin with; whatever else is given outweighs it. */
  preset: line(LIMITS.nameLength).optional(),
  /** All six domains without a preset, any of them beside one. */
  personality: partialPersonalitySchema.optional(),
  facets: facetsSchema.optional(),
  identity: identitySchema.optional(),
  goals: goalsSchema.optional(),
  emotionConfig: emotionConfigSchema.optional(),
});

/** What a character made from a persona begins as. */
export type Blueprint = z.infer<typeof blueprintSchema>;

const imageRoleSchema = z.enum(IMAGE_ROLES);

/** What an image is kept with. */
export const createImageSchema = z.strictObject({
  bytes: z
    .custom<Uint8Array>((value) => value instanceof Uint8Array, 'must be a Uint8Array')
    .refine((bytes) => bytes.length <= IMAGE_BYTES, `must not be larger than ${IMAGE_BYTES} bytes`)
    // A copy, of the caller's bytes as they are now; not `slice`, which shares the memory of a Node Buffer.
    .transform((bytes) => new Uint8Array(bytes)),
  role: imageRoleSchema,
});

/** Which images are listed. */
export const listImagesSchema = z.strictObject({ role: imageRoleSchema });

/**
 * Headers by name; what a name and a value may be is checked where they are written. Not a record of zod's, which drops a header called
 * `__proto__` without a word.
 */
export const headersSchema = z
  .custom<Readonly<Record<string, string>>>(
    (value) => isPlainObject(value) && Object.values(value).every((entry) => typeof entry === 'string'),
    'must be a plain object whose values are strings',
  )
  // A copy: what is checked now must be what is stored later.
  .transform((headers): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(headers)));

const description = prose(LIMITS.descriptionLength);
const systemPrompt = prose(LIMITS.systemPromptLength);
const imageUrl = line(LIMITS.idLength);

/** What a persona may be created with. */
export const createPersonaSchema = z.strictObject({
  /** Unique in its project by its composed (NFC) form, and kept as given. */
  name: displayName,
  description: description.optional(),
  systemPrompt: systemPrompt.optional(),
  /** Headers that its requests carry on top of the project's. */
  headers: headersSchema.optional(),
  /** Id of its portrait among the project's images. */
  imageUrl: imageUrl.optional(),
  blueprint: blueprintSchema.optional(),
});

/** What a persona may be created with. */
export type CreatePersonaInput = z.input<typeof createPersonaSchema>;

/** What of a persona may be changed: what is absent stays, `null` clears. */
export const updatePersonaSchema = z.strictObject({
  name: displayName.optional(),
  description: description.nullable().optional(),
  systemPrompt: systemPrompt.nullable().optional(),
  headers: headersSchema.nullable().optional(),
  imageUrl: imageUrl.nullable().optional(),
  blueprint: blueprintSchema.nullable().optional(),
});

/** What of a persona may be changed. */
export type UpdatePersonaInput = z.input<typeof updatePersonaSchema>;

/** The version of persona states that this release writes. */
export const PERSONA_VERSION = 1;

/** A persona as it is stored: who somebody is written to be. */
export const personaStateSchema = z.strictObject({
  version: z.literal(PERSONA_VERSION),
  id: idSchema,
  projectId: idSchema,
  createdAtMs: instantMs,
  updatedAtMs: instantMs,
  ...createPersonaSchema.shape,
});

/** A persona as it is stored. */
export interface PersonaState extends Readonly<z.infer<typeof personaStateSchema>> {}
