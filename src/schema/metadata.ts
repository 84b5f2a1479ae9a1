import { z } from 'zod';
import { LIMITS, METADATA_BYTES } from '../constants/limits';
import { isPlainObject } from '../immutable/plain';
import { plainZero } from '../maths/scalar';

/** Anything that JSON can say. What stands there with `undefined` does not speak. */
export type Json = string | number | boolean | null | readonly Json[] | Metadata;

/** What a host keeps beside a character. */
export interface Metadata {
  readonly [key: string]: Json | undefined;
}

type Path = readonly (string | number)[];

/** What is wrong with a value, and where; thrown inside this module only. */
class Refusal extends Error {
  constructor(
    readonly path: Path,
    message: string,
  ) {
    super(message);
  }
}

/**
 * A plain object of JSON, bounded in depth and size. A copy comes out: what is checked now must be what is stored later, and what the caller
 * does to its object afterwards must reach nothing.
 */
export const metadataSchema = z.custom<Metadata>().transform((value: unknown, context): Metadata => {
  try {
    if (!isPlainObject(value)) throw new Refusal([], 'must be a plain object');
    const copy = copyObject(value, [], { left: METADATA_BYTES });
    if (bytesOf(copy) > METADATA_BYTES) throw tooLarge();
    return copy;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    context.issues.push({ code: 'custom', path: [...error.path], message: error.message, input: value });
    return z.NEVER;
  }
});

function tooLarge(): Refusal {
  return new Refusal([], `must not be larger than ${METADATA_BYTES} bytes of JSON`);
}

/** How many bytes a value takes at least is counted on the way, so that nobody has to wait for the copy of something endless. */
interface Budget {
  left: number;
}

function spend(budget: Budget, bytes: number): void {
  budget.left -= bytes;
  if (budget.left < 0) throw tooLarge();
}

function copyOf(value: unknown, path: Path, budget: Budget): Json {
  if (typeof value === 'string') {
    spend(budget, value.length + 2);
    return value;
  }
  spend(budget, 1);
  if (typeof value === 'number' && Number.isFinite(value)) return plainZero(value);
  if (typeof value === 'boolean' || value === null) return value;
  if (Array.isArray(value)) return copyList(value, path, budget);
  if (isPlainObject(value)) return copyObject(value, path, budget);
  throw new Refusal(
    path,
    'must be JSON: a text, a finite number, true, false, null, a list or a plain object',
  );
}

function copyList(list: readonly unknown[], path: Path, budget: Budget): readonly Json[] {
  refuseDepth(path);
  const copy: Json[] = [];
  for (let index = 0; index < list.length; index++) copy.push(copyOf(list[index], [...path, index], budget));
  return copy;
}

function copyObject(object: Readonly<Record<string, unknown>>, path: Path, budget: Budget): Metadata {
  refuseDepth(path);
  const copy: Record<string, Json> = {};
  for (const key of Object.keys(object)) {
    // JSON.parse makes such a key, and whoever copies its object carelessly later changes what all objects inherit from.
    if (key === '__proto__') throw new Refusal([...path, key], 'is a key that must not be used');
    spend(budget, key.length + 3);
    const value = object[key];
    if (value !== undefined) copy[key] = copyOf(value, [...path, key], budget);
  }
  return copy;
}

/** The path to a list or an object is as long as there are others around it. */
function refuseDepth(path: Path): void {
  if (path.length < LIMITS.metadataDepth) return;
  throw new Refusal(path, `must not be nested more than ${LIMITS.metadataDepth} deep`);
}

function bytesOf(value: Metadata): number {
  return new TextEncoder().encode(JSON.stringify(value)).length;
}
