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
  readonly target: number | undefined;
  /** How well another published table does, where that is known; hardly more can be asked of a model. */
  readonly ceiling?: number | undefined;
  /** Whether more or less of it is better. */
  readonly better: 'more' | 'less';
  /** Whether the target is reached; undefined where there is none. */
  readonly isMet: boolean | undefined;
}

/** Whether a score is as good as `other` or better. */
export function isAsGoodAs({ better, ours }: Pick<Figure, 'better' | 'ours'>, other: number): boolean {
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
