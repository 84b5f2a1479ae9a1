import { EngineError } from '../errors';
import type { Change, RecordKey } from '../ports';
import type { CharacterState } from '../schema/character';
import type { PersonaState } from '../schema/persona';
import type { ProjectState } from '../schema/project';
import { putLink, readState } from './codec';
import type { EngineContext } from './context';

/** A state as it was read, with the revision it is at. */
export interface Loaded<S> {
  readonly state: S;
  readonly revision: number;
}

/** A project. @throws EngineError PROJECT_NOT_FOUND */
export async function findProject(context: EngineContext, id: string): Promise<Loaded<ProjectState>> {
  const [record] = await context.store.load([{ collection: 'project', id }]);
  if (!record) throw projectNotFound(id);
  return { state: readState('project', record), revision: record.revision };
}

/** A persona as it was read, with its project. */
export interface PersonaInProject {
  readonly project: Loaded<ProjectState>;
  readonly persona: Loaded<PersonaState>;
}

/** A project and one of its personas, undefined when it has none with that id. @throws EngineError PROJECT_NOT_FOUND */
export async function lookForPersona(
  context: EngineContext,
  projectId: string,
  id: string,
): Promise<{ readonly project: Loaded<ProjectState>; readonly persona: Loaded<PersonaState> | undefined }> {
  const [project, record] = await context.store.load([
    { collection: 'project', id: projectId },
    { collection: 'persona', id },
  ]);
  if (!project) throw projectNotFound(projectId);
  const state = record && readState('persona', record);
  return {
    project: { state: readState('project', project), revision: project.revision },
    // Another project's persona is as good as none.
    persona: state?.projectId === projectId ? { state, revision: record!.revision } : undefined,
  };
}

/** A persona of a project, with the project. @throws EngineError PROJECT_NOT_FOUND, PERSONA_NOT_FOUND */
export async function findPersona(
  context: EngineContext,
  projectId: string,
  id: string,
): Promise<PersonaInProject> {
  const { project, persona } = await lookForPersona(context, projectId, id);
  if (!persona) throw personaNotFound(id, projectId);
  return { project, persona };
}

/** The persona that a character is to be made from, of any project, when there is one. @throws EngineError PERSONA_NOT_FOUND */
export async function bornFrom(
  context: EngineContext,
  id: string | undefined,
): Promise<PersonaState | undefined> {
  if (id === undefined) return undefined;
  const [record] = await context.store.load([{ collection: 'persona', id }]);
  if (!record) throw personaNotFound(id);
  return readState('persona', record);
}

function projectNotFound(id: string): EngineError {
  return new EngineError('PROJECT_NOT_FOUND', `there is no project "${id}"`, { id });
}

function personaNotFound(id: string, projectId?: string): EngineError {
  return new EngineError('PERSONA_NOT_FOUND', `there is no persona "${id}"`, {
    id,
    ...(projectId !== undefined && { projectId }),
  });
}

/** The key of an image: the project is a part of it, so that no project reaches another's. */
export function imageKey(projectId: string, imageId: string): RecordKey {
  return { collection: 'image', id: `${projectId.length}:${projectId}/${imageId}` };
}

/** What the images of one role in a project stand below. */
export function imageParent(projectId: string, role: string): string {
  return `${role}/${projectId}`;
}

/** The key of a character's tie to its persona. */
export function linkKey(characterId: string): RecordKey {
  return { collection: 'link', id: characterId };
}

/** The changes that tie a new character to the persona it was made from, when it was. */
export function tiesOf({ id, personaId }: CharacterState): readonly Change[] {
  return personaId === undefined ? [] : [putLink(linkKey(id), personaId)];
}

/** The key under which everything that is made in a project, and its deletion, pass one at a time. */
export function projectKey(id: string): string {
  return `project:${id}`;
}

/** The key under which a persona's deletion and the making of characters from it pass one at a time. */
export function personaKey(id: string): string {
  return `persona:${id}`;
}
