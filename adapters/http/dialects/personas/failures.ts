import { z } from 'zod';
import { type Failure, type RequestIssue, RequestRefused } from '../../failure';
import type { AnswerSpec, Reply, Route } from '../../operation';

const errorSchema = z.strictObject({ error: z.string() }).meta({ id: 'Error' });
const routeErrorSchema = z
  .strictObject({
    message: z.string(),
    error: z.string(),
    statusCode: z.int(),
    code: z.string().optional(),
  })
  .meta({ id: 'RouteError' });

// Every path may be one that leads nowhere, by what stands in it.
const anyErrorSchema = z.union([errorSchema, routeErrorSchema]).meta({ id: 'Refusal' });

/** How the personas dialect describes its refusals. */
export const failureSpec: AnswerSpec = { description: 'Why the request was refused', schema: anyErrorSchema };

/** The refusals that clients have to reckon with, for OpenAPI. */
export function refusals(...statuses: readonly (keyof typeof REASONS)[]): Record<number, AnswerSpec> {
  return Object.fromEntries(
    statuses.map((status) => [status, { description: REASONS[status], schema: anyErrorSchema }]),
  );
}

const REASONS = {
  400: 'What was sent cannot be used',
  404: 'There is none in this project, or no such project',
  409: 'The name is taken',
  412: 'It is not as If-Match wants it to be',
  413: 'The body is too large',
  502: 'The image provider failed',
} as const;

/** Texts that clients compare or show. */
export const TEXTS = {
  personaGone: 'Persona not found',
  imageGone: 'Image not found',
  noSystemPrompt: 'Persona must have a system prompt to generate an image',
  stale: 'It has been changed since it was read',
  noKey: 'LLM provider API key is required',
} as const;

/** What is thrown for a project that is not there. */
export function projectNotFound(id: string): RequestRefused {
  return new RequestRefused('not-found', projectText(id));
}

const projectText = (id: string) => `Project "${id}" not found in workspace config`;

/** Puts a failure into this dialect's words: `{ error }`, and another shape for paths that lead nowhere. */
export function sayNo(failure: Failure, { method, target }: Route): Reply {
  const { kind, status } = failure;
  const [path = ''] = target.split('?');
  if (kind === 'not-found' || kind === 'no-route' || kind === 'wrong-method') {
    if (decoded(path) === undefined) return badUrl(path);
    const gone = kind === 'no-route' && goneAt(method, path);
    if (gone) return { status: 404, body: { error: gone } };
  }
  if (kind === 'no-route' || kind === 'wrong-method') return routeNotFound(method, target);
  return { status, body: { error: textOf(failure, path) } };
}

const EMPTY_ID = /^\/api\/projects\/[^/]+\/(personas|images)\/$/;

/** A path that ends where an id belongs asks for the one with an empty id. */
function goneAt(method: string, path: string): string | undefined {
  const [, kind] = EMPTY_ID.exec(path) ?? [];
  if (kind === 'images' && /^(?:GET|HEAD|DELETE)$/.test(method)) return TEXTS.imageGone;
  if (kind === 'personas' && /^(?:GET|HEAD|PUT|DELETE)$/.test(method)) return TEXTS.personaGone;
  return undefined;
}

function routeNotFound(method: string, target: string): Reply {
  const body = { message: `Route ${method}:${target} not found`, error: 'Not Found', statusCode: 404 };
  return { status: 404, body };
}

function badUrl(path: string): Reply {
  const message = `'${path}' is not a valid url component`;
  const body = { error: 'Bad Request', code: 'FST_ERR_BAD_URL', message, statusCode: 400 };
  return { status: 400, body };
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function textOf({ kind, code, message, issues }: Failure, path: string): string {
  if (code === 'PROJECT_NOT_FOUND') return projectText(decoded(path.split('/')[3] ?? '') ?? '');
  if (code === 'PERSONA_NOT_FOUND') return TEXTS.personaGone;
  if (code === 'REVISION_CONFLICT') return 'Others keep changing it; try again';
  if (code === 'IMAGE_GENERATION_FAILED') return 'Image generation failed';
  switch (kind) {
    case 'body-missing':
      return "Body cannot be empty when content-type is set to 'application/json'";
    case 'body-malformed':
      return message.includes('not valid JSON')
        ? "Body is not valid JSON but content-type is set to 'application/json'"
        : capitalised(message);
    case 'body-too-large':
      return 'Request body is too large';
    case 'wrong-media-type':
      return 'Unsupported Media Type';
    case 'invalid':
      return issues[0] ? issueText(issues[0]) : message;
    default:
      return message;
  }
}

// What is called otherwise in a sentence than in JSON.
const SPOKEN: Readonly<Record<string, string>> = {
  name: 'Name',
  'llmSettings.provider': 'LLM provider type',
  'llmSettings.apiKey': 'LLM provider API key',
};

function issueText({ path: [place, ...keys], message }: RequestIssue): string {
  if (keys.length === 0) return capitalised(message);
  // The engine speaks of settings by its own names.
  const [first, ...rest] = keys;
  const path = [first === 'imageProvider' ? 'llmSettings' : first, ...rest].join('.');
  const spoken = SPOKEN[path] ?? path;
  if (place === 'query') return `${spoken} query parameter ${message}`;
  return /^(?:is|must|cannot) /.test(message) ? `${spoken} ${message}` : `${spoken}: ${message}`;
}

function capitalised(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
