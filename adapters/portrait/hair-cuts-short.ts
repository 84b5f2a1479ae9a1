import { CROWN } from './face';
import { arch, cap, type HairCut } from './hair-cut';
import { ellipse, MIDDLE, path, stroke } from './svg';

/** Short all over. */
export const cropped: HairCut = ({ colours }, shape) => ({
  back: '',
  front: cap(shape, colours.hair, CROWN - 26, arch(82, 168, 166)),
});

/** Short, with a parting on one side. */
export const parted: HairCut = ({ colours, draw }, shape) => {
  const side = draw('parting') < 0.5 ? -1 : 1;
  const from = MIDDLE + side * 34;
  return {
    back: '',
    front:
      cap(shape, colours.hair, CROWN - 30, ['Q', from + 56, 190, from, 148, 'Q', from - 56, 190]) +
      path(stroke(colours.hairShine, 6), 'M', from, 140, 'Q', from - side * 40, 118, from - side * 72, 142),
  };
};

/** Short, and swept up at the front. */
export const quiff: HairCut = ({ colours, draw }, shape) => {
  const side = draw('quiff') < 0.5 ? -1 : 1;
  const near = MIDDLE - side * 84;
  const far = MIDDLE + side * 92;
  const wave = path(
    { fill: colours.hair },
    ...['M', near, 160, 'C', near - side * 6, 70, far - side * 32, 52, far, 96],
    ...['C', far - side * 22, 112, far - side * 28, 160, near, 160, 'Z'],
  );
  const shine = stroke(colours.hairShine, 6);
  return {
    back: '',
    front:
      cap(shape, colours.hair, CROWN - 14, arch(80, 170, 168)) +
      wave +
      path(shine, 'M', MIDDLE - side * 50, 112, 'Q', MIDDLE, 78, MIDDLE + side * 52, 88),
  };
};

/** Curls around the head and on the forehead. */
export const curls: HairCut = ({ colours, draw }, { half }) => {
  const fill = { fill: colours.hair };
  const places = [
    [-0.98, 246],
    [-1.08, 204],
    [-0.98, 160],
    [-0.72, 124],
    [-0.38, 104],
    [0, 98],
  ] as const;
  const around = places.flatMap(([x, y], index) => {
    const size = 33 + 7 * draw(`curl${index}`);
    const sides = x === 0 ? [1] : [-1, 1];
    return sides.map((side) => ellipse(MIDDLE + side * x * half, y, size, size, fill));
  });
  const fringe = [-50, -17, 17, 50].map((x) => ellipse(MIDDLE + x, 150, 25, 23, fill));
  return {
    back: around.join('') + ellipse(MIDDLE, 190, half + 10, 90, fill),
    front: [
      ellipse(MIDDLE, 132, half * 0.66, 30, fill),
      ...fringe,
      path(stroke(colours.hairShine, 5), 'M', MIDDLE - 46, 112, 'q', 18, -18, 42, -12),
    ].join(''),
  };
};

/** Next to no hair, and for some a beard. */
export const shaved: HairCut = ({ colours, draw }, { half, chin }) => {
  const shadow = path(
    { fill: colours.hair, opacity: 0.35 },
    ...['M', MIDDLE - half + 3, 222, 'C', MIDDLE - half + 6, 150, MIDDLE - 60, CROWN, MIDDLE, CROWN],
    ...['C', MIDDLE + 60, CROWN, MIDDLE + half - 6, 150, MIDDLE + half - 3, 222],
    ...[...arch(76, 166, 164), MIDDLE - half + 3, 222, 'Z'],
  );
  if (draw('beard') > 0.6) return { back: '', front: shadow };
  const low = chin + 14;
  const beard = path(
    { fill: colours.hair },
    ...['M', MIDDLE - half + 2, 272, 'C', MIDDLE - half + 8, 352, MIDDLE - 60, low, MIDDLE, low],
    ...['C', MIDDLE + 60, low, MIDDLE + half - 8, 352, MIDDLE + half - 2, 272],
    ...['C', MIDDLE + half - 20, 330, MIDDLE + 64, 312, MIDDLE, 312],
    ...['C', MIDDLE - 64, 312, MIDDLE - half + 20, 330, MIDDLE - half + 2, 272, 'Z'],
  );
  return { back: '', front: shadow + beard };
};
