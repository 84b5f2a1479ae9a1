/** Six decimals are more than anybody means, and hide that .55 * 100 is a little more than 55. */
function tidy(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** A level of ours, [0, 1] or a difference of two, as a score of this dialect. */
export function toScore(level: number): number {
  return tidy(level * 100);
}

/** An axis of ours, [-1, 1], as a score of this dialect: 0 lies at 50. */
export function axisToScore(axis: number): number {
  return tidy(50 + 50 * axis);
}

/** A score of this dialect as an axis of ours, [-1, 1]. */
export function scoreToAxis(score: number): number {
  return (score - 50) / 50;
}

/** Scores of a block as levels, [0, 1]. A block that has nothing above 1 was given in fractions; {1, ..., 1} is all the way up then. */
export function toLevels<K extends string>(block: Readonly<Record<K, number>>): Record<K, number> {
  const entries = Object.entries<number>(block);
  const whole = entries.every(([, value]) => value <= 1) ? 1 : 100;
  return Object.fromEntries(entries.map(([name, value]) => [name, value / whole])) as Record<K, number>;
}

/** Levels of ours as scores, name by name. */
export function toScores<K extends string>(levels: Readonly<Record<K, number>>): Record<K, number> {
  const scores = Object.entries<number>(levels).map(([name, level]) => [name, toScore(level)]);
  return Object.fromEntries(scores) as Record<K, number>;
}

/** A name of ours in the spelling of this dialect: `honestyHumility` is `honesty_humility`. */
export function toSnakeCase(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
