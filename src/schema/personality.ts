import { z } from 'zod';
import { DOMAINS, type Domain, FACET_NAMES, type Facet } from '../constants/traits';
import { signedUnit, unitInterval } from './guards';

const domainFields = Object.fromEntries(DOMAINS.map((domain) => [domain, unitInterval])) as Record<
  Domain,
  typeof unitInterval
>;

const facetField = unitInterval.optional();
const facetFields = Object.fromEntries(FACET_NAMES.map((facet) => [facet, facetField])) as Record<
  Facet,
  typeof facetField
>;

/** All six domains, each in [0, 1]. */
export const personalitySchema = z.strictObject(domainFields);
/** Any of the six domains: overrides beside a preset. */
export const partialPersonalitySchema = personalitySchema.partial();
/** Any of the 24 facets, each in [0, 1]; one that is absent equals its domain. */
export const facetsSchema = z.strictObject(facetFields);

const offsetField = signedUnit.optional();
const offsetFields = Object.fromEntries(FACET_NAMES.map((facet) => [facet, offsetField])) as Record<
  Facet,
  typeof offsetField
>;
/** Any of the 24 facets as differences from their domain. */
export const facetOffsetsSchema = z.strictObject(offsetFields);

/** The six domains O C E A N H, each in [0, 1]. */
export interface Personality extends Readonly<z.infer<typeof personalitySchema>> {}
/** Any of the 24 facets, each in [0, 1]. */
export interface Facets extends Readonly<z.infer<typeof facetsSchema>> {}
