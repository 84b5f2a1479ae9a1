import { IMAGE_ROLES } from '../constants/images';
import { LIMITS } from '../constants/limits';
import type { Change, ScanRequest, StoredRecord } from '../ports';
import type { PersonaState } from '../schema/persona';
import { putState, readState } from './codec';
import type { EngineContext } from './context';
import { isCommitted } from './perceive-turn';
import { imageKey, imageParent, linkKey } from './persona-records';
import { LOST_RACE, untilWon } from './retry';

/** Images are read with their bytes, so a page of them is short. */
const IMAGES_AT_ONCE = 8;

/**
 * Removes every record of a place, a page at a time, one unit for each.
 * @param changesOf what goes with a record
 * @throws EngineError REVISION_CONFLICT when other writers keep winning
 */
export async function removeEach(
  context: EngineContext,
  place: Omit<ScanRequest, 'after'>,
  changesOf: (record: StoredRecord) => Promise<readonly Change[]> | readonly Change[] = removalOfRecord,
): Promise<void> {
  let isLeft = true;
  while (isLeft) {
    isLeft = await untilWon(
      place.parent ?? place.collection,
      async () => {
        const { records } = await context.store.scan(place);
        if (records.length === 0) return false;
        const units = await Promise.all(
          records.map(async (record) => ({ changes: await changesOf(record), events: [] })),
        );
        const outcomes = await context.store.commit(units);
        return outcomes.some(({ status }) => status === 'committed') ? true : LOST_RACE;
      },
      { observer: context.observer },
    );
  }
}

function removalOfRecord({ collection, id, revision }: StoredRecord): readonly Change[] {
  return [{ kind: 'remove', collection, id, expectedRevision: revision }];
}

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

/** The changes that take a portrait away; none for an image that is there for something else, or for none at all. */
export async function removalOfPortrait(
  context: EngineContext,
  projectId: string,
  imageId: string,
): Promise<readonly Change[]> {
  const [image] = await context.store.load([imageKey(projectId, imageId)]);
  return image?.parent === imageParent(projectId, 'persona-avatar') ? removalOfRecord(image) : [];
}

/** The changes that take a persona away with its portrait. */
export async function removalOfPersona(
  context: EngineContext,
  { id, projectId, imageUrl }: PersonaState,
  revision: number,
): Promise<readonly Change[]> {
  const removal: Change = { kind: 'remove', collection: 'persona', id, expectedRevision: revision };
  return imageUrl === undefined
    ? [removal]
    : [removal, ...(await removalOfPortrait(context, projectId, imageUrl))];
}

/** Takes the tie to their persona from characters, one unit for each: they live on, on their own. */
export async function detach(context: EngineContext, characterIds: readonly string[]): Promise<void> {
  for (const id of characterIds) {
    await untilWon(
      id,
      async () => {
        const [character, link] = await context.store.load([{ collection: 'character', id }, linkKey(id)]);
        const changes: Change[] = link ? [...removalOfRecord(link)] : [];
        if (character) {
          const { personaId: _, ...free } = readState('character', character);
          changes.push(putState('character', free, character.revision));
        }
        if (changes.length === 0) return true;
        const [outcome] = await context.store.commit([{ changes, events: [] }]);
        return isCommitted(outcome, id) ? true : LOST_RACE;
      },
      { observer: context.observer },
    );
  }
}

/** Deletes every persona and every image of a project. */
export async function emptyProject(context: EngineContext, projectId: string): Promise<void> {
  await removeEach(
    context,
    { collection: 'persona', parent: projectId, limit: LIMITS.pageLength },
    async (record) => {
      const persona = readState('persona', record);
      await detach(context, await charactersOf(context, persona.id));
      return removalOfPersona(context, persona, record.revision);
    },
  );
  for (const role of IMAGE_ROLES) {
    const parent = imageParent(projectId, role);
    await removeEach(context, { collection: 'image', parent, limit: IMAGES_AT_ONCE });
  }
}
