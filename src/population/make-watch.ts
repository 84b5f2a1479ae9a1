import { AffectLane } from '../affect/lanes';
import { LABEL_NAMES } from '../constants/affect';
import type { WatchFor } from '../schema/watch';
import { refuse } from './appraisals';
import { MarkLane } from './columns';
import type { Watch } from './lookouts';
import { numberOf } from './name-feeling';
import { LABEL, SIGNAL_KINDS } from './signal-ring';
import { checkRow, type PopulationState } from './state';
import { INTENSITY, type Threshold } from './threshold';

const AXES = ['valence', 'arousal', 'dominance'] as const;
const NOWHERE: Threshold = { lane: INTENSITY, isAbove: true, value: 1 };

/** Lays out what is watched for. @param watchFor parsed */
export function makeWatch(id: number, watchFor: WatchFor): Watch {
  const { label, axis, intensityAbove, intensityBelow } = watchFor;
  if (label !== undefined) {
    const labels = label === true ? undefined : new Uint8Array(LABEL_NAMES.length + 1);
    if (label !== true) for (const name of label) labels![numberOf(name)] = 1;
    return { id, kind: LABEL, threshold: NOWHERE, labels };
  }
  if (axis === undefined) {
    const threshold = thresholdOf(INTENSITY, intensityAbove, intensityBelow);
    return { id, kind: SIGNAL_KINDS.indexOf('intensity'), threshold, labels: undefined };
  }
  const part = axis.part === 'mood' ? AffectLane.mood : AffectLane.emotion;
  const threshold = thresholdOf(part + AXES.indexOf(axis.axis), axis.above, axis.below);
  return { id, kind: SIGNAL_KINDS.indexOf('axis'), threshold, labels: undefined };
}

function thresholdOf(lane: number, above: number | undefined, below: number | undefined): Threshold {
  return { lane, isAbove: above !== undefined, value: above ?? below! };
}

/**
 * The rows of a watch, each once.
 * @param given all that somebody lives in when absent
 * @throws EngineError INPUT_INVALID for one that cannot be watched
 */
export function rowsToWatch(
  state: PopulationState,
  given: ArrayLike<number> | undefined,
  isForLabel: boolean,
): ReadonlySet<number> {
  const { columns, used, lazy } = state;
  if (given !== undefined && (typeof given !== 'object' || given === null)) {
    throw refuse(['rows'], 'must be a list of rows');
  }
  const rows = new Set<number>();
  for (let row = 0; given === undefined && row < used; row++) {
    if (columns.marks[row * MarkLane.count + MarkLane.alive] === 1) rows.add(row);
  }
  for (let i = 0; given !== undefined && i < given.length; i++) rows.add(given[i]!);
  for (const row of rows) {
    checkRow(state, row);
    if (lazy && !isForLabel && columns.noise[row]! > 0) {
      throw refuse(
        ['rows', row],
        'has random ups and downs: in a lazy population nobody knows where they lead',
      );
    }
  }
  return rows;
}
