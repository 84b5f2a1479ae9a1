import fc from 'fast-check';
import { expect } from 'vitest';
import {
  createEngine,
  type EmotionConfig,
  type Engine,
  type EngineEvent,
  isEngineError,
  type PerceiveInput,
  type Perception,
  type Personality,
  takeSnapshot,
  type Vad,
} from '../../src';
import { emotionConfigs, numberIn, perceiveInputs, personalities, spans } from './engine-arbitraries';
import type { Fault, FaultStore } from './engine-fault-store';
import { exportOf, type ManualClock } from './engine-fixtures';
import { type EngineModel, type Fate, fateOf, type ModelSession } from './engine-model';

/** The engine that is held against the model. */
export interface RealEngine {
  engine: Engine;
  readonly store: FaultStore;
  readonly clock: ManualClock;
  readonly seed: number;
  readonly events: EngineEvent[];
}

/** Opens an engine on the store of a {@link RealEngine}, in place of the one it had. */
export async function reopen(real: Omit<RealEngine, 'engine'> & { engine?: Engine }): Promise<RealEngine> {
  const { store, clock, seed, events } = real;
  await real.engine?.close();
  const engine = await createEngine({ store, clock, seed });
  engine.onAny((event) => void events.push(event));
  return Object.assign(real, { engine });
}

type Command = fc.AsyncCommand<EngineModel, RealEngine>;

/** A command in its usual form: time moves on, the faults are laid out, the call is made, and everything is compared. */
abstract class TimedCommand implements Command {
  constructor(readonly faults: readonly Fault[]) {}

  check(model: Readonly<EngineModel>): boolean {
    return model.those(false).length > 0;
  }

  async run(model: EngineModel, real: RealEngine): Promise<void> {
    model.nowMs += 1;
    real.clock.nowMs = model.nowMs;
    real.store.faults = [...this.faults];
    await this.act(model, real);
    real.store.faults = [];
    expect(real.events).toEqual(model.events);
  }

  abstract act(model: EngineModel, real: RealEngine): Promise<void>;

  /** Makes a call whose fate is known. */
  async make<T>(call: () => Promise<T>, fate: Fate): Promise<T | undefined> {
    try {
      const value = await call();
      expect(fate.hasFailed).toBe(false);
      return value;
    } catch (error) {
      if (!isEngineError(error, 'STORE_FAILED')) throw error;
      expect(fate.hasFailed).toBe(true);
      return undefined;
    }
  }

  toString(): string {
    return `${this.constructor.name}(${JSON.stringify(this)})`;
  }
}

class Create extends TimedCommand {
  constructor(
    readonly personality: Personality,
    readonly emotionConfig: EmotionConfig,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  override check(): boolean {
    return true;
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const { personality, emotionConfig } = this;
    const fate = fateOf(this.faults);
    const id = model.create(personality, emotionConfig, fate);
    const session = await this.make(() => engine.sessions.create({ personality, emotionConfig }), fate);
    if (session) expect(session).toMatchObject({ id, revision: 1, turns: 0, persona: { personality } });
  }
}

class CreateFor extends TimedCommand {
  constructor(
    readonly place: number,
    readonly emotionConfig: EmotionConfig | undefined,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const { characterId } = model.at(this.place)!.state;
    const fate = fateOf(this.faults);
    const id = model.createFor(characterId, this.emotionConfig, fate);
    const input = { characterId, emotionConfig: this.emotionConfig };
    const session = await this.make(() => engine.sessions.create(input), fate);
    if (session) expect(session).toMatchObject({ id, characterId, revision: 1 });
  }
}

class Perceive extends TimedCommand {
  constructor(
    readonly place: number,
    readonly input: PerceiveInput,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, real: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    const { idempotencyKey: key } = this.input;
    if (key !== undefined && session.keys.has(key)) return this.repeat(session, real);
    const fate = fateOf(this.faults);
    const before = session.revision;
    const event = model.perceive(session, this.input, fate);
    const { id } = session.state;
    const perceive = () => real.engine.sessions.perceive(id, this.input);
    let answer = await this.make(perceive, fate);
    if (!answer && key !== undefined) {
      // The caller does not know what became of it, asks again, and is answered once and for all.
      real.store.faults = [];
      if (!fate.isApplied) model.perceive(session, this.input, fateOf([]));
      answer = await perceive();
    }
    if (answer) expectAnswer(answer, event, before + 1);
  }

