import { EngineError } from '../../src/errors';
import type {
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NameKey,
  RecordKey,
  ScanPage,
  ScanRequest,
  Store,
  StoredEvent,
  StoredRecord,
  StoreManifest,
  StoreUpkeep,
  StreamId,
} from '../../src/ports';
import { copyRecord, type RecordEntry } from './entries';
import { readHistory } from './history';
import { Vault } from './vault';

const NAME = 'memory';
const MANIFEST: StoreManifest = Object.freeze({
  durable: false,
  history: true,
  deduplication: true,
  blobs: true,
});

/**
 * Makes a store that keeps everything in this process and forgets it when the process ends.
 * A commit costs about a microsecond; for tests, simulations and programs that keep their state elsewhere.
 *
 * Errors: after `close` every method rejects with STORE_UNAVAILABLE; a unit that breaks the rules of the port
 * (a record changed twice, an event without its put, a key without an event, another parent) rejects with
 * INVARIANT_BROKEN, the units before it stay written; so does a restoration (a gap between its events, another parent).
 *
 * @example
 * const engine = await createEngine({ store: createMemoryStore() });
 */
export function createMemoryStore(): Store {
  return new MemoryStore();
}

class MemoryStore implements Store {
  readonly name = NAME;
  readonly supports = MANIFEST;
  readonly upkeep: StoreUpkeep = {
    collections: async () => this.open().collections(),
    restore: async (restorations) => {
      const vault = this.open();
      return restorations.map((restoration) => vault.restore(restoration));
    },
    trim: async (trims) => {
      const vault = this.open();
      return trims.map((trim) => vault.trim(trim));
    },
    vacuum: async () => void this.open(),
  };
  private vault: Vault | undefined = new Vault();

  async load(keys: readonly RecordKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    const vault = this.open();
    return keys.map((key) => copyFound(vault.get(key)));
  }

  async find(names: readonly NameKey[]): Promise<readonly (StoredRecord | undefined)[]> {
    const vault = this.open();
    return names.map((key) => copyFound(vault.look(key.collection)?.findByName(key.parent, key.name)));
  }

  async commit(units: readonly CommitUnit[]): Promise<readonly CommitOutcome[]> {
    const vault = this.open();
    return units.map((unit) => vault.commit(unit));
  }

  async scan(request: ScanRequest): Promise<ScanPage> {
    const shelf = this.open().look(request.collection);
    if (shelf === undefined) return { records: [], more: false };
    const page = shelf.page(request.parent, request.after ?? 0, request.limit);
    return { records: page.entries.map(copyRecord), more: page.more };
  }

  async history(stream: StreamId, range: HistoryRange): Promise<readonly StoredEvent[]> {
    const entry = this.open().get(stream);
    return entry === undefined ? [] : readHistory(entry, range);
  }

  async close(): Promise<void> {
    this.vault = undefined;
  }

  private open(): Vault {
    if (this.vault !== undefined) return this.vault;
    throw new EngineError(
      'STORE_UNAVAILABLE',
      'The memory store was closed.',
      { store: NAME },
      { retryable: false },
    );
  }
}

function copyFound(entry: RecordEntry | undefined): StoredRecord | undefined {
  return entry === undefined ? undefined : copyRecord(entry);
}
