import { type Authored, domainsOf, spoken } from '../affect/authored';
import { mergeConfigs } from '../affect/merge-configs';
import { LIMITS } from '../constants/limits';
import type { PersonaState } from '../schema/persona';
import { cutText } from '../text/cut-text';

/**
 * What an author says of a character that is made from a persona: the blueprint's word, outweighed by the caller's.
 * A persona that says nothing of its traits is in the middle of them.
 */
export function bornOf({ name, description, blueprint = {} }: PersonaState, input: Authored): Authored {
  const preset = input.preset ?? blueprint.preset;
  // A preset of the caller's speaks of traits too, and outweighs what the blueprint says of them.
  const traits = input.preset === undefined ? blueprint.personality : undefined;
  const middle = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };
  const role = description?.trim() ? cutText(description, LIMITS.roleLength) : undefined;
  return {
    ...input,
    preset,
    big5: undefined,
    personality: {
      ...(preset === undefined && middle),
      ...spoken(traits),
      ...(input.big5 && domainsOf(input.big5)),
      ...spoken(input.personality),
    },
    facets: { ...blueprint.facets, ...spoken(input.facets) },
    identity: {
      name,
      ...(role !== undefined && { role }),
      ...spoken(blueprint.identity),
      ...spoken(input.identity),
    },
    goals: input.goals ?? blueprint.goals,
    emotionConfig: mergeConfigs(blueprint.emotionConfig ?? {}, input.emotionConfig),
  };
}
