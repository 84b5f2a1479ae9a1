import { DynamicsLane, layOutAuthored } from '../affect/dynamics-lanes';
import { AffectLane } from '../affect/lanes';
import { standAtHome } from '../affect/parameters';
import { writeDynamics } from '../affect/write-dynamics';
import { NORMS } from '../constants/norms';
import { DOMAINS } from '../constants/traits';
import { EngineError } from '../errors';
import { gaussianAt, streamKey } from '../maths/random';
import { clamp } from '../maths/scalar';
import { parseWith } from '../schema/parse';
import { type Inhabitant, inhabitantSchema, type SpawnInput, spawnSchema } from '../schema/population';
import { prepareRows } from './advance';
import { copyColumns, createColumns, LifeLane } from './columns';
import { writeSnapshot } from './convert';
import { writePersonality } from './convert-personality';
import { inhabit, vacate } from './inhabit';
import { followTraits } from './learn';
import { newcomerOf } from './newcomers';
import { checkRow, type PopulationState } from './state';
import { bearTraits, DOMAIN_COUNT } from './traits';

/** The domains of whoever moves in, and what follows from them. */
const domains = new Float64Array(DOMAIN_COUNT);
const dynamics = new Float64Array(DynamicsLane.count);

/** Lets a character live here; what `add` of a population promises. */
export function addResident(state: PopulationState, input: Inhabitant): number {
  const parsed = parseWith(inhabitantSchema, input, 'the character');
  const { id, snapshot, personalitySnapshot } = parsed;
  const { levels, manner } = newcomerOf(state, parsed);
  if (id !== undefined && state.names.rowOf(id) !== undefined) {
    const details = { collection: 'population', id } as const;
    throw new EngineError('ALREADY_EXISTS', `"${id}" lives here already`, details);
  }
  makeRoom(state, 1);
  for (let place = 0; place < DOMAIN_COUNT; place++) domains[place] = levels[DOMAINS[place]!];
  const number = state.columns.traits ? state.manners.take(manner, 1) : 0;
  const row = settleIn(state, layOutAuthored(manner.offsets, manner.config), number, id);
  if (id !== undefined) state.names.give(row, id);
  const personality = personalitySnapshot && writePersonality(state, row, personalitySnapshot);
  if (personality) {
    // Traits rest from day to day, and home base with them.
    followTraits(state, row);
    standAtHome(state.columns.affect, row * AffectLane.count);
  }
  const feeling = snapshot && writeSnapshot(state.columns, row, snapshot, state.nowMs, state.ticks);
  if (feeling || personality) state.luggage.set(row, { feeling, personality });
  return row;
}

/** Lets characters live here whose traits are drawn; what `spawn` of a population promises. */
export function spawnResidents(state: PopulationState, input: SpawnInput): Int32Array {
  const {
    count,
    spread = {},
    emotionConfig = {},
    ...change
  } = parseWith(spawnSchema, input, 'the characters');
  makeRoom(state, count);
  const authored = layOutAuthored({}, emotionConfig);
  const manner = { offsets: {}, config: emotionConfig, ...change };
  const number = state.columns.traits && count > 0 ? state.manners.take(manner, count) : 0;
  const spawned = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = state.vacant.at(-1) ?? state.used;
    const key = streamKey(state.seed, `traits of row ${row}`);
    for (let place = 0; place < DOMAIN_COUNT; place++) {
      const { mean, sd } = spread[DOMAINS[place]!] ?? NORMS[DOMAINS[place]!];
      domains[place] = clamp(mean + sd * gaussianAt(key, 0, place), 0, 1);
    }
    spawned[i] = settleIn(state, authored, number, undefined);
  }
  return spawned.sort();
}

/** Takes a character out; what `remove` of a population promises. */
export function removeResident(state: PopulationState, row: number): void {
  checkRow(state, row);
  const { columns, names, luggage, vacant } = state;
  if (columns.noise[row]! > 0) state.noisy--;
  if (columns.traits) state.manners.leave(columns.manners[row]!);
  vacate(columns, row);
  names.take(row);
  luggage.delete(row);
  vacant.push(row);
  state.size--;
}

function makeRoom(state: PopulationState, count: number): void {
  const { columns, parts } = state;
  const free = columns.capacity - state.used + state.vacant.length;
  if (free >= count) return;
  if (!state.grows) {
    throw new EngineError('POPULATION_FULL', `there is room for ${free} more characters, not for ${count}`, {
      capacity: columns.capacity,
    });
  }
  const capacity = Math.max(2 * columns.capacity, state.used + count);
  const larger = createColumns(capacity, columns, parts.allocate);
  copyColumns(columns, larger);
  state.columns = larger;
  state.factorHours = -1;
}

/**
 * Lets the character whose domains have been written live in the next row.
 * @param authored what its author has set, as `AuthoredLane` numbers it
 * @param manner the number of that, where traits are kept
 */
function settleIn(
  state: PopulationState,
  authored: Float64Array,
  manner: number,
  stream: string | undefined,
): number {
  writeDynamics(domains, authored, dynamics);
  const row = state.vacant.pop() ?? state.used++;
  const { columns } = state;
  inhabit(columns, row, dynamics, state.nowMs);
  columns.life[row * LifeLane.count + LifeLane.steps] = -state.ticks;
  if (columns.traits) bearTraits(columns, row, domains, manner, state.nowMs);
  if (dynamics[DynamicsLane.noisePerHour]! > 0) {
    state.noisy++;
    // Nobody else draws anything: so a population without random ups and downs has no memory for keys.
    columns.keys.set(streamKey(state.seed, stream ?? `row ${row}`), 2 * row);
  }
  state.size++;
  if (state.factorHours >= 0) prepareRows(columns, row, row + 1, state.factorHours);
  return row;
}
