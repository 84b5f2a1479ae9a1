import type { Domain } from './traits';

/** How one domain is spread over people, on [0, 1]. */
export interface Norm {
  readonly mean: number;
  readonly sd: number;
}

/**
 * How the six domains are spread over people: medians and standard deviations of the HEXACO-PI-R, rescaled from 1..5 to [0, 1]; the deviations
 * follow from the 10th and 90th percentile by the normal distribution. N is emotionality.
 * Source: Lee & Ashton 2019, results page of the inventory, university students; published, rescaled by us.
 */
export const NORMS: Readonly<Record<Domain, Norm>> = {
  O: { mean: 0.578, sd: 0.159 },
  C: { mean: 0.618, sd: 0.14 },
  E: { mean: 0.625, sd: 0.146 },
  A: { mean: 0.5, sd: 0.146 },
  N: { mean: 0.585, sd: 0.131 },
  H: { mean: 0.555, sd: 0.152 },
};
