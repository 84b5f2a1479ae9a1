import { z } from 'zod';
import type { PersonalityProfile } from '../../../../src/index';
import { toLevels, toScore, toScores } from './wire-scale';
import { closed, hundredths, schemaLink } from './wire-words';

const score = z.number().meta({ description: 'From 0 to 100' });

const FIVE = ['openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism'] as const;
const TEN = [
  'intellect',
  'aesthetic',
  'industriousness',
  'orderliness',
  'enthusiasm',
  'assertiveness',
  'compassion',
  'politeness',
  'withdrawal',
  'volatility',
] as const;

const each = <K extends string, S extends z.ZodType>(names: readonly K[], schema: S): Record<K, S> =>
  Object.fromEntries(names.map((name) => [name, schema])) as Record<K, S>;

/** Five scores that are to be set; read as levels. */
export const big5Scores = closed(each(FIVE, hundredths))
  .meta({ id: 'Big5Scores', description: 'From 0 to 100; all from 0 to 1 when none is above 1' })
  .transform(toLevels);

/** Ten scores that are to be set; read as levels. */
export const dimensionScores = closed(each(TEN, hundredths))
  .meta({ id: 'DimensionScores', description: 'From 0 to 100; all from 0 to 1 when none is above 1' })
  .transform(toLevels);

/** The body of an update of a personality. */
export const personalityUpdate = closed({
  ...schemaLink,
  big5: big5Scores.optional(),
  dimensions: dimensionScores.optional(),
})
  .meta({ id: 'PersonalityUpdate', description: 'Either of the two, or both' })
  .refine(
    ({ big5, dimensions }) => big5 !== undefined || dimensions !== undefined,
    'expected at least one of big5, dimensions to be present',
  );

const big5Trait = z
  .strictObject({
    score,
    confidence: z.number().meta({ description: 'From 0 to 1' }),
    level: z.string().optional(),
    facets: z.array(z.string()).optional(),
  })
  .meta({ id: 'Big5Trait' });

/** The five traits as they are read. */
export const big5Assessment = z.strictObject(each(FIVE, big5Trait)).meta({ id: 'Big5Assessment' });

/** The ten aspects as they are read. */
export const personalityDimensions = z.strictObject(each(TEN, score)).meta({ id: 'PersonalityDimensions' });

/** The five traits of a profile on the wire. */
export function big5ToWire({ big5 }: Pick<PersonalityProfile, 'big5'>): z.infer<typeof big5Assessment> {
  const traits = FIVE.map((name) => {
    const { score: level, confidence, level: word, facets } = big5[name];
    return [name, { score: toScore(level), confidence, level: word, facets: [...facets] }] as const;
  });
  return Object.fromEntries(traits) as z.infer<typeof big5Assessment>;
}

/** The ten aspects of a profile on the wire. */
export function dimensionsToWire({
  dimensions,
}: Pick<PersonalityProfile, 'dimensions'>): z.infer<typeof personalityDimensions> {
  return toScores(dimensions);
}
