import type { PendingUnit } from './pending';

/** Units of one call, and families that are stored side by side: a store that works on this thread holds it up for some milliseconds and no longer. */
export const UNITS_AT_ONCE = 128;

/**
 * In which calls units are handed to a store. A store checks revisions and nothing else, so two units of one record must not go to it in one call:
 * when the first has lost to another writer, the second might by accident expect just what that writer made. What belongs together is stored
 * close together, because a store writes a record that it has at hand with less work.
 * @param units in the order in which they were accepted
 * @returns calls of at most {@link UNITS_AT_ONCE} units; of each record, the units stand in their order
 */
export function planCalls(units: readonly PendingUnit[]): readonly (readonly PendingUnit[])[] {
  const calls: PendingUnit[][] = [];
  let segment: PendingUnit[] = [];
  let families = 0;
  const close = () => {
    for (const wave of wavesOf(segment)) {
      for (let first = 0; first < wave.length; first += UNITS_AT_ONCE) {
        calls.push(wave.slice(first, first + UNITS_AT_ONCE));
      }
    }
    segment = [];
    families = 0;
  };
  for (const family of familiesOf(units)) {
    for (const unit of family) segment.push(unit);
    families += 1;
    if (families === UNITS_AT_ONCE) close();
  }
  close();
  return calls;
}

/** Units by the records that they share with each other, directly or through others. */
function familiesOf(units: readonly PendingUnit[]): Iterable<readonly PendingUnit[]> {
  const elders = new Map<string, string>();
  const eldest = (record: string): string => {
    let elder = record;
    for (let next = elders.get(elder); next !== undefined; next = elders.get(elder)) elder = next;
    // The way there is shortened for those who ask later.
    if (elder !== record) elders.set(record, elder);
    return elder;
  };
  for (const { records } of units) {
    const first = eldest(records[0]!);
    for (const record of records) {
      const other = eldest(record);
      if (other !== first) elders.set(other, first);
    }
  }
  const families = new Map<string, PendingUnit[]>();
  for (const unit of units) {
    const name = eldest(unit.records[0]!);
    const family = families.get(name);
    if (family) family.push(unit);
    else families.set(name, [unit]);
  }
  return families.values();
}

/** Units as a row of waves: each stands in the first wave after those that write its records before it. */
function wavesOf(units: readonly PendingUnit[]): readonly (readonly PendingUnit[])[] {
  const waves: PendingUnit[][] = [];
  const last = new Map<string, number>();
  for (const unit of units) {
    const wave = Math.max(...unit.records.map((name) => last.get(name) ?? -1)) + 1;
    for (const name of unit.records) last.set(name, wave);
    const others = waves[wave];
    if (others) others.push(unit);
    else waves.push([unit]);
  }
  return waves;
}
