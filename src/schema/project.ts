import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import { idSchema, instantMs, line } from './guards';
import { metadataSchema } from './metadata';
import { displayName, headersSchema } from './persona';

/** Which image provider a project uses. The key is a secret: it is written and used, and never read back. */
export const imageProviderSchema = z.strictObject({
  provider: line(LIMITS.nameLength),
  apiKey: line(LIMITS.secretLength)
    .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII: it goes into a header')
    .optional(),
  model: line(LIMITS.nameLength).optional(),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .max(LIMITS.urlLength)
    .optional(),
});

/** What a project may be created with. */
export const createProjectSchema = z.strictObject({
  /** An id of the caller's own. */
  id: idSchema.optional(),
  name: displayName,
  imageProvider: imageProviderSchema.optional(),
  /** Headers that every request of the project carries. */
  headers: headersSchema.optional(),
  /** What the host wants kept beside it; the engine never reads it. */
  metadata: metadataSchema.optional(),
});

/** What a project may be created with. */
export type CreateProjectInput = z.input<typeof createProjectSchema>;

/** What of a project may be changed: what is absent stays, `null` clears. */
export const updateProjectSchema = z.strictObject({
  name: displayName.optional(),
  /**
   * Takes the place of what is set. A key that is left out, or written back as it was read, stays the stored one; it does not survive
   * a change of provider or of its address.
   */
  imageProvider: imageProviderSchema.nullable().optional(),
  headers: headersSchema.nullable().optional(),
  /** Takes the place of what is kept. */
  metadata: metadataSchema.nullable().optional(),
});

/** What of a project may be changed. */
export type UpdateProjectInput = z.input<typeof updateProjectSchema>;

/** The version of project states that this release writes. */
export const PROJECT_VERSION = 1;

/** A project as it is stored: personas and what they share. */
export const projectStateSchema = z.strictObject({
  version: z.literal(PROJECT_VERSION),
  createdAtMs: instantMs,
  updatedAtMs: instantMs,
  ...createProjectSchema.shape,
  id: idSchema,
});

/** A project as it is stored. */
export interface ProjectState extends Readonly<z.infer<typeof projectStateSchema>> {}
