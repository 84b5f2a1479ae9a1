import type { Identity } from '../schema/identity';
import { oneLine } from './text';

/** What a character without a name is called. */
export const NAMELESS = 'the character';

/**
 * What a character is called in a text about it: its name on one line, so that no name can begin a line of its own.
 * @returns {@link NAMELESS} for a name that is absent or blank
 * Pure; total.
 */
export function nameOf(identity: Identity): string {
  return oneLine(identity.name ?? '') || NAMELESS;
}

/**
 * The sentence that tells a language model who it is.
 * @param name as {@link nameOf} gives it
 * Pure; total.
 */
export function introduction(name: string): string {
  return name === NAMELESS ? 'You are the character described here.' : `You are ${name}.`;
}
