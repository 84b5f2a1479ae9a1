import type { FaceShape } from './face';
import type { Sitter } from './sitter';
import { bothSides, ellipse, MIDDLE, path, stroke } from './svg';

const GOLD = '#e8bf4a';
const GOLD_SHADE = '#b98a1f';

/** Shoulders and what they wear. Conscientiousness: a shirt with collar and buttons or a loose neck. */
export function clothes({ traits, draw, colours, askew }: Sitter): string {
  const broad = 176 + 26 * draw('shoulders');
  const slope = 9 * askew('shoulders');
  const body = path(
    { fill: colours.cloth },
    ...['M', MIDDLE - broad, 512, 'C', MIDDLE - broad + 6, 432 + slope, MIDDLE - 96, 416, MIDDLE - 51, 400],
    ...['Q', MIDDLE, 450, MIDDLE + 51, 400],
    ...['C', MIDDLE + 96, 416, MIDDLE + broad - 6, 432 - slope, MIDDLE + broad, 512, 'Z'],
  );
  if (traits.C < 0.55)
    return (
      body +
      path(
        stroke(colours.clothShade, 9),
        ...['M', MIDDLE - 52, 401 + slope, 'Q', MIDDLE + 2 * slope, 452, MIDDLE + 52, 401 - slope],
      )
    );
  const collar = bothSides((side) =>
    path(
      { fill: colours.clothShade },
      ...['M', MIDDLE + side * 52, 392, 'L', MIDDLE + side * 4, 438, 'L', MIDDLE + side * 44, 464],
      ...['L', MIDDLE + side * 76, 414, 'Z'],
    ),
  );
  const buttons = [460, 492].map((y) => ellipse(MIDDLE, y, 4.5, 4.5, { fill: colours.clothShade })).join('');
  return body + collar + buttons;
}

/** What a sitter adorns itself with. Honesty-humility: nothing for the plain, all of it for those who like to be admired. */
export function jewellery({ traits }: Sitter, { half }: FaceShape): string {
  const showy = 1 - traits.H;
  const gold = { fill: GOLD, stroke: GOLD_SHADE, 'stroke-width': 2 };
  const parts: string[] = [];
  if (showy > 0.4) parts.push(bothSides((side) => ellipse(MIDDLE + side * (half + 6), 293, 7, 7, gold)));
  if (showy > 0.55) {
    parts.push(path(stroke(GOLD, 6), 'M', MIDDLE - 45, 402, 'Q', MIDDLE, 462, MIDDLE + 45, 402));
    parts.push(ellipse(MIDDLE, 436, 10, 12, gold));
  }
  if (showy > 0.7) parts.push(bothSides((side) => ellipse(MIDDLE + side * (half + 6), 315, 6, 13, gold)));
  if (showy > 0.85)
    parts.push(
      path(
        { fill: GOLD, stroke: GOLD_SHADE, 'stroke-width': 3, 'stroke-linejoin': 'round' },
        ...['M', MIDDLE - 54, 122, 'L', MIDDLE - 60, 66, 'L', MIDDLE - 28, 92, 'L', MIDDLE, 54],
        ...[
          'L',
          MIDDLE + 28,
          92,
          'L',
          MIDDLE + 60,
          66,
          'L',
          MIDDLE + 54,
          122,
          'Q',
          MIDDLE,
          106,
          MIDDLE - 54,
          122,
          'Z',
        ],
      ),
    );
  return parts.join('');
}

/** Glasses, which some wear. */
export function glasses({ draw, colours }: Sitter): string {
  if (draw('glasses') > 0.24) return '';
  const wide = 33;
  const tall = draw('frames') < 0.5 ? 33 : 26;
  const style = { ...stroke(colours.line, 5), fill: '#ffffff', 'fill-opacity': 0.18 };
  return (
    bothSides((side) => ellipse(MIDDLE + side * 46, 260, wide, tall, style)) +
    path(stroke(colours.line, 5), 'M', MIDDLE - 13, 256, 'q', 13, -9, 26, 0)
  );
}
