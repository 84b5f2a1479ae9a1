import { CauseLane } from '../affect/cause';
import { AffectLane, ExpectationLane } from '../affect/lanes';
import { APPRAISAL_DIMENSIONS } from '../constants/appraisal';
import { plainZero } from '../maths/scalar';
import type { Vad } from '../maths/vad';
import type { Appraisal } from '../schema/appraisal';
import { type SessionSnapshot, SNAPSHOT_VERSION } from '../schema/sessions-api';
import { type Columns, LifeLane, MarkLane, PastLane } from './columns';
import type { FeelingLuggage } from './luggage';
import { nameFeeling, numberOf } from './name-feeling';
import type { PopulationState } from './state';

/**
 * Writes a snapshot into a row.
 * @param ticks stretches of time that the population has let pass for all
 * @returns what has to be kept beside the lanes
 * Effects: in place; total on a valid snapshot.
 */
export function writeSnapshot(
  columns: Columns,
  row: number,
  snapshot: SessionSnapshot,
  nowMs: number,
  ticks: number,
): FeelingLuggage {
  const { affect, life, past, marks, expectations, causesOf } = columns;
  const offsetMs = snapshot.atMs - nowMs;
  const l = row * LifeLane.count;
  const p = row * PastLane.count;
  writeVad(affect, row * AffectLane.count + AffectLane.emotion, snapshot.emotion);
  writeVad(affect, row * AffectLane.count + AffectLane.mood, snapshot.mood);
  life[l + LifeLane.steps] = snapshot.steps - ticks;
  past[p + PastLane.turns] = snapshot.turns;
  if (snapshot.lastEvent) {
    past[p + PastLane.lastEventAtMs] = snapshot.lastEvent.atMs - offsetMs;
    marks[row * MarkLane.count + MarkLane.met] = 1;
  }
  marks[row * MarkLane.count + MarkLane.label] = numberOf(snapshot.label);
  if (columns.expectation) {
    const e = row * ExpectationLane.count;
    writeAppraisal(expectations, e + ExpectationLane.mean, snapshot.expectation.appraisal);
    expectations[e + ExpectationLane.precision] = snapshot.expectation.precision;
    marks[row * MarkLane.count + MarkLane.expects] = 1;
  }
  if (columns.causes && snapshot.cause) {
    const { appraisal, impulse, weight, atMs } = snapshot.cause;
    const c = row * CauseLane.count;
    writeAppraisal(causesOf, c, appraisal);
    writeVad(causesOf, c + CauseLane.impulse, impulse);
    causesOf[c + CauseLane.weight] = weight;
    causesOf[c + CauseLane.atMs] = atMs - offsetMs;
  }
  return { offsetMs, ...(snapshot.lastEvent && { lastEvent: snapshot.lastEvent }) };
}

/**
 * Reads a settled row back as a snapshot.
 * @param blank the expectation of somebody who has seen nothing
 */
export function readSnapshot(state: PopulationState, row: number, blank: Float64Array): SessionSnapshot {
  const { columns, nowMs, ticks, startsAtMs } = state;
  const luggage = state.luggage.get(row)?.feeling;
  const { affect, life, past, marks, expectations, causesOf } = columns;
  const l = row * LifeLane.count;
  const p = row * PastLane.count;
  const offsetMs = luggage?.offsetMs ?? startsAtMs;
  const hasExpected = marks[row * MarkLane.count + MarkLane.expects] === 1;
  const e = hasExpected ? row * ExpectationLane.count : 0;
  const expected = hasExpected ? expectations : blank;
  const c = row * CauseLane.count;
  const weight = causesOf[c + CauseLane.weight]!;
  const label = nameFeeling(columns, row, nowMs);
  return {
    version: SNAPSHOT_VERSION,
    atMs: nowMs + offsetMs,
    turns: past[p + PastLane.turns]!,
    steps: life[l + LifeLane.steps]! + ticks,
    emotion: readVad(affect, row * AffectLane.count + AffectLane.emotion),
    mood: readVad(affect, row * AffectLane.count + AffectLane.mood),
    expectation: {
      appraisal: readAppraisal(expected, e + ExpectationLane.mean),
      precision: expected[e + ExpectationLane.precision]!,
    },
    label,
    ...(weight > 0 && {
      cause: {
        appraisal: readAppraisal(causesOf, c),
        impulse: readVad(causesOf, c + CauseLane.impulse),
        weight,
        atMs: causesOf[c + CauseLane.atMs]! + offsetMs,
      },
    }),
    ...(marks[row * MarkLane.count + MarkLane.met] === 1 &&
      lastEventOf(past[p + PastLane.lastEventAtMs]! + offsetMs, luggage)),
  };
}

/** The last event: what it said is known when it came with the snapshot and nothing has happened since. */
function lastEventOf(atMs: number, luggage: FeelingLuggage | undefined): Pick<SessionSnapshot, 'lastEvent'> {
  const told = luggage?.lastEvent;
  return { lastEvent: told?.atMs === atMs ? told : { atMs } };
}

/** Reads three lanes as a vector. */
export function readVad(lanes: Float64Array, at: number): Vad {
  return {
    valence: plainZero(lanes[at]!),
    arousal: plainZero(lanes[at + 1]!),
    dominance: plainZero(lanes[at + 2]!),
  };
}

function writeVad(lanes: Float64Array, at: number, vad: Vad): void {
  lanes[at] = vad.valence;
  lanes[at + 1] = vad.arousal;
  lanes[at + 2] = vad.dominance;
}

function readAppraisal(lanes: Float64Array, at: number): Appraisal {
  return Object.fromEntries(
    APPRAISAL_DIMENSIONS.map((dimension, lane) => [dimension, plainZero(lanes[at + lane]!)]),
  ) as unknown as Appraisal;
}

function writeAppraisal(lanes: Float64Array, at: number, appraisal: Appraisal): void {
  for (const [lane, dimension] of APPRAISAL_DIMENSIONS.entries()) lanes[at + lane] = appraisal[dimension];
}
