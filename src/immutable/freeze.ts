import { isPlainObject } from './plain';

/**
 * Freezes a plain value all the way down, so that nobody who holds a part of it can change it for others. Returns the value.
 * What is neither a plain object nor an array (errors, bytes, what a host hands in) belongs to somebody else and is left as it is.
 */
export function freezeDeep<T>(value: T): T {
  if ((Array.isArray(value) || isPlainObject(value)) && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const key in value) freezeDeep((value as Record<string, unknown>)[key]);
  }
  return value;
}
