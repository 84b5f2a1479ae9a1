import { IMAGE_ROLES } from '../constants/images';
import { LIMITS } from '../constants/limits';
import type { Change } from '../ports';
import type { PersonaState } from '../schema/persona';
import { putState, readState } from './codec';
import type { EngineContext } from './context';
import { imageKey, imageParent, linkKey } from './persona-records';

/** Images are read with their bytes, so a page of them is short. */
const IMAGES_AT_ONCE = 8;

/** Ids of the characters that were made from a persona. */
export async function charactersOf(context: EngineContext, personaId: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after = 0, more = true; more; ) {
    const page = await context.store.scan({
      collection: 'link',
      parent: personaId,
      after,
      limit: LIMITS.pageLength,
    });
    ids.push(...page.records.map(({ id }) => id));
    more = page.more;
    after = page.records.at(-1)?.position ?? after;
  }
  return ids;
}

/** The changes that take a persona away with its portrait. */
export async function removalOfPersona(
  context: EngineContext,
  { id, projectId, imageUrl }: PersonaState,
  revision: number,
): Promise<readonly Change[]> {
  const changes: Change[] = [{ kind: 'remove', collection: 'persona', id, expectedRevision: revision }];
  if (imageUrl === undefined) return changes;
  const key = imageKey(projectId, imageUrl);
  const [image] = await context.store.load([key]);
  if (image) changes.push({ kind: 'remove', ...key, expectedRevision: image.revision });
  return changes;
}

/** Takes the tie to their persona from characters, one unit for each: they live on, on their own. */
export async function detach(context: EngineContext, characterIds: readonly string[]): Promise<void> {
  for (const id of characterIds) {
    const [character, link] = await context.store.load([{ collection: 'character', id }, linkKey(id)]);
    const changes: Change[] = [];
    if (link) changes.push({ kind: 'remove', ...linkKey(id), expectedRevision: link.revision });
    if (character) {
      const { personaId: _, ...free } = readState('character', character);
      changes.push(putState('character', free, character.revision));
    }
    if (changes.length === 0) continue;
    const [outcome] = await context.store.commit([{ changes, events: [] }]);
    if (outcome?.status === 'conflict') await detach(context, [id]);
  }
}

/** Deletes every persona of a project. */
export async function removePersonas(context: EngineContext, projectId: string): Promise<void> {
  for (let left = true; left; ) {
    const page = await context.store.scan({
      collection: 'persona',
      parent: projectId,
      limit: LIMITS.pageLength,
    });
    for (const record of page.records) {
      const persona = readState('persona', record);
      await detach(context, await charactersOf(context, persona.id));
      const changes = await removalOfPersona(context, persona, record.revision);
      await context.store.commit([{ changes, events: [] }]);
    }
    left = page.records.length > 0;
  }
}

/** Deletes every image of a project. */
export async function removeImages(context: EngineContext, projectId: string): Promise<void> {
  for (const role of IMAGE_ROLES) {
    for (let left = true; left; ) {
      const page = await context.store.scan({
        collection: 'image',
        parent: imageParent(projectId, role),
        limit: IMAGES_AT_ONCE,
      });
      await context.store.commit(
        page.records.map(({ id, revision }) => ({
          changes: [{ kind: 'remove', collection: 'image', id, expectedRevision: revision }],
          events: [],
        })),
      );
      left = page.records.length > 0;
    }
  }
}
