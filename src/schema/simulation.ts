import { z } from 'zod';
import { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, type AppraisalDimension } from '../constants/appraisal';
import type { appraisalSchema } from './appraisal';
import { evidenceSchema } from './evidence';
import { line, numberIn } from './guards';
import { parseWith } from './parse';
import { spawnSchema } from './population';

/** How often all events of a model together may happen to one character in a year: far beyond life, and every draw still has a number. */
const MOST_PER_YEAR = 100_000;
const MOST_EVENTS = 200;
const MOST_YEARS = 1000;

const drawnIn = (dimension: AppraisalDimension) => {
  const { low, high } = APPRAISAL_RANGES[dimension];
  const fixed = numberIn(low, high);
  return z.union(
    [fixed, z.strictObject({ mean: fixed, sd: numberIn(0, 2) })],
    `must be a number from ${low} to ${high}, or { mean, sd } with such a mean and an sd from 0 to 2`,
  );
};

const drawnFields = Object.fromEntries(
  APPRAISAL_DIMENSIONS.map((dimension) => [
    dimension,
    APPRAISAL_RANGES[dimension].optional ? drawnIn(dimension).optional() : drawnIn(dimension),
  ]),
) as Record<Exclude<AppraisalDimension, OptionalDimension>, ReturnType<typeof drawnIn>> &
  Record<OptionalDimension, z.ZodOptional<ReturnType<typeof drawnIn>>>;

/** The dimensions that stand at their neutral value when they are left out. */
type OptionalDimension = {
  [Name in AppraisalDimension]: undefined extends z.input<typeof appraisalSchema>[Name] ? Name : never;
}[AppraisalDimension];

const yearsSchema = z
  .tuple([numberIn(0, MOST_YEARS), numberIn(0, MOST_YEARS)])
  .refine(([from, to]) => from < to, 'must begin before it ends');

const eventSchema = z.strictObject({
  name: line(100),
  /** How often it happens to one character in a year, on average: arrivals are independent of each other. */
  perYear: numberIn(0, MOST_PER_YEAR),
  /** How it looks to whoever it happens to; a dimension with a spread is drawn anew each time, and kept in its range. */
  appraisal: z.strictObject(drawnFields),
  /** What it shows of the traits of whoever it happens to. */
  evidence: z
    .array(evidenceSchema.pick({ trait: true, value: true, weight: true, impact: true }))
    .max(20)
    .optional(),
  /** From which year to which it may happen, counted from the beginning; always when absent. */
  between: yearsSchema.optional(),
});

/** Who lives in a simulation, and what may happen to them. */
export const simulationModelSchema = z
  .strictObject({
    people: z
      .strictObject({
        /** Mean and standard deviation of each domain; those that are absent are as people are. */
        spread: spawnSchema.shape.spread,
        emotionConfig: spawnSchema.shape.emotionConfig,
        /** What moves traits: what is felt from day to day and evidence, evidence alone, or nothing. `life` when absent. */
        learning: z.enum(['life', 'evidence', 'none']).default('life'),
      })
      .default({ learning: 'life' }),
    events: z.array(eventSchema).min(1).max(MOST_EVENTS),
  })
  .superRefine(({ people, events }, context) => {
    const names = new Set<string>();
    let perYear = 0;
    for (const [index, event] of events.entries()) {
      const refuse = (path: string, message: string) =>
        context.addIssue({ code: 'custom', path: ['events', index, path], message });
      if (names.has(event.name)) refuse('name', 'is the name of an event before it');
      if (event.evidence && people.learning === 'none')
        refuse('evidence', 'moves nobody: people.learning is none');
      names.add(event.name);
      perYear += event.perYear;
    }
    if (perYear > MOST_PER_YEAR) {
      const message = `all events together may happen ${MOST_PER_YEAR} times a year at most`;
      context.addIssue({ code: 'custom', path: ['events'], message });
    }
  });

/** Who lives in a simulation, and what may happen to them, with nothing left open. */
export type SimulationModel = z.output<typeof simulationModelSchema>;
/** One thing that may happen in a simulation. */
export type SimulationEvent = SimulationModel['events'][number];

/**
 * Reads a model.
 * @throws EngineError INPUT_INVALID with the path of each place that is wrong
 */
export function parseSimulationModel(value: unknown): SimulationModel {
  return parseWith(simulationModelSchema, value, 'the model');
}
