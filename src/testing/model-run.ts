import type {
  Collection,
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  NameKey,
  RecordKey,
  Restoration,
  RestoreOutcome,
  ScanRequest,
  Store,
  StoredRecord,
  Trim,
} from '../ports';
import { COLLECTIONS, type Command, type RestorationPlan, type UnitPlan } from './arbitraries';
import { check, same } from './assertions';
import { type ModelRecord, ModelStore } from './model-store';
import { realiseRestoration, realiseUnit } from './realise';
import type { StoreContractSubject } from './subject';

/** One store beside one model: each command is done to both, and what they answer is compared. */
export class ModelRun {
  private readonly model = new ModelStore();
  private readonly positions = new Map<number, number>();
  private readonly newest = new Map<Collection, number>();
  private readonly restoredKeys = new Set<string>();

  constructor(
    private store: Store,
    private readonly subject: StoreContractSubject,
  ) {}

  /** Does one command. What the store cannot do is left out. */
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
      case 'restore':
        return this.restore(command.plans);
      case 'trim':
        return this.trim(command.trims);
      case 'collections':
        return this.collections();
      case 'reopen':
        return this.reopen();
    }
  }

  /** Compares all that is stored. */
  async compareEverything(): Promise<void> {
    for (const collection of COLLECTIONS) await this.scan({ collection, limit: 99 }, 0);
    for (const stream of this.model.streams) await this.history(stream, {});
    await this.collections();
  }

  /** Closes the store. */
  close(): Promise<void> {
    return this.store.close();
  }

  private async commit(plans: readonly UnitPlan[]): Promise<void> {
    const units: CommitUnit[] = [];
    const expected: CommitOutcome[] = [];
    for (const plan of plans) {
      const next = realiseUnit(plan, this.model, this.store.supports);
      units.push(next);
      expected.push(this.model.commit(next));
    }
    const outcomes = await this.store.commit(units);
    same(this.sortRestored(outcomes), this.sortRestored(expected), 'the outcomes');
    await this.learnPositions();
  }

  private async restore(plans: readonly RestorationPlan[]): Promise<void> {
    const { upkeep, supports } = this.store;
    if (upkeep === undefined) return;
    const restorations: Restoration[] = [];
    const expected: RestoreOutcome[] = [];
    for (const plan of plans) {
      const next = realiseRestoration(plan, this.model, supports);
      restorations.push(next);
      expected.push(this.model.restore(next));
      for (const { key } of next.events) if (key !== undefined) this.restoredKeys.add(key);
    }
    same(await upkeep.restore(restorations), expected, 'the outcomes of the restorations');
    await this.learnPositions();
  }

  private async trim(trims: readonly Trim[]): Promise<void> {
    const { upkeep, supports } = this.store;
    if (upkeep === undefined || !supports.history) return;
    const expected = trims.map((trim) => this.model.trim(trim));
    same(await upkeep.trim(trims), expected, 'how many events were trimmed');
  }

  private async collections(): Promise<void> {
    const { upkeep } = this.store;
    if (upkeep === undefined) return;
    same(await upkeep.collections(), this.model.collections(), 'the collections');
  }

  /** In which order a unit had its events in different streams cannot be told from what was restored of it. */
  private sortRestored(outcomes: readonly CommitOutcome[]): readonly CommitOutcome[] {
    return outcomes.map((outcome) => {
      const isRestored = outcome.status === 'duplicate' && this.restoredKeys.has(outcome.key);
      return isRestored ? { ...outcome, revisions: [...outcome.revisions].sort((a, b) => a - b) } : outcome;
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
