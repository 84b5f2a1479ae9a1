/** Freezes a value all the way down, so that writing anywhere in it throws. Typed arrays cannot be frozen and stay as they are. */
export function deepFreeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  for (const part of Object.values(value)) deepFreeze(part);
  return Object.freeze(value);
}

/** Every number in a value with the path that leads to it. */
export function numbersIn(value: unknown, path = ''): (readonly [path: string, value: number])[] {
  if (typeof value === 'number') return [[path, value]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, part]) => numbersIn(part, `${path}.${key}`));
}

/** The largest difference between the numbers of two values of one shape; Infinity when the shapes differ. */
export function largestDifference(a: unknown, b: unknown): number {
  const left = numbersIn(a);
  const right = numbersIn(b);
  if (left.length !== right.length) return Number.POSITIVE_INFINITY;
  return left.reduce((largest, [path, x], index) => {
    const [otherPath, y] = right[index]!;
    return Math.max(largest, path === otherPath ? Math.abs(x - y) : Number.POSITIVE_INFINITY);
  }, 0);
}
