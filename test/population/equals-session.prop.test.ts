import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDisposition } from '../../src/affect/disposition';
import { createPopulation } from '../../src/population/create-population';
import type { SessionState } from '../../src/schema/session';
import { createSession, elapse, perceive, takeSnapshot, viewFeeling } from '../../src/session';
import { facetOffsets } from '../../src/traits/facets';
import { appraisals, emotionConfigs, personalities } from '../support/arbitraries';

const SEED = 11;
type Step =
  | { readonly seconds: number }
  | { readonly appraisal: Parameters<typeof perceive>[2]['appraisal'] };

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ seconds: fc.oneof(fc.nat(100), fc.nat(1_000_000), fc.constant(60)) }),
    fc.record({ appraisal: appraisals }),
  ),
  { maxLength: 20 },
);

describe('a row', () => {
  it.each([false, true])(
    'lives the life of a session to the bit, whoever lives beside it (lazy: %s)',
    (lazy) => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(personalities, emotionConfigs), { minLength: 1, maxLength: 4 }),
          steps,
          fc.infiniteStream(fc.nat(3)),
          (lives, script, turn) => {
            const population = createPopulation({ capacity: 1, grows: true, seed: SEED, lazy });
            const rows = lives.map(([personality, emotionConfig], i) =>
              population.add({ id: `s${i}`, personality, emotionConfig }),
            );
            const dispositions = lives.map(([personality, config]) =>
              createDisposition(personality, facetOffsets(personality, {}), config),
            );
            const sessions = dispositions.map((disposition, i): SessionState => {
              const made = { id: `s${i}`, characterId: 'c', nowMs: 0, seed: SEED };
              return createSession(made, disposition).session;
            });
            let waiting = sessions.map(() => 0);
            for (const step of script) {
              if ('seconds' in step) {
                population.advance(step.seconds / 3600);
                // A lazy row lets all the time pass at once when it is touched; so does a session that nobody ticks.
                if (lazy) waiting = waiting.map((seconds) => seconds + step.seconds);
                else tickAll(step.seconds);
                continue;
              }
              const i = turn.next().value % lives.length;
              const { appraisal } = step;
              const event = { appraisal, elapsedSeconds: waiting[i]!, clockMs: 0 };
              waiting[i] = 0;
              const felt = perceive(sessions[i]!, dispositions[i]!, event);
              sessions[i] = felt.session;
              population.perceive(rows[i]!, appraisal);
              expect(population.view(rows[i]!).label).toBe(felt.events[0].emotion.label);
            }
            for (const [i, row] of rows.entries()) {
              const { emotion, mood } = viewFeeling(sessions[i]!, dispositions[i]!, waiting[i]!);
              const view = population.view(row);
              expect(view.emotion).toStrictEqual(emotion.vad);
              expect(view.mood).toStrictEqual(mood.vad);
              expect(view.intensity).toBe(emotion.intensity);
              expect(view.moodLabel).toBe(mood.label);
              if (waiting[i] === 0 && lazy) {
                const { label: _, ...rest } = population.snapshotOf(row);
                const { label: __, ...state } = takeSnapshot(sessions[i]!);
                expect(rest).toStrictEqual(state);
              }
            }

            function tickAll(seconds: number): void {
              for (const [i, session] of sessions.entries()) {
                sessions[i] = elapse(session, dispositions[i]!, seconds, 0).session;
                // A tick names the feeling, and so does looking at it.
                population.view(rows[i]!);
              }
            }
          },
        ),
      );
    },
  );
});
