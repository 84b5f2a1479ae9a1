import { PRESETS, type Preset } from '../constants/presets';
import { BIG_FIVE, type BigFiveTrait, DOMAINS, type Domain } from '../constants/traits';
import { EngineError, type InputIssue } from '../errors';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Identity } from '../schema/identity';
import { describeIssues } from '../schema/parse';
import type { Facets, Personality } from '../schema/personality';
import { mergeConfigs } from './merge-configs';

/** What an author may say of a character: anything, with or without a preset to begin with. */
export interface Authored {
  readonly preset?: string | undefined;
  readonly personality?: { readonly [D in Domain]?: number | undefined } | undefined;
  readonly big5?: Readonly<Record<BigFiveTrait, number>> | undefined;
  readonly facets?: Facets | undefined;
  readonly identity?: Identity | undefined;
  readonly goals?: readonly string[] | undefined;
  readonly emotionConfig?: EmotionConfig | undefined;
}

/**
 * What a character is made of: the preset's word, outweighed by the caller's.
 * @param what names the input in messages
 * @throws EngineError PRESET_UNKNOWN; INPUT_INVALID when a domain is left open
 */
export function resolveAuthored(what: string, input: Authored) {
  const preset = resolvePreset(input.preset);
  return {
    personality: completePersonality(what, {
      ...(input.big5 && { H: 0.5 }),
      ...preset?.personality,
      ...(input.big5 && domainsOf(input.big5)),
      ...spoken(input.personality),
    }),
    facets: input.facets,
    identity: { ...preset?.identity, ...spoken(input.identity) },
    goals: input.goals ?? preset?.goals,
    emotionConfig: mergeConfigs(preset?.emotionConfig ?? {}, input.emotionConfig),
  };
}

/** The preset with that id, when one is asked for. @throws EngineError PRESET_UNKNOWN */
export function resolvePreset(id: string | undefined): Preset | undefined {
  if (id === undefined) return undefined;
  const preset = PRESETS.find((one) => one.id === id);
  // A copy: what is made of it must not share its lists with the next.
  if (preset) return structuredClone(preset);
  const known = PRESETS.map((one) => one.id);
  const issues = [{ path: ['preset'], message: `must be one of ${known.join(', ')}` }];
  throw new EngineError('PRESET_UNKNOWN', `there is no preset "${id}"`, { issues, preset: id, known });
}

/** An object without the keys that stand there with `undefined`. */
export function spoken<T extends object>(value: T | undefined): Partial<T> {
  return Object.fromEntries(
    Object.entries(value ?? {}).filter(([, entry]) => entry !== undefined),
  ) as Partial<T>;
}

/** The five domains that Big Five values name. */
export function domainsOf(
  big5: Readonly<Record<BigFiveTrait, number>>,
): Readonly<Record<Exclude<Domain, 'H'>, number>> {
  const domains = {} as Record<Exclude<Domain, 'H'>, number>;
  for (const trait of Object.keys(BIG_FIVE) as BigFiveTrait[]) domains[BIG_FIVE[trait]] = big5[trait];
  return domains;
}

/** All six domains. @throws EngineError INPUT_INVALID when one is left open */
export function completePersonality(
  what: string,
  personality: { readonly [D in Domain]?: number | undefined },
): Personality {
  const missing = DOMAINS.filter((domain) => personality[domain] === undefined);
  if (missing.length > 0) {
    throw invalid(
      what,
      missing.map((domain) => ({ path: ['personality', domain], message: 'is required without a preset' })),
    );
  }
  return personality as Personality;
}

/** The error for input whose parts do not fit together. */
export function invalid(what: string, issues: readonly InputIssue[]): EngineError {
  return new EngineError('INPUT_INVALID', describeIssues(what, issues), { issues });
}
