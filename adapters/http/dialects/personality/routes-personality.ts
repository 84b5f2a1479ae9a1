import { z } from 'zod';
import { type Call, type Operation, ok, operation, type Reply } from '../../operation';
import { agentOf, findAgent } from './lookup';
import { batchAnswer, personalityAnswer, successAnswer } from './wire-insights';
import { deltaToWire, profileToWire } from './wire-profile';
import { personalityUpdate } from './wire-traits';
import { anyTexts, closed, dayInQuery, schemaLink, wholeInQuery } from './wire-words';

const batchRequest = closed({ ...schemaLink, agent_ids: anyTexts(50) }).meta({
  id: 'BatchPersonalityRequest',
});

/** Personalities: several at once, one with its history, and how one is set. */
export const personalityOperations: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/api/v1/agents/personalities/batch',
    id: 'batchGetPersonalities',
    summary: 'Up to 50 personalities by ids or names; unknown ones are left out',
    body: batchRequest,
    answers: { 200: { description: 'The personalities by what was asked for', schema: batchAnswer } },
    async handle(call) {
      const keys = [...new Set(call.body.agent_ids)];
      const found = await Promise.all(keys.map((key) => findAgent(call, key)));
      const ids = new Set(found.flatMap((character) => (character ? [character.id] : [])));
      const summaries = new Map(
        Object.entries(await call.engine.characters.personalities([...ids], { signal: call.signal })),
      );
      const entries = keys.flatMap((key, i) => {
        const character = found[i];
        const summary = character && summaries.get(character.id);
        if (!summary) return [];
        const entry = {
          profile: profileToWire(summary.profile, character),
          evolution_count: summary.evolutionCount,
        };
        return [[key, entry] as const];
      });
      // Whatever an agent is called, its name becomes a key of this object's own.
      return ok({ personalities: Object.fromEntries(entries) });
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}/personality',
    id: 'getPersonality',
    summary: 'A personality and how it came to be so, newest first',
    query: z.object({ history_limit: wholeInQuery(200, 1, 1000, 'Changes at most'), since: dayInQuery }),
    answers: { 200: { description: 'The personality', schema: personalityAnswer } },
    async handle(call) {
      const { history_limit: historyLimit, since } = call.query;
      const character = await agentOf(call);
      const { profile, evolution } = await call.engine.characters.personality(
        character.id,
        { historyLimit, ...(since !== undefined && { since }) },
        { signal: call.signal },
      );
      return ok({
        profile: profileToWire(profile, character),
        evolution: evolution.map(deltaToWire),
      });
    },
  }),
  operation({
    method: 'put',
    path: '/api/v1/agents/{agentId}/personality',
    id: 'updatePersonality',
    summary: 'Set a personality by hand; for ten minutes evidence leaves it alone',
    body: personalityUpdate,
    answers: { 200: { description: 'It is set', schema: successAnswer } },
    handle: update,
  }),
  operation({
    method: 'patch',
    path: '/api/v1/agents/{agentId}/personality',
    id: 'patchPersonality',
    summary: 'The same as PUT, for clients that send PATCH',
    body: personalityUpdate,
    answers: { 200: { description: 'It is set', schema: successAnswer } },
    handle: update,
  }),
];

async function update(call: Call<undefined, z.output<typeof personalityUpdate>>): Promise<Reply> {
  const { big5, dimensions } = call.body;
  const { id } = await agentOf(call);
  await call.engine.characters.updatePersonality(
    id,
    { ...(big5 && { big5 }), ...(dimensions && { dimensions }) },
    { signal: call.signal },
  );
  return ok({ success: true });
}
