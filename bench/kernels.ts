import { createDisposition } from '../src/affect/disposition';
import { advanceAffect, applyFactors, writeFactors } from '../src/affect/flow';
import { AffectLane, FactorLane } from '../src/affect/lanes';
import { uniformAt } from '../src/maths/random';
import { advanceByHand } from './hand-loops';
import type { Row } from './measure';
import { sink, timeInTurn } from './measure';

const CHARACTERS = 50_000;
const ROUNDS = 40;
const KEY = [7, 11] as const;

/** A population of distinct characters, each away from its home base. */
function populate(): Float64Array {
  const lanes = new Float64Array(CHARACTERS * AffectLane.count);
  for (let row = 0; row < CHARACTERS; row++) {
    const draw = (index: number) => uniformAt(KEY, row, index);
    const { affect } = createDisposition(
      { O: draw(0), C: draw(1), E: draw(2), A: draw(3), N: draw(4), H: draw(5) },
      {},
      {},
    );
    lanes.set(affect, row * AffectLane.count);
    for (let axis = 0; axis < 6; axis++) lanes[row * AffectLane.count + axis] = 2 * draw(6 + axis) - 1;
  }
  return lanes;
}

function advanceAll(lanes: Float64Array, hours: number): void {
  for (let offset = 0; offset < lanes.length; offset += AffectLane.count) advanceAffect(lanes, offset, hours);
}

/** With cached factors nobody reads the rates: what moves may lie close together. */
function movingOf(lanes: Float64Array): Float64Array {
  const moving = new Float64Array(CHARACTERS * AffectLane.rates);
  for (let row = 0; row < CHARACTERS; row++) {
    const at = row * AffectLane.count;
    moving.set(lanes.subarray(at, at + AffectLane.rates), row * AffectLane.rates);
  }
  return moving;
}

function applyAll(lanes: Float64Array, factors: Float64Array): void {
  for (let row = 0; row < CHARACTERS; row++)
    applyFactors(lanes, row * AffectLane.rates, factors, row * FactorLane.count);
}

/** What reading and writing the lanes costs without any mathematics: the floor under every flow. */
function touchAll(lanes: Float64Array): void {
  for (let row = 0; row < CHARACTERS; row++) {
    const at = row * AffectLane.rates;
    lanes[at] = lanes[at]! * 0.999 + 0.0001;
    lanes[at + 1] = lanes[at + 1]! * 0.999 + 0.0001;
    lanes[at + 2] = lanes[at + 2]! * 0.999 + 0.0001;
    lanes[at + 3] = lanes[at + 3]! * 0.999 + 0.0001;
    lanes[at + 4] = lanes[at + 4]! * 0.999 + 0.0001;
    lanes[at + 5] = lanes[at + 5]! * 0.999 + 0.0001;
  }
}

const STEPS = [
  ['1/60 s', 1 / 216_000],
  ['1 s', 1 / 3600],
  ['1 min', 1 / 60],
  ['1 h', 1],
  ['1 day', 24],
] as const;

/** Nanoseconds for the flow of one character, emotion and mood on three axes. */
export function benchKernels(): Row[] {
  const rows: Row[] = [];
  const start = populate();
  for (const [name, hours] of STEPS) {
    const ours = start.slice();
    const cached = movingOf(start);
    const theirs = start.slice();
    const touched = movingOf(start);
    const factors = new Float64Array(CHARACTERS * FactorLane.count);
    for (let row = 0; row < CHARACTERS; row++) {
      writeFactors(start, row * AffectLane.count, hours, factors, row * FactorLane.count);
    }
    const figures = timeInTurn(
      {
        ours: () => advanceAll(ours, hours),
        cached: () => applyAll(cached, factors),
        theirs: () => advanceByHand(theirs, hours),
        touched: () => touchAll(touched),
      },
      CHARACTERS,
      ROUNDS,
    );
    sink.value += ours[0]! + cached[0]! + theirs[0]! + touched[0]!;
    const mathExp = { what: 'the same with Math.exp', figure: figures['theirs']! };
    rows.push({
      what: `flow, step of ${name}`,
      figure: figures['ours']!,
      unit: 'ns',
      budget: 30,
      against: mathExp,
    });
    if (name === '1 s') {
      const touch = { what: 'touching the lanes', figure: figures['touched']! };
      rows.push({
        what: 'flow, cached factors',
        figure: figures['cached']!,
        unit: 'ns',
        budget: 8,
        against: touch,
      });
    }
  }
  return rows;
}
