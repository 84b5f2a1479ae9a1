import { streamKey } from '../../src/maths/random';
import { createPopulation, type Population, restorePopulation } from '../../src/population';
import { createAgenda, enter, inOrder } from './agenda';
import { appraisalsOf, DIMENSIONS, drawAppraisal } from './appraise';
import {
  createCalendar,
  type Dice,
  drawEvent,
  drawNext,
  hourOfNext,
  note,
  stepOf,
  stepOfNext,
} from './calendar';
import { bytesOf, fillFrom, packBlocks, unpackBlocks } from './container';
import { firstOf, namedRows, type Plan, seedOf, sizeOf } from './plan';
import { createSurvey } from './survey';
import { createTallies, TALLY_ARRAYS, type Tallies } from './tallies';
import { timetableOf } from './timetable';

/** Some of the characters of a simulation, and how far they have lived. */
export interface Part {
  readonly rows: number;
  /** Steps that they have lived through. */
  readonly step: number;
  readonly isOver: boolean;
  readonly tallies: Tallies;
  /** Lets them live through one step. */
  live(): void;
  /** All there is to go on from. */
  toBytes(): Uint8Array;
}

/**
 * Puts a part together.
 * @param bytes what `toBytes` gave, to go on from there
 * @throws EngineError SNAPSHOT_MISMATCH for bytes that are not of this plan
 */
export function openPart(plan: Plan, part: number, bytes?: Uint8Array): Part {
  const { steps, stepHours, samples, model } = plan;
  const rows = sizeOf(plan, part);
  const calendar = createCalendar(rows, steps);
  const timetable = timetableOf(model.events, steps * stepHours);
  const dice: Dice = { key: streamKey(plan.seed, 'events'), from: firstOf(plan, part), timetable, stepHours };
  const appraisals = appraisalsOf(model.events);
  // Frozen, so that it is checked once and not for each character.
  const shown = model.events.map(
    ({ evidence }) => evidence && Object.freeze(evidence.map((seen) => Object.freeze({ ...seen }))),
  );
  const tallies = createTallies(plan);
  const begun = bytes && unpackBlocks(bytes);
  const population = begun ? restorePopulation(begun[0]!) : settle(plan, part, rows);
  const survey = createSurvey(plan, population, namedRows(plan, part), tallies);
  let [step, tally, happened] = [0, 0, 0];
  const position = new Float64Array(3);

  if (begun) {
    fillFrom(position, begun[1]!);
    [step, tally, happened] = position as unknown as [number, number, number];
    fillFrom(calendar.clocks, begun[2]!);
    fillFrom(calendar.counts, begun[3]!);
    for (const [index, name] of TALLY_ARRAYS.entries()) fillFrom(tallies[name], begun[4 + index]!);
  } else for (let row = 0; row < rows; row++) drawNext(calendar, dice, row);
  for (let row = 0; row < rows; row++) note(calendar, row, stepOfNext(calendar, dice, row));

  // What happens in one step, and one event of it at a time.
  const agenda = createAgenda(rows);
  const met = new Int32Array(1);
  const seen = new Float64Array(DIMENSIONS);

  /** Draws all that happens to a row in this step. */
  function drawAll(row: number): void {
    let next = step;
    while (next === step) {
      const event = drawEvent(calendar, dice, row);
      const number = stepOf(dice, row, calendar.counts[row]!);
      enter(agenda, row, event, number, hourOfNext(calendar, dice, row));
      calendar.counts[row] = calendar.counts[row]! + 1;
      drawNext(calendar, dice, row);
      next = stepOfNext(calendar, dice, row);
    }
    note(calendar, row, next);
  }

  /** Lets one entry of the agenda happen, when it does. */
  function meet(entry: number): void {
    const event = agenda.events[entry]!;
    passTo(agenda.hours[entry]!);
    met[0] = agenda.rows[entry]!;
    drawAppraisal(appraisals, event, dice.key, agenda.numbers[entry]!, seen, 0);
    population.perceiveMany(met, seen);
    const evidence = shown[event];
    if (evidence) population.observe(met[0], evidence);
    tallies.events[event] = tallies.events[event]! + 1;
  }

  /** Lets time pass up to an hour of the simulation. To a lazy population that costs next to nothing. */
  function passTo(hour: number): void {
    const hours = hour - population.hours;
    if (hours > 0) population.advance(hours);
  }

  function look(): void {
    if (samples[tally] === step) survey(tally++, happened);
  }

  return {
    rows,
    get step() {
      return step;
    },
    get isOver() {
      return step === steps;
    },
    tallies,
    live() {
      look();
      for (let row = calendar.first[step]!; row >= 0; ) {
        const after = calendar.next[row]!;
        drawAll(row);
        row = after;
      }
      for (const entry of inOrder(agenda)) meet(entry);
      happened += agenda.count;
      agenda.count = 0;
      step++;
      passTo(step * stepHours);
      if (step === steps) look();
    },
    toBytes() {
      position.set([step, tally, happened]);
      return packBlocks([
        population.toBytes(),
        ...[position, calendar.clocks, calendar.counts].map(bytesOf),
        ...TALLY_ARRAYS.map((name) => bytesOf(tallies[name])),
      ]);
    },
  };
}

/** The people of a part, as they are at the beginning. Lazy: whoever meets nothing costs nothing until somebody looks. */
function settle(plan: Plan, part: number, rows: number): Population {
  const { spread, emotionConfig, learning } = plan.model.people;
  const population = createPopulation({
    capacity: rows,
    seed: seedOf(plan, part),
    lazy: true,
    columns: { traits: learning !== 'none', windows: learning === 'life' },
  });
  population.spawn({ count: rows, ...(spread && { spread }), ...(emotionConfig && { emotionConfig }) });
  return population;
}
