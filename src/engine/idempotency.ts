import { EngineError } from '../errors';
import { isPlainObject } from '../immutable/plain';
import { hashText } from '../maths/hash';

/** A hash of what was asked under a key: the same content gives the same number, in whatever order its fields were written down. */
export function contentHash(content: object): number {
  return hashText(JSON.stringify(content, sorted));
}

function sorted(_key: string, value: unknown): unknown {
  if (!isPlainObject(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The error for a key that comes again with something else. */
export function keyUsedBefore(): EngineError {
  const issues = [{ path: ['idempotencyKey'], message: 'was used before with other content' }];
  return new EngineError('INPUT_INVALID', 'idempotencyKey was used before with other content', { issues });
}
