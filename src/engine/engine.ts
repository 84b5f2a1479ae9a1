import { EngineError } from '../errors';
import type { Appraiser, Clock, ImageGenerator, LanguageModel, Observer, Store } from '../ports';
import { idSchema } from '../schema/guards';
import { parseWith } from '../schema/parse';
import type { Characters } from './characters';
import { type CallOptions, checkedNow, type EngineContext } from './context';
import { createCharacters } from './create-characters';
import { createPersonas } from './create-personas';
import {
  createEmitter,
  type EngineEvent,
  type EngineEvents,
  type Listener,
  type Unsubscribe,
} from './emitter';
import { guardStore } from './guarded-store';
import { createIdSource } from './ids';
import { createImages, type Images } from './images';
import { createInFlight } from './in-flight';
import { orAborted } from './or-aborted';
import type { Personas } from './personas';
import { type Presets, presets } from './presets';
import { createProjects, type Projects } from './projects';
import { createRecords } from './records';
import { createSessions, type Sessions } from './sessions';
import { createTurnstile } from './turnstile';

/** An engine: characters that feel and change, in this process. */
export interface Engine extends AsyncDisposable {
  readonly sessions: Sessions;
  readonly characters: Characters;
  readonly projects: Projects;
  /** The personas of one project. @throws EngineError INPUT_INVALID when that is no id */
  personas(projectId: string): Personas;
  /** The images of one project. @throws EngineError INPUT_INVALID when that is no id */
  images(projectId: string): Images;
  readonly presets: Presets;
  /**
   * Hears of one kind of event, after it has been stored. What a listener throws harms nobody; it becomes an
   * `engine.listenerFailed` event.
   * @returns ends the subscription
   */
  on<T extends keyof EngineEvents>(type: T, listener: Listener<EngineEvents[T]>): Unsubscribe;
  /** Hears of every event. */
  onAny(listener: Listener<EngineEvent>): Unsubscribe;
  /**
   * Refuses new calls, waits for those that run, and forgets all listeners. A store that was handed in stays open: it belongs to
   * whoever made it. May be called again.
   */
  close(): Promise<void>;
}

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
}

/**
 * Puts an engine together and reaches for its store once, so that a store that cannot be used is known at once.
 * @throws EngineError what the store throws on its first use
 */
export async function openEngine(parts: EngineParts): Promise<Engine> {
  const store = guardStore(parts.store);
  const emitter = createEmitter(parts.observer);
  const running = new Set<Promise<unknown>>();
  let closing: Promise<void> | undefined;

  async function run<T>(name: string, options: CallOptions | undefined, work: () => Promise<T>): Promise<T> {
    if (closing) throw new EngineError('ENGINE_CLOSED', 'the engine is closed', {});
    options?.signal?.throwIfAborted();
    const span = parts.observer?.span?.(name, { store: store.name });
    try {
      const result = work();
      // It runs until it ends, even when its caller no longer waits.
      const forget = () => running.delete(result);
      running.add(result);
      result.then(forget, forget);
      const value = await orAborted(result, options?.signal);
      span?.end();
      return value;
    } catch (error) {
      span?.end(error);
      throw error;
    }
  }

  async function shutDown(): Promise<void> {
    await Promise.allSettled(running);
    emitter.clear();
    if (parts.ownsStore) await parts.store.close();
  }

  const context: EngineContext = {
    store,
    emitter,
    turnstile: createTurnstile(),
    drawings: createInFlight(),
    appraiser: parts.appraiser,
    imageGenerator: parts.imageGenerator,
    languageModel: parts.languageModel,
    observer: parts.observer,
    seed: parts.seed,
    now: checkedNow(parts.clock),
    newId: createIdSource(parts.seed),
    run,
  };
  await store.load([]);

  const close = () => {
    closing ??= shutDown();
    return closing;
  };
  const records = createRecords(store, context.now);
  return {
    sessions: createSessions(context, records),
    characters: createCharacters(context, records),
    projects: createProjects(context),
    personas: (projectId) => createPersonas(context, records, checkProject(projectId)),
    images: (projectId) => createImages(context, checkProject(projectId)),
    presets,
    on: (type, listener) => emitter.on(type, listener),
    onAny: (listener) => emitter.onAny(listener),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function checkProject(id: string): string {
  return parseWith(idSchema, id, 'projectId');
}
