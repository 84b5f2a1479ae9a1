import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ERROR_CODES, type ErrorCode } from '../../src';

/** Where each code is thrown on purpose: a file below `test` that makes a call end with it. A new code needs a line here. */
const THROWN_IN: Readonly<Record<ErrorCode, string>> = {
  INPUT_INVALID: 'schema/hostile.test.ts',
  CONFIG_INVALID: 'engine/create-engine.test.ts',
  TIME_REVERSED: 'engine/clock.test.ts',
  PRESET_UNKNOWN: 'engine/create.test.ts',
  SESSION_NOT_FOUND: 'engine/perceive.test.ts',
  CHARACTER_NOT_FOUND: 'engine/create.test.ts',
  PERSONA_NOT_FOUND: 'engine/personas.test.ts',
  PROJECT_NOT_FOUND: 'engine/personas.test.ts',
  PERSONA_IN_USE: 'engine/personas.test.ts',
  ALREADY_EXISTS: 'engine/projects.test.ts',
  IMAGE_PROVIDER_MISSING: 'engine/portraits.test.ts',
  IMAGE_GENERATION_FAILED: 'engine/portraits.test.ts',
  LANGUAGE_MODEL_MISSING: 'engine/persona-prompts.test.ts',
  LANGUAGE_MODEL_FAILED: 'engine/persona-prompts.test.ts',
  NAME_TAKEN: 'engine/characters-names.test.ts',
  APPRAISER_MISSING: 'engine/perceive.test.ts',
  APPRAISAL_FAILED: 'engine/appraiser.test.ts',
  STATE_INVALID: 'schema/hostile.test.ts',
  STATE_VERSION_UNSUPPORTED: 'engine/corruption.test.ts',
  RECORD_CORRUPT: 'engine/corruption.test.ts',
  HISTORY_MISSING: 'engine/upkeep-retention.test.ts',
  EXPORT_INVALID: 'engine/upkeep-import.test.ts',
  REVISION_CONFLICT: 'engine/concurrency.test.ts',
  STORE_UNAVAILABLE: 'engine/faults.test.ts',
  STORE_FAILED: 'engine/faults.test.ts',
  STORE_CAPABILITY_MISSING: 'engine/faults.test.ts',
  ENGINE_CLOSED: 'engine/close.test.ts',
  POPULATION_FULL: 'population/population.test.ts',
  WORKER_LOST: 'population/parallel.test.ts',
  OUTPUT_IN_USE: 'adapters/simulate-lock.test.ts',
  SNAPSHOT_MISMATCH: 'population/snapshot.test.ts',
  INVARIANT_BROKEN: 'engine/faults.test.ts',
};

describe('the table of error codes', () => {
  it('has a test for each code in which a call ends with it', () => {
    expect(Object.keys(THROWN_IN).sort()).toEqual(Object.keys(ERROR_CODES).sort());
    for (const [code, file] of Object.entries(THROWN_IN)) {
      const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8');
      expect(text, `${file} is to end a call with ${code}`).toContain(`'${code}'`);
    }
  });

  it('says of each code what it means in one sentence, and whether trying again may help', () => {
    for (const [code, { meaning, retryable }] of Object.entries(ERROR_CODES)) {
      expect(code).toMatch(/^[A-Z]+(_[A-Z]+)*$/);
      expect(meaning, code).toMatch(/^[A-Z].*\.$/);
      expect(typeof retryable).toBe('boolean');
    }
  });

  it('does not change what is public: no code is renamed or lost', () => {
    expect(Object.keys(ERROR_CODES)).toEqual(
      expect.arrayContaining([
        'INPUT_INVALID',
        'CONFIG_INVALID',
        'TIME_REVERSED',
        'PRESET_UNKNOWN',
        'SESSION_NOT_FOUND',
        'CHARACTER_NOT_FOUND',
        'APPRAISER_MISSING',
        'APPRAISAL_FAILED',
        'STATE_INVALID',
        'STATE_VERSION_UNSUPPORTED',
        'RECORD_CORRUPT',
        'REVISION_CONFLICT',
        'STORE_UNAVAILABLE',
        'STORE_FAILED',
        'STORE_CAPABILITY_MISSING',
        'ENGINE_CLOSED',
        'INVARIANT_BROKEN',
      ]),
    );
  });
});
