import { EngineError } from '../../errors';
import {
  type CommitOutcome,
  type CommitUnit,
  findConflict,
  joinKey,
  planUnit,
  type RecordKey,
} from '../../ports';
import type { Behind } from './behind';
import { type DeferrableUnit, isDeferrable } from './deferrable';
import type { Head } from './heads';
import { loadThrough } from './reads';

/** Does work on records while no unit that writes them may wait, and after those that do. */
export async function past<T>(
  { pending, heads, flusher }: Behind,
  keys: readonly RecordKey[],
  work: () => Promise<T>,
): Promise<T> {
  const names = keys.map(joinKey);
  const release = pending.hold(names);
  try {
    if (names.some(pending.has)) await flusher.flush();
    return await work();
  } finally {
    release();
    // A read that began and ended meanwhile may have learnt what is no longer so.
    heads.forget(names);
  }
}

/** Writes units, and lets those wait that may. */
export async function commitThrough(
  behind: Behind,
  units: readonly CommitUnit[],
): Promise<readonly CommitOutcome[]> {
  for (const unit of units) planUnit(unit);
  const { pending, flusher, maxPending } = behind;
  if (!mayWait(behind, units)) return commitPast(behind, units);
  await look(behind, units);
  while (pending.size + units.length > maxPending) await makeRoom(behind);
  if (behind.isEnding || !units.every((unit) => isForeseeable(behind, unit)))
    return commitPast(behind, units);
  const outcomes = units.map((unit) => accept(behind, unit));
  // Whoever fills the line waits until it has moved. That it does not is told to all, and the unit waits on.
  if (pending.size >= maxPending) await flusher.attempt();
  return outcomes;
}

function mayWait(
  { store, isEnding, maxPending }: Behind,
  units: readonly CommitUnit[],
): units is readonly DeferrableUnit[] {
  if (isEnding || units.length === 0 || units.length > maxPending) return false;
  return units.every((unit) => isDeferrable(unit, store.supports));
}

/** Hands units to the store, but for those that may stand on what was lost: they are in conflict. */
async function commitPast(behind: Behind, units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
  const { store, barred } = behind;
  const keys = units.flatMap(({ changes }) => changes);
  return past(behind, keys, async () => {
    const held = units.map(({ changes }) => changes.find(barred.has));
    if (held.every((change) => change === undefined)) return store.commit(units);
    for (const change of held) if (change) barred.lift(change);
    const written = await store.commit(units.filter((_, index) => held[index] === undefined));
    let next = 0;
    const outcomes: CommitOutcome[] = [];
    for (const change of held) {
      if (change === undefined) outcomes.push(written[next++]!);
      else {
        const [record] = await store.load([change]);
        const { collection, id, expectedRevision: expected } = change;
        outcomes.push({ status: 'conflict', collection, id, expected, actual: record?.revision ?? 0 });
      }
    }
    return outcomes;
  });
}

function headOf({ pending, heads }: Behind, record: string): Head | undefined {
  return pending.head(record) ?? heads.get(record);
}

/** Looks up the records of which nothing is known. */
async function look(behind: Behind, units: readonly DeferrableUnit[]): Promise<void> {
  const unknown = units.flatMap(({ changes }) => changes.filter((key) => !headOf(behind, joinKey(key))));
  if (unknown.length > 0) await loadThrough(behind, unknown);
}

/** Whether it can be said what will become of a unit: nobody writes its records past what waits, and they are as it takes them to be. */
function isForeseeable(behind: Behind, { changes }: DeferrableUnit): boolean {
  const { pending, barred } = behind;
  return changes.every((change) => {
    const name = joinKey(change);
    const head = headOf(behind, name);
    if (head === undefined || pending.isHeld(name) || barred.has(change)) return false;
    // What is known of a record that does not wait may be out of date: then the store decides.
    const isCertain = pending.has(name) || head.revision === change.expectedRevision;
    return isCertain && head.parent === change.record.parent && head.name === change.record.name;
  });
}

/** Decides what becomes of a foreseeable unit, and lets it wait when it is committed. */
function accept(behind: Behind, unit: DeferrableUnit): CommitOutcome {
  const heads: Head[] = [];
  for (const change of unit.changes) {
    const head = headOf(behind, joinKey(change))!;
    const conflict = findConflict(change, head.revision);
    if (conflict) return conflict;
    heads.push(head);
  }
  const records = behind.pending.accept(unit, heads);
  behind.heads.forget(records);
  behind.flusher.noteUnit();
  return { status: 'committed', revisions: unit.changes.map(({ expectedRevision }) => expectedRevision + 1) };
}

/** Waits until some of what waits was stored. @throws EngineError STORE_UNAVAILABLE when the store does not take it */
async function makeRoom({ store, pending, flusher }: Behind): Promise<void> {
  // Between two attempts nobody hurries the store: it is down, and would be asked by everybody.
  const failure = flusher.pausing ?? (await flusher.attempt()).failure;
  if (failure === undefined) return;
  throw new EngineError(
    'STORE_UNAVAILABLE',
    `${pending.size} units wait for the ${store.name} store, which does not take them; no more may wait`,
    { store: store.name },
    { cause: failure.error },
  );
}
