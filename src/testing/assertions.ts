// The contract must run wherever the store runs, under any test runner, so that it brings its own assertions.
import { type ErrorCode, isEngineError } from '../errors';

/** Fails with `what` in its message unless the condition holds. */
export function check(holds: boolean, what: string): asserts holds {
  if (!holds) throw new Error(`Does not hold: ${what}.`);
}

/** Fails unless both are equal by value. A property that is undefined differs from one that is absent. */
export function same(actual: unknown, expected: unknown, what: string): void {
  if (isSame(actual, expected)) return;
  throw new Error(`Differs: ${what}.\nexpected: ${show(expected)}\nactual:   ${show(actual)}`);
}

/** Fails unless the call rejects with an error of the engine that has this code. */
export async function expectRejection(call: Promise<unknown>, code: ErrorCode): Promise<void> {
  let caught: unknown;
  try {
    await call;
  } catch (error) {
    caught = error;
  }
  check(caught !== undefined, `the call rejects with ${code}`);
  check(isEngineError(caught, code), `the call rejects with ${code}, not with ${String(caught)}`);
}

/** A value as a message shows it: one line, bytes as numbers, cut where it would fill the screen. */
export function show(value: unknown): string {
  const text = JSON.stringify(value, (_, part) => (part instanceof Uint8Array ? { bytes: [...part] } : part));
  return text === undefined ? 'undefined' : text.slice(0, 2_000);
}

function isSame(one: unknown, other: unknown): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (one instanceof Uint8Array || other instanceof Uint8Array) return isSameBytes(one, other);
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const [left, right] = [new Map(Object.entries(one)), new Map(Object.entries(other))];
  return (
    left.size === right.size &&
    [...left].every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
  );
}

/** Whatever the class of the array: a driver may well give a Buffer. */
function isSameBytes(one: object, other: object): boolean {
  if (!(one instanceof Uint8Array && other instanceof Uint8Array)) return false;
  return one.length === other.length && one.every((byte, index) => byte === other[index]);
}
