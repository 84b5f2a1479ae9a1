import type { Characters } from './characters';
import type { EngineEvent, EngineEvents, Listener, Unsubscribe } from './emitter';
import type { Images } from './images';
import type { Personas } from './personas';
import type { Populations } from './populations';
import type { Presets } from './presets';
import type { Projects } from './projects';
import type { Sessions } from './sessions';
import type { Upkeep } from './upkeep/upkeep';

/** An engine: characters that feel and change, in this process. */
export interface Engine extends AsyncDisposable {
  readonly sessions: Sessions;
  readonly characters: Characters;
  readonly projects: Projects;
  /** The personas of one project. @throws EngineError INPUT_INVALID when that is no id */
  personas(projectId: string): Personas;
  /** The images of one project. @throws EngineError INPUT_INVALID when that is no id */
  images(projectId: string): Images;
  /** Populations of `animacy/population`, kept as their bytes. */
  readonly populations: Populations;
  readonly presets: Presets;
  /** Export and import, repair, retention, erasure of a user, migration: what is done to records besides living. */
  readonly upkeep: Upkeep;
  /**
   * Hears of one kind of event, after it has been stored. What a listener throws harms nobody; it becomes an
   * `engine.listenerFailed` event.
   * @returns ends the subscription
   */
  on<T extends keyof EngineEvents>(type: T, listener: Listener<EngineEvents[T]>): Unsubscribe;
  /** Hears of every event. */
  onAny(listener: Listener<EngineEvent>): Unsubscribe;
  /**
   * The engine of one tenant: over the same store, clock, seed, appraiser, generators and observer, but with records of its own. It sees
   * nothing of this engine or of other scopes, and they see nothing of it; the same id, name or key may stand in several. While one
   * is open, the same name gives the same engine; a scope that was closed is opened anew. Scopes may lie in scopes. Nothing is stored of a
   * scope but its records.
   * @param name 1 to 200 characters without control characters, taken to the letter
   * @throws EngineError INPUT_INVALID when that is no name, ENGINE_CLOSED
   */
  scope(name: string): Engine;
  /**
   * Stores what was accepted before and waits to be stored, of all scopes. With the durability `commit` nothing ever waits.
   * @throws EngineError STORE_UNAVAILABLE or STORE_FAILED when it cannot be stored now: it waits on; REVISION_CONFLICT when some of it was lost,
   * because another process changed the same records; ENGINE_CLOSED
   */
  flush(): Promise<void>;
  /**
   * Refuses new calls, waits for those that run, stores what waits to be stored, and forgets all listeners. A store that was handed in stays open: it belongs to
   * whoever made it. May be called again. Closing the engine that `createEngine` gave closes all scopes; closing a scope closes
   * that scope and no other, not even one that lies in it; what waits to be stored is then stored in its time.
   * @throws EngineError what the store throws when what waits cannot be stored, after several attempts; it may be called again
   */
  close(): Promise<void>;
}
