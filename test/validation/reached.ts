import type { Figure, Target } from './figure';

/** The figures whose target is met today, with what they must not fall behind: the measured value, less a small margin. */
export const REACHED: Readonly<Record<string, Target>> = {
  'H1 valence': 0.82,
  'H1 arousal': 0.81,
  'H1 dominance': 0.9,
  'H2 top 1': 0.8,
  'H6 signs': 12,
  'H7 error': 0.17,
  'H8 change': [0.36, 0.38],
  'H8 kept': 0.94,
};

/** The figures that have a target and do not meet it. */
export const NOT_REACHED: readonly string[] = ['H2 top 3'];

/** The figures whose target was met once and is not any more. */
export function lostTargets(figures: readonly Figure[]): string[] {
  return Object.keys(REACHED).filter((id) => !figures.some((figure) => figure.id === id && figure.isMet));
}
