import { LIMITS } from '../constants/limits';
import { EngineError } from '../errors';
import type { Appraiser, Clock, ImageGenerator, LanguageModel, Observer, Store } from '../ports';
import type { WriteBehindOptions } from '../schema/durability';
import { idSchema, line } from '../schema/guards';
import { parseWith } from '../schema/parse';
import type { Retention } from '../schema/upkeep';
import { type CallOptions, checkedNow, type EngineContext } from './context';
import { createCharacters } from './create-characters';
import { createPersonas } from './create-personas';
import { createSessions } from './create-sessions';
import { createEmitter, type Emitter, type Unsubscribe } from './emitter';
import type { Engine } from './engine';
import { guardStore } from './guarded-store';
import { createIdSource } from './ids';
import { createImages } from './images';
import { createInFlight, type InFlight, scopeInFlight } from './in-flight';
import { orAborted } from './or-aborted';
import { createPopulations } from './populations';
import { presets } from './presets';
import { createProjects } from './projects';
import { createMemory, createRecords, type Memory } from './records';
import { scopePath, scopeStore } from './scoped-store';
import { createScopes, type Scopes } from './scopes';
import { createTurnstile, scopeTurnstile, type Turnstile } from './turnstile';
import { createUpkeep } from './upkeep/create-upkeep';
import { retainingStore } from './upkeep/retaining-store';
import { flushTeller } from './write-behind/flush-teller';
import { createWriteBehind, type WriteBehind } from './write-behind/write-behind';

/** The parts that an engine is put together from. */
export interface EngineParts {
  readonly store: Store;
  /** Whether the engine closes the store when it is closed itself. */
  readonly ownsStore: boolean;
  readonly clock: Clock;
  readonly seed: number;
  readonly appraiser: Appraiser | undefined;
  readonly imageGenerator: ImageGenerator | undefined;
  readonly languageModel: LanguageModel | undefined;
  readonly observer: Observer | undefined;
  /** How much of histories is kept; everything when absent. */
  readonly retention?: Retention | undefined;
  /** How changes are stored later; before each call is answered when absent. */
  readonly durability?: WriteBehindOptions | undefined;
}

/** What the engines of all scopes over one store share. */
interface Shared {
  readonly parts: EngineParts;
  /** The store of them all: that of the parts, or one that waits before it. */
  readonly store: Store;
  readonly behind: WriteBehind | undefined;
  /** The emitter of the engine that lies in no scope. */
  readonly emitter: Emitter;
  readonly scopes: Scopes<Engine>;
  /** Two engines of one scope, one of them closing, must not work past each other. */
  readonly turnstile: Turnstile;
  readonly drawings: InFlight;
  readonly memory: Memory;
  /** By path. An engine that was forgotten and is opened again goes on where it stopped, so that nothing depends on when it was forgotten. */
  readonly idSources: Map<string, EngineContext['newId']>;
}

const scopeNameSchema = line(LIMITS.nameLength);

const nothing = (): void => {};

/** The path of the engine that lies in no scope. */
const ROOT = '';

/**
 * Puts an engine together and reaches for its store once, so that a store that cannot be used is known at once.
 * @throws EngineError what the store throws on its first use
 */
export async function openEngine(parts: EngineParts): Promise<Engine> {
  const guarded = guardStore(parts.store);
  await guarded.load([]);
  const emitter = createEmitter(parts.observer);
  const behind =
    parts.durability &&
    createWriteBehind(
      { ...guarded, close: () => parts.store.close() },
      { ...parts.durability, report: flushTeller(emitter, parts.observer) },
    );
  return assembleEngine(ROOT, {
    parts,
    store: behind ?? parts.store,
    behind,
    emitter,
    scopes: createScopes(),
    turnstile: createTurnstile(),
    drawings: createInFlight(),
    memory: createMemory(),
    idSources: new Map(),
  });
}

