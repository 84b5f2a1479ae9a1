import type { Sitter } from './sitter';
import { bothSides, ellipse, MIDDLE, path } from './svg';

/** Where a face begins, and where it is widest. */
export const CROWN = 118;
const WIDEST = 236;

/** The measures of a face that other parts are fitted to. */
export interface FaceShape {
  /** Half its width. */
  readonly half: number;
  readonly chin: number;
}

/** How a face is cut. Agreeableness: from long and angular to round. */
export function faceShape({ traits, draw }: Sitter): FaceShape {
  return { half: 96 + 14 * traits.A + 8 * draw('width'), chin: 384 - 14 * traits.A };
}

/** The neck, which goes into the clothes. */
export function neck({ colours }: Sitter): string {
  return path(
    { fill: colours.shade },
    ...['M', MIDDLE - 42, 330, 'L', MIDDLE - 48, 430, 'Q', MIDDLE, 466, MIDDLE + 48, 430],
    ...['L', MIDDLE + 42, 330, 'Z'],
  );
}

/** Ears and the bare face. */
export function face(sitter: Sitter, { half, chin }: FaceShape): string {
  const { traits, colours } = sitter;
  const left = MIDDLE - half;
  const right = MIDDLE + half;
  // The jaw hangs on two handles: wide and low for a round face, drawn in for an angular one.
  const jaw = half * (0.4 + 0.36 * traits.A);
  const cheek = WIDEST + 74 + 16 * traits.A;
  return [
    bothSides((side) => {
      const x = MIDDLE + side * (half + 2);
      return (
        ellipse(x, 262, 17, 25, { fill: colours.skin }) +
        ellipse(x + side * 2, 263, 8, 14, { fill: colours.shade })
      );
    }),
    path(
      { fill: colours.skin },
      ...['M', left, WIDEST, 'C', left, WIDEST - 78, MIDDLE - half * 0.6, CROWN, MIDDLE, CROWN],
      ...['C', MIDDLE + half * 0.6, CROWN, right, WIDEST - 78, right, WIDEST],
      ...['C', right, cheek, MIDDLE + jaw, chin, MIDDLE, chin],
      ...['C', MIDDLE - jaw, chin, left, cheek, left, WIDEST, 'Z'],
    ),
  ].join('');
}
