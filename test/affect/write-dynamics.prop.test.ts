import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AuthoredLane, DynamicsLane, layOutAuthored } from '../../src/affect/dynamics-lanes';
import { writeDynamics, writeHomeBase } from '../../src/affect/write-dynamics';
import type { Coefficient } from '../../src/constants/coefficient';
import {
  APPRAISAL_BIAS,
  DYNAMICS,
  DYNAMICS_WEIGHTS,
  FACET_SHARES,
  GAIN_WEIGHTS,
  HOME_BASE_WEIGHTS,
} from '../../src/constants/coefficients';
import { DOMAINS, type Domain, type Facet } from '../../src/constants/traits';
import { exp, exp2, tanh } from '../../src/maths/exp';
import type { Personality } from '../../src/schema/personality';
import { FACETS_OF_DOMAIN, type FacetOffsets, facetOffsets, facetValue } from '../../src/traits/facets';
import { emotionConfigs, facets, personalities } from '../support/arbitraries';

const RUNS = { numRuns: 500 };
const domainsOf = (personality: Personality) => Float64Array.from(DOMAINS, (domain) => personality[domain]);

function written(personality: Personality, authored: Float64Array): Float64Array {
  const out = new Float64Array(DynamicsLane.count).fill(Number.NaN);
  writeDynamics(domainsOf(personality), authored, out);
  return out;
}

/** The model as its page states it, trait by trait, without lanes. */
function byTheBook(personality: Personality, offsets: FacetOffsets): readonly number[] {
  const deviation = (domain: Domain, shares?: { readonly [F in Facet]?: Coefficient }): number => {
    let difference = 0;
    for (const facet of FACETS_OF_DOMAIN[domain]) {
      const share = shares ? (shares[facet]?.value ?? 0) : 1 / 4;
      difference += share * 2 * (facetValue(personality, offsets, facet) - personality[domain]);
    }
    return 2 * personality[domain] - 1 + difference;
  };
  const sum = (
    weights: { readonly [D in Domain]?: Coefficient },
    shares: { readonly [D in Domain]?: { readonly [F in Facet]?: Coefficient } } = {},
  ): number =>
    DOMAINS.reduce((total, domain) => {
      const weight = weights[domain];
      return weight ? total + weight.value * deviation(domain, shares[domain]) : total;
    }, 0);
  const { valence, arousal, dominance } = HOME_BASE_WEIGHTS;
  const coupling = exp(sum(DYNAMICS_WEIGHTS.coupling));
  return [
    tanh(valence.b.value + sum(valence, { N: FACET_SHARES.valenceN, E: FACET_SHARES.valenceE })),
    tanh(arousal.b.value + sum(arousal)),
    tanh(dominance.b.value + sum(dominance, { E: FACET_SHARES.dominanceE })),
    DYNAMICS.emotionHalfLifeHours.value * exp2(sum(DYNAMICS_WEIGHTS.emotionHalfLife)),
    DYNAMICS.moodHalfLifeHours.value * exp2(sum(DYNAMICS_WEIGHTS.moodHalfLife)),
    DYNAMICS.couplingValence.value * coupling,
    DYNAMICS.couplingArousal.value * coupling,
    exp(sum(GAIN_WEIGHTS.positiveValence)),
    exp(sum(GAIN_WEIGHTS.negativeValence)),
    exp(sum(GAIN_WEIGHTS.arousal)),
    exp(sum(GAIN_WEIGHTS.dominance)),
    DYNAMICS.moodDeposit.value,
    1,
    0,
    1,
    exp(APPRAISAL_BIAS.controlN.value * deviation('N')),
    1 + APPRAISAL_BIAS.normH.value * deviation('H'),
    1 + APPRAISAL_BIAS.violationA.value * deviation('A'),
    APPRAISAL_BIAS.creditH.value * deviation('H') + 0,
  ];
}

describe('dynamics in lanes', () => {
  it('are the model as its page states it, to the bit, with facets and without', () => {
    fc.assert(
      fc.property(personalities, fc.oneof(fc.constant({}), facets), (personality, authored) => {
        const offsets = facetOffsets(personality, authored);
        expect([...written(personality, layOutAuthored(offsets, {}))]).toEqual(
          byTheBook(personality, offsets),
        );
      }),
      RUNS,
    );
  });

  it('take what an author has set as it stands, and depend on nothing that was written before', () => {
    fc.assert(
      fc.property(personalities, personalities, emotionConfigs, (personality, other, config) => {
        const authored = layOutAuthored({}, config);
        const lanes = written(personality, authored);
        written(other, layOutAuthored({ anxiety: 0.2 }, {}));
        expect(written(personality, authored)).toEqual(lanes);
        for (let lane = 0; lane < AuthoredLane.valenceOffset; lane++) {
          if (!Number.isNaN(authored[lane]!)) expect(lanes[lane]).toBe(authored[lane]);
        }
      }),
      RUNS,
    );
  });

  it('have the home base that is written alone', () => {
    fc.assert(
      fc.property(personalities, facets, emotionConfigs, (personality, some, config) => {
        const authored = layOutAuthored(facetOffsets(personality, some), config);
        const home = new Float64Array(DynamicsLane.count).fill(7);
        writeHomeBase(domainsOf(personality), authored, home);
        expect(home.subarray(0, 3)).toEqual(written(personality, authored).subarray(0, 3));
        expect(home.subarray(3).every((lane) => lane === 7)).toBe(true);
      }),
      RUNS,
    );
  });
});
