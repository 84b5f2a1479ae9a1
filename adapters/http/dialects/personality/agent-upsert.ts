import { isEngineError } from '../../../../src/errors';
import type { Character, CreateCharacterInput } from '../../../../src/index';
import { asIn, type Caller, unlessRefused } from './lookup';
import type { AgentInput } from './wire-agent';
import { withCard } from './wire-card';

// What somebody is like of whom nothing is said.
const MIDDLE = {
  openness: 0.5,
  conscientiousness: 0.5,
  extraversion: 0.5,
  agreeableness: 0.5,
  neuroticism: 0.5,
} as const;

/**
 * Creates an agent, or brings up to date the one that has its id or, when none is given, its name.
 * @throws EngineError NAME_TAKEN when the name belongs to another one
 */
export async function upsertAgent(caller: Caller, input: AgentInput): Promise<Pick<Character, 'id'>> {
  try {
    return await writeAgent(caller, input);
  } catch (error) {
    const isNamesake = isEngineError(error) && error.code === 'NAME_TAKEN' && input.agent_id === undefined;
    // Somebody else created it a moment ago: now there is one to bring up to date.
    if (isNamesake) return writeAgent(caller, input);
    throw error;
  }
}

async function writeAgent(caller: Caller, input: AgentInput): Promise<Pick<Character, 'id'>> {
  const { agent_id: id, name } = input;
  const { engine, signal } = caller;
  const { characters } = engine;
  const existing = await unlessRefused(
    id === undefined ? characters.getByName(name, { signal }) : characters.get(id, { signal }),
  );
  // What the schema has let through and the engine does not take is more than can be kept of one agent.
  return asIn(['body'], undefined, characters.create(characterOf(input, existing), { signal }));
}

/** What the engine is told of an agent. */
function characterOf(input: AgentInput, existing: Character | undefined): CreateCharacterInput {
  const {
    $schema: _,
    agent_id,
    name,
    bio,
    language,
    big5,
    dimensions,
    generate_avatar: __,
    generate_origin_story: ___,
    generate_personalized_memories: ____,
    ...card
  } = input;
  const id = existing?.id ?? agent_id;
  return {
    ...(id !== undefined && { id }),
    name,
    // An agent that is there already has become somebody, and setting that is not the business of a registry.
    ...(!existing && { big5: big5 ?? MIDDLE, ...(dimensions && { dimensions }) }),
    identity: { name, ...(bio !== undefined && { background: bio }), ...(language && { language }) },
    metadata: withCard(existing ?? {}, card),
  };
}
