import type { PersonaState } from '../schema/persona';
import { toIso } from './session-answers';

/** A persona: who somebody is written to be. */
export interface Persona extends Omit<PersonaState, 'version' | 'createdAtMs' | 'updatedAtMs'> {
  /** ISO 8601. */
  readonly createdAt: string;
  /** ISO 8601. */
  readonly updatedAt: string;
  readonly revision: number;
}

/** The public form of a persona. */
export function personaAnswer(state: PersonaState, revision: number): Persona {
  const { version: _, createdAtMs, updatedAtMs, ...written } = state;
  return { ...written, createdAt: toIso(createdAtMs), updatedAt: toIso(updatedAtMs), revision };
}
