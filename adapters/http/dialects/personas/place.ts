import { RequestRefused } from '../../failure';
import type { Call } from '../../operation';
import { projectNotFound, TEXTS } from './failures';

/** What the parameters of paths are, for OpenAPI. */
export const PROJECT_PARAM = { projectId: 'Id of the project' } as const;

// What an id may be; the engine would not take others either, but call them invalid where here they are merely not found.
const ID = /^\P{Cc}{1,100}$/u;
const MOST_CHARACTERS = 100;

/** The ids that a path of this API is made of, all of them such that something may go by them. */
export interface Place {
  readonly projectId: string;
  /** Of a persona or an image; empty where the path has none. */
  readonly id: string;
}

/**
 * The ids in a path.
 * @param gone what to say of an id that nothing can go by
 * @throws RequestRefused `not-found`, or `no-route` for an id of more than 100 characters
 */
export function placeOf({ params }: Call, gone: string = TEXTS.personaGone): Place {
  const { projectId = '', id } = params;
  if ([projectId, id ?? ''].some((part) => part.length > MOST_CHARACTERS)) {
    throw new RequestRefused('no-route', 'no route has so long an id');
  }
  if (!ID.test(projectId)) throw projectNotFound(projectId);
  if (id !== undefined && !ID.test(id)) throw new RequestRefused('not-found', gone);
  return { projectId, id: id ?? '' };
}

/** Makes sure that a project exists, before anything is said of the rest of the request. */
export async function projectExists(call: Call): Promise<void> {
  const { projectId } = placeOf(call, TEXTS.imageGone);
  if (!(await call.engine.projects.get(projectId))) throw projectNotFound(projectId);
}

/** Makes sure that a persona exists: nobody is told what is wrong with an update of nothing. */
export async function personaExists(call: Call): Promise<void> {
  const { projectId, id } = placeOf(call);
  if (!(await call.engine.personas(projectId).get(id))) {
    throw new RequestRefused('not-found', TEXTS.personaGone);
  }
}
