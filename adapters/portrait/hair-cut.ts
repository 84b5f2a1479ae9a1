import type { FaceShape } from './face';
import type { Sitter } from './sitter';
import { MIDDLE, path } from './svg';

/** Hair in two layers: one behind the head and one before the forehead. */
export interface Hair {
  readonly back: string;
  readonly front: string;
}

/** One way to wear hair. */
export type HairCut = (sitter: Sitter, shape: FaceShape) => Hair;

/** Half the distance between the corners of the hairline. */
export const hairlineOf = ({ half }: FaceShape): number => half - 8;

/** Where the hairline meets the temples. */
const TEMPLE = 232;

/**
 * A cap of hair: from ear to ear over a top, down to a hairline.
 * @param fringe the steps of a path from the right end of the hairline up to, and without, its left end
 */
export function cap(
  shape: FaceShape,
  colour: string,
  top: number,
  fringe: readonly (string | number)[],
): string {
  const out = shape.half + 9;
  const line = hairlineOf(shape);
  return path(
    { fill: colour },
    ...['M', MIDDLE - out, 252, 'C', MIDDLE - out - 6, 150, MIDDLE - 70, top, MIDDLE, top],
    ...['C', MIDDLE + 70, top, MIDDLE + out + 6, 150, MIDDLE + out, 252],
    ...['L', MIDDLE + line, TEMPLE, ...fringe, MIDDLE - line, TEMPLE, 'Z'],
  );
}

/** A hairline like an arch: two curves that meet in the middle at a height. */
export function arch(reach: number, bend: number, height: number): readonly (string | number)[] {
  return ['Q', MIDDLE + reach, bend, MIDDLE, height, 'Q', MIDDLE - reach, bend];
}
