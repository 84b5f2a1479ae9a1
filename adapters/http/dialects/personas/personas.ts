import { z } from 'zod';
import { isEngineError } from '../../../../src/errors';
import type { Persona } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import { noContent, type Operation, operation, type Reply } from '../../operation';
import { matchedRevision, tagged, writeAt } from './entity-tag';
import { refusals, TEXTS } from './failures';
import { PROJECT_PARAM, personaExists, placeOf, projectExists } from './place';
import { fromPersonaUpdate, newPersonaSchema, personaSchema, personaUpdateSchema, toPersona } from './wire';

const ALL = '/api/projects/{projectId}/personas';
const ONE = `${ALL}/{id}`;
const PARAMS = { ...PROJECT_PARAM, id: 'Id of the persona' };
const PAGE = 100;

const answerOf = (status: number, persona: Persona): Reply => ({
  status,
  body: toPersona(persona),
  headers: tagged(persona),
});

/** The six endpoints of personas. */
export const personaOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: ALL,
    id: 'listPersonas',
    summary: 'All personas of a project in the order of their creation',
    params: PROJECT_PARAM,
    answers: {
      200: { description: 'The personas', schema: z.array(personaSchema) },
      ...refusals(404),
    },
    async handle(call) {
      const personas = call.engine.personas(placeOf(call).projectId);
      const all: Persona[] = [];
      let cursor: string | undefined;
      do {
        const page = await personas.list({ limit: PAGE, cursor });
        all.push(...page.personas);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return { status: 200, body: all.map(toPersona) };
    },
  }),
  operation({
    method: 'post',
    path: ALL,
    id: 'createPersona',
    summary: 'Creates a persona',
    params: PROJECT_PARAM,
    body: newPersonaSchema,
    isBodyLoose: true,
    answers: {
      201: { description: 'The persona', schema: personaSchema },
      ...refusals(400, 404, 409),
    },
    before: projectExists,
    async handle({ engine, params, body }) {
      const { name, description, systemPrompt, headers } = body;
      const persona = await engine.personas(params['projectId']!).create({
        name,
        description: description ?? undefined,
        systemPrompt: systemPrompt ?? undefined,
        headers: headers ?? undefined,
      });
      return answerOf(201, persona);
    },
  }),
  operation({
    method: 'get',
    path: ONE,
    id: 'getPersona',
    summary: 'A persona',
    params: PARAMS,
    answers: {
      200: { description: 'The persona', schema: personaSchema },
      ...refusals(404),
    },
    async handle(call) {
      const { projectId, id } = placeOf(call);
      const persona = await call.engine.personas(projectId).get(id);
      if (!persona) throw new RequestRefused('not-found', TEXTS.personaGone);
      return answerOf(200, persona);
    },
  }),
  operation({
    method: 'put',
    path: ONE,
    id: 'updatePersona',
    summary: 'Changes what is given of a persona; with If-Match only as long as it is as it was read',
    params: PARAMS,
    body: personaUpdateSchema,
    isBodyLoose: true,
    answers: {
      200: { description: 'The persona', schema: personaSchema },
      ...refusals(400, 404, 409, 412),
    },
    before: personaExists,
    async handle({ engine, params, body, headers }) {
      const personas = engine.personas(params['projectId']!);
      const id = params['id']!;
      const expected = await matchedRevision(headers, () => personas.get(id));
      return answerOf(
        200,
        await writeAt(expected, (options) => personas.update(id, fromPersonaUpdate(body), options)),
      );
    },
  }),
  operation({
    method: 'delete',
    path: ONE,
    id: 'deletePersona',
    summary: 'Deletes a persona with its portrait; with If-Match only as long as it is as it was read',
    params: PARAMS,
    answers: { 204: { description: 'It is gone' }, ...refusals(404, 412) },
    async handle(call) {
      const { projectId, id } = placeOf(call);
      const personas = call.engine.personas(projectId);
      // Looked at, not held: an edit between the look and the deletion goes unnoticed.
      await matchedRevision(call.headers, () => personas.get(id));
      const { deleted } = await personas.delete(id);
      if (!deleted) throw new RequestRefused('not-found', TEXTS.personaGone);
      return noContent;
    },
  }),
  operation({
    method: 'post',
    path: `${ONE}/generate-image`,
    id: 'generatePersonaImage',
    summary: 'Draws a portrait of a persona in the style of the references of its project; takes no body',
    params: PARAMS,
    answers: {
      200: { description: 'The persona with its new portrait', schema: personaSchema },
      ...refusals(400, 404, 502),
    },
    async handle(call) {
      const { projectId, id } = placeOf(call);
      try {
        return answerOf(
          200,
          await call.engine.personas(projectId).generateImage(id, { signal: call.signal }),
        );
      } catch (error) {
        // The ids are fine by now, so it can only be the persona.
        if (isEngineError(error, 'INPUT_INVALID')) throw new RequestRefused('invalid', TEXTS.noSystemPrompt);
        throw error;
      }
    },
  }),
];
