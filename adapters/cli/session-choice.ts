import { createHash } from 'node:crypto';
import type { Engine, Session, SessionStateView, SessionSummary } from '../../src/index';
import type { Casting } from './casting';

/** What a character brings from an earlier run. */
export interface Remembered {
  /** When it was last played, ISO 8601. */
  readonly lastActiveAt: string;
  /** Seconds since then by the clock, never negative. */
  readonly awaySeconds: number;
  /** How it felt then. */
  readonly before: SessionStateView;
  /** How it feels now, before the first line. */
  readonly now: SessionStateView;
  /** Whether preset or persona are not what it was made of. */
  readonly changed: boolean;
}

/** The session that a transcript is played in. */
export interface ChosenSession {
  readonly session: Session;
  /** Present when the session is from an earlier run. */
  readonly remembered?: Remembered;
}

/** A clock that can be asked to stand at one instant for a while. */
export interface Watch {
  now(): number;
  standAt<T>(instantMs: number, work: () => Promise<T>): Promise<T>;
}

/** A watch on top of another source of time. */
export function createWatch(now: () => number): Watch {
  let standing: number | undefined;
  return {
    now: () => standing ?? now(),
    async standAt(instantMs, work) {
      standing = instantMs;
      try {
        return await work();
      } finally {
        standing = undefined;
      }
    },
  };
}

const PREFIX = 'play:';
const LONGEST_KEY = 150;
const PAGE = 100;

/** The part of a session's userId by which a character is found again. Ids are limited in length, names hardly. */
function keyOf(who: string): string {
  const key = who.length > LONGEST_KEY ? createHash('sha256').update(who).digest('hex') : who;
  return `${PREFIX}${key}#`;
}

/**
 * Finds the session of this character in the engine's store, or begins one. Sessions carry `play:<who>#<fingerprint>` as their
 * userId; of several the one that was played last is taken.
 * @param fresh begins a new one and deletes those that there were
 */
export async function chooseSession(
  engine: Engine,
  watch: Watch,
  casting: Casting,
  fresh: boolean,
): Promise<ChosenSession> {
  const key = keyOf(casting.who);
  const earlier = await findAll(engine, key, fresh);
  const [last] = earlier.sort((a, b) => Date.parse(b.lastActiveAt) - Date.parse(a.lastActiveAt));
  const session = last && !fresh ? await engine.sessions.get(last.id) : undefined;
  if (session)
    return { session, remembered: await recall(engine, watch, session, key + casting.fingerprint) };
  // The new one first: should it fail, nothing is lost.
  const created = await engine.sessions.create({ ...casting.input, userId: key + casting.fingerprint });
  if (fresh) for (const { id } of earlier) await engine.sessions.delete(id);
  return { session: created };
}

async function findAll(engine: Engine, key: string, isFresh: boolean): Promise<SessionSummary[]> {
  const found: SessionSummary[] = [];
  let cursor: string | undefined;
  do {
    const page = await engine.sessions.list({ limit: PAGE, ...(cursor !== undefined && { cursor }) });
    // Whose session a damaged one is cannot be told. It may be the one to go on with: asking for it says what is wrong.
    const damaged = page.damaged?.find(({ collection }) => collection === 'session');
    if (damaged && !isFresh) await engine.sessions.get(damaged.id);
    found.push(...page.sessions.filter(({ userId }) => isOf(userId, key)));
    cursor = page.cursor;
  } while (cursor !== undefined);
  return found;
}

/** A name may hold a `#` itself, so what follows the key must be a fingerprint. */
function isOf(userId: string | undefined, key: string): boolean {
  return userId?.startsWith(key) === true && /^[0-9a-f]{12}$/.test(userId.slice(key.length));
}

async function recall(engine: Engine, watch: Watch, session: Session, userId: string): Promise<Remembered> {
  const { id, lastActiveAt } = session;
  const lastActiveMs = Date.parse(lastActiveAt);
  return {
    lastActiveAt,
    awaySeconds: Math.max(0, (watch.now() - lastActiveMs) / 1000),
    before: await watch.standAt(lastActiveMs, () => engine.sessions.state(id)),
    now: await engine.sessions.state(id),
    changed: session.userId !== userId,
  };
}
