/** Arithmetic mean. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Standard deviation of a whole, not of a sample of it. */
export function spread(values: readonly number[]): number {
  return Math.sqrt(covariance(values, values));
}

/** Covariance of a whole. */
export function covariance(x: readonly number[], y: readonly number[]): number {
  const meanX = mean(x);
  const meanY = mean(y);
  return mean(x.map((value, i) => (value - meanX) * (y[i]! - meanY)));
}

/** Product-moment correlation. */
export function pearson(x: readonly number[], y: readonly number[]): number {
  return covariance(x, y) / (spread(x) * spread(y));
}

/** Rank correlation; equal values share their mean rank. */
export function spearman(x: readonly number[], y: readonly number[]): number {
  return pearson(ranksOf(x), ranksOf(y));
}

function ranksOf(values: readonly number[]): number[] {
  return values.map((value) => {
    const below = values.filter((other) => other < value).length;
    const equal = values.filter((other) => other === value).length;
    return below + (equal + 1) / 2;
  });
}

/** The slope of y on x; 0 where x does not vary. */
export function slope(x: readonly number[], y: readonly number[]): number {
  const variance = covariance(x, x);
  return variance > 0 ? covariance(x, y) / variance : 0;
}

/** What is left of the squares of y after the best straight line of x. */
export function squaresAroundLine(x: readonly number[], y: readonly number[]): number {
  const variance = covariance(x, x);
  const shared = variance > 0 ? covariance(x, y) ** 2 / variance : 0;
  return (covariance(y, y) - shared) * y.length;
}
