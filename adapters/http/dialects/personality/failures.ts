import { z } from 'zod';
import type { Failure, RequestIssue } from '../../failure';
import type { AnswerSpec, Dialect, Reply } from '../../operation';

const issueFields = {
  location: z.string().optional(),
  message: z.string().optional(),
  value: z.unknown().optional(),
};
const problemFields = {
  type: z.string().optional(),
  title: z.string().optional(),
  status: z.int().optional(),
  detail: z.string().optional(),
  instance: z.string().optional(),
};

const plainProblem = z
  .strictObject({ ...problemFields, errors: z.array(z.strictObject(issueFields)).optional() })
  .meta({ id: 'ErrorModel' });

const extendedProblem = z
  .strictObject({
    ...problemFields,
    error: z.string().optional(),
    message: z.string().optional(),
    errors: z.array(z.strictObject({ ...issueFields, field: z.string().optional() })).optional(),
  })
  .meta({ id: 'ErrorModel' });

const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  409: 'Conflict',
  413: 'Request Entity Too Large',
  415: 'Unsupported Media Type',
  422: 'Unprocessable Entity',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
};

const PROBLEM = 'application/problem+json';
const INVALID = 'validation failed';

/** A wrong place in the words of this dialect. */
interface WireIssue {
  readonly location: string;
  readonly message: string;
  readonly value?: unknown;
}

/**
 * How the personality dialect says no: problem documents of RFC 9457.
 * @param isExtended whether they carry `error`, `message` and `field` too, which is all that its clients read
 */
export function createFailures(isExtended: boolean): Pick<Dialect, 'failureSpec' | 'sayNo'> {
  const failureSpec: AnswerSpec = {
    description: 'Why the request was refused',
    schema: isExtended ? extendedProblem : plainProblem,
    mediaType: PROBLEM,
  };
  return { failureSpec, sayNo: (failure) => refuse(failure, isExtended) };
}

function refuse(failure: Failure, isExtended: boolean): Reply {
  const { kind, message } = failure;
  // What is well-formed and yet not right has a status of its own here.
  const status = kind === 'invalid' ? 422 : failure.status;
  const issues = issuesOf(failure);
  const [first] = issues;
  const words = first ? `${first.location}: ${first.message}` : message;
  return {
    status,
    headers: { 'Content-Type': PROBLEM },
    body: {
      title: TITLES[status] ?? 'Error',
      status,
      detail: issues.length > 0 ? INVALID : message,
      ...(issues.length > 0 && { errors: isExtended ? issues.map(withField) : issues }),
      ...(isExtended && { error: words, message: words }),
    },
  };
}

function issuesOf({ kind, message, issues }: Failure): readonly WireIssue[] {
  if (kind === 'wrong-media-type') return [{ location: 'body', message }];
  return issues.map(issueToWire);
}

function issueToWire({ path, message, value }: RequestIssue): WireIssue {
  // Infinity would go out as null, which nobody sent.
  const given = value === undefined || value === Infinity || value === -Infinity ? {} : { value };
  if (message !== 'is required') return { location: locationOf(path), message, ...given };
  if (path[0] === 'query') {
    return { location: locationOf(path), message: 'required query parameter is missing' };
  }
  return {
    location: locationOf(path.slice(0, -1)),
    message: `expected required property ${path.at(-1)} to be present`,
  };
}

function locationOf(path: readonly (string | number)[]): string {
  return path.reduce<string>((location, key) => {
    if (typeof key === 'number') return `${location}[${key}]`;
    return location === '' ? key : `${location}.${key}`;
  }, '');
}

function withField(issue: WireIssue): WireIssue & { readonly field: string } {
  const { location } = issue;
  const dot = location.indexOf('.');
  return { ...issue, field: dot < 0 ? location : location.slice(dot + 1) };
}
