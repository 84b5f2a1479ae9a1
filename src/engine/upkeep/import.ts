import { EngineError } from '../../errors';
import type { Restoration, RestoreOutcome } from '../../ports';
import { type GuardedStore, upkeepOf } from '../guarded-store';
import { LOST_RACE, untilWon } from '../retry';
import { type House, type Place, placeAt } from './house';
import { inspectEntry, refuseNewer } from './inspect';
import { entryOf, invalidLine, type ReadLine, readLines } from './lines';
import type { ImportAnswer, ImportOptions } from './upkeep';

/** How much is written in one call, whichever is reached first. */
const RECORDS_AT_ONCE = 64;
const CHARACTERS_AT_ONCE = 1_000_000;

/** A line that was found good, and where it is to go. */
interface Arrival {
  readonly line: ReadLine;
  readonly place: Place;
  readonly restoration: Restoration;
}

/** Takes the lines of an export in, several records at a time. */
export async function importLines(
  house: House,
  lines: AsyncIterable<string> | Iterable<string>,
  options: ImportOptions,
): Promise<ImportAnswer> {
  upkeepOf(house.root);
  const answer = { created: 0, replaced: 0, skipped: 0, events: 0 };
  let waiting: Arrival[] = [];
  let characters = 0;

  async function flush(): Promise<void> {
    options.signal?.throwIfAborted();
    const batch = waiting;
    waiting = [];
    characters = 0;
    const [first] = batch;
    if (first === undefined) return;
    const outcomes = await arrive(first.place.store, batch, options);
    for (const [index, arrival] of batch.entries()) {
      const became = await settle(house, arrival, outcomes[index], options);
      answer[became] += 1;
      if (became !== 'skipped') answer.events += arrival.restoration.events.length;
    }
    options.onProgress?.(answer.created + answer.replaced + answer.skipped);
  }

  for await (const line of readLines(lines)) {
    const arrival = check(house, line);
    const isElsewhere = waiting[0] !== undefined && waiting[0].place.label !== arrival.place.label;
    if (isElsewhere || waiting.length >= RECORDS_AT_ONCE || characters > CHARACTERS_AT_ONCE) await flush();
    waiting.push(arrival);
    characters += line.length;
  }
  await flush();
  return answer;
}

/** Refuses a line whose record is not what was exported. */
function check(house: House, line: ReadLine): Arrival {
  const place = placeAt(house, line.entry.collection);
  if (place === undefined) throw invalidLine(line.number, 'names a collection that there cannot be');
  const entry = entryOf(line, place.kind);
  const [damage] = inspectEntry(place.kind, place.label, entry);
  if (damage?.what === 'newer') refuseNewer(place.kind, entry.record, `line ${line.number} of the import`);
  if (damage) throw invalidLine(line.number, `holds a damaged record (${damage.what})`);
  return { line, place, restoration: { ...entry, expectedRevision: 0 } };
}

/** Puts records where nothing is. A trial run only looks. */
async function arrive(
  store: GuardedStore,
  batch: readonly Arrival[],
  { dryRun }: ImportOptions,
): Promise<readonly RestoreOutcome[]> {
  const restorations = batch.map(({ restoration }) => restoration);
  if (!dryRun) return upkeepOf(store).restore(restorations);
  const found = await store.load(restorations.map(({ record }) => record));
  return found.map((existing, index): RestoreOutcome => {
    const { collection, id } = restorations[index]!.record;
    if (existing === undefined) return { status: 'restored' };
    return { status: 'conflict', collection, id, expected: 0, actual: existing.revision };
  });
}

/** What became of a record that was to be put where nothing is. */
async function settle(
  house: House,
  arrival: Arrival,
  outcome: RestoreOutcome | undefined,
  options: ImportOptions,
): Promise<'created' | 'replaced' | 'skipped'> {
  if (outcome?.status === 'restored') return 'created';
  const { label } = arrival.place;
  const { id } = arrival.restoration.record;
  if (outcome?.status === 'taken') throw nameTaken(arrival, outcome.name);
  if (options.onExisting === 'skip') return 'skipped';
  if (options.onExisting === 'refuse') {
    throw new EngineError(
      'ALREADY_EXISTS',
      `line ${arrival.line.number} of the import holds ${label} "${id}", which is there already`,
      { collection: label, id },
    );
  }
  if (!options.dryRun) await replace(house, arrival, options);
  return 'replaced';
}

async function replace(house: House, arrival: Arrival, { signal }: ImportOptions): Promise<void> {
  const { place, restoration, line } = arrival;
  const { record } = restoration;
  await untilWon(
    record.id,
    async () => {
      const [existing] = await place.store.load([record]);
      if (existing !== undefined && existing.parent !== record.parent) {
        throw invalidLine(line.number, 'holds a record that stands below another one here');
      }
      const expectedRevision = existing?.revision ?? 0;
      const [outcome] = await upkeepOf(place.store).restore([{ ...restoration, expectedRevision }]);
      if (outcome?.status === 'taken') throw nameTaken(arrival, outcome.name);
      return outcome?.status === 'restored' ? true : LOST_RACE;
    },
    { signal, observer: house.context.observer },
  );
}

function nameTaken({ place, line }: Arrival, name: string): EngineError {
  return new EngineError(
    'NAME_TAKEN',
    `line ${line.number} of the import holds a ${place.kind} whose name "${name}" another has here`,
    { collection: place.label, name },
  );
}
