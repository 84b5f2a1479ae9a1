import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  createCharacter,
  dispositionOf,
  FACET_NAMES,
  FACETS,
  parseCharacterState,
  viewCharacter,
} from '../../src';
import { mergeConfigs } from '../../src/affect/merge-configs';
import {
  emotionConfigs,
  facets,
  goalLists,
  identities,
  instants,
  personalities,
} from '../support/engine-arbitraries';
import { deepFreeze, numbersIn } from '../support/fixtures-values';

const parts = fc.record(
  {
    id: fc.constant('c'),
    personality: personalities,
    nowMs: instants,
    facets,
    identity: identities,
    goals: goalLists,
    emotionConfig: emotionConfigs,
    madeFor: fc.constant('s'),
  },
  { requiredKeys: ['id', 'personality', 'nowMs'], noNullPrototype: true },
);

describe('a character', () => {
  it('is made of what it is given alone, and writes to none of it', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const first = createCharacter(deepFreeze(input));
        expect(createCharacter(structuredClone(input))).toStrictEqual(first);
      }),
    );
  });

  it('survives JSON to the bit and is one that parseCharacterState takes as it is', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const { character } = createCharacter(input);
        const revived: unknown = JSON.parse(JSON.stringify(character));
        expect(revived).toStrictEqual(character);
        expect(parseCharacterState(revived)).toStrictEqual(character);
      }),
    );
  });

  it('shows the six domains as they were written, to the bit, and facets to 1e-15', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const { character } = createCharacter(input);
        const view = viewCharacter(character);
        expect(view.personality).toStrictEqual(input.personality);
        expect(view.goals).toEqual(input.goals ?? []);
        expect(view.identity).toEqual(input.identity ?? {});
        for (const facet of FACET_NAMES) {
          const domain = input.personality[FACETS[facet]];
          expect(view.facets[facet] ?? domain).toBeCloseTo(input.facets?.[facet] ?? domain, 15);
        }
      }),
    );
  });

  it('is not changed by facets that equal their domain', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const equal = Object.fromEntries(
          FACET_NAMES.map((facet) => [facet, input.personality[FACETS[facet]]]),
        );
        const bare = createCharacter({ ...input, facets: {} }).character;
        expect(createCharacter({ ...input, facets: equal }).character).toStrictEqual(bare);
      }),
    );
  });

  it('holds a domain as the mean of its two aspects', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const { beliefs } = createCharacter(input).character;
        expect((beliefs.withdrawal.mean + beliefs.volatility.mean) / 2).toBe(input.personality.N);
        expect(beliefs.honestyHumility.mean).toBe(input.personality.H);
        for (const belief of Object.values(beliefs)) {
          expect(belief).toEqual({
            mean: belief.mean,
            setPoint: belief.mean,
            precision: 64,
            observations: 0,
            updatedAtMs: input.nowMs,
          });
        }
      }),
    );
  });
});

describe('a disposition', () => {
  it('hands back as a config that gives the same disposition', () => {
    fc.assert(
      fc.property(parts, (input) => {
        const { character } = createCharacter(input);
        const disposition = dispositionOf(character);
        expect(dispositionOf(character, disposition.dynamics)).toStrictEqual(disposition);
      }),
    );
  });

  it('is made of finite numbers, whatever the character', () => {
    fc.assert(
      fc.property(parts, emotionConfigs, (input, overrides) => {
        const disposition = dispositionOf(createCharacter(input).character, overrides);
        for (const [path, value] of numbersIn(disposition)) {
          if (!Number.isFinite(value)) throw new Error(`${path} is ${value}`);
        }
        const { homeBase } = disposition.dynamics;
        for (const axis of Object.values(homeBase)) expect(Math.abs(axis)).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('two configs as one', () => {
  it('nothing overrides nothing, and a config overrides itself', () => {
    fc.assert(
      fc.property(emotionConfigs, (config) => {
        expect(mergeConfigs(config, undefined)).toEqual(config);
        expect(mergeConfigs(config, {})).toEqual(config);
        expect(mergeConfigs({}, config)).toEqual(config);
        expect(mergeConfigs(config, config)).toEqual(config);
      }),
    );
  });

  it('the second is heard wherever it speaks, the first wherever it does not, and neither is written to', () => {
    fc.assert(
      fc.property(emotionConfigs, emotionConfigs, (base, overrides) => {
        const merged = mergeConfigs(deepFreeze(base), deepFreeze(overrides));
        const said = new Map([...numbersIn(base), ...numbersIn(overrides)]);
        expect(new Map(numbersIn(merged))).toEqual(said);
      }),
    );
  });

  it('grouping does not matter', () => {
    fc.assert(
      fc.property(emotionConfigs, emotionConfigs, emotionConfigs, (a, b, c) => {
        expect(mergeConfigs(mergeConfigs(a, b), c)).toEqual(mergeConfigs(a, mergeConfigs(b, c)));
      }),
    );
  });

  it('a key that stands there with undefined does not speak', () => {
    const config = { timeScale: 2, homeBase: { valence: 0.5 }, gains: { arousal: 3 } };
    const silent = { timeScale: undefined, homeBase: { valence: undefined }, gains: undefined };
    expect(mergeConfigs(config, silent)).toEqual(config);
  });
});
