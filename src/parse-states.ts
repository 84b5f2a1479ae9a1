import type { z } from 'zod';
import { type Appraisal, appraisalSchema } from './schema/appraisal';
import { type CharacterState, characterStateSchema } from './schema/character';
import { SHAPES, toNewest } from './schema/migrations';
import { parseWith, refuseNewer } from './schema/parse';
import {
  PERSONALITY_SNAPSHOT_VERSION,
  type PersonalitySnapshot,
  personalitySnapshotSchema,
} from './schema/personality-snapshot';
import { type SessionState, sessionStateSchema } from './schema/session';
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
 * A session state from an untrusted value, for example from a host's own storage; one of an earlier release comes out as this release has it.
 * @throws EngineError STATE_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseSessionState(value: unknown): SessionState {
  return parseState('session', sessionStateSchema, value);
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
 * A snapshot of a personality from an untrusted value.
 * @throws EngineError INPUT_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parsePersonalitySnapshot(value: unknown): PersonalitySnapshot {
  refuseNewer(value, PERSONALITY_SNAPSHOT_VERSION, 'the snapshot');
  return parseWith(personalitySnapshotSchema, value, 'the snapshot');
}

/**
 * A character state from an untrusted value; one of an earlier release comes out as this release has it.
 * @throws EngineError STATE_INVALID, STATE_VERSION_UNSUPPORTED
 */
export function parseCharacterState(value: unknown): CharacterState {
  return parseState('character', characterStateSchema, value);
}

function parseState<S extends z.ZodType>(
  kind: 'session' | 'character',
  schema: S,
  value: unknown,
): z.output<S> {
  const what = `the ${kind} state`;
  return parseWith(schema, toNewest(value, SHAPES[kind], what), what, 'STATE_INVALID');
}
