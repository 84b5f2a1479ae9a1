import { IMAGE_ROLES, IMAGES_AT_ONCE } from '../constants/images';
import { LIMITS } from '../constants/limits';
import { EngineError } from '../errors';
import type { Change, ScanRequest, StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import type { PersonaState } from '../schema/persona';
import { putState, readState } from './codec';
import type { EngineContext } from './context';
import { readAll } from './pages';
import { findProject, imageKey, imageParent, linkKey, personaKey } from './persona-records';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/**
 * Removes every record of a place, a page at a time, one unit for each.
 * @throws EngineError REVISION_CONFLICT when other writers keep winning
 */
export async function removeEach(context: EngineContext, place: Omit<ScanRequest, 'after'>): Promise<void> {
  let isLeft = true;
  while (isLeft) {
    isLeft = await untilWon(
      place.parent ?? place.collection,
      async () => {
        const { records } = await context.store.scan(place);
        if (records.length === 0) return false;
        const units = records.map((record) => ({ changes: removalOfRecord(record), events: [] }));
        const outcomes = await context.store.commit(units);
        return outcomes.some(({ status }) => status === 'committed') ? true : LOST_RACE;
      },
      { observer: context.observer },
    );
  }
}

/** The change that takes a record away as it was read. */
export function removalOfRecord({ collection, id, revision }: StoredRecord): readonly Change[] {
  return [{ kind: 'remove', collection, id, expectedRevision: revision }];
}

/** Ids of the characters that were made from a persona. */
async function charactersOf(context: EngineContext, personaId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  const place = { collection: 'link', parent: personaId, limit: LIMITS.pageLength } as const;
  for await (const { id } of readAll(context.store, place)) ids.push(id);
  return ids;
}

/**
 * The changes that take a persona's portrait away; none when there is none, when it is there for something else, or when another persona
 * shows it too.
 */
export async function removalOfPortrait(
  context: EngineContext,
  { id, projectId, imageUrl }: PersonaState,
): Promise<readonly Change[]> {
  if (imageUrl === undefined) return [];
  const [image] = await context.store.load([imageKey(projectId, imageUrl)]);
  if (image?.parent !== imageParent(projectId, 'persona-avatar')) return [];
  const place = { collection: 'persona', parent: projectId, limit: LIMITS.pageLength } as const;
  for await (const record of readAll(context.store, place)) {
    if (record.id !== id && readState('persona', record).imageUrl === imageUrl) return [];
  }
  return removalOfRecord(image);
}

/** Takes the tie to their persona from characters, one unit for each: they live on, on their own. */
async function detach(
  context: EngineContext,
  personaId: string,
  characterIds: readonly string[],
): Promise<void> {
  for (const id of characterIds) {
    await untilWon(
      id,
      async () => {
        const [record, link] = await context.store.load([{ collection: 'character', id }, linkKey(id)]);
        const changes: Change[] = link?.parent === personaId ? [...removalOfRecord(link)] : [];
        const character = record && readState('character', record);
        if (character?.personaId === personaId) {
          const { personaId: _, ...free } = character;
          changes.push(putState('character', free, record!.revision));
        }
        if (changes.length === 0) return true;
        const [outcome] = await context.store.commit([{ changes, events: [] }]);
        return isCommitted(outcome, id) ? true : LOST_RACE;
      },
      { observer: context.observer },
    );
  }
}

/**
 * Looks again at a character that was just made from a persona: when another process has deleted the persona in the meantime, after it had
 * looked for characters, the character lets go of it itself.
 * @returns whether it did
 */
export async function letGoOfGone(
  context: EngineContext,
  { id, personaId }: Pick<CharacterState, 'id' | 'personaId'>,
): Promise<boolean> {
  if (personaId === undefined) return false;
  const [persona] = await context.store.load([{ collection: 'persona', id: personaId }]);
  if (persona) return false;
  await detach(context, personaId, [id]);
  return true;
}

/** What becomes of the characters that were made from a persona which is deleted. */
export type CharacterPolicy = 'restrict' | 'detach' | 'keep';

/** What deleting a persona came to. */
export interface RemovedPersona {
  readonly revision: number;
  /** How many characters had been made from it. */
  readonly characters: number;
}

/**
 * Deletes a persona with its portrait; no character is made from it in this engine meanwhile.
 * @param isProjectGoing whether all images of the project go in any case
 * @returns undefined when the project has no such persona
 * @throws EngineError PERSONA_IN_USE with `restrict`; REVISION_CONFLICT
 */
export function removePersona(
  context: EngineContext,
  projectId: string,
  id: string,
  policy: CharacterPolicy,
  signal?: AbortSignal,
  isProjectGoing = false,
): Promise<RemovedPersona | undefined> {
  let born = 0;
  const attempt = async (): Promise<RemovedPersona | undefined | typeof LOST_RACE> => {
    const [record] = await context.store.load([{ collection: 'persona', id }]);
    const persona = record && readState('persona', record);
    if (persona?.projectId !== projectId) return undefined;
    const characters = await charactersOf(context, id);
    // Those that an attempt before this one has detached count too.
    born = Math.max(born, characters.length);
    if (policy === 'restrict' && characters.length > 0) {
      throw new EngineError(
        'PERSONA_IN_USE',
        `${characters.length} characters were made from persona "${id}"`,
        {
          id,
          characters: characters.length,
        },
      );
    }
    if (policy === 'detach') await detach(context, id, characters);
    const portrait = isProjectGoing ? [] : await removalOfPortrait(context, persona);
    const [outcome] = await context.store.commit([
      { changes: [...removalOfRecord(record!), ...portrait], events: [] },
    ]);
    if (!isCommitted(outcome, id)) return LOST_RACE;
    // Another process may have made a character of it in between.
    if (policy !== 'keep') await detach(context, id, await charactersOf(context, id));
    return { revision: record!.revision, characters: born };
  };
  const turn = () => untilWon(id, attempt, { signal, observer: context.observer });
  return context.turnstile.pass(personaKey(id), turn, signal);
}

/**
 * Looks again at a project in which something was just made: when another process has deleted it in the meantime, after it had emptied it,
 * what was made goes too.
 * @throws EngineError PROJECT_NOT_FOUND
 */
export async function leaveIfGone(
  context: EngineContext,
  projectId: string,
  undo: () => Promise<unknown>,
): Promise<void> {
  try {
    await findProject(context, projectId);
  } catch (error) {
    await undo();
    throw error;
  }
}

/** Deletes every persona and every image of a project. @throws EngineError REVISION_CONFLICT when other writers keep winning */
export async function emptyProject(context: EngineContext, projectId: string): Promise<void> {
  const place = { collection: 'persona', parent: projectId, limit: LIMITS.pageLength } as const;
  for (
    let page = await context.store.scan(place);
    page.records.length > 0;
    page = await context.store.scan(place)
  ) {
    for (const { id } of page.records) await removePersona(context, projectId, id, 'detach', undefined, true);
  }
  for (const role of IMAGE_ROLES) {
    const parent = imageParent(projectId, role);
    await removeEach(context, { collection: 'image', parent, limit: IMAGES_AT_ONCE });
  }
}
