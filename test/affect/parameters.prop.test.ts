import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDisposition } from '../../src/affect/disposition';
import { dynamicsLanesOf, resolveBend, resolveDynamics } from '../../src/affect/dynamics';
import { advanceAffect } from '../../src/affect/flow';
import { AffectLane, ReactionLane } from '../../src/affect/lanes';
import { writeAffectParameters, writeReactions } from '../../src/affect/parameters';
import { RateLane } from '../../src/maths/two-time-scale';
import {
  emotionConfigs,
  hours,
  magnitudeIn,
  neutralPersonality,
  personalities,
} from '../support/arbitraries';
import { between, dispositions, feel, feelings, surrounded, toAxes } from './kernels';

describe('a disposition', () => {
  it('holds home base, rates and reactions of its dynamics, and stands at home', () => {
    fc.assert(
      fc.property(personalities, emotionConfigs, (personality, config) => {
        const dynamics = resolveDynamics(personality, {}, config);
        const disposition = createDisposition(personality, {}, config);
        expect(disposition.dynamics).toEqual(dynamics);
        const home = Float64Array.from(toAxes(dynamics.homeBase));
        for (const lane of [AffectLane.emotion, AffectLane.mood, AffectLane.homeBase]) {
          expect(disposition.affect.slice(lane, lane + 3)).toEqual(home);
        }
        expect([...disposition.reactions]).toEqual([
          dynamics.gains.positiveValence,
          dynamics.gains.negativeValence,
          dynamics.gains.arousal,
          dynamics.gains.dominance,
          dynamics.moodDeposit,
          ...Object.values(resolveBend(personality, {}, dynamics)),
        ]);
      }),
    );
  });

  it('stays at home for ever when nothing happens', () => {
    fc.assert(
      fc.property(dispositions, hours, (disposition, span) => {
        const lanes = disposition.affect.slice();
        advanceAffect(lanes, 0, span);
        expect(lanes).toEqual(disposition.affect);
      }),
    );
  });
});

describe('half-lives', () => {
  it('are the time in which an emotion above an unmoved mood of no coupling halves', () => {
    fc.assert(
      fc.property(magnitudeIn(-3, 6), magnitudeIn(-3, 6), magnitudeIn(-4, 4), (emotion, mood, timeScale) => {
        const config = {
          homeBase: { valence: 0, arousal: 0, dominance: 0 },
          emotionHalfLifeHours: emotion,
          moodHalfLifeHours: mood,
          coupling: { valence: 0, arousal: 0 },
          timeScale,
        };
        const disposition = createDisposition(neutralPersonality, {}, config);
        const still = { valence: 0, arousal: 0, dominance: 0 };
        const lanes = feel(disposition, { emotion: { ...still, valence: 0.8, arousal: -0.4 }, mood: still });
        advanceAffect(lanes, 0, emotion * timeScale);
        expect(lanes[AffectLane.emotion]).toBeCloseTo(0.4, 12);
        expect(lanes[AffectLane.emotion + 1]).toBeCloseTo(-0.2, 12);
        const slow = feel(disposition, { emotion: still, mood: { ...still, dominance: 0.6 } });
        advanceAffect(slow, 0, mood * timeScale);
        expect(slow[AffectLane.mood + 2]).toBeCloseTo(0.3, 12);
      }),
    );
  });

  it('F.8 row 5: a time scale of s lets a character live 1/s times as fast', () => {
    fc.assert(
      fc.property(
        personalities,
        magnitudeIn(-4, 4),
        feelings,
        hours,
        (personality, timeScale, feeling, span) => {
          const normal = feel(createDisposition(personality, {}, {}), feeling);
          const quick = feel(createDisposition(personality, {}, { timeScale }), feeling);
          advanceAffect(normal, 0, span);
          advanceAffect(quick, 0, span * timeScale);
          for (let lane = 0; lane < AffectLane.homeBase; lane++) {
            expect(Math.abs(quick[lane]! - normal[lane]!)).toBeLessThanOrEqual(1e-12);
          }
        },
      ),
    );
  });

  it('are shared by dominance and valence: the same deviations stay the same', () => {
    fc.assert(
      fc.property(personalities, feelings, hours, (personality, { emotion, mood }, span) => {
        const same = { valence: 0.1, arousal: 0, dominance: 0.1 };
        const disposition = createDisposition(personality, {}, { homeBase: same });
        const lanes = feel(disposition, {
          emotion: { ...emotion, dominance: emotion.valence },
          mood: { ...mood, dominance: mood.valence },
        });
        advanceAffect(lanes, 0, span);
        expect(lanes[AffectLane.emotion + 2]).toBe(lanes[AffectLane.emotion]);
        expect(lanes[AffectLane.mood + 2]).toBe(lanes[AffectLane.mood]);
      }),
    );
  });
});

describe('the writers of parameters', () => {
  it('give the same at every offset and leave the lanes beside their own alone', () => {
    fc.assert(
      fc.property(personalities, emotionConfigs, fc.nat(9), (personality, config, at) => {
        const { affect, reactions } = createDisposition(personality, {}, config);
        const dynamics = dynamicsLanesOf(personality, {}, config);
        const lanes = surrounded(new Float64Array(AffectLane.count), at);
        writeAffectParameters(lanes, at, dynamics);
        const written = between(lanes, at, AffectLane.count);
        expect(written?.subarray(AffectLane.homeBase)).toEqual(affect.subarray(AffectLane.homeBase));
        expect(written?.subarray(0, AffectLane.homeBase)).toEqual(new Float64Array(AffectLane.homeBase));
        expect(AffectLane.arousalRates - AffectLane.rates).toBe(RateLane.count);

        const reacting = surrounded(new Float64Array(ReactionLane.count), at);
        writeReactions(reacting, at, dynamics);
        expect(between(reacting, at, ReactionLane.count)).toEqual(reactions);
      }),
    );
  });
});
