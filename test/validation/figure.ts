/** What a figure should reach: a number to be as good as, or a span to lie in. */
export type Target = number | readonly [low: number, high: number];

/** One figure of the suite: how the core does against a published table. */
export interface Figure {
  readonly id: string;
  /** What was compared with what, and how. */
  readonly what: string;
  /** What the simplest idea scores that needs no model. */
  readonly naive: number;
  /** What the core scores. */
  readonly ours: number;
  /** What it should reach; figures without one only tell. */
  readonly target: Target | undefined;
  /** How well another published table does, where that is known; hardly more can be asked of a model. */
  readonly ceiling?: number | undefined;
  /** Whether more or less of it is better; says nothing where the target is a span. */
  readonly better: 'more' | 'less';
  /** Whether the target is reached; undefined where there is none. */
  readonly isMet: boolean | undefined;
  /** What keeps the core from the target, where it is known. */
  readonly obstacle?: string | undefined;
}

/** Whether a score is as good as `other` or better, or lies in the span that `other` is. */
export function isAsGoodAs({ better, ours }: Pick<Figure, 'better' | 'ours'>, other: Target): boolean {
  if (typeof other !== 'number') return ours >= other[0] && ours <= other[1];
  return better === 'more' ? ours >= other : ours <= other;
}

/** A figure with its verdict. */
export function figureOf({
  better = 'more',
  ...parts
}: Omit<Figure, 'isMet' | 'better'> & Partial<Pick<Figure, 'better'>>): Figure {
  const isMet =
    parts.target === undefined ? undefined : isAsGoodAs({ better, ours: parts.ours }, parts.target);
  return { ...parts, better, isMet };
}
