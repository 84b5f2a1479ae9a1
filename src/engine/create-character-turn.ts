import type { z } from 'zod';
import { completePersonality, domainsOf, resolveAuthored, resolvePreset, spoken } from '../affect/authored';
import { mergeConfigs } from '../affect/merge-configs';
import { type CharacterCreated, type CharacterUpdated, createCharacter, viewCharacter } from '../character';
import { EngineError } from '../errors';
import type { CharacterState } from '../schema/character';
import type { createCharacterSchema } from '../schema/characters-api';
import type { PersonaState } from '../schema/persona';
import { facetOffsets } from '../traits/facets';
import { bornOf } from './authored';
import { type Character, characterAnswer } from './character-answers';
import { putEvent, putState } from './codec';
import type { EngineContext } from './context';
import { bornFrom, personaKey, tiesOf } from './persona-records';
import { characterKey } from './personality-units';
import { letGoOfGone } from './project-removal';
import { type LoadedCharacter, loadedCharacter, type Records } from './records';
import { isCommitted, LOST_RACE, untilWon } from './retry';

type Input = z.output<typeof createCharacterSchema>;

/** A character as `create` answers it. */
export interface CreatedCharacter extends Character {
  /** Whether it was made by this call; false when it was there and was brought up to date. */
  readonly created: boolean;
}

/** Creates a character, or brings one that has the id already up to date. */
export async function createCharacterTurn(
  context: EngineContext,
  records: Records,
  input: Input,
  signal: AbortSignal | undefined,
): Promise<CreatedCharacter> {
  const { id, personaId } = input;
  const turn = () => untilWon(id ?? 'a new character', attempt, { signal, observer: context.observer });

  async function attempt(lost: number): Promise<CreatedCharacter | typeof LOST_RACE> {
    const existing = id === undefined ? undefined : await records.character(id);
    const nowMs = context.now();
    const newId = id ?? context.newId(nowMs, lost);
    return existing
      ? update(context, existing, input, nowMs)
      : make(context, input, await bornFrom(context, personaId), newId, nowMs);
  }

  const own = () => (id === undefined ? turn() : context.turnstile.pass(characterKey(id), turn, signal));
  // A persona that is being deleted lets go of its characters, and none may be made of it behind its back.
  return personaId === undefined ? own() : context.turnstile.pass(personaKey(personaId), own, signal);
}

async function make(
  context: EngineContext,
  input: Input,
  persona: PersonaState | undefined,
  id: string,
  nowMs: number,
): Promise<CreatedCharacter | typeof LOST_RACE> {
  const authored = resolveAuthored('the character', persona ? bornOf(persona, input) : input);
  const { dimensions, certainty, plasticity, learnsFromSessions } = input;
  const { character, events } = createCharacter({
    ...authored,
    identity: { ...authored.identity, ...callName(input) },
    id,
    dimensions,
    certainty,
    plasticity,
    learnsFromSessions,
    name: input.name ?? authored.identity.name,
    metadata: input.metadata ?? undefined,
    personaId: persona?.id,
    nowMs,
  });
  const stored = await claim(context, input, character, 0, events[0]!);
  if (stored === LOST_RACE) return LOST_RACE;
  if (!(await letGoOfGone(context, stored))) {
    return { ...characterAnswer(loadedCharacter(stored, 1, nowMs)), created: true };
  }
  const { personaId: _, ...free } = stored;
  return { ...characterAnswer(loadedCharacter(free, 2, nowMs)), created: true };
}

/** A character that is given a name goes by it, unless its identity is given another. */
function callName({ name, identity }: Input): { readonly name?: string } {
  return name === undefined || identity?.name !== undefined ? {} : { name };
}

/** Everything an author says again holds from now on; who the character has become stays. */
async function update(
  context: EngineContext,
  { state, revision }: LoadedCharacter,
  input: Input,
  nowMs: number,
): Promise<CreatedCharacter | typeof LOST_RACE> {
  const preset = resolvePreset(input.preset);
  const personality = completePersonality('the character', {
    ...viewCharacter(state).personality,
    ...preset?.personality,
    ...(input.big5 && domainsOf(input.big5)),
    ...spoken(input.personality),
  });
  const { madeFor: _, ...independent } = input.metadata === null ? withoutMetadata(state) : state;
  const goals = input.goals ?? preset?.goals;
  const next: CharacterState = {
    ...independent,
    identity: { ...state.identity, ...preset?.identity, ...spoken(input.identity), ...callName(input) },
    ...(goals && { goals: [...goals] }),
    emotionConfig:
      input.emotionConfig || preset
        ? mergeConfigs(preset?.emotionConfig ?? {}, input.emotionConfig)
        : state.emotionConfig,
    ...(input.facets && { facetOffsets: facetOffsets(personality, input.facets) }),
    ...(input.plasticity !== undefined && { plasticity: input.plasticity }),
    ...(input.learnsFromSessions !== undefined && { learnsFromSessions: input.learnsFromSessions }),
    ...(input.name !== undefined && { name: input.name }),
    ...(input.metadata && { metadata: input.metadata }),
  };
  if (JSON.stringify(next) === JSON.stringify(state)) {
    return { ...characterAnswer(loadedCharacter(state, revision, nowMs)), created: false };
  }
  const event: CharacterUpdated = { type: 'character.updated', characterId: state.id, atMs: nowMs };
  const stored = await claim(context, input, next, revision, event);
  if (stored === LOST_RACE) return LOST_RACE;
  return { ...characterAnswer(loadedCharacter(stored, revision + 1, nowMs)), created: false };
}

function withoutMetadata({ metadata: _, ...rest }: CharacterState): CharacterState {
  return rest;
}

/**
 * Stores a character under its name. A name that was asked for must be free; the name of an identity serves while it is.
 * @throws EngineError NAME_TAKEN
 */
async function claim(
  context: EngineContext,
  input: Input,
  character: CharacterState,
  revision: number,
  event: CharacterCreated | CharacterUpdated,
): Promise<CharacterState | typeof LOST_RACE> {
  const [outcome] = await context.store.commit([
    {
      changes: [putState('character', character, revision), ...(revision === 0 ? tiesOf(character) : [])],
      events: [
        putEvent({ collection: 'character', id: character.id }, event.type, event.atMs, {
          event,
          held: character.beliefs,
        }),
      ],
    },
  ]);
  if (outcome?.status === 'taken') {
    if (input.name === undefined) {
      const { name: _, ...nameless } = character;
      return claim(context, input, nameless, revision, event);
    }
    throw new EngineError('NAME_TAKEN', `another character is called "${input.name}"`, {
      collection: 'character',
      name: input.name,
    });
  }
  if (!isCommitted(outcome, character.id)) return LOST_RACE;
  context.emitter.emit(event);
  return character;
}
