import { writeBlankExpectation } from '../affect/expectation';
import { AffectLane, ExpectationLane } from '../affect/lanes';
import { AppraisalLane } from '../constants/appraisal';
import { MS_PER_HOUR } from '../constants/time';
import type { ParsedPopulationOptions } from '../schema/population';
import { settleRow } from './advance';
import { checkAppraisals, refuse, writeCheckedAppraisal } from './appraisals';
import { readSnapshot, readVad } from './convert';
import { readPersonality } from './convert-personality';
import { consolidateRow, meetEvent, observeRow } from './learn';
import { intensityAt, nameFeeling, nameMood } from './name-feeling';
import { packPopulation } from './pack';
import { passTime } from './pass-time';
import { perceiveRow, surpriseFelt } from './perceive';
import type { Population } from './population';
import { personalityOfRow, readPersonalities } from './read-traits';
import { addResident, removeResident, spawnResidents } from './residents';
import { Signals } from './signals';
import { checkRow, needTraits, openState, type PopulationParts, type PopulationState } from './state';

/**
 * Puts a population together.
 * @param options parsed
 */
export function openPopulation(options: ParsedPopulationOptions, parts: PopulationParts): Population {
  return populationOf(openState(options, parts));
}

/** What callers hold of a population. It alone changes the state from then on. */
export function populationOf(state: PopulationState): Population {
  const { lazy, parts } = state;
  const signals = new Signals(state);
  const appraisal = new Float64Array(AppraisalLane.count);
  const blank = new Float64Array(ExpectationLane.count);
  writeBlankExpectation(blank, 0);

  function touch(row: number): void {
    checkRow(state, row);
    if (lazy) settleRow(state.columns, row, state.nowMs, 1);
    signals.touched(row);
  }

  return {
    get capacity() {
      return state.columns.capacity;
    },
    get size() {
      return state.size;
    },
    get hours() {
      return state.nowMs / MS_PER_HOUR;
    },
    add: (inhabitant) => addResident(state, inhabitant),
    spawn: (input) => spawnResidents(state, input),
    remove(row) {
      removeResident(state, row);
      signals.left(row);
    },
    rowOf: (id) => state.names.rowOf(id),
    advance(hours) {
      passTime(state, hours);
      signals.timePassed();
    },
    settle() {
      if (lazy) parts.loops.settle(state.columns, state.used, state.nowMs);
      signals.allTouched();
    },
    perceive(row, input) {
      checkRow(state, row);
      writeCheckedAppraisal(input, appraisal);
      meetEvent(state, row);
      perceiveRow(state, row, appraisal, 0);
      signals.changed(row);
      return surpriseFelt();
    },
    perceiveMany(rows, appraisals) {
      checkAppraisals(appraisals, rows.length);
      for (let i = 0; i < rows.length; i++) checkRow(state, rows[i]!);
      for (let i = 0; i < rows.length; i++) {
        const row = rows[i]!;
        meetEvent(state, row);
        perceiveRow(state, row, appraisals, i * AppraisalLane.count);
        signals.changed(row);
      }
    },
    observe(row, evidence) {
      const moves = observeRow(state, row, evidence);
      signals.changed(row);
      return moves;
    },
    consolidate(row) {
      const moves = consolidateRow(state, row);
      signals.changed(row);
      return moves;
    },
    personality: (row) => personalityOfRow(state, row),
    readPersonality: (out, rows) => readPersonalities(state, out, rows),
    view(row) {
      touch(row);
      const { columns, nowMs, names } = state;
      const at = row * AffectLane.count;
      const id = names.nameOf(row);
      return {
        row,
        ...(id !== undefined && { id }),
        emotion: readVad(columns.affect, at + AffectLane.emotion),
        mood: readVad(columns.affect, at + AffectLane.mood),
        label: nameFeeling(columns, row, nowMs),
        moodLabel: nameMood(columns, row),
        intensity: intensityAt(columns, row),
      };
    },
    read(out, some) {
      const { columns, nowMs, used } = state;
      const count = some ? some.length : used;
      if (out.length < 6 * count) throw refuse(['out'], `must hold 6 numbers for each of ${count} rows`);
      if (some) for (let i = 0; i < count; i++) checkRow(state, some[i]!);
      for (let i = 0; i < count; i++) {
        const row = some ? some[i]! : i;
        if (lazy) settleRow(columns, row, nowMs, 1);
        signals.touched(row);
        const at = row * AffectLane.count;
        for (let lane = 0; lane < 6; lane++) out[6 * i + lane] = columns.affect[at + lane]!;
      }
      return count;
    },
    snapshotOf(row) {
      const { columns } = state;
      if (!columns.expectation || !columns.causes) {
        throw refuse(['columns'], 'must hold expectation and causes for a snapshot to be whole');
      }
      touch(row);
      return readSnapshot(state, row, blank);
    },
    personalitySnapshotOf(row) {
      needTraits(state);
      checkRow(state, row);
      return readPersonality(state, row);
    },
    toBytes: () => packPopulation(state),
    watch: (input) => signals.watch(input),
    unwatch: (watch) => signals.unwatch(watch),
    drain: (to) => signals.ring.drain(to),
    get dropped() {
      return signals.ring.dropped;
    },
  };
}
