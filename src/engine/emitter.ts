import mitt from 'mitt';
import type {
  CharacterCreated,
  CharacterDeleted,
  CharacterUpdated,
  PersonalityMoment,
  PersonalityOverridden,
  PersonalityRestored,
  PersonalityRevised,
} from '../character';
import { freezeDeep } from '../immutable/freeze';
import type {
  PersonaCreated,
  PersonaDeleted,
  PersonaUpdated,
  PortraitFailed,
  PortraitGenerated,
  ProjectCreated,
  ProjectDeleted,
  ProjectUpdated,
} from '../persona/events';
import type { Observer } from '../ports';
import type {
  SessionArchived,
  SessionConsolidated,
  SessionCreated,
  SessionDeleted,
  SessionElapsed,
  SessionOverridden,
  SessionPerceived,
  SessionRestored,
  SessionUnarchived,
} from '../session';
import type { LostUnits } from './write-behind/flusher';

/** A listener threw, or the promise it returned was rejected. The engine went on. */
export interface ListenerFailed {
  readonly type: 'engine.listenerFailed';
  /** The type of the event that the listener was told of. */
  readonly eventType: string;
  readonly error: unknown;
}

/** Changes that had been accepted were stored, or were to be. Told by the engine that lies in no scope, for all scopes. */
export interface EngineFlushed {
  readonly type: 'engine.flushed';
  /** How many units of work were stored, and how many events in them. */
  readonly units: number;
  readonly events: number;
  /** How long it took by the machine, not by the engine's clock. */
  readonly durationMs: number;
  /** How many units wait now. */
  readonly pending: number;
  /** What was given up because another process had changed the same records. */
  readonly lost: readonly LostUnits[];
  /** Present when the store failed: what it did not store waits for the next flush. */
  readonly error?: unknown;
}

/** Every event of an engine by its type. */
export interface EngineEvents {
  'session.created': SessionCreated;
  'session.perceived': SessionPerceived;
  'session.elapsed': SessionElapsed;
  'session.consolidated': SessionConsolidated;
  'session.overridden': SessionOverridden;
  'session.restored': SessionRestored;
  'session.archived': SessionArchived;
  'session.unarchived': SessionUnarchived;
  'session.deleted': SessionDeleted;
  'character.created': CharacterCreated;
  'character.updated': CharacterUpdated;
  'character.deleted': CharacterDeleted;
  'personality.revised': PersonalityRevised;
  'personality.moment': PersonalityMoment;
  'personality.overridden': PersonalityOverridden;
  'personality.restored': PersonalityRestored;
  'persona.created': PersonaCreated;
  'persona.updated': PersonaUpdated;
  'persona.deleted': PersonaDeleted;
  'portrait.generated': PortraitGenerated;
  'portrait.failed': PortraitFailed;
  'project.created': ProjectCreated;
  'project.updated': ProjectUpdated;
  'project.deleted': ProjectDeleted;
  'engine.flushed': EngineFlushed;
  'engine.listenerFailed': ListenerFailed;
}

/** Any event of an engine. */
export type EngineEvent = EngineEvents[keyof EngineEvents];
/** Hears of one kind of event; may be asynchronous. */
export type Listener<E> = (event: E) => void | Promise<void>;
/** Ends a subscription; calling it again does nothing. */
export type Unsubscribe = () => void;

/** Tells listeners what has been stored. */
export interface Emitter {
  on<T extends keyof EngineEvents>(type: T, listener: Listener<EngineEvents[T]>): Unsubscribe;
  onAny(listener: Listener<EngineEvent>): Unsubscribe;
  emit(event: EngineEvent): void;
  /** Forgets all listeners. */
  clear(): void;
}

/**
 * An emitter whose listeners cannot harm each other or the engine: what one throws becomes an `engine.listenerFailed` event.
 * What a listener of that event throws is only counted, because telling of it would never end.
 */
export function createEmitter(observer: Observer | undefined): Emitter {
  const bus = mitt<Record<string, EngineEvent>>();

  function report(event: EngineEvent, error: unknown): void {
    observer?.count?.('animacy.listener.failed', 1);
    if (event.type === 'engine.listenerFailed') return;
    bus.emit('engine.listenerFailed', { type: 'engine.listenerFailed', eventType: event.type, error });
  }

  function guarded<E extends EngineEvent>(listener: Listener<E>): (event: E) => void {
    return (event) => {
      try {
        const result: unknown = listener(event);
        if (isThenable(result)) result.then(undefined, (error: unknown) => report(event, error));
      } catch (error) {
        report(event, error);
      }
    };
  }

  return {
    on(type, listener) {
      const handler = guarded(listener) as (event: EngineEvent) => void;
      bus.on(type, handler);
      return () => bus.off(type, handler);
    },
    onAny(listener) {
      const hear = guarded(listener);
      const handler = (_type: string, event: EngineEvent) => hear(event);
      bus.on('*', handler);
      return () => bus.off('*', handler);
    },
    emit(event) {
      if (bus.all.size === 0) return;
      // Many may hear of it, and the caller's answer is made of its parts: nobody can change it for the others.
      freezeDeep(event);
      bus.emit(event.type, event);
    },
    clear: () => bus.all.clear(),
  };
}

function isThenable(value: unknown): value is PromiseLike<unknown> {
  return (
    typeof value === 'object' && value !== null && typeof (value as { then?: unknown }).then === 'function'
  );
}
