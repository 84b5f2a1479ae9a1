import type { z } from 'zod';
import { EngineError } from '../errors';
import { CHARACTER_VERSION, characterStateSchema } from './character';
import { OVERLAY_VERSION, overlayStateSchema } from './overlay';
import { refuseNewer } from './parse';
import { PERSONA_VERSION, personaStateSchema } from './persona';
import { PROJECT_VERSION, projectStateSchema } from './project';
import { SESSION_VERSION, sessionStateSchema } from './session';

/** The kinds of records whose body is a state with a version; the bodies of the others have no shape of ours. */
export type StateKind = 'session' | 'character' | 'overlay' | 'project' | 'persona';

/**
 * Makes a state of one version out of one of the version before it. Pure and total on every state of that version: what it makes must
 * depend on nothing else, because two processes may do it at once. The version itself is written by {@link toNewest}.
 */
export type Step = (state: Readonly<Record<string, unknown>>) => Readonly<Record<string, unknown>>;

/** What the states of one kind look like, and how older ones become so. */
export interface Shape {
  /** The version that this release writes: one more than there are steps. */
  readonly version: number;
  readonly schema: z.ZodType;
  /** From version 1 to 2 first. A step stays for ever, and with it a record of its version below test/golden. */
  readonly steps: readonly Step[];
}

/** The shapes of all states, by kind. */
export type Shapes = Readonly<Record<StateKind, Shape>>;

/** The shapes that this release reads and writes. All of them are the first. */
export const SHAPES: Shapes = {
  session: { version: SESSION_VERSION, schema: sessionStateSchema, steps: [] },
  character: { version: CHARACTER_VERSION, schema: characterStateSchema, steps: [] },
  overlay: { version: OVERLAY_VERSION, schema: overlayStateSchema, steps: [] },
  project: { version: PROJECT_VERSION, schema: projectStateSchema, steps: [] },
  persona: { version: PERSONA_VERSION, schema: personaStateSchema, steps: [] },
};

/** The kind of states that a word names; undefined for every other word. */
export function stateKindOf(word: string): StateKind | undefined {
  return Object.hasOwn(SHAPES, word) ? (word as StateKind) : undefined;
}

/**
 * A state as this release has it; one that is so already is given back as it is.
 * @param what names the state in the message
 * @throws EngineError STATE_VERSION_UNSUPPORTED for a state of a later release, STATE_INVALID for a value without a version
 */
export function toNewest(value: unknown, { version, steps }: Shape, what: string): unknown {
  refuseNewer(value, version, what);
  const found = versionOf(value);
  if (found === undefined) {
    const issues = [{ path: ['version'], message: 'must be a whole number from 1' }];
    throw new EngineError('STATE_INVALID', `${what} has no version`, { issues });
  }
  let state = value;
  for (const [index, step] of steps.entries()) {
    if (index + 1 < found) continue;
    state = { ...step(state as Readonly<Record<string, unknown>>), version: index + 2 };
  }
  return state;
}

/** The version that a value says it is of; undefined when it says none. */
function versionOf(value: unknown): number | undefined {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined;
  return typeof found === 'number' && Number.isSafeInteger(found) && found >= 1 ? found : undefined;
}
