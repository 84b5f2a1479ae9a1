import { z } from 'zod';
import type { Session } from '../../../../src/index';
import { type Operation, ok, operation } from '../../operation';
import { counterpartOf, counterpartQuery, latestSession, millisecondsOf, sessionPages } from './counterpart';
import { agentOf, type Caller } from './lookup';
import { type CounterpartQuery, type MoodEvent, moodOf, readMood, readMoodEvents, whileThere } from './moods';
import {
  labelMood,
  type MoodEntry,
  type MoodScores,
  moodAggregateAnswer,
  moodAnswer,
  moodDeltas,
  moodFromWire,
  moodHistoryAnswer,
  moodToWire,
  moodUpdate,
  restingMood,
} from './wire-mood';
import { wholeInQuery } from './wire-words';

const MS_PER_DAY = 86_400_000;
// A text that is longer than this is no reason but a story.
const LONGEST_REASON = 200;

/** How agents feel. */
export const moodOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/mood',
    id: 'getMood',
    summary: 'How an agent feels, with one user or as it felt last',
    query: z.object(counterpartQuery),
    answers: { 200: { description: 'The mood', schema: moodAnswer } },
    handle: async (call) => ok({ mood: await readMood(call, await agentOf(call), call.query) }),
  }),
  operation({
    method: 'put',
    path: '/api/v1/agents/{agentId}/mood',
    id: 'updateMood',
    summary: 'Set how an agent feels; from there on it feels as ever',
    query: z.object(counterpartQuery),
    body: moodUpdate,
    answers: { 200: { description: 'The mood as it is now', schema: moodAnswer } },
    async handle(call) {
      const { engine, query, body, signal } = call;
      const character = await agentOf(call);
      const { id } = await sessionFor(call, character.id, query);
      const state = await engine.sessions.overrideFeeling(id, moodFromWire(body), { signal });
      const session = await engine.sessions.get(id, { signal });
      return ok({ mood: moodOf(character, query.user_id, session, state) });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/mood-history',
    id: 'getMoodHistory',
    summary: 'How an agent has felt with its users, newest first',
    query: z.object({ ...counterpartQuery, limit: wholeInQuery(50, 1, 500, 'Entries at most') }),
    answers: { 200: { description: 'The moods', schema: moodHistoryAnswer } },
    async handle(call) {
      const { limit } = call.query;
      const { id } = await agentOf(call);
      let entries: readonly MoodEntry[] = [];
      for await (const page of sessionPages(call, id, counterpartOf(call.query))) {
        // What an agent feels with nobody is nobody's mood.
        const withUsers = page.filter(({ userId }) => userId !== undefined);
        // One more than is shown, for the last entry to be compared with.
        const events = await Promise.all(withUsers.map((one) => readMoodEvents(call, one.id, limit + 1)));
        entries = newest([...entries, ...events.flatMap(entriesOf)], limit);
      }
      return ok({ entries });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/mood/aggregate',
    id: 'getMoodAggregate',
    summary: 'How an agent feels with its users on average',
    query: z.object({ days: wholeInQuery(5, 1, 3650, 'Days back from now') }),
    answers: {
      200: { description: 'The mean of the last mood with each user', schema: moodAggregateAnswer },
    },
    async handle(call) {
      const { days } = call.query;
      const { id, config } = await agentOf(call);
      const last = await lastMoods(call, id, days);
      const mean = last.length === 0 ? restingMood(config.homeBase) : meanOf(last);
      return ok({ ...mean, label: labelMood(mean), user_count: last.length, days_window: days });
    },
  }),
];

/** The session whose mood is meant; a new one when there is none. */
async function sessionFor(
  caller: Caller,
  characterId: string,
  query: CounterpartQuery,
): Promise<Pick<Session, 'id'>> {
  const counterpart = counterpartOf(query);
  const found = await latestSession(caller, characterId, counterpart);
  if (found) return found;
  const userId = counterpart.userId ?? counterpart.prefix;
  const { engine, signal } = caller;
  return engine.sessions.create({ characterId, ...(userId !== undefined && { userId }) }, { signal });
}

/** The moods that events of one session left behind, each compared with the one before; of the earliest there is nothing to compare. */
function entriesOf(events: readonly MoodEvent[]): readonly MoodEntry[] {
  const scores = events.map(moodToWire);
  return events.map((event, i): MoodEntry => {
    const text = event.type === 'perceived' ? event.text : undefined;
    const before = scores[i + 1];
    return {
      timestamp: event.at,
      ...scores[i]!,
      label: labelMood(scores[i]!),
      trigger_type: event.type === 'perceived' ? 'conversation' : 'manual_override',
      ...(text !== undefined && text.length <= LONGEST_REASON && { trigger_reason: text }),
      ...(before && moodDeltas(scores[i]!, before)),
    };
  });
}

function newest(entries: readonly MoodEntry[], most: number): readonly MoodEntry[] {
  return entries.toSorted((a, b) => millisecondsOf(b.timestamp) - millisecondsOf(a.timestamp)).slice(0, most);
}

/** The last mood of each user, as far as it is from the last days by the time of its session. */
async function lastMoods(caller: Caller, characterId: string, days: number): Promise<readonly MoodScores[]> {
  const byUser = new Map<string, MoodEvent>();
  for await (const page of sessionPages(caller, characterId, {})) {
    const found = await Promise.all(
      page.map(async ({ id, userId }) => {
        if (userId === undefined) return undefined;
        const state = await whileThere(caller.engine.sessions.state(id, { signal: caller.signal }));
        if (!state) return undefined;
        const sinceMs = millisecondsOf(state.at) - days * MS_PER_DAY;
        const [event] = await readMoodEvents(caller, id, 1, sinceMs);
        return event && { userId, event };
      }),
    );
    for (const one of found) {
      const held = one && byUser.get(one.userId);
      if (one && (!held || millisecondsOf(one.event.at) >= millisecondsOf(held.at))) {
        byUser.set(one.userId, one.event);
      }
    }
  }
  return [...byUser.values()].map(moodToWire);
}

function meanOf(moods: readonly MoodScores[]): MoodScores {
  const mean = (name: keyof MoodScores) =>
    Math.round((moods.reduce((sum, mood) => sum + mood[name], 0) / moods.length) * 1e6) / 1e6;
  return {
    valence: mean('valence'),
    arousal: mean('arousal'),
    tension: mean('tension'),
    affiliation: mean('affiliation'),
  };
}
