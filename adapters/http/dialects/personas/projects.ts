import { z } from 'zod';
import type { Project } from '../../../../src/index';
import { created, noContent, type Operation, ok, operation } from '../../operation';
import { projectNotFound, refusals } from './failures';
import { PROJECT_PARAM, placeOf } from './place';
import { newProjectSchema, projectSchema } from './wire-projects';

const ALL = '/api/projects';
const ONE = `${ALL}/{projectId}`;
const PAGE = 100;

const nameOf = ({ id, name }: Project) => ({ id, name });

/** The endpoints of projects. */
export const projectOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: ALL,
    id: 'listProjects',
    summary: 'All projects in the order of their creation',
    answers: { 200: { description: 'The projects', schema: z.array(projectSchema) } },
    async handle({ engine }) {
      const all: Project[] = [];
      let cursor: string | undefined;
      do {
        const page = await engine.projects.list({ limit: PAGE, cursor });
        all.push(...page.projects);
        cursor = page.cursor;
      } while (cursor !== undefined);
      return ok(all.map(nameOf));
    },
  }),
  operation({
    method: 'post',
    path: ALL,
    id: 'createProject',
    summary: 'Creates a project',
    body: newProjectSchema,
    isBodyLoose: true,
    answers: { 201: { description: 'The project', schema: projectSchema }, ...refusals(400) },
    async handle({ engine, body: { name } }) {
      return created(nameOf(await engine.projects.create({ name })));
    },
  }),
  operation({
    method: 'get',
    path: ONE,
    id: 'getProject',
    summary: 'A project',
    params: PROJECT_PARAM,
    answers: { 200: { description: 'The project', schema: projectSchema }, ...refusals(404) },
    async handle(call) {
      const { projectId } = placeOf(call);
      const project = await call.engine.projects.get(projectId);
      if (!project) throw projectNotFound(projectId);
      return ok(nameOf(project));
    },
  }),
  operation({
    method: 'delete',
    path: ONE,
    id: 'deleteProject',
    summary: 'Deletes a project with its personas and images',
    params: PROJECT_PARAM,
    answers: { 204: { description: 'It is gone' }, ...refusals(404) },
    async handle(call) {
      const { projectId } = placeOf(call);
      const { deleted } = await call.engine.projects.delete(projectId);
      if (!deleted) throw projectNotFound(projectId);
      return noContent;
    },
  }),
];
