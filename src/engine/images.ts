import { invalid } from '../affect/authored';
import { IMAGES_AT_ONCE, type ImageRole } from '../constants/images';
import { IMAGE_ID, type ImageExtension } from '../constants/media';
import { imageTypeOf, mediaTypeOfImage } from '../persona/image-type';
import type { ImageBytes } from '../ports';
import { textSchema } from '../schema/guards';
import { parseWith } from '../schema/parse';
import { createImageSchema, listImagesSchema } from '../schema/persona';
import { putBytes, readBytes } from './codec';
import type { CallOptions, EngineContext } from './context';
import { readAll } from './pages';
import { findProject, imageKey, imageParent, projectKey } from './persona-records';
import { leaveIfGone, removalOfRecord } from './project-removal';
import { isCommitted, LOST_RACE, untilWon } from './retry';

/** An image as it is read. */
export interface StoredImage extends ImageBytes {
  readonly id: string;
}

/** The images of one project: portraits, references of style, uploads. */
export interface Images {
  /**
   * Keeps an image. PNG, JPEG, WebP and GIF by their bytes, whatever they are called.
   * @throws EngineError INPUT_INVALID, PROJECT_NOT_FOUND
   */
  create(
    input: { readonly bytes: Uint8Array; readonly role: ImageRole },
    options?: CallOptions,
  ): Promise<{ readonly id: string }>;
  /** Reads an image; undefined when there is none with that id. */
  get(id: string, options?: CallOptions): Promise<StoredImage | undefined>;
  /** Ids of the images of one role, in the order of their creation. @throws EngineError PROJECT_NOT_FOUND */
  list(
    input: { readonly role: ImageRole },
    options?: CallOptions,
  ): Promise<{ readonly ids: readonly string[] }>;
  delete(id: string, options?: CallOptions): Promise<{ readonly deleted: boolean; readonly id: string }>;
}

/** The images of a project. */
export function createImages(context: EngineContext, projectId: string): Images {
  const { store, observer, turnstile } = context;
  return {
    create: (input, options) =>
      context.run('animacy.images.create', options, () => {
        const { bytes, role } = parseWith(createImageSchema, input, 'the image');
        const extension = extensionOf(bytes);
        const attempt = async (lost: number): Promise<{ readonly id: string } | typeof LOST_RACE> => {
          await findProject(context, projectId);
          const id = newImageId(context, extension, lost);
          const change = putBytes(imageKey(projectId, id), imageParent(projectId, role), bytes);
          const [outcome] = await store.commit([{ changes: [change], events: [] }]);
          if (!isCommitted(outcome, id)) return LOST_RACE;
          await leaveIfGone(context, projectId, () => removeImage(context, projectId, id));
          return { id };
        };
        const turn = () => untilWon('a new image', attempt, { signal: options?.signal, observer });
        return turnstile.pass(projectKey(projectId), turn, options?.signal);
      }),
    get: (id, options) =>
      context.run('animacy.images.get', options, async () => {
        // What is no id of ours is not looked for: an id is never a part of a path or a pattern.
        if (!IMAGE_ID.test(checkText(id))) return undefined;
        const [record] = await store.load([imageKey(projectId, id)]);
        return record && { id, bytes: readBytes(record), mediaType: mediaTypeOfImage(id)! };
      }),
    list: (input, options) =>
      context.run('animacy.images.list', options, async () => {
        const { role } = parseWith(listImagesSchema, input, 'the listing');
        await findProject(context, projectId);
        return { ids: (await imagesOf(context, projectId, role)).map(({ id }) => id) };
      }),
    delete: (id, options) =>
      context.run('animacy.images.delete', options, async () => {
        if (!IMAGE_ID.test(checkText(id))) return { deleted: false, id };
        return { deleted: await removeImage(context, projectId, id), id };
      }),
  };
}

function checkText(id: string): string {
  return parseWith(textSchema, id, 'id');
}

async function removeImage(context: EngineContext, projectId: string, id: string): Promise<boolean> {
  const [record] = await context.store.load([imageKey(projectId, id)]);
  if (!record) return false;
  const [outcome] = await context.store.commit([{ changes: removalOfRecord(record), events: [] }]);
  return isCommitted(outcome, id);
}

/** Every image of one role, with its bytes. */
export async function imagesOf(
  context: EngineContext,
  projectId: string,
  role: ImageRole,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly StoredImage[]> {
  const images: StoredImage[] = [];
  const place = { collection: 'image', parent: imageParent(projectId, role), limit: IMAGES_AT_ONCE } as const;
  for await (const record of readAll(context.store, place)) {
    const id = record.id.slice(record.id.lastIndexOf('/') + 1);
    images.push({ id, bytes: readBytes(record), mediaType: mediaTypeOfImage(id)! });
    if (images.length >= most) break;
  }
  return images;
}

/** The extension of what some bytes are. @throws EngineError INPUT_INVALID when they are no image that is kept */
export function extensionOf(bytes: Uint8Array): ImageExtension {
  const type = imageTypeOf(bytes);
  if (type) return type.extension;
  throw invalid('the image', [{ path: ['bytes'], message: 'must be a PNG, JPEG, WebP or GIF' }]);
}

/** An id for a new image; `lost` is how often in a row the id given before turned out to be taken. */
export function newImageId(context: EngineContext, extension: ImageExtension, lost: number): string {
  return `${context.newId(context.now(), lost)}.${extension}`;
}
