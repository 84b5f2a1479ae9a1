import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSessionState, perceive, type SessionPerceived } from '../../src';
import { EXPECTATION, LABELLING } from '../../src/constants/coefficients';
import { appraisals, spans } from '../support/engine-arbitraries';
import { beginOf, dispositionIn, stories, storySteps, take, tell } from '../support/engine-log';
import { deepFreeze, numbersIn } from '../support/fixtures-values';

const lengthOf = (v: { valence: number; arousal: number; dominance: number }) =>
  Math.sqrt(v.valence * v.valence + v.arousal * v.arousal + v.dominance * v.dominance);

describe('transitions of a session', () => {
  it('the same log gives the same states and events, to the bit', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        expect(tell(story)).toStrictEqual(tell(structuredClone(story)));
      }),
    );
  });

  it('nothing that is handed in is written to', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        deepFreeze(story);
        const disposition = deepFreeze(dispositionIn(story));
        const lanes = [disposition.affect.slice(), disposition.reactions.slice()];
        let session = deepFreeze(beginOf(story, disposition));
        for (const step of story.steps) {
          const before = structuredClone(session);
          const next = take(session, disposition, step);
          expect(session).toStrictEqual(before);
          session = deepFreeze(next.session);
        }
        expect([disposition.affect, disposition.reactions]).toEqual(lanes);
      }),
    );
  });

  it('a state survives JSON to the bit and is one that parseSessionState takes as it is', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        for (const state of tell(story).states) {
          const revived: unknown = JSON.parse(JSON.stringify(state));
          expect(revived).toStrictEqual(state);
          expect(parseSessionState(revived)).toStrictEqual(state);
        }
      }),
    );
  });

  it('an event survives JSON to the bit, so that a stored turn answers like the turn did', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const { events } = tell(story);
        expect(JSON.parse(JSON.stringify(events))).toStrictEqual(events);
      }),
    );
  });

  it('a story goes on after a restart as if there had been none', () => {
    fc.assert(
      fc.property(stories(), fc.nat(8), (story, cut) => {
        const disposition = dispositionIn(story);
        let session = beginOf(story, disposition);
        for (const [index, step] of story.steps.entries()) {
          if (index === cut) session = parseSessionState(JSON.parse(JSON.stringify(session)));
          session = take(session, disposition, step).session;
        }
        expect(session).toStrictEqual(tell(story).states.at(-1));
      }),
    );
  });

  it('sessions that take turns do not leave traces in each other', () => {
    fc.assert(
      fc.property(stories(), stories(), (first, second) => {
        const alone = [tell(first).states.at(-1), tell(second).states.at(-1)];
        const told = [first, second].map((story) => {
          const disposition = dispositionIn(story);
          return { story, disposition, session: beginOf(story, disposition) };
        });
        const length = Math.max(first.steps.length, second.steps.length);
        for (let index = 0; index < length; index++) {
          for (const one of told) {
            const step = one.story.steps[index];
            if (step) one.session = take(one.session, one.disposition, step).session;
          }
        }
        expect(told.map(({ session }) => session)).toStrictEqual(alone);
      }),
    );
  });

  it('every number is finite and in its range, whatever is felt and however long', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const { states, events } = tell(story);
        for (const [path, value] of numbersIn([states, events])) {
          if (!Number.isFinite(value) || Object.is(value, -0)) throw new Error(`${path} is ${value}`);
        }
        for (const event of events) {
          if (event.type !== 'session.perceived') continue;
          expect(Math.max(...Object.values(event.impulse).map(Math.abs))).toBeLessThan(1);
          expect(event.predictionError.magnitude).toBeGreaterThanOrEqual(0);
          expect(event.predictionError.magnitude).toBeLessThanOrEqual(1);
          expect(event.emotion.intensity).toBeGreaterThanOrEqual(0);
          expect(event.emotion.intensity).toBeLessThanOrEqual(1);
          const sum = event.emotion.labels.reduce((total, { probability }) => total + probability, 0);
          expect(sum).toBeCloseTo(1, 9);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('delta is emotion after minus emotion before', () => {
    fc.assert(
      fc.property(stories(), appraisals, spans, (story, appraisal, seconds) => {
        const disposition = dispositionIn(story);
        const session = tell(story).states.at(-1)!;
        const settled = take(session, disposition, { kind: 'elapse', seconds }).session;
        const [event] = perceive(session, disposition, {
          appraisal,
          elapsedSeconds: seconds,
          clockMs: session.clockMs,
        }).events;
        for (const axis of ['valence', 'arousal', 'dominance'] as const) {
          expect(event.delta[axis]).toBe(event.emotion.vad[axis] - settled.emotion[axis] + 0);
          // What pushes up never lowers, and the other way round.
          expect(event.delta[axis] * event.impulse[axis]).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });

  it('turns count events, steps count stretches of time, and neither goes astray', () => {
    fc.assert(
      fc.property(stories(), (story) => {
        const { states, events } = tell(story);
        const last = states.at(-1)!;
        const perceived = events.filter(
          (event): event is SessionPerceived => event.type === 'session.perceived',
        );
        expect(last.turns).toBe(story.steps.filter(({ kind }) => kind === 'perceive').length);
        expect(perceived.map(({ turn }) => turn)).toEqual(perceived.map((_, index) => index + 1));
        const moving = story.steps.filter((step) => step.kind === 'perceive' || step.seconds !== 0);
        expect(last.steps).toBe(moving.length);
        expect(events).toHaveLength(moving.length);
      }),
    );
  });

  it('an event becomes the cause when its push is half of what is left of the old one, else the old one stays', () => {
    fc.assert(
      fc.property(stories(), storySteps, (story, step) => {
        fc.pre(step.kind === 'perceive');
        const disposition = dispositionIn(story);
        const session = tell(story).states.at(-1)!;
        const { session: next, events } = take(session, disposition, step);
        const [event] = events;
        if (event?.type !== 'session.perceived') throw new Error('perceive told of something else');
        const strength = lengthOf(event.impulse);
        if (next.cause !== session.cause) {
          expect(next.cause).toMatchObject({ impulse: event.impulse, atMs: next.atMs });
          expect(strength).toBeGreaterThan(0);
          expect(next.cause!.weight).toBeGreaterThan(0);
        } else if (session.cause) {
          // Time only weakens the old cause, so a push this strong must have taken its place.
          const oldStrength = session.cause.weight * lengthOf(session.cause.impulse);
          expect(strength).toBeLessThanOrEqual(LABELLING.causeYields.value * oldStrength);
        } else {
          expect(strength).toBe(0);
        }
      }),
    );
  });

  it('what is expected lies between what was expected and what was seen, and its certainty stays bounded', () => {
    fc.assert(
      fc.property(stories(), storySteps, (story, step) => {
        fc.pre(step.kind === 'perceive');
        const session = tell(story).states.at(-1)!;
        const next = take(session, dispositionIn(story), step).session;
        const before = session.expectation.appraisal;
        const after = next.expectation.appraisal;
        for (const name of Object.keys(before) as (keyof typeof before)[]) {
          const seen = step.kind === 'perceive' ? step.appraisal[name] : 0;
          expect(after[name]).toBeGreaterThanOrEqual(Math.min(before[name], seen) - 1e-12);
          expect(after[name]).toBeLessThanOrEqual(Math.max(before[name], seen) + 1e-12);
        }
        expect(next.expectation.precision).toBeLessThanOrEqual(EXPECTATION.maxPrecision.value);
        expect(next.expectation.precision).toBeGreaterThanOrEqual(EXPECTATION.priorPrecision.value);
      }),
    );
  });
});
