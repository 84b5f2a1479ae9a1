import type { z } from 'zod';
import type { createSessionSchema } from '../schema/session';
import { EVENT_LOST, readEvent } from './codec';
import type { EngineContext } from './context';
import { contentHash, keyUsedBefore } from './idempotency';
import { idOfKey } from './ids';
import type { Records } from './records';
import { LOST_RACE } from './retry';
import { type Session, sessionAnswer } from './session-answers';

/** What the history keeps of the making of a session under a key, beside the event. */
interface Asked {
  readonly idempotencyKey: string;
  /** A hash of everything else that was asked for. */
  readonly fingerprint: number;
}

/** A session that is to be made once. */
export interface KeyedSession {
  /**
   * Follows from the key alone, so that two engines, in two processes or one after the other, reach for the same record: only one of them
   * finds that it does not exist. A character that is made with it needs no such id, because both are stored in one unit.
   */
  readonly id: string;
  readonly asked: Asked;
}

/** What of a session follows from its key; undefined when it has none. */
export function keyedSession({
  idempotencyKey,
  ...content
}: z.output<typeof createSessionSchema>): KeyedSession | undefined {
  if (idempotencyKey === undefined) return undefined;
  const asked = { idempotencyKey, fingerprint: contentHash(content) };
  return { id: idOfKey('session', idempotencyKey), asked };
}

/**
 * The session that was made under a key before, as it is now; undefined when there is none.
 * @throws EngineError INPUT_INVALID when it was made of other content, as far as its history still tells
 */
export async function sessionOfKey(
  context: EngineContext,
  records: Records,
  { id, asked }: KeyedSession,
): Promise<Session | undefined | typeof LOST_RACE> {
  const loaded = await records.session(id, true);
  if (!loaded) return undefined;
  const [first] = await context.store.history({ collection: 'session', id }, { limit: 1 });
  // It was deleted between the two looks.
  if (!first) return LOST_RACE;
  // How it was asked for is gone: trimmed, or lost to damage. The id follows from the key, so it is the session of that key all the same.
  if (first.sequence > 1 || first.type === EVENT_LOST) return sessionAnswer(loaded);
  const { idempotencyKey, fingerprint } = readEvent(first) as Partial<Asked>;
  if (idempotencyKey !== asked.idempotencyKey || fingerprint !== asked.fingerprint) throw keyUsedBefore();
  return sessionAnswer(loaded);
}
