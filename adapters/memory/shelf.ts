import type { Collection, NewRecord } from '../../src/ports';
import { CreationOrder } from './creation-order';
import { copyBody, type RecordEntry } from './entries';

/** The records of one collection below one parent. */
interface Family {
  readonly order: CreationOrder;
  readonly byName: Map<string, RecordEntry>;
}

/** The records of one collection with their indices. Maps inside maps: no joined key can be confused with another. */
export class Shelf {
  private readonly byId = new Map<string, RecordEntry>();
  private readonly order = new CreationOrder();
  private readonly families = new Map<string, Family>();

  constructor(readonly collection: Collection) {}

  /** Whether nothing stands on it. */
  get isEmpty(): boolean {
    return this.byId.size === 0;
  }

  /** The record with that id. */
  get(id: string): RecordEntry | undefined {
    return this.byId.get(id);
  }

  /** The record that holds that name below that parent. */
  findByName(parent: string, name: string): RecordEntry | undefined {
    return this.families.get(parent)?.byName.get(name);
  }

  /** The entries in order of creation, of one parent or of all. */
  page(parent: string | undefined, after: number, limit: number): ReturnType<CreationOrder['page']> {
    if (parent === undefined) return this.order.page(after, limit);
    return this.families.get(parent)?.order.page(after, limit) ?? { entries: [], more: false };
  }

  /** Puts a new record on the shelf at revision 1. */
  create(id: string, record: NewRecord, position: number): RecordEntry {
    const entry: RecordEntry = {
      collection: this.collection,
      id,
      position,
      parent: record.parent,
      name: record.name,
      body: copyBody(record.body),
      checksum: record.checksum,
      revision: 1,
      removed: false,
      events: [],
    };
    const family = this.familyOf(record.parent);
    this.byId.set(id, entry);
    this.order.append(entry);
    family.order.append(entry);
    if (entry.name !== undefined) family.byName.set(entry.name, entry);
    return entry;
  }

  /** Writes the next revision of a record. */
  update(entry: RecordEntry, record: NewRecord): void {
    entry.revision += 1;
    entry.body = copyBody(record.body);
    entry.checksum = record.checksum;
    if (entry.name === record.name) return;
    this.releaseName(entry);
    entry.name = record.name;
    if (entry.name !== undefined) this.familyOf(entry.parent).byName.set(entry.name, entry);
  }

  /** Frees the name of a record, so that another one of the same unit can take it. */
  releaseName(entry: RecordEntry): void {
    if (entry.name === undefined) return;
    this.families.get(entry.parent)?.byName.delete(entry.name);
    entry.name = undefined;
  }

  /** Takes a record off the shelf. */
  remove(entry: RecordEntry): void {
    this.releaseName(entry);
    this.byId.delete(entry.id);
    entry.removed = true;
    this.order.forgetOne();
    const family = this.familyOf(entry.parent);
    family.order.forgetOne();
    if (family.order.isEmpty) this.families.delete(entry.parent);
  }

  private familyOf(parent: string): Family {
    const known = this.families.get(parent);
    if (known !== undefined) return known;
    const family: Family = { order: new CreationOrder(), byName: new Map() };
    this.families.set(parent, family);
    return family;
  }
}
