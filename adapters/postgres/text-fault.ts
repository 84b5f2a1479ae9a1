import { isWellFormed } from '../../src/ports';

/** What PostgreSQL, which keeps UTF-8 without NUL, cannot keep of a text. */
export function findTextFault(text: string): string | undefined {
  if (!isWellFormed(text)) return 'Must be well-formed Unicode: PostgreSQL cannot keep a lone surrogate.';
  if (text.includes('\0')) return 'Must not contain NUL: PostgreSQL cannot keep it.';
  return undefined;
}

/** Whether all of these may be asked for: what cannot be kept is not there. */
export function areKeepable(...texts: readonly string[]): boolean {
  return texts.every((text) => findTextFault(text) === undefined);
}
