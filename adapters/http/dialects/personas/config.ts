import type { z } from 'zod';
import type { Project, UpdateProjectInput } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import { type Operation, ok, operation } from '../../operation';
import { projectNotFound, refusals, TEXTS } from './failures';
import { PROJECT_PARAM, placeOf, projectExists } from './place';
import {
  configSchema,
  configUpdateSchema,
  type KeptConfig,
  keepInMetadata,
  keptOf,
  toConfig,
} from './wire-projects';

const PATH = '/api/projects/{projectId}/config';

/** The settings of a project: its name, and the provider that its portraits come from. */
export const configOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: PATH,
    id: 'getProjectConfig',
    summary: 'The settings of a project, its key masked',
    params: PROJECT_PARAM,
    answers: { 200: { description: 'The settings', schema: configSchema }, ...refusals(404) },
    async handle(call) {
      const { projectId } = placeOf(call);
      const project = await call.engine.projects.get(projectId);
      if (!project) throw projectNotFound(projectId);
      return ok(toConfig(project));
    },
  }),
  operation({
    method: 'put',
    path: PATH,
    id: 'updateProjectConfig',
    summary: 'Changes what is given of the settings of a project',
    params: PROJECT_PARAM,
    body: configUpdateSchema,
    isBodyLoose: true,
    answers: { 200: { description: 'The settings', schema: configSchema }, ...refusals(400, 404) },
    before: projectExists,
    async handle({ engine, params, body }) {
      const projectId = params['projectId']!;
      const stored = await engine.projects.get(projectId);
      if (!stored) throw projectNotFound(projectId);
      const updated = await engine.projects.update(projectId, {
        name: body.name ?? undefined,
        imageProvider: body.llmSettings && providerOf(body.llmSettings, stored),
        metadata: keepInMetadata(stored, keptAfter(keptOf(stored), body)),
      });
      return ok(toConfig(updated));
    },
  }),
];

type Update = z.output<typeof configUpdateSchema>;

/** What is kept for the client once an update has been made: absent stays, null goes, settings are replaced as a whole. */
function keptAfter(kept: KeptConfig, update: Update): KeptConfig {
  const { llmSettings, maxConcurrency = kept.maxConcurrency } = update;
  const { styleReferenceImageIds = kept.styleReferenceImageIds } = update;
  const { evaluation, persona } = llmSettings?.models ?? {};
  const models = { ...(evaluation && { evaluation }), ...(persona && { persona }) };
  const chosen = llmSettings === undefined ? kept.models : models;
  return {
    ...(chosen && Object.keys(chosen).length > 0 && { models: chosen }),
    ...(maxConcurrency != null && { maxConcurrency }),
    ...(styleReferenceImageIds != null && { styleReferenceImageIds }),
  };
}

type Settings = NonNullable<Update['llmSettings']>;

/**
 * Settings as the engine keeps them. What this API cannot name, the address of the provider, stays as long as the provider does; so does
 * the image model unless another is named.
 * @throws RequestRefused when there would be no key
 */
function providerOf(
  { provider, apiKey, models }: Settings,
  stored: Project,
): NonNullable<UpdateProjectInput['imageProvider']> {
  const before = stored.imageProvider;
  const same = before?.provider === provider ? before : undefined;
  if (!apiKey && same?.apiKey === undefined) throw new RequestRefused('invalid', TEXTS.noKey);
  const model = models?.image ?? same?.model;
  return {
    provider,
    ...(apiKey && { apiKey }),
    ...(model && { model }),
    ...(same?.baseUrl !== undefined && { baseUrl: same.baseUrl }),
  };
}
