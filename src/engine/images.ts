import type { ImageRole } from '../constants/images';
import { IMAGE_BYTES, IMAGE_ID } from '../constants/media';
import { imageTypeOf, mediaTypeOfImage } from '../persona/image-type';
import type { ImageBytes } from '../ports';
import { parseWith } from '../schema/parse';
import { imageRoleSchema } from '../schema/persona';
import { invalid } from './authored';
import { putBytes, readBytes } from './codec';
import type { CallOptions, EngineContext } from './context';
import { isCommitted } from './perceive-turn';
import { findProject, imageKey, imageParent } from './persona-records';

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

/** Images are read with their bytes, so a page of them is short. */
const IMAGES_AT_ONCE = 8;

/** The images of a project. */
export function createImages(context: EngineContext, projectId: string): Images {
  const { store } = context;
  return {
    create: (input, options) =>
      context.run('animacy.images.create', options, async () => {
        const role = parseWith(imageRoleSchema, input.role, 'the role');
        const { id, bytes } = newImage(context, input.bytes);
        await findProject(context, projectId);
        const change = putBytes(imageKey(projectId, id), imageParent(projectId, role), bytes);
        const [outcome] = await store.commit([{ changes: [change], events: [] }]);
        isCommitted(outcome, id);
        return { id };
      }),
    get: (id, options) =>
      context.run('animacy.images.get', options, async () => {
        // What is no id of ours is not looked for: an id is never a part of a path or a pattern.
        if (!IMAGE_ID.test(id)) return undefined;
        const [record] = await store.load([imageKey(projectId, id)]);
        return record && { id, bytes: readBytes(record), mediaType: mediaTypeOfImage(id)! };
      }),
    list: (input, options) =>
      context.run('animacy.images.list', options, async () => {
        const role = parseWith(imageRoleSchema, input.role, 'the role');
        await findProject(context, projectId);
        return { ids: (await imagesOf(context, projectId, role)).map(({ id }) => id) };
      }),
    delete: (id, options) =>
      context.run('animacy.images.delete', options, async () => {
        if (!IMAGE_ID.test(id)) return { deleted: false, id };
        const key = imageKey(projectId, id);
        const [record] = await store.load([key]);
        if (!record) return { deleted: false, id };
        const [outcome] = await store.commit([
          { changes: [{ kind: 'remove', ...key, expectedRevision: record.revision }], events: [] },
        ]);
        return { deleted: isCommitted(outcome, id), id };
      }),
  };
}

/** Every image of one role, with its bytes. */
export async function imagesOf(
  context: EngineContext,
  projectId: string,
  role: ImageRole,
  most = Number.POSITIVE_INFINITY,
): Promise<readonly StoredImage[]> {
  const images: StoredImage[] = [];
  for (let after = 0, more = true; more && images.length < most; ) {
    const page = await context.store.scan({
      collection: 'image',
      parent: imageParent(projectId, role),
      after,
      limit: Math.min(IMAGES_AT_ONCE, most - images.length),
    });
    for (const record of page.records) {
      const id = record.id.slice(record.id.lastIndexOf('/') + 1);
      images.push({ id, bytes: readBytes(record), mediaType: mediaTypeOfImage(id)! });
    }
    more = page.more;
    after = page.records.at(-1)?.position ?? after;
  }
  return images;
}

/**
 * A new id for bytes that are an image that may be kept.
 * @throws EngineError INPUT_INVALID when they are not
 */
export function newImage(
  context: EngineContext,
  bytes: unknown,
): { readonly id: string; readonly bytes: Uint8Array } {
  const problem = (message: string) => invalid('the image', [{ path: ['bytes'], message }]);
  if (!(bytes instanceof Uint8Array)) throw problem('must be a Uint8Array');
  if (bytes.length > IMAGE_BYTES) throw problem(`must not be larger than ${IMAGE_BYTES} bytes`);
  const type = imageTypeOf(bytes);
  if (!type) throw problem('must be a PNG, JPEG, WebP or GIF');
  return { id: `${context.newId(context.now())}.${type.extension}`, bytes };
}
