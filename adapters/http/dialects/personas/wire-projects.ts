import { z } from 'zod';
import type { Metadata, Project } from '../../../../src/index';
import { asUpdate, required, text } from './wire';

/** A project that is created. */
export const newProjectSchema = z.object({ name: required() }, 'Name is required').meta({ id: 'NewProject' });

/** A project as it is answered. */
export const projectSchema = z.strictObject({ id: z.string(), name: z.string() }).meta({ id: 'Project' });

// Portraits come from the first alone; settings may name the other too.
const PROVIDERS = ['openai', 'anthropic'] as const;

/** Which provider a project uses. The models of its evaluations are kept and given back: evaluating is not done here. */
const newSettingsSchema = z
  .strictObject({
    provider: z.enum(PROVIDERS, {
      error: ({ input }) => (input ? `must be ${PROVIDERS.join(' or ')}` : 'is required'),
    }),
    apiKey: text('Left out or written back as it was read, the one that is stored stays'),
    models: z
      .strictObject({
        image: text('What portraits are drawn with'),
        evaluation: text('Kept for the client'),
        persona: text('Kept for the client'),
      })
      .nullish(),
  })
  .meta({ id: 'NewLLMSettings' });

/** What of the settings of a project is changed. */
export const configUpdateSchema = z.preprocess(
  asUpdate,
  z
    .object(
      {
        name: required().nullish(),
        llmSettings: newSettingsSchema.nullable().optional().describe('null takes them away'),
        maxConcurrency: z.number().nullish().describe('Kept for the client; null takes it away'),
        styleReferenceImageIds: z
          .array(z.string())
          .nullish()
          .describe('Kept for the client; null takes it away'),
      },
      'Request body is required',
    )
    .meta({ id: 'ProjectConfigUpdate' }),
);

/** The settings of a project as they are answered. */
export const configSchema = z
  .strictObject({
    name: z.string(),
    llmSettings: z
      .strictObject({
        provider: z.string(),
        apiKey: z.string().optional().describe('The ends of the key, or only stars'),
        models: z
          .strictObject({ image: z.string(), evaluation: z.string(), persona: z.string() })
          .partial()
          .optional(),
      })
      .meta({ id: 'LLMSettings' })
      .optional(),
    maxConcurrency: z.number().optional(),
    styleReferenceImageIds: z.array(z.string()).optional(),
  })
  .meta({ id: 'ProjectConfig' });

/** How the server is. */
export const statusSchema = z
  .strictObject({
    name: z.string(),
    version: z.string(),
    status: z.enum(['ok', 'error']),
    timestamp: z.iso.datetime(),
    node: z.string(),
  })
  .meta({ id: 'Status' });

/** What of the settings only the client understands, as it is kept in the project's metadata. */
export interface KeptConfig {
  readonly models?: { readonly evaluation?: string; readonly persona?: string };
  readonly maxConcurrency?: number;
  readonly styleReferenceImageIds?: readonly string[];
}

const KEPT = 'personas_api';

/** This dialect's part of a project's metadata. */
export function keptOf({ metadata }: Pick<Project, 'metadata'>): KeptConfig {
  return (metadata?.[KEPT] as KeptConfig | undefined) ?? {};
}

/** A project's metadata with this dialect's part in place of the one before; other parts stay. */
export function keepInMetadata({ metadata }: Pick<Project, 'metadata'>, kept: KeptConfig): Metadata {
  return { ...metadata, [KEPT]: kept as unknown as Metadata };
}

/** The settings of a project. */
export function toConfig(project: Project): z.output<typeof configSchema> {
  const { name, imageProvider } = project;
  const { models: others, maxConcurrency, styleReferenceImageIds } = keptOf(project);
  const models = { ...(imageProvider?.model !== undefined && { image: imageProvider.model }), ...others };
  return {
    name,
    ...(imageProvider && {
      llmSettings: {
        provider: imageProvider.provider,
        ...(imageProvider.apiKey !== undefined && { apiKey: imageProvider.apiKey }),
        ...(Object.keys(models).length > 0 && { models }),
      },
    }),
    ...(maxConcurrency !== undefined && { maxConcurrency }),
    ...(styleReferenceImageIds && { styleReferenceImageIds: [...styleReferenceImageIds] }),
  };
}
