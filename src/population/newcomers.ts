import type { z } from 'zod';
import { resolveAuthored } from '../affect/authored';
import { mergeConfigs } from '../affect/merge-configs';
import type { Personality } from '../schema/personality';
import type { PersonalitySnapshot } from '../schema/personality-snapshot';
import type { inhabitantSchema } from '../schema/population';
import { personalityOf } from '../traits/aspects';
import { levelsOf } from '../traits/beliefs';
import { facetOffsets } from '../traits/facets';
import { refuse } from './appraisals';
import type { Manner } from './manners';
import { needTraits, type PopulationState } from './state';

type ParsedInhabitant = z.output<typeof inhabitantSchema>;

/** Who somebody is who comes to live in a row. */
interface Newcomer {
  readonly levels: Personality;
  readonly manner: Manner;
}

/** Who it is that comes to live in a row. @throws EngineError INPUT_INVALID, PRESET_UNKNOWN */
export function newcomerOf(state: PopulationState, given: ParsedInhabitant): Newcomer {
  const { personalitySnapshot } = given;
  return personalitySnapshot ? goingOn(state, given, personalitySnapshot) : beginning(given);
}

/** A character as its author wrote it. */
function beginning({
  preset,
  personality,
  facets,
  emotionConfig,
  certainty,
  plasticity,
  learnsFromSessions,
}: ParsedInhabitant): Newcomer {
  const authored = resolveAuthored('the character', { preset, personality, facets, emotionConfig });
  const offsets = facetOffsets(authored.personality, authored.facets ?? {});
  const manner = { offsets, config: authored.emotionConfig, certainty, plasticity, learnsFromSessions };
  return { levels: authored.personality, manner };
}

/** A character that has lived before. @throws EngineError INPUT_INVALID beside what only one that begins has, and without traits */
function goingOn(
  state: PopulationState,
  given: ParsedInhabitant,
  { beliefs, authored }: PersonalitySnapshot,
): Newcomer {
  needTraits(state);
  for (const key of ['preset', 'personality', 'facets', 'certainty'] as const) {
    if (given[key] !== undefined) throw refuse([key], 'must be absent beside personalitySnapshot');
  }
  const { plasticity = authored?.plasticity, learnsFromSessions = authored?.learnsFromSessions } = given;
  const config = mergeConfigs(authored?.emotionConfig ?? {}, given.emotionConfig);
  const manner = { offsets: authored?.facetOffsets ?? {}, config, plasticity, learnsFromSessions };
  return { levels: personalityOf(levelsOf(beliefs)), manner };
}
