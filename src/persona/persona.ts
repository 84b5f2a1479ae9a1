import {
  type CreatePersonaInput,
  PERSONA_VERSION,
  type PersonaState,
  type UpdatePersonaInput,
} from '../schema/persona';
import { applyPatch } from './patch';

/** What a new persona is made of. */
export interface NewPersona extends CreatePersonaInput {
  readonly id: string;
  readonly projectId: string;
  /** The instant of creation, milliseconds since 1970. */
  readonly nowMs: number;
}

/** Begins a persona. Effects: pure; total on valid input. */
export function createPersona({ nowMs, id, projectId, ...written }: NewPersona): PersonaState {
  return { version: PERSONA_VERSION, id, projectId, createdAtMs: nowMs, updatedAtMs: nowMs, ...written };
}

/**
 * Changes a persona: what is absent stays, `null` clears.
 * @returns the persona itself when nothing changes
 * Effects: pure.
 */
export function updatePersona(
  persona: PersonaState,
  patch: UpdatePersonaInput,
  nowMs: number,
): { readonly persona: PersonaState; readonly changed: readonly string[] } {
  const { state, changed } = applyPatch(persona, patch as Parameters<typeof applyPatch<PersonaState>>[1]);
  if (changed.length === 0) return { persona, changed };
  return { persona: { ...state, updatedAtMs: Math.max(nowMs, persona.updatedAtMs) }, changed };
}
