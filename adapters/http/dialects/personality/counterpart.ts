import type { SessionSummary } from '../../../../src/index';
import { type Caller, wrongIn } from './lookup';
import { idInQuery } from './wire-words';

/** Whom an agent deals with, as a query names them. */
export const counterpartQuery = {
  user_id: idInQuery('With this user; with anybody when absent'),
  instance_id: idInQuery('In this instance of the agent'),
} as const;

/** Whom an agent deals with: a user, whoever deals with it in one instance, or anybody. */
export interface Counterpart {
  /** The user of the sessions that are meant. */
  readonly userId?: string;
  /** What the users of the sessions that are meant begin with. */
  readonly prefix?: string;
}

const LONGEST = 200;

/**
 * The counterpart that a query names. A user within an instance is another one than the same user outside of it.
 * @throws RequestRefused invalid, when the two together are too long to be told apart from others
 */
export function counterpartOf({
  user_id: user,
  instance_id: instance,
}: {
  readonly user_id?: string | undefined;
  readonly instance_id?: string | undefined;
}): Counterpart {
  if (instance === undefined) return user === undefined ? {} : { userId: user };
  // A colon in an instance would make it another instance with another user.
  const prefix = `inst:${instance.replaceAll('%', '%25').replaceAll(':', '%3A')}:`;
  const userId = `${prefix}${user ?? ''}`;
  if (userId.length > LONGEST) {
    throw wrongIn(['query', 'instance_id'], `expected length with user_id <= ${LONGEST}`, instance);
  }
  return user === undefined ? { prefix } : { userId };
}

/** The sessions of an agent with a counterpart, a page at a time, in the order of their creation. */
export async function* sessionPages(
  { engine, signal }: Caller,
  characterId: string,
  { userId, prefix }: Counterpart,
): AsyncGenerator<readonly SessionSummary[]> {
  let cursor: string | undefined;
  do {
    const page = await engine.sessions.list(
      {
        characterId,
        limit: 100,
        ...(userId !== undefined && { userId }),
        ...(cursor !== undefined && { cursor }),
      },
      { signal },
    );
    yield prefix === undefined
      ? page.sessions
      : page.sessions.filter((session) => session.userId?.startsWith(prefix));
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** The session of an agent with a counterpart that was written last. */
export async function latestSession(
  caller: Caller,
  characterId: string,
  counterpart: Counterpart,
): Promise<SessionSummary | undefined> {
  let latest: SessionSummary | undefined;
  for await (const page of sessionPages(caller, characterId, counterpart)) {
    for (const session of page) {
      if (!latest || millisecondsOf(session.lastActiveAt) >= millisecondsOf(latest.lastActiveAt)) {
        latest = session;
      }
    }
  }
  return latest;
}

/** An instant in milliseconds since 1970. */
export function millisecondsOf(instant: string): number {
  return Date.parse(instant);
}
