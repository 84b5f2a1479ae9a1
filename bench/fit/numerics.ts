import { log } from '../../src/maths/exp';

/** A fit of amplitude x shape + offset to measured values: what both are at their best, and what is left. */
export interface LineFit {
  readonly amplitude: number;
  readonly offset: number;
  readonly squaredError: number;
}

/** Least squares of `measured` on `shape` and a constant, in closed form. A shape without spread gets amplitude 0. */
export function fitLine(shape: readonly number[], measured: readonly number[]): LineFit {
  const meanShape = mean(shape);
  const meanMeasured = mean(measured);
  let together = 0;
  let alone = 0;
  shape.forEach((x, i) => {
    together += (x - meanShape) * (measured[i]! - meanMeasured);
    alone += (x - meanShape) * (x - meanShape);
  });
  const amplitude = alone > 0 ? together / alone : 0;
  const offset = meanMeasured - amplitude * meanShape;
  let squaredError = 0;
  shape.forEach((x, i) => {
    const residual = measured[i]! - amplitude * x - offset;
    squaredError += residual * residual;
  });
  return { amplitude, offset, squaredError };
}

/** Arithmetic mean; NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Pearson's correlation. */
export function correlation(x: readonly number[], y: readonly number[]): number {
  const { amplitude } = fitLine(x, y);
  const spread = (values: readonly number[]) =>
    Math.sqrt(values.reduce((sum, value) => sum + (value - mean(values)) * (value - mean(values)), 0));
  return (amplitude * spread(x)) / spread(y);
}

/** Inverse of tanh, for |x| < 1. */
export function atanh(x: number): number {
  return log((1 + x) / (1 - x)) / 2;
}

/** Every combination of one value from each list, the last list running fastest. */
export function grid(lists: readonly (readonly number[])[]): number[][] {
  return lists.reduce<number[][]>(
    (points, list) => points.flatMap((point) => list.map((value) => [...point, value])),
    [[]],
  );
}

/**
 * Lowest point of a smooth function of a few variables by the downhill simplex.
 *
 * Deterministic; stops when the simplex is smaller than `size`. Begin near the valley: it finds a local minimum.
 * Source: Nelder & Mead 1965 (Computer Journal 7:308), reflection 1, expansion 2, contraction and shrinking 1/2.
 */
export function minimise(
  cost: (point: readonly number[]) => number,
  start: readonly number[],
  step: number,
  size = 1e-7,
): number[] {
  const corner = (point: readonly number[]) => ({ point, cost: cost(point) });
  let simplex = [corner(start)];
  for (const axis of start.keys()) simplex.push(corner(start.map((x, i) => (i === axis ? x + step : x))));
  for (let round = 0; round < 2000; round++) {
    simplex.sort((a, b) => a.cost - b.cost);
    const best = simplex[0]!;
    const worst = simplex[simplex.length - 1]!;
    if (simplex.every(({ point }) => point.every((x, i) => Math.abs(x - best.point[i]!) < size))) break;
    const others = simplex.slice(0, -1);
    const centre = start.map((_, i) => mean(others.map(({ point }) => point[i]!)));
    const along = (factor: number) => corner(centre.map((x, i) => x + factor * (x - worst.point[i]!)));
    const reflected = along(1);
    let next = reflected;
    if (reflected.cost < best.cost) {
      const expanded = along(2);
      if (expanded.cost < reflected.cost) next = expanded;
    } else if (reflected.cost >= others[others.length - 1]!.cost) {
      next = along(reflected.cost < worst.cost ? 0.5 : -0.5);
    }
    const accepted = next.cost < Math.max(worst.cost, best.cost);
    simplex = accepted
      ? [...others, next]
      : simplex.map(({ point }) => corner(point.map((x, i) => (x + best.point[i]!) / 2)));
  }
  return [...simplex.sort((a, b) => a.cost - b.cost)[0]!.point];
}

/**
 * Ridge regression with weights that may not be negative: minimises |y - X w|^2 + penalty |w|^2 over w >= 0.
 *
 * Coordinate descent; the problem is convex, so it ends in the one minimum wherever it begins.
 * @param rows one list of features for each observation
 */
export function positiveRidge(
  rows: readonly (readonly number[])[],
  y: readonly number[],
  penalty: number,
): number[] {
  const weights = rows[0]!.map(() => 0);
  const residuals = [...y];
  for (let round = 0; round < 5000; round++) {
    let moved = 0;
    for (const [j, old] of weights.entries()) {
      let along = 0;
      let length = penalty;
      rows.forEach((row, i) => {
        along += row[j]! * (residuals[i]! + row[j]! * old);
        length += row[j]! * row[j]!;
      });
      const next = Math.max(0, along / length);
      rows.forEach((row, i) => {
        residuals[i] = residuals[i]! - row[j]! * (next - old);
      });
      weights[j] = next;
      moved = Math.max(moved, Math.abs(next - old));
    }
    if (moved < 1e-12) break;
  }
  return weights;
}

/** Rows of cells as a table in Markdown, the first row being its head. */
export function markdownTable(rows: readonly (readonly string[])[]): string {
  const [head, ...body] = rows;
  return [head!, head!.map(() => '---'), ...body].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

/** A number as the pages about the model write it: without a zero before the point, and without a negative zero. */
export function short(x: number, places: number): string {
  const text = x.toFixed(places).replace(/^(-?)0\./, '$1.');
  return /^-\.0+$/.test(text) ? text.slice(1) : text;
}
