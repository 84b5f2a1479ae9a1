import * as fc from 'fast-check';
import type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NameKey,
  NewEvent,
  RecordKey,
  ScanRequest,
  Store,
  StoredRecord,
} from '../../ports';
import { type ChangePlan, COLLECTIONS, type Command, commands, type UnitPlan } from '../arbitraries';
import { check, same } from '../assertions';
import { event, keyed, put, remove, unit } from '../fixtures';
import { type ModelRecord, ModelStore } from '../model-store';
import type { StoreContractSubject } from '../subject';
import { ruleGroup } from './rules';

/** What the examples of the other groups leave out: the rules in every combination that chance comes up with. */
export const modelRules = ruleGroup('model', (rule, subject) => {
  rule('does what the model does, whatever the commands', async () => {
    const property = fc.asyncProperty(fc.array(commands, { maxLength: 40, size: 'max' }), async (list) => {
      const run = new ModelRun(await subject.open(), subject);
      try {
        for (const command of list) await run.execute(command);
        await run.compareEverything();
      } finally {
        await run.close();
      }
    });
    await fc.assert(property, { numRuns: 100 });
  });
});

/** One store beside one model. */
class ModelRun {
  private readonly model = new ModelStore();
  private readonly positions = new Map<number, number>();
  private readonly newest = new Map<Collection, number>();

  constructor(
    private store: Store,
    private readonly subject: StoreContractSubject,
  ) {}

  execute(command: Command): Promise<void> {
    switch (command.kind) {
      case 'commit':
        return this.commit(command.units);
      case 'find':
        return this.find(command);
      case 'scan':
        return this.scan(command.request, command.skipped);
      case 'history':
        return this.history(command.stream, command.range);
      case 'reopen':
        return this.reopen();
    }
  }

  async compareEverything(): Promise<void> {
    for (const collection of COLLECTIONS) await this.scan({ collection, limit: 99 }, 0);
    for (const stream of this.model.streams) await this.history(stream, {});
  }

  close(): Promise<void> {
    return this.store.close();
  }

  private async commit(plans: readonly UnitPlan[]): Promise<void> {
    const units: CommitUnit[] = [];
    const expected: CommitOutcome[] = [];
    for (const plan of plans) {
      const next = this.realise(plan);
      units.push(next);
      expected.push(this.model.commit(next));
    }
    same(await this.store.commit(units), expected, 'the outcomes');
    await this.learnPositions();
  }

  /** A unit that fits the model as it stands: revisions that are mostly right, parents that never change. */
  private realise({ key, ...plan }: UnitPlan): CommitUnit {
    const { history, deduplication } = this.store.supports;
    const changes = plan.changes.map((change) => this.realiseChange(change));
    const puts = changes.filter(({ kind }) => kind === 'put');
    const events: NewEvent[] = [];
    for (const { target, atMs, type } of history ? plan.events : []) {
      const chosen = puts[target % puts.length];
      if (chosen === undefined) continue;
      events.push(event({ collection: chosen.collection, id: chosen.id }, { atMs, type }));
    }
    const hasKey = key !== undefined && deduplication && events.length > 0;
    return hasKey ? keyed(key, changes, events) : unit(changes, events);
  }

  private realiseChange({ key, isRemoval, revisionOffset, ...plan }: ChangePlan): Change {
    const before = this.model.get(key);
    const expectedRevision = Math.max(0, (before?.revision ?? 0) + revisionOffset);
    if (isRemoval) return remove(key, expectedRevision);
    const isBytes = key.collection === 'image' && this.store.supports.blobs;
    return put(key, expectedRevision, {
      parent: before?.parent ?? plan.parent,
      body: isBytes ? Uint8Array.from(plan.body, (character) => character.charCodeAt(0)) : plan.body,
      checksum: plan.checksum,
      ...(plan.name === undefined ? {} : { name: plan.name }),
    });
  }

  private async learnPositions(): Promise<void> {
    for (const record of this.model.records) {
      if (this.positions.has(record.birth)) continue;
      const [loaded] = await this.store.load([record]);
      const position = loaded?.position ?? 0;
      const last = this.newest.get(record.collection) ?? 0;
      check(position > last, 'a new position is greater than all before it');
      this.positions.set(record.birth, position);
      this.newest.set(record.collection, position);
    }
  }

  private async find({ collection, parent, name }: NameKey): Promise<void> {
    const holder = this.model.find({ collection, parent, name });
    const expected = holder && this.withPosition(holder);
    same(await this.store.find([{ collection, parent, name }]), [expected], 'the found record');
    same(await this.store.load([holder ?? { collection, id: 'none' }]), [expected], 'the loaded record');
  }

  private async scan(request: Omit<ScanRequest, 'after'>, skipped: number): Promise<void> {
    const all = this.model.list(request).map((record) => this.withPosition(record));
    const after = skipped === 0 ? 0 : (all[skipped - 1]?.position ?? 0);
    const following = all.filter(({ position }) => position > after);
    const expected = { records: following.slice(0, request.limit), more: following.length > request.limit };
    same(await this.store.scan({ ...request, after }), expected, 'the page');
  }

  private async history(stream: RecordKey, range: HistoryRange): Promise<void> {
    if (!this.store.supports.history) return;
    same(await this.store.history(stream, range), this.model.history(stream, range), 'the history');
  }

  private async reopen(): Promise<void> {
    if (!this.store.supports.durable || this.subject.reopen === undefined) return;
    await this.store.close();
    this.store = await this.subject.reopen();
  }

  private withPosition({ birth, ...record }: ModelRecord): StoredRecord {
    return { ...record, position: this.positions.get(birth) ?? 0 };
  }
}
