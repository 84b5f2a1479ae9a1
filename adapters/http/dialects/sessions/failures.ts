import { z } from 'zod';
import type { Failure, RequestIssue } from '../../failure';
import type { AnswerSpec, Reply, Route } from '../../operation';

const errorSchema = z
  .strictObject({
    error: z.strictObject({ code: z.string(), message: z.string(), status: z.int() }),
  })
  .meta({ id: 'ErrorResponse' });

/** How the sessions dialect describes its refusals. */
export const failureSpec: AnswerSpec = { description: 'Why the request was refused', schema: errorSchema };

const MESSAGE_LENGTH = 500;

/** Puts a failure into this dialect's words: `{ error: { code, message, status } }`. */
export function sayNo(failure: Failure, { path }: Route): Reply {
  const { status } = failure;
  // A message may name a key of the request, and that may be as long as the request.
  const message = failure.message.slice(0, MESSAGE_LENGTH).toWellFormed();
  const isOlder = path === '/v1' || path.startsWith('/v1/');
  return {
    status,
    body: { error: { code: isOlder ? olderCode(failure) : newerCode(failure), message, status } },
  };
}

function olderCode(failure: Failure): string {
  if (failure.kind === 'rate-limited') return 'RATE_LIMIT';
  const [first] = failure.kind === 'invalid' ? failure.issues : [];
  return first && failure.status === 400 ? codeOfPlace(first) : commonCode(failure);
}

/** The older API's code for a wrong place of a request. */
function codeOfPlace({ path, message }: RequestIssue): string {
  const keys = path.filter((key) => key !== 'body' && key !== 'persona');
  // What is missing makes a bad request; what is there and wrong makes a bad preset, appraisal or persona.
  const isMissing = message.startsWith('is required');
  if (keys[0] === 'preset') return 'INVALID_PRESET';
  if (keys[0] === 'appraisal') return 'INVALID_APPRAISAL';
  if ((keys[0] === 'personality' || keys[0] === 'facets') && !isMissing) return 'INVALID_PERSONA';
  return 'VALIDATION_ERROR';
}

function newerCode(failure: Failure): string {
  if (failure.kind === 'rate-limited') return 'RATE_LIMITED';
  if (failure.kind === 'not-found') return 'PERSONA_NOT_FOUND';
  return commonCode(failure);
}

function commonCode({ kind }: Failure): string {
  switch (kind) {
    case 'unauthorized':
      return 'UNAUTHORIZED';
    case 'forbidden':
      return 'FORBIDDEN';
    case 'not-found':
    case 'no-route':
      return 'NOT_FOUND';
    case 'wrong-method':
      return 'METHOD_NOT_ALLOWED';
    case 'conflict':
      return 'CONFLICT';
    case 'upstream':
    case 'unavailable':
      return 'SERVICE_UNAVAILABLE';
    case 'internal':
      return 'INTERNAL_ERROR';
    default:
      return 'VALIDATION_ERROR';
  }
}
