import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  dispositionOf,
  parseAppraisal,
  parseCharacterState,
  parseSessionState,
  perceive,
  type StoredRecord,
} from '../../src';
import { readState } from '../../src/engine/codec';
import { makeRecords, makeTrajectory } from '../support/engine-golden';
import { SCRIPT_EVENTS } from '../support/fixtures-script';

const HOW = 'If it is meant to change, say why in docs/decisions and run: UPDATE_GOLDEN=1 npx vitest run test/golden';

/** Compares a text with a golden file byte for byte; with UPDATE_GOLDEN=1 the file becomes the text. */
function expectGolden(name: string, text: string): void {
  const path = new URL(name, import.meta.url);
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  expect(text, `${name} is no longer what it was. ${HOW}`).toBe(readFileSync(path, 'utf8'));
}

const readRecord = (name: string) =>
  JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8')) as StoredRecord;

describe('golden files', () => {
  it('the trajectory of three characters is the same to the bit', async () => {
    expectGolden('trajectory.json', await makeTrajectory());
  });

  it('this release stores what it stored: one record of each collection', async () => {
    const { session, character } = await makeRecords();
    expectGolden('session-v1.json', session);
    expectGolden('character-v1.json', character);
  });

  it('this release reads what was stored in version 1, and goes on from there', () => {
    const session = readState('session', readRecord('session-v1.json'));
    const character = readState('character', readRecord('character-v1.json'));
    expect(parseSessionState(session)).toStrictEqual(session);
    expect(parseCharacterState(character)).toStrictEqual(character);
    expect(session.characterId).toBe(character.id);
    const { session: next } = perceive(session, dispositionOf(character, session.emotionConfig), {
      appraisal: parseAppraisal(SCRIPT_EVENTS[0]),
      elapsedSeconds: 60,
      clockMs: session.clockMs + 60_000,
    });
    expect(next.turns).toBe(session.turns + 1);
    expect(parseSessionState(next)).toStrictEqual(next);
  });
});
