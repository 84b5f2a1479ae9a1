import { CROWN } from './face';
import { arch, cap, type HairCut } from './hair-cut';
import { bothSides, ellipse, MIDDLE, path, stroke } from './svg';

/** Down to the chin, with a straight fringe. */
export const bob: HairCut = ({ colours, draw }, shape) => {
  const out = shape.half + 26;
  const end = 340 + 26 * draw('ends');
  const top = CROWN - 30;
  return {
    back: path(
      { fill: colours.hair },
      ...['M', MIDDLE - out, end, 'C', MIDDLE - out - 22, 170, MIDDLE - 90, top, MIDDLE, top],
      ...['C', MIDDLE + 90, top, MIDDLE + out + 22, 170, MIDDLE + out, end],
      ...['Q', MIDDLE, end + 34, MIDDLE - out, end, 'Z'],
    ),
    front: cap(shape, colours.hair, CROWN - 28, [
      ...['Q', MIDDLE + 84, 196, MIDDLE + 56, 192],
      ...['Q', MIDDLE, 202, MIDDLE - 56, 192, 'Q', MIDDLE - 84, 196],
    ]),
  };
};

/** Down over the shoulders, parted in the middle. */
export const long: HairCut = ({ colours }, shape) => {
  const out = shape.half + 24;
  const top = CROWN - 32;
  const shine = stroke(colours.hairShine, 5);
  return {
    back: path(
      { fill: colours.hair },
      ...['M', MIDDLE - out - 10, 470, 'C', MIDDLE - out - 30, 300, MIDDLE - out - 20, top, MIDDLE, top],
      ...['C', MIDDLE + out + 20, top, MIDDLE + out + 30, 300, MIDDLE + out + 10, 470, 'Z'],
    ),
    front:
      cap(shape, colours.hair, CROWN - 30, [
        ...['C', MIDDLE + 92, 190, MIDDLE + 40, 168, MIDDLE, 138],
        ...['C', MIDDLE - 40, 168, MIDDLE - 92, 190],
      ]) +
      bothSides((side) => path(shine, 'M', MIDDLE + side * (out + 2), 300, 'q', side * 6, 60, side * 2, 120)),
  };
};

/** Tied up at the back. */
export const bun: HairCut = ({ colours }, shape) => ({
  back: ellipse(MIDDLE, CROWN - 40, 46, 42, { fill: colours.hair }),
  front:
    cap(shape, colours.hair, CROWN - 24, arch(76, 176, 156)) +
    path(stroke(colours.hairShine, 5), 'M', MIDDLE - 22, CROWN - 54, 'q', 20, -16, 42, -2),
});
