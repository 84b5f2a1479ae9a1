import { z } from 'zod';
import type { OverlayView } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import { type Operation, ok, operation } from '../../operation';
import { counterpartOf, counterpartQuery } from './counterpart';
import { agentOf, asIn, type Caller, unlessRefused } from './lookup';
import { readMoodAt } from './moods';
import {
  momentsAnswer,
  momentToWire,
  overlayAnswer,
  overlaysAnswer,
  shiftsAnswer,
  shiftToWire,
  timeMachineAnswer,
} from './wire-insights';
import { labelMood } from './wire-mood';
import { deltaToWire, overlayToWire, profileToWire } from './wire-profile';
import { big5ToWire } from './wire-traits';
import { dayInQuery, instantInQuery, wholeInQuery } from './wire-words';

// Enough to go back from the present to the instant by what is answered.
const EVENTS_OF_TIME_MACHINE = 1000;

/** What there is to see in how a personality has changed, for everybody and with one user. */
export const insightOperations: readonly Operation[] = [
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/personality/recent-shifts',
    id: 'getRecentShifts',
    summary: 'What has shifted over the last week, the largest first',
    answers: { 200: { description: 'The shifts', schema: shiftsAnswer } },
    async handle(call) {
      const { id } = await agentOf(call);
      const { shifts } = await call.engine.characters.recentShifts(id, { signal: call.signal });
      return ok({ shifts: shifts.map(shiftToWire) });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/personality/significant-moments',
    id: 'getSignificantMoments',
    summary: 'The turning points of an agent, newest first',
    query: z.object({ limit: wholeInQuery(20, 1, 100, 'Moments at most') }),
    answers: { 200: { description: 'The turning points', schema: momentsAnswer } },
    async handle(call) {
      const { limit } = call.query;
      const { id } = await agentOf(call);
      const { moments } = await call.engine.characters.significantMoments(
        id,
        { limit },
        { signal: call.signal },
      );
      return ok({ moments: moments.map(momentToWire) });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/personality/users',
    id: 'listUserOverlays',
    summary: 'How an agent is with each user it differs with',
    answers: { 200: { description: 'The overlays', schema: overlaysAnswer } },
    async handle(call) {
      const character = await agentOf(call);
      const overlays = await readOverlays(call, character.id);
      return ok({ overlays: overlays.map((overlay) => overlayToWire(overlay, character)) });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/personality/users/{userId}',
    id: 'getUserOverlay',
    summary: 'How an agent is with one user, beside how it is with everybody',
    query: z.object({ instance_id: counterpartQuery.instance_id, since: dayInQuery }),
    answers: { 200: { description: 'The overlay', schema: overlayAnswer } },
    async handle(call) {
      const { instance_id, since } = call.query;
      const user = call.params['userId']!;
      const character = await agentOf(call);
      const { userId = user } = counterpartOf({ user_id: user, instance_id });
      const found = await unlessRefused(
        call.engine.characters.overlay(character.id, userId, since === undefined ? {} : { since }, {
          signal: call.signal,
        }),
      );
      if (!found) throw new RequestRefused('not-found', 'the agent has learnt nothing about this user');
      return ok({
        overlay: overlayToWire(found.overlay, character, user),
        base: profileToWire(found.base, character),
        evolution: found.evolution.map(deltaToWire),
      });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/timemachine',
    id: 'getTimeMachine',
    summary: 'A personality and a mood as they were at an instant',
    query: z.object({ at: instantInQuery, ...counterpartQuery }),
    answers: { 200: { description: 'What was', schema: timeMachineAnswer } },
    async handle(call) {
      const { at } = call.query;
      const counterpart = counterpartOf(call.query);
      const character = await agentOf(call);
      const past = await asIn(
        ['query', 'at'],
        at,
        call.engine.characters.at(
          character.id,
          at,
          { historyLimit: EVENTS_OF_TIME_MACHINE },
          { signal: call.signal },
        ),
      );
      const mood = await readMoodAt(call, character, counterpart, past.requestedAt);
      return ok({
        requested_at: past.requestedAt,
        personality_at: big5ToWire(past.profile),
        current_personality: big5ToWire(past.current),
        evolution_events: past.evolution.map(deltaToWire),
        mood_at: { ...mood, label: labelMood(mood) },
      });
    },
  }),
];

async function readOverlays({ engine, signal }: Caller, id: string): Promise<readonly OverlayView[]> {
  const overlays: OverlayView[] = [];
  let cursor: string | undefined;
  do {
    const page = await engine.characters.overlays(
      id,
      { limit: 100, ...(cursor !== undefined && { cursor }) },
      { signal },
    );
    overlays.push(...page.overlays);
    cursor = page.cursor;
  } while (cursor !== undefined);
  return overlays;
}
