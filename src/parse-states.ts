import { type Appraisal, appraisalSchema } from './schema/appraisal';
import { CHARACTER_VERSION, type CharacterState, characterStateSchema } from './schema/character';
import { parseWith, refuseNewer } from './schema/parse';
import { SESSION_VERSION, type SessionState, sessionStateSchema } from './schema/session';
import { type SessionSnapshot, SNAPSHOT_VERSION, sessionSnapshotSchema } from './schema/sessions-api';

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
 * A snapshot of a session from an untrusted value.
 * @throws EngineError INPUT_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseSessionSnapshot(value: unknown): SessionSnapshot {
  refuseNewer(value, SNAPSHOT_VERSION, 'the snapshot');
  return parseWith(sessionSnapshotSchema, value, 'the snapshot');
}

/**
 * A character state from an untrusted value.
 * @throws EngineError STATE_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseCharacterState(value: unknown): CharacterState {
  refuseNewer(value, CHARACTER_VERSION, 'the character state');
  return parseWith(characterStateSchema, value, 'the character state', 'STATE_INVALID');
}