  private async repeat(session: ModelSession, { engine }: RealEngine): Promise<void> {
    const told = session.keys.get(this.input.idempotencyKey!)!;
    const { id } = session.state;
    const again = await engine.sessions.perceive(id, told.input);
    expectAnswer(again, told.event, told.revision);
    const other = { ...told.input, text: `${told.input.text} and more` };
    await expect(engine.sessions.perceive(id, other)).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  }
}

function expectAnswer(answer: Perception, event: object, revision: number): void {
  const { promptData, at, revision: answered, ...felt } = answer;
  expect(event).toMatchObject(felt);
  expect(answered).toBe(revision);
  expect(promptData.system.length).toBeGreaterThan(0);
  expect(Date.parse(at)).toBe(Math.trunc((event as { atMs: number }).atMs));
}

class Tick extends TimedCommand {
  constructor(
    readonly place: number,
    readonly seconds: number,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    // No time, no write: then there is nothing that could fail.
    const fate = fateOf(this.seconds === 0 ? [] : this.faults);
    model.tick(session, this.seconds, fate);
    const { state } = session;
    const view = await this.make(() => engine.sessions.tick(state.id, this.seconds), fate);
    if (!view) return;
    expect(view).toMatchObject({ revision: session.revision, turns: state.turns, mood: { vad: state.mood } });
    expect(view.emotion.vad).toEqual(state.emotion);
  }
}

class Consolidate extends TimedCommand {
  constructor(
    readonly place: number,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    const isTold = session.state.window !== undefined;
    // Nothing to tell, nothing to write.
    const fate = fateOf(isTold ? this.faults : []);
    model.consolidate(session, fate);
    const answer = await this.make(() => engine.sessions.consolidate(session.state.id), fate);
    if (answer) expect(answer.consolidated).toBe(isTold);
  }
}

class Delete extends TimedCommand {
  constructor(
    readonly place: number,
    readonly isArchived: boolean,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  override check(model: Readonly<EngineModel>): boolean {
    return model.those(this.isArchived).length > 0;
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place, this.isArchived)!;
    const fate = fateOf(this.faults);
    model.delete(session, fate);
    const { id } = session.state;
    const answer = await this.make(() => engine.sessions.delete(id), fate);
    if (answer) expect(answer).toEqual({ deleted: true, id });
    if (fate.isApplied) expect(await engine.sessions.delete(id)).toEqual({ deleted: false, id });
  }
}

class List extends TimedCommand {
  constructor(readonly limit: number) {
    super([]);
  }

  override check(): boolean {
    return true;
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await engine.sessions.list({ limit: this.limit, cursor });
      listed.push(...page.sessions.map(({ id, turns, label }) => `${id} ${turns} ${label}`));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(listed).toEqual(
      model.those(false).map(({ state }) => `${state.id} ${state.turns} ${state.label}`),
    );
  }
}

class Override extends TimedCommand {
  constructor(
    readonly place: number,
    readonly axes: Partial<Vad>,
    readonly part: 'emotion' | 'mood',
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    const input = { [this.part]: this.axes };
    const fate = fateOf(this.faults);
    model.override(session, input, fate);
    const { state } = session;
    const view = await this.make(() => engine.sessions.overrideFeeling(state.id, input), fate);
    if (!view) return;
    expect(view).toMatchObject({ revision: session.revision, turns: state.turns, mood: { vad: state.mood } });
    expect(view[this.part].vad).toMatchObject(this.axes);
  }
}

class Restore extends TimedCommand {
  constructor(
    readonly place: number,
    readonly source: number,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    const source = model.at(this.source)!;
    const snapshot = await engine.sessions.snapshot(source.state.id);
    expect(snapshot).toStrictEqual(takeSnapshot(source.state));
    const fate = fateOf(this.faults);
    model.restore(session, snapshot, fate);
    const view = await this.make(() => engine.sessions.restoreSnapshot(session.state.id, snapshot), fate);
    if (view) expect(view).toMatchObject({ revision: session.revision, turns: snapshot.turns });
  }
}

class Archive extends TimedCommand {
  constructor(
    readonly place: number,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place)!;
    const fate = fateOf(this.faults);
    model.archive(session, fate);
    const { id } = session.state;
    const answer = await this.make(() => engine.sessions.archive(id), fate);
    if (answer) expect(answer).toEqual({ archived: true, id });
    if (!fate.isApplied) return;
    expect(await engine.sessions.archive(id)).toEqual({ archived: false, id });
    expect(await engine.sessions.get(id)).toBeUndefined();
  }
}

