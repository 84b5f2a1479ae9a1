import { z } from 'zod';
import { type Call, type Operation, ok, operation } from '../../operation';
import { listAgents } from './agent-list';
import { upsertAgent } from './agent-upsert';
import { agentOf } from './lookup';
import { agentDetail, agentDetailToWire, agentInput, agentsAnswer, deletedAnswer } from './wire-agent';
import { wholeInQuery } from './wire-words';

const optionalText = (description: string) =>
  z
    .string()
    .optional()
    .transform((text) => text || undefined)
    .meta({ type: 'string', description });

/** The registry that agents are kept in. */
export const agentOperations: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/api/v1/agents',
    id: 'createAgent',
    summary: 'Create an agent, or bring the one with this id or name up to date; who it has become stays',
    body: agentInput,
    answers: { 200: { description: 'The agent', schema: agentDetail } },
    async handle(call) {
      const { id } = await upsertAgent(call, call.body);
      return ok(await describe({ ...call, params: { agentId: id } }));
    },
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents',
    id: 'listAgents',
    summary: 'The agents in the order of their creation',
    query: z.object({
      page_size: wholeInQuery(30, 1, 100, 'Agents of one page'),
      cursor: optionalText('`next_cursor` of the page before'),
      search: optionalText('Only agents that have this in their name or id'),
      project_id: optionalText('Only agents of this project'),
      include_count: optionalText('`true` counts all that match'),
    }),
    answers: { 200: { description: 'A page of agents', schema: agentsAnswer } },
    handle: async (call) => ok(await listAgents(call, call.query)),
  }),
  operation({
    method: 'get',
    path: '/api/v1/agents/{agentId}',
    id: 'getAgent',
    summary: 'An agent with its profile',
    answers: { 200: { description: 'The agent', schema: agentDetail } },
    handle: async (call) => ok(await describe(call)),
  }),
  operation({
    method: 'delete',
    path: '/api/v1/agents/{agentId}',
    id: 'deleteAgent',
    summary: 'Delete an agent with all that belongs to it',
    answers: { 200: { description: 'What was deleted', schema: deletedAnswer } },
    async handle(call) {
      const { id } = await agentOf(call);
      const { deleted } = await call.engine.characters.delete(id, { signal: call.signal });
      return ok({ success: true, status: 'ok', deleted: { agents: deleted ? 1 : 0 }, errors: [] });
    },
  }),
];

async function describe(call: Pick<Call, 'engine' | 'signal' | 'params' | 'tenant'>) {
  const character = await agentOf(call);
  const { profile } = await call.engine.characters.personality(
    character.id,
    { historyLimit: 1 },
    { signal: call.signal },
  );
  return agentDetailToWire(character, profile, call.tenant);
}
