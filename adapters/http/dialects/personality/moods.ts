import { isEngineError } from '../../../../src/errors';
import type { Character, Session, SessionHistoryEntry, SessionStateView } from '../../../../src/index';
import { type Counterpart, counterpartOf, latestSession, millisecondsOf, sessionPages } from './counterpart';
import { type Caller, unlessRefused } from './lookup';
import { labelMood, type MoodScores, type MoodState, moodToWire, restingMood } from './wire-mood';

/** What in a session's history left a mood behind. */
export type MoodEvent = Extract<SessionHistoryEntry, { type: 'perceived' | 'overridden' }>;

/** What a query names of a user. */
export type CounterpartQuery = Parameters<typeof counterpartOf>[0];

/** The mood of an agent with a counterpart: that of the session that was written last, or what it rests in where there is none. */
export async function readMood(
  caller: Caller,
  character: Character,
  query: CounterpartQuery,
): Promise<MoodState> {
  const { sessions } = caller.engine;
  const found = await latestSession(caller, character.id, counterpartOf(query));
  if (found) {
    const options = { signal: caller.signal };
    const session = await sessions.get(found.id, options);
    const state = await whileThere(sessions.state(found.id, options));
    if (session && state) return moodOf(character, query.user_id, session, state);
  }
  return moodOf(character, query.user_id);
}

/** A mood on the wire. */
export function moodOf(
  { id, config, createdAt }: Character,
  userId: string | undefined,
  session?: Session,
  state?: SessionStateView,
): MoodState {
  const resting = restingMood(config.homeBase);
  const scores = state ? moodToWire(state) : resting;
  const user = userId ?? session?.userId;
  return {
    agent_id: id,
    ...(user !== undefined && { user_id: user }),
    ...scores,
    label: labelMood(scores),
    ...baselines('baseline', resting),
    ...baselines('user_baseline', session ? restingMood(session.config.homeBase) : resting),
    created_at: session?.createdAt ?? createdAt,
    updated_at: session?.lastActiveAt ?? createdAt,
    last_decay_at: state?.at ?? createdAt,
    last_interaction_at: session?.lastActiveAt ?? createdAt,
  };
}

/** The mood of an agent at an instant: that of the session in which something had happened last by then. */
export async function readMoodAt(
  caller: Caller,
  character: Character,
  counterpart: Counterpart,
  instant: string,
): Promise<MoodScores> {
  const { sessions } = caller.engine;
  const options = { signal: caller.signal };
  const atMs = millisecondsOf(instant);
  let latest: { readonly id: string; readonly atMs: number } | undefined;
  for await (const page of sessionPages(caller, character.id, counterpart)) {
    const begun = page.filter(({ createdAt }) => millisecondsOf(createdAt) <= atMs);
    const found = await Promise.all(
      begun.map(async ({ id }) => {
        const history = await whileThere(sessions.history(id, { limit: 1, until: instant }, options));
        const [event] = history?.events ?? [];
        return event && { id, atMs: millisecondsOf(event.at) };
      }),
    );
    for (const one of found) if (one && (!latest || one.atMs >= latest.atMs)) latest = one;
  }
  if (!latest) return restingMood(character.config.homeBase);
  const past = await whileThere(unlessRefused(sessions.at(latest.id, instant, options)));
  // A session whose own time is behind the clock has not come to that instant yet: how it feels is the last that is known of it.
  const felt = past ?? (await whileThere(sessions.state(latest.id, options)));
  return felt ? moodToWire(felt) : restingMood(character.config.homeBase);
}

// Whole histories are not read for a session in which much time passed and little was felt.
const MOST_PAGES = 20;
const PAGE = 1000;

/**
 * The last events of a session that left a mood behind, newest first.
 * @param sinceMs only those from this instant on, milliseconds since 1970
 */
export async function readMoodEvents(
  { engine, signal }: Caller,
  sessionId: string,
  most: number,
  sinceMs?: number,
): Promise<readonly MoodEvent[]> {
  const events: MoodEvent[] = [];
  const seen = new Set<string>();
  let untilMs: number | undefined;
  for (let count = 0; count < MOST_PAGES && events.length < most; count++) {
    const limit = count === 0 ? most : PAGE;
    const range = {
      limit,
      ...(sinceMs !== undefined && { since: sinceMs }),
      ...(untilMs !== undefined && { until: untilMs }),
    };
    const page = await whileThere(engine.sessions.history(sessionId, range, { signal }));
    // Pages overlap: what happened at the instant where one ends may go on in the next.
    const news = page?.events.filter(({ id }) => !seen.has(id)) ?? [];
    for (const event of news) {
      seen.add(event.id);
      if (event.type === 'perceived' || event.type === 'overridden') events.push(event);
    }
    if (!page || page.events.length < limit || news.length === 0) break;
    untilMs = millisecondsOf(page.events.at(-1)!.at);
  }
  return events.slice(0, most);
}

/** What the engine answers about a session, or undefined when it has gone in the meantime. */
export async function whileThere<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isEngineError(error) && error.code === 'SESSION_NOT_FOUND') return undefined;
    throw error;
  }
}

type Baselines<P extends string> = { readonly [K in keyof MoodScores as `${P}_${K}`]: number };

function baselines<P extends string>(prefix: P, scores: MoodScores): Baselines<P> {
  const entries = Object.entries(scores).map(([name, score]) => [`${prefix}_${name}`, score]);
  return Object.fromEntries(entries) as Baselines<P>;
}