class Unarchive extends TimedCommand {
  constructor(
    readonly place: number,
    faults: readonly Fault[],
  ) {
    super(faults);
  }

  override check(model: Readonly<EngineModel>): boolean {
    return model.those(true).length > 0;
  }

  async act(model: EngineModel, { engine }: RealEngine): Promise<void> {
    const session = model.at(this.place, true)!;
    const fate = fateOf(this.faults);
    model.unarchive(session, fate);
    const { id, turns } = session.state;
    const answer = await this.make(() => engine.sessions.unarchive(id), fate);
    if (answer) expect(answer).toMatchObject({ id, turns, revision: session.revision });
  }
}

class Wait implements Command {
  constructor(readonly seconds: number) {}
  check = () => true;
  async run(model: EngineModel): Promise<void> {
    model.nowMs += this.seconds * 1000;
  }
  toString = () => `Wait(${this.seconds})`;
}

class Restart implements Command {
  check = () => true;
  async run(model: EngineModel, real: RealEngine): Promise<void> {
    model.restart();
    await reopen(real);
  }
  toString = () => 'Restart()';
}

const faults: fc.Arbitrary<Fault[]> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Fault[]>([]) },
  {
    weight: 2,
    arbitrary: fc.array(fc.constantFrom<Fault>('fail-before', 'fail-after', 'late', 'lose'), {
      minLength: 1,
      maxLength: 3,
    }),
  },
);
const places = fc.nat(5);
const keys = fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined });
const turns = fc.tuple(perceiveInputs, keys).map(([input, idempotencyKey]) => ({ ...input, idempotencyKey }));

const signed = numberIn(-1, 1);
const someAxes: fc.Arbitrary<Partial<Vad>> = fc
  .record(
    { valence: signed, arousal: signed, dominance: signed },
    { requiredKeys: [], noNullPrototype: true },
  )
  .filter((axes) => Object.keys(axes).length > 0);

/** Random lives of an engine. */
export const lives = fc.commands<EngineModel, RealEngine, false>(
  [
    fc.tuple(personalities, emotionConfigs, faults).map((parts) => new Create(...parts)),
    fc
      .tuple(places, fc.option(emotionConfigs, { nil: undefined }), faults)
      .map((parts) => new CreateFor(...parts)),
    ...Array.from({ length: 4 }, () =>
      fc.tuple(places, turns, faults).map((parts) => new Perceive(...parts)),
    ),
    fc.tuple(places, spans, faults).map((parts) => new Tick(...parts)),
    fc.tuple(places, faults).map((parts) => new Consolidate(...parts)),
    fc.tuple(places, fc.boolean(), faults).map((parts) => new Delete(...parts)),
    fc
      .tuple(places, someAxes, fc.constantFrom('emotion' as const, 'mood' as const), faults)
      .map((parts) => new Override(...parts)),
    fc.tuple(places, places, faults).map((parts) => new Restore(...parts)),
    fc.tuple(places, faults).map((parts) => new Archive(...parts)),
    fc.tuple(places, faults).map((parts) => new Unarchive(...parts)),
    fc.integer({ min: 1, max: 3 }).map((limit) => new List(limit)),
    fc.integer({ min: 0, max: 90_000 }).map((seconds) => new Wait(seconds)),
    fc.constant(new Restart()),
  ],
  // Long lives: short ones seldom come to a second turn under one key.
  { maxCommands: 40, size: 'max' },
);

/** Compares everything that is stored with everything that the model holds. */
export async function expectSame(model: EngineModel, real: RealEngine): Promise<void> {
  const { records, events } = await exportOf(real.store);
  const held = records.map(({ collection, id, revision, body }) => [
    collection,
    id,
    revision,
    JSON.parse(String(body)),
  ]);
  const characters = [...model.characters].map(([id, { state, revision }]) => [
    'character',
    id,
    revision,
    state,
  ]);
  const sessions = [...model.sessions].map(([id, { state, revision }]) => ['session', id, revision, state]);
  expect(held).toEqual([...characters, ...sessions]);
  // Each revision of a session was made by one event, in the same order.
  for (const [id, { revision }] of model.sessions) {
    const own = events.filter(({ stream }) => stream.id === id);
    expect(own.map((event) => event.revision)).toEqual(
      Array.from({ length: revision }, (_, index) => index + 1),
    );
  }
}
