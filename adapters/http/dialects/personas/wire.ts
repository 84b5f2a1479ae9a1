import { z } from 'zod';
import type { Persona, UpdatePersonaInput } from '../../../../src/index';

/*
 * The shapes of this API as its clients know them. Requests are read mildly: members that nobody knows are passed over. Answers leave out
 * what is not set; nothing in them is ever null.
 */

/** Text that must be given; nothing, nought and false count as not given. */
export const required = () =>
  z.string({ error: ({ input }) => (input ? 'must be a string' : 'is required') }).min(1, 'is required');

/** Text that may be given; null counts as not given. */
export const text = (description: string) => z.string('must be a string').nullish().describe(description);

/** Arrays, numbers and plain text are updates that change nothing, as they have always been. No body at all is a mistake. */
export const asUpdate = (value: unknown) =>
  value === null || (typeof value === 'object' && !Array.isArray(value)) ? value : {};

// Not a record of zod's: that is slow with very many members, and what a header may be the engine knows.
const headersSchema = z
  .custom<Readonly<Record<string, string>>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every((entry) => typeof entry === 'string'),
    'must be an object whose values are strings',
  )
  .meta({
    id: 'Headers',
    description: 'HTTP headers that requests in the name of the persona carry',
    type: 'object',
    additionalProperties: { type: 'string' },
  });

/** What a persona is created with. */
export const newPersonaSchema = z
  .object(
    {
      name: required().describe('Unique in its project'),
      description: text('A short description'),
      systemPrompt: text('Who the persona is, at length'),
      headers: headersSchema.nullish(),
    },
    'Name is required',
  )
  .meta({ id: 'NewPersona' });

/** What of a persona is changed: what is absent or null stays, but null clears headers. */
export const personaUpdateSchema = z.preprocess(
  asUpdate,
  z
    .object(
      {
        name: required().nullish(),
        description: text('A short description; null leaves it as it is'),
        systemPrompt: text('Who the persona is; null leaves it as it is'),
        imageUrl: text('Id of an image of the project; an empty one takes the portrait away'),
        headers: headersSchema.nullish().describe('Take the place of all that were set; null clears them'),
      },
      'Request body is required',
    )
    .meta({ id: 'PersonaUpdate' }),
);

/** A persona as it is answered. */
export const personaSchema = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    description: z.string().optional(),
    systemPrompt: z.string().optional(),
    imageUrl: z.string().optional().describe('Id of its portrait among the images of the project'),
    headers: headersSchema.optional(),
    createdAt: z.iso.datetime(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Persona' });

/** An image that is handed in. */
export const newImageSchema = z
  .object(
    {
      imageBase64: required().describe('The bytes in base64, or a data URL of them'),
      role: required().describe('What the image is for'),
      filename: text('Not looked at: what an image is, its bytes tell'),
    },
    'imageBase64 is required',
  )
  .meta({ id: 'NewImage' });

/** The id of an image. */
export const imageIdSchema = z.strictObject({ id: z.string() }).meta({ id: 'ImageId' });
/** The ids of several. */
export const imageIdsSchema = z.strictObject({ ids: z.array(z.string()) }).meta({ id: 'ImageIds' });
/** Which images are listed. */
export const imageQuerySchema = z.object({ role: required().describe('What the images are for') });

/** A persona in the order of members that its clients know. */
export function toPersona(persona: Persona): z.output<typeof personaSchema> {
  const { id, name, description, systemPrompt, imageUrl, headers, createdAt, updatedAt } = persona;
  return {
    id,
    name,
    ...(description !== undefined && { description }),
    ...(systemPrompt !== undefined && { systemPrompt }),
    ...(imageUrl !== undefined && { imageUrl }),
    ...(headers !== undefined && { headers }),
    createdAt,
    updatedAt,
  };
}

/** What an update means for the engine, where null clears. */
export function fromPersonaUpdate(update: z.output<typeof personaUpdateSchema>): UpdatePersonaInput {
  const { name, description, systemPrompt, imageUrl, headers } = update;
  return {
    name: name ?? undefined,
    description: description ?? undefined,
    systemPrompt: systemPrompt ?? undefined,
    imageUrl: imageUrl === '' ? null : (imageUrl ?? undefined),
    headers,
  };
}
