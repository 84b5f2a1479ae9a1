import { IMAGE_BYTES, IMAGE_ROLES, type ImageRole, imageTypeOf } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import { created, noContent, type Operation, ok, operation } from '../../operation';
import { refusals, TEXTS } from './failures';
import { PROJECT_PARAM, projectExists } from './place';
import { imageIdSchema, imageIdsSchema, imageQuerySchema, newImageSchema } from './wire';

const ALL = '/api/projects/{projectId}/images';
const ONE = `${ALL}/{id}`;
const PARAMS = { ...PROJECT_PARAM, id: 'Id of the image: a UUID and the extension of what its bytes are' };

// Base64 takes four characters for three bytes; the rest is for the other members and for line breaks.
const BODY_LIMIT = Math.ceil(IMAGE_BYTES / 3) * 4 + 524_288;

const isRole = (role: string): role is ImageRole => (IMAGE_ROLES as readonly string[]).includes(role);

/** The endpoints of images. */
export const imageOperations: readonly Operation[] = [
  operation({
    method: 'post',
    path: ALL,
    id: 'createImage',
    summary: 'Keeps an image',
    params: PROJECT_PARAM,
    body: newImageSchema,
    bodyLimit: BODY_LIMIT,
    isBodyLoose: true,
    answers: { 201: { description: 'Its id', schema: imageIdSchema }, ...refusals(400, 404, 413) },
    before: projectExists,
    async handle({ engine, params, body: { imageBase64, role } }) {
      if (!isRole(role)) throw refused(`role must be one of ${IMAGE_ROLES.join(', ')}`);
      const bytes = bytesOf(imageBase64);
      return created(await engine.images(params['projectId']!).create({ bytes, role }));
    },
  }),
  operation({
    method: 'get',
    path: ALL,
    id: 'listImages',
    summary: 'Ids of the images that are for the same',
    params: PROJECT_PARAM,
    query: imageQuerySchema,
    answers: { 200: { description: 'The ids', schema: imageIdsSchema }, ...refusals(400, 404) },
    before: projectExists,
    async handle({ engine, params, query: { role } }) {
      return ok(isRole(role) ? await engine.images(params['projectId']!).list({ role }) : { ids: [] });
    },
  }),
  operation({
    method: 'get',
    path: ONE,
    id: 'getImage',
    summary: 'The bytes of an image',
    params: PARAMS,
    answers: { 200: { description: 'The bytes', mediaType: 'image/*' }, ...refusals(404) },
    before: projectExists,
    async handle({ engine, params, tenant }) {
      const image = await engine.images(params['projectId']!).get(params['id']!);
      if (!image) throw new RequestRefused('not-found', TEXTS.imageGone);
      return {
        status: 200,
        bytes: image.bytes,
        headers: {
          'Content-Type': image.mediaType,
          // What needs a key must not come out of a cache to somebody who has none.
          'Cache-Control': `${tenant === '' ? 'public' : 'private'}, max-age=3600`,
          // Only the first bytes of an image are known; whatever else is in there, a browser is not to run it.
          'Content-Security-Policy': "default-src 'none'; sandbox",
        },
      };
    },
  }),
  operation({
    method: 'delete',
    path: ONE,
    id: 'deleteImage',
    summary: 'Deletes an image',
    params: PARAMS,
    answers: { 204: { description: 'It is gone' }, ...refusals(404) },
    before: projectExists,
    async handle({ engine, params }) {
      const { deleted } = await engine.images(params['projectId']!).delete(params['id']!);
      if (!deleted) throw new RequestRefused('not-found', TEXTS.imageGone);
      return noContent;
    },
  }),
];

const DATA_URL = /^data:[^,]{0,200};base64,/i;

/** The bytes of an image. @throws RequestRefused for what is no base64, no image that is kept, or too large a one */
function bytesOf(base64: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(base64.replace(DATA_URL, ''));
  } catch {
    throw refused('imageBase64 must be base64');
  }
  if (binary.length > IMAGE_BYTES) {
    throw new RequestRefused('body-too-large', `imageBase64 must not hold more than ${IMAGE_BYTES} bytes`);
  }
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  if (!imageTypeOf(bytes)) throw refused('imageBase64 must be a PNG, JPEG, WebP or GIF');
  return bytes;
}

function refused(message: string): RequestRefused {
  return new RequestRefused('invalid', message);
}
