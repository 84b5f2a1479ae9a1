import { resolveAuthored } from '../affect/authored';
import { createDisposition } from '../affect/disposition';
import { NORMS } from '../constants/norms';
import { DOMAINS, type Domain } from '../constants/traits';
import { EngineError } from '../errors';
import { gaussianAt, streamKey } from '../maths/random';
import { clamp } from '../maths/scalar';
import { parseWith } from '../schema/parse';
import type { Personality } from '../schema/personality';
import { type Inhabitant, inhabitantSchema, type SpawnInput, spawnSchema } from '../schema/population';
import { facetOffsets } from '../traits/facets';
import { prepareRows } from './advance';
import { copyColumns, createColumns, LifeLane } from './columns';
import { writeSnapshot } from './convert';
import { inhabit, vacate } from './inhabit';
import type { Manner } from './manners';
import { checkRow, type PopulationState } from './state';
import { bearTraits } from './traits';

/** Lets a character live here; what `add` of a population promises. */
export function addResident(state: PopulationState, input: Inhabitant): number {
  const { id, snapshot, preset, personality, facets, emotionConfig } = parseWith(
    inhabitantSchema,
    input,
    'the character',
  );
  const authored = resolveAuthored('the character', { preset, personality, facets, emotionConfig });
  if (id !== undefined && state.names.rowOf(id) !== undefined) {
    const details = { collection: 'population', id } as const;
    throw new EngineError('ALREADY_EXISTS', `"${id}" lives here already`, details);
  }
  makeRoom(state, 1);
  const offsets = facetOffsets(authored.personality, authored.facets ?? {});
  const row = settleIn(state, authored.personality, { offsets, config: authored.emotionConfig }, id);
  if (id !== undefined) state.names.give(row, id);
  if (snapshot) {
    state.luggage.set(row, writeSnapshot(state.columns, row, snapshot, state.nowMs, state.ticks));
  }
  return row;
}

/** Lets characters live here whose traits are drawn; what `spawn` of a population promises. */
export function spawnResidents(state: PopulationState, input: SpawnInput): Int32Array {
  const { count, spread = {}, emotionConfig = {} } = parseWith(spawnSchema, input, 'the characters');
  makeRoom(state, count);
  const manner = { offsets: {}, config: emotionConfig };
  const spawned = new Int32Array(count);
  for (let i = 0; i < count; i++) {
    const row = state.vacant.at(-1) ?? state.used;
    const key = streamKey(state.seed, `traits of row ${row}`);
    const personality = {} as Record<Domain, number>;
    for (const [index, domain] of DOMAINS.entries()) {
      const { mean, sd } = spread[domain] ?? NORMS[domain];
      personality[domain] = clamp(mean + sd * gaussianAt(key, 0, index), 0, 1);
    }
    spawned[i] = settleIn(state, personality as Personality, manner, undefined);
  }
  return spawned.sort();
}

/** Takes a character out; what `remove` of a population promises. */
export function removeResident(state: PopulationState, row: number): void {
  checkRow(state, row);
  const { columns, names, luggage, vacant } = state;
  if (columns.life[row * LifeLane.count + LifeLane.noisePerHour]! > 0) state.noisy--;
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

function settleIn(
  state: PopulationState,
  personality: Personality,
  manner: Manner,
  stream: string | undefined,
): number {
  const disposition = createDisposition(personality, manner.offsets, manner.config);
  const row = state.vacant.pop() ?? state.used++;
  const { columns } = state;
  inhabit(columns, row, disposition, streamKey(state.seed, stream ?? `row ${row}`), state.nowMs);
  columns.life[row * LifeLane.count + LifeLane.steps] = -state.ticks;
  if (columns.traits) bearTraits(columns, row, personality, state.manners.take(manner), state.nowMs);
  if (disposition.dynamics.noisePerHour > 0) state.noisy++;
  state.size++;
  if (state.factorHours >= 0) prepareRows(columns, row, row + 1, state.factorHours);
  return row;
}
