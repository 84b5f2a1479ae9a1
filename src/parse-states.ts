import { EngineError } from './errors';
import { type Appraisal, appraisalSchema } from './schema/appraisal';
import { CHARACTER_VERSION, type CharacterState, characterStateSchema } from './schema/character';
import { parseWith } from './schema/parse';
import { SESSION_VERSION, type SessionState, sessionStateSchema } from './schema/session';

/*
 * For hosts that keep states themselves and call the transitions directly: what comes from outside is parsed once, here.
 */

/**
 * An appraisal from an untrusted value; dimensions that may be left out stand at their neutral value.
 * @throws EngineError INPUT_INVALID
 */
export function parseAppraisal(value: unknown): Appraisal {
  return parseWith(appraisalSchema, value, 'the appraisal');
}

/**
 * A session state from an untrusted value, for example from a host's own storage.
 * @throws EngineError STATE_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseSessionState(value: unknown): SessionState {
  refuseNewer(value, SESSION_VERSION, 'the session state');
  return parseWith(sessionStateSchema, value, 'the session state', 'STATE_INVALID');
}

/**
 * A character state from an untrusted value.
 * @throws EngineError STATE_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseCharacterState(value: unknown): CharacterState {
  refuseNewer(value, CHARACTER_VERSION, 'the character state');
  return parseWith(characterStateSchema, value, 'the character state', 'STATE_INVALID');
}

function refuseNewer(value: unknown, supported: number, what: string): void {
  const found: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'version') : undefined;
  if (typeof found === 'number' && found > supported) {
    throw new EngineError('STATE_VERSION_UNSUPPORTED', `${what} was written by a newer version of animacy`, {
      found,
      supported,
    });
  }
}
