import { EngineError } from '../errors';
import type { Appraiser, Clock, ImageGenerator, LanguageModel, Observer } from '../ports';
import type { Emitter } from './emitter';
import type { GuardedStore } from './guarded-store';
import type { InFlight } from './in-flight';
import type { Turnstile } from './turnstile';

/** What the parts of one engine share. */
export interface EngineContext {
  readonly store: GuardedStore;
  readonly emitter: Emitter;
  readonly turnstile: Turnstile;
  /** Portraits that are being drawn, by persona. */
  readonly drawings: InFlight;
  readonly appraiser: Appraiser | undefined;
  readonly imageGenerator: ImageGenerator | undefined;
  readonly languageModel: LanguageModel | undefined;
  readonly observer: Observer | undefined;
  /** Keys the random numbers of sessions created here. */
  readonly seed: number;
  /** The instant, checked to be one. */
  readonly now: () => number;
  /** An id; `timesTaken` is how often in a row the id given before turned out to be taken. */
  readonly newId: (nowMs: number, timesTaken?: number) => string;
  /**
   * Runs one call of the public face: refuses when the engine is closed or the signal aborted, is awaited by `close`,
   * and is shown to the observer as a span of that name.
   */
  readonly run: <T>(name: string, options: CallOptions | undefined, work: () => Promise<T>) => Promise<T>;
}

/** What every call that may wait takes beside its input. */
export interface CallOptions {
  /** Gives up waiting. A write that has begun is finished all the same. */
  readonly signal?: AbortSignal | undefined;
}

/** A clock that refuses to hand out anything but an instant. */
export function checkedNow(clock: Clock): () => number {
  return () => {
    const now = clock.now();
    if (typeof now === 'number' && now >= -8.64e15 && now <= 8.64e15) return now;
    const issues = [{ path: ['clock', 'now'], message: 'must give milliseconds since 1970' }];
    throw new EngineError('CONFIG_INVALID', `the clock gave ${String(now)}, which is no instant`, { issues });
  };
}

/** The error for a character that is not there. */
export function characterNotFound(id: string): EngineError {
  return new EngineError('CHARACTER_NOT_FOUND', `there is no character "${id}"`, { id });
}

/** The error for a session that is not there. */
export function sessionNotFound(id: string): EngineError {
  return new EngineError('SESSION_NOT_FOUND', `there is no session "${id}"`, { id });
}
