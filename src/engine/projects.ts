import { invalid } from '../affect/authored';
import { EngineError } from '../errors';
import { createProject, looksMasked, MASK_PROBLEM, maskSecret, updateProject } from '../persona/project';
import { headersProblems } from '../persona/request-headers';
import { revisionSchema } from '../schema/guards';
import { parseWith } from '../schema/parse';
import {
  type CreateProjectInput,
  createProjectSchema,
  type ProjectState,
  type UpdateProjectInput,
  updateProjectSchema,
} from '../schema/project';
import type { ListInput } from '../schema/session';
import { checkId } from './check-id';
import { putState, readState } from './codec';
import type { CallOptions, EngineContext } from './context';
import { type PageEnd, readPage } from './pages';
import { findProject, projectKey } from './persona-records';
import { emptyProject } from './project-removal';
import { isCommitted, LOST_RACE, untilWon } from './retry';
import { toIso } from './session-answers';

/** A project as callers see it: its secret masked. */
export interface Project extends Omit<ProjectState, 'version' | 'createdAtMs' | 'updatedAtMs'> {
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly revision: number;
}

/** One page of projects in the order of their creation. */
export interface ProjectPage extends PageEnd {
  readonly projects: readonly Project[];
}

/** What a write takes beside its input. */
export interface WriteOptions extends CallOptions {
  /** Refuses the write when the record is at another revision: somebody else has changed it since it was read. */
  readonly expectedRevision?: number | undefined;
}

/** What personas live in. Every call may reject with ENGINE_CLOSED and with what its store throws. */
export interface Projects {
  /** @throws EngineError INPUT_INVALID, ALREADY_EXISTS */
  create(input: CreateProjectInput, options?: CallOptions): Promise<Project>;
  /** Reads a project; undefined when there is none with that id. */
  get(id: string, options?: CallOptions): Promise<Project | undefined>;
  list(input?: ListInput, options?: CallOptions): Promise<ProjectPage>;
  /** Changes a project: what is absent stays, `null` clears. @throws EngineError INPUT_INVALID, PROJECT_NOT_FOUND, REVISION_CONFLICT */
  update(id: string, input: UpdateProjectInput, options?: WriteOptions): Promise<Project>;
  /** Deletes a project with its personas and images; characters made from them live on, on their own. */
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
}

/** The projects of one engine. */
export function createProjects(context: EngineContext): Projects {
  const { store, emitter, observer } = context;
  return {
    create: (input, options) =>
      context.run('animacy.projects.create', options, async () => {
        const parsed = parseWith(createProjectSchema, input, 'the project');
        refuseHeaders('the project', parsed.headers);
        if (looksMasked(parsed.imageProvider?.apiKey)) throw invalid('the project', [MASK_PROBLEM]);
        return untilWon(
          parsed.id ?? 'a new project',
          async (lost) => {
            const nowMs = context.now();
            const id = parsed.id ?? context.newId(nowMs, lost);
            const project = createProject({ ...parsed, id }, nowMs);
            const [outcome] = await store.commit([
              { changes: [putState('project', project, 0)], events: [] },
            ]);
            if (outcome?.status === 'conflict' && parsed.id !== undefined) throw alreadyExists(id);
            if (!isCommitted(outcome, id)) return LOST_RACE;
            emitter.emit({ type: 'project.created', projectId: id, atMs: nowMs });
            return projectAnswer(project, 1);
          },
          { signal: options?.signal, observer },
        );
      }),
    get: (id, options) =>
      context.run('animacy.projects.get', options, async () => {
        const [record] = await store.load([{ collection: 'project', id: checkId(id) }]);
        return record && projectAnswer(readState('project', record), record.revision);
      }),
    list: (input, options) =>
      context.run('animacy.projects.list', options, async () => {
        const { items, next } = await readPage(store, { collection: 'project' }, input, (record) =>
          projectAnswer(readState('project', record), record.revision),
        );
        return { projects: items, ...next };
      }),
    update: (id, input, options) =>
      context.run('animacy.projects.update', options, () => {
        const checked = checkId(id);
        const patch = parseWith(updateProjectSchema, input, 'the project');
        refuseHeaders('the project', patch.headers);
        const turn = () =>
          untilWon(
            checked,
            async () => {
              const { state, revision } = await findProject(context, checked);
              refuseStale(checked, revision, options);
              const nowMs = context.now();
              const updated = updateProject(state, patch, nowMs);
              if ('problem' in updated) throw invalid('the project', [updated.problem]);
              const { project, changed } = updated;
              if (changed.length === 0) return projectAnswer(state, revision);
              const [outcome] = await store.commit([
                { changes: [putState('project', project, revision)], events: [] },
              ]);
              if (!isCommitted(outcome, checked)) return LOST_RACE;
              emitter.emit({ type: 'project.updated', projectId: checked, atMs: nowMs, changed });
              return projectAnswer(project, revision + 1);
            },
            { signal: options?.signal, observer },
          );
        // Edits of one record take turns: many at once must not wear each other's attempts out.
        return context.turnstile.pass(`edit:${checked}`, turn, options?.signal);
      }),
    delete: (id, options) =>
      context.run('animacy.projects.delete', options, async () => {
        const checked = checkId(id);
        const turn = () =>
          untilWon(
            checked,
            async () => {
              const [record] = await store.load([{ collection: 'project', id: checked }]);
              if (!record) return false;
              await emptyProject(context, checked);
              const [outcome] = await store.commit([
                {
                  changes: [
                    { kind: 'remove', collection: 'project', id: checked, expectedRevision: record.revision },
                  ],
                  events: [],
                },
              ]);
              if (!isCommitted(outcome, checked)) return LOST_RACE;
              // Another process may have made something in it in between.
              await emptyProject(context, checked);
              emitter.emit({ type: 'project.deleted', projectId: checked, atMs: context.now() });
              return true;
            },
            { signal: options?.signal, observer },
          );
        const deleted = await context.turnstile.pass(projectKey(checked), turn, options?.signal);
        return { deleted, id: checked };
      }),
  };
}

function alreadyExists(id: string): EngineError {
  return new EngineError('ALREADY_EXISTS', `there is a project "${id}" already`, {
    collection: 'project',
    id,
  });
}

function projectAnswer(state: ProjectState, revision: number): Project {
  const { version: _, createdAtMs, updatedAtMs, imageProvider, ...rest } = state;
  return {
    ...rest,
    ...(imageProvider && {
      imageProvider: {
        ...imageProvider,
        ...(imageProvider.apiKey !== undefined && { apiKey: maskSecret(imageProvider.apiKey) }),
      },
    }),
    createdAt: toIso(createdAtMs),
    updatedAt: toIso(updatedAtMs),
    revision,
  };
}

/** @throws EngineError INPUT_INVALID for the first headers that no request may carry */
export function refuseHeaders(
  what: string,
  headers: Readonly<Record<string, string>> | null | undefined,
): void {
  const problems = headers ? headersProblems(headers) : [];
  if (problems.length === 0) return;
  throw invalid(
    what,
    problems.map(({ path, message }) => ({ path: ['headers', ...path], message })),
  );
}

/** @throws EngineError REVISION_CONFLICT when the caller has read another revision */
export function refuseStale(id: string, revision: number, options: WriteOptions | undefined): void {
  const expected = parseWith(revisionSchema, options?.expectedRevision, 'expectedRevision');
  if (expected === undefined || expected === revision) return;
  throw new EngineError(
    'REVISION_CONFLICT',
    `"${id}" is at revision ${revision}, not at ${expected}: somebody has changed it since it was read`,
    { id, attempts: 0 },
    { retryable: false },
  );
}
