/**
 * Every error code of the engine, with what it means and whether the same call may succeed later.
 * A code is public API: it is never renamed, and `docs/errors.md` is generated from this table.
 */
export const ERROR_CODES = {
  INPUT_INVALID: {
    retryable: false,
    meaning: 'An argument has the wrong shape, range or spelling; `details.issues` names each place.',
  },
  CONFIG_INVALID: {
    retryable: false,
    meaning: 'An option of createEngine, of a store or of another factory cannot be used.',
  },
  TIME_REVERSED: {
    retryable: true,
    meaning: 'The clock reads earlier than at the last write of this session, by more than the allowed skew.',
  },
  PRESET_UNKNOWN: {
    retryable: false,
    meaning: 'No preset has that id; `details.known` lists the ids that exist.',
  },
  SESSION_NOT_FOUND: { retryable: false, meaning: 'No session has that id.' },
  CHARACTER_NOT_FOUND: { retryable: false, meaning: 'No character has that id.' },
  PERSONA_NOT_FOUND: { retryable: false, meaning: 'No persona of the project has that id.' },
  PROJECT_NOT_FOUND: { retryable: false, meaning: 'No project has that id.' },
  PERSONA_IN_USE: {
    retryable: false,
    meaning: 'A persona was to be deleted only if no character was made from it, and some were.',
  },
  ALREADY_EXISTS: { retryable: false, meaning: 'Something with that id exists already.' },
  IMAGE_PROVIDER_MISSING: {
    retryable: false,
    meaning:
      'A portrait was asked for, but there is no image generator, or its provider is not set up in the project.',
  },
  IMAGE_GENERATION_FAILED: {
    retryable: true,
    meaning: 'The image generator threw, or what it answered is no image that may be kept.',
  },
  NAME_TAKEN: { retryable: false, meaning: 'A name that must be unique belongs to something else already.' },
  APPRAISER_MISSING: {
    retryable: false,
    meaning: 'A text was given to perceive, but the engine has no appraiser.',
  },
  APPRAISAL_FAILED: { retryable: true, meaning: 'The appraiser threw, or what it answered is no appraisal.' },
  LANGUAGE_MODEL_MISSING: {
    retryable: false,
    meaning: 'A line was asked for that a language model has to write, but there is none.',
  },
  LANGUAGE_MODEL_FAILED: { retryable: true, meaning: 'The language model threw, or answered nothing.' },
  STATE_INVALID: {
    retryable: false,
    meaning: 'A stored or given state does not have the shape that its version promises.',
  },
  STATE_VERSION_UNSUPPORTED: {
    retryable: false,
    meaning: 'A state was written by a newer version of animacy than this one.',
  },
  RECORD_CORRUPT: {
    retryable: false,
    meaning: 'A stored record does not match its checksum, or the store reports damage.',
  },
  HISTORY_MISSING: {
    retryable: false,
    meaning:
      'What is asked of the past lies in a part of a history that is gone: trimmed by retention, or lost to damage.',
  },
  EXPORT_INVALID: {
    retryable: false,
    meaning:
      'Lines that were to be imported are truncated, damaged, or no export; `details.line` says which line, from 1.',
  },
  REVISION_CONFLICT: {
    retryable: true,
    meaning:
      'Other writers kept winning the race for this record until the retries ran out, or it is not at the revision that the caller expected; only the first may succeed later.',
  },
  STORE_UNAVAILABLE: {
    retryable: true,
    meaning: 'The store cannot be reached or used now: closed, locked, full, or its driver is missing.',
  },
  STORE_FAILED: {
    retryable: false,
    meaning: 'The store reported a failure; `cause` is what its driver threw.',
  },
  STORE_CAPABILITY_MISSING: { retryable: false, meaning: 'The store does not support what was asked of it.' },
  ENGINE_CLOSED: { retryable: false, meaning: 'The engine was closed before this call.' },
  POPULATION_FULL: {
    retryable: false,
    meaning: 'A population has no row left for a character; create it larger, or let it grow.',
  },
  WORKER_LOST: {
    retryable: true,
    meaning:
      'A thread of a parallel population could not be started, or has died; in the second case the step it was in was finished without it.',
  },
  OUTPUT_IN_USE: {
    retryable: true,
    meaning: 'Another run of a simulation is at work in the directory; `details.pid` is its process.',
  },
  SNAPSHOT_MISMATCH: {
    retryable: false,
    meaning:
      'A snapshot of a population is truncated, damaged, foreign, or of another shape than what it is to be restored into.',
  },
  INVARIANT_BROKEN: {
    retryable: false,
    meaning: 'The engine found itself in a state that cannot be: a defect, please report it.',
  },
} as const satisfies Record<string, { retryable: boolean; meaning: string }>;

/** A stable string that tells one kind of failure from another. */
export type ErrorCode = keyof typeof ERROR_CODES;