function assembleEngine(path: string, shared: Shared): Engine {
  const { parts, scopes } = shared;
  const isRoot = path === ROOT;
  const view = (inner: string) => guardStore(inner === ROOT ? shared.store : scopeStore(shared.store, inner));
  const store = retainingStore(view(path), parts.retention, parts.observer);
  const emitter = isRoot ? shared.emitter : createEmitter(parts.observer);
  /** Calls that have not ended; `close` waits until there is none. */
  let running = 0;
  let tellIdle: (() => void) | undefined;
  let uses = 0;
  let isClosed = false;
  let closing: Promise<void> | undefined;

  /** What has a listener, or a call that runs, is not forgotten. */
  function use(): Unsubscribe {
    if (isRoot) return nothing;
    let isOver = false;
    uses += 1;
    scopes.hold(engine);
    return () => {
      if (isOver) return;
      isOver = true;
      uses -= 1;
      if (uses === 0) scopes.release(engine);
    };
  }

  function listening(unsubscribe: Unsubscribe): Unsubscribe {
    if (isClosed) return unsubscribe;
    const leave = use();
    return () => {
      unsubscribe();
      leave();
    };
  }

  function refuseClosed(): void {
    if (isClosed) throw new EngineError('ENGINE_CLOSED', 'the engine is closed', {});
  }

  async function run<T>(name: string, options: CallOptions | undefined, work: () => Promise<T>): Promise<T> {
    refuseClosed();
    options?.signal?.throwIfAborted();
    const span = parts.observer?.span?.(name, { store: store.name });
    try {
      const value = await attended(work(), options?.signal);
      span?.end();
      return value;
    } catch (error) {
      span?.end(error);
      throw error;
    }
  }

  /** The result of a call, which counts as running until it ends, even when its caller no longer waits. */
  function attended<T>(result: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
    const leave = use();
    const end = () => {
      running -= 1;
      leave();
      if (running === 0) tellIdle?.();
    };
    running += 1;
    result.then(end, end);
    return orAborted(result, signal);
  }

  async function shutDown(): Promise<void> {
    // Those that were closed before may still be at work.
    const scoped = isRoot ? Array.from(scopes.all(), (scope) => scope.close()) : [];
    scopes.forget(path, engine);
    const idle = running === 0 ? undefined : new Promise<void>((resolve) => (tellIdle = resolve));
    await Promise.allSettled([idle, ...scoped]);
    if (isRoot) await shared.behind?.end();
    emitter.clear();
    scopes.release(engine);
    if (isRoot && parts.ownsStore) await parts.store.close();
  }

  const close = () => {
    isClosed = true;
    closing ??= shutDown().catch((error: unknown) => {
      // What waits is still there, and can be stored when the store is back.
      closing = undefined;
      throw error;
    });
    return closing;
  };

  const now = checkedNow(parts.clock);
  const newId = shared.idSources.get(path) ?? createIdSource(parts.seed, path);
  shared.idSources.set(path, newId);
  const context: EngineContext = {
    store,
    emitter,
    turnstile: isRoot ? shared.turnstile : scopeTurnstile(shared.turnstile, path),
    drawings: isRoot ? shared.drawings : scopeInFlight(shared.drawings, path),
    appraiser: parts.appraiser,
    imageGenerator: parts.imageGenerator,
    languageModel: parts.languageModel,
    observer: parts.observer,
    seed: parts.seed,
    now,
    newId,
    run,
  };
  const records = createRecords(store, now, shared.memory, path);
  const engine: Engine = {
    sessions: createSessions(context, records),
    characters: createCharacters(context, records),
    projects: createProjects(context),
    personas: (projectId) => createPersonas(context, records, checkProject(projectId)),
    images: (projectId) => createImages(context, checkProject(projectId)),
    populations: createPopulations(context),
    presets,
    upkeep: createUpkeep({ context, records, path, root: view(ROOT), view }, parts.retention),
    on: (type, listener) => listening(emitter.on(type, listener)),
    onAny: (listener) => listening(emitter.onAny(listener)),
    scope(name) {
      refuseClosed();
      const checked = parseWith(scopeNameSchema, name, 'the name of a scope');
      return scopes.open(scopePath(path, checked), (inner) => assembleEngine(inner, shared));
    },
    flush: () => run('animacy.flush', undefined, async () => shared.behind?.flush()),
    close,
    [Symbol.asyncDispose]: close,
  };
  return engine;
}

function checkProject(id: string): string {
  return parseWith(idSchema, id, 'projectId');
}
