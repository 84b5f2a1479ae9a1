import type { CreatePersonaInput, UpdatePersonaInput } from '../schema/persona';
import type { NextMessageInput, RenderPromptInput } from '../schema/personas-api';
import type { ListInput } from '../schema/session';
import type { CallOptions } from './context';
import type { PageEnd } from './pages';
import type { Persona } from './persona-answers';
import type { CharacterPolicy } from './project-removal';
import type { WriteOptions } from './projects';

/** One page of personas in the order of their creation. */
export interface PersonaPage extends PageEnd {
  readonly personas: readonly Persona[];
}

/** A persona as it was at one moment, frozen: what happens to it later does not reach it. */
export interface PersonaSnapshot extends Persona {
  readonly projectId: string;
}

/** The personas of one project. Every call may reject with PROJECT_NOT_FOUND, ENGINE_CLOSED and with what the store throws. */
export interface Personas {
  /** @throws EngineError INPUT_INVALID, NAME_TAKEN */
  create(input: CreatePersonaInput, options?: CallOptions): Promise<Persona>;
  /** Reads a persona; undefined when the project has none with that id. */
  get(id: string, options?: CallOptions): Promise<Persona | undefined>;
  /** Reads the persona with a name; undefined when there is none. */
  getByName(name: string, options?: CallOptions): Promise<Persona | undefined>;
  /** Walks the personas in the order of their creation, which no update changes. */
  list(input?: ListInput, options?: CallOptions): Promise<PersonaPage>;
  /**
   * Changes a persona: what is absent stays, `null` clears. Edits of different fields at the same time both hold.
   * @throws EngineError INPUT_INVALID, PERSONA_NOT_FOUND, NAME_TAKEN, REVISION_CONFLICT
   */
  update(id: string, input: UpdatePersonaInput, options?: WriteOptions): Promise<Persona>;
  /**
   * Deletes a persona with its portrait.
   * @param input what becomes of characters made from it: `detach` (the default) lets them live on, on their own; `keep` leaves them
   *   naming a persona that is gone; `restrict` refuses
   * @throws EngineError PERSONA_IN_USE with `restrict`
   */
  delete(
    id: string,
    input?: { readonly characters?: CharacterPolicy | undefined },
    options?: CallOptions,
  ): Promise<{ readonly deleted: boolean; readonly id: string }>;
  /** Reads several personas, and says which are missing. */
  resolveMany(
    ids: readonly string[],
    options?: CallOptions,
  ): Promise<{ readonly personas: readonly Persona[]; readonly missing: readonly string[] }>;
  /** A persona for one run: frozen, with its revision. @throws EngineError PERSONA_NOT_FOUND */
  snapshot(id: string, options?: CallOptions): Promise<PersonaSnapshot>;
  /**
   * The headers of a request in the persona's name: `base`, then the project's, then the persona's; each name once, whatever its case.
   * @throws EngineError INPUT_INVALID, PERSONA_NOT_FOUND
   */
  requestHeaders(
    id: string,
    base?: Readonly<Record<string, string>>,
    options?: CallOptions,
  ): Promise<Readonly<Record<string, string>>>;
  /** The prompt to show, to store and to send; any session's feeling may come in. @throws EngineError INPUT_INVALID, PERSONA_NOT_FOUND, SESSION_NOT_FOUND */
  renderPrompt(id: string, input: RenderPromptInput, options?: CallOptions): Promise<string>;
  /**
   * The persona's next line as a user who talks to an assistant.
   * @throws EngineError INPUT_INVALID, PERSONA_NOT_FOUND, LANGUAGE_MODEL_MISSING, LANGUAGE_MODEL_FAILED
   */
  nextMessage(
    id: string,
    input: NextMessageInput,
    options?: CallOptions,
  ): Promise<{ readonly content: string }>;
  /**
   * Draws a portrait; the one before goes.
   * @throws EngineError PERSONA_NOT_FOUND, INPUT_INVALID, IMAGE_PROVIDER_MISSING, IMAGE_GENERATION_FAILED
   */
  generateImage(id: string, options?: CallOptions): Promise<Persona>;
}
