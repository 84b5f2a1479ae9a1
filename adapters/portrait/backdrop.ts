import type { Sitter } from './sitter';
import { element, ellipse, MIDDLE, path, stroke } from './svg';

const MOST_PAIRS = 9;

// Places left of the head; each has its mirror image on the right.
const PLACES = [
  [58, 64],
  [40, 196],
  [92, 300],
  [150, 46],
  [108, 132],
  [34, 330],
  [76, 408],
  [24, 128],
  [196, 24],
] as const;

/**
 * What is behind a sitter. Openness: from an empty wall to many shapes of many kinds. Conscientiousness: whether left and
 * right are alike.
 */
export function backdrop(sitter: Sitter): string {
  const { traits, draw, colours, askew } = sitter;
  const pairs = Math.round(traits.O * MOST_PAIRS);
  const kinds = 1 + Math.floor(traits.O * 3.99);
  const shapes: string[] = [];
  for (let pair = 0; pair < pairs; pair++) {
    const [x, y] = PLACES[pair]!;
    for (const side of [-1, 1]) {
      const name = `${pair}${side}`;
      const kind = Math.floor(draw(`kind${sitter.disorder > 0.6 ? name : pair}`) * kinds);
      shapes.push(
        shapeOf(
          kind,
          MIDDLE + side * (MIDDLE - x) + 34 * askew(`x${name}`),
          y + 34 * askew(`y${name}`),
          17 + 9 * draw(`size${pair}`) + 7 * askew(`size${name}`),
          colours.ornament,
        ),
      );
    }
  }
  return [
    element('rect', { width: 512, height: 512, fill: colours.backdrop }),
    ellipse(MIDDLE, 262, 196, 196, { fill: colours.ornament, opacity: 0.45 }),
    ...shapes,
  ].join('');
}

function shapeOf(kind: number, x: number, y: number, size: number, colour: string): string {
  if (kind === 0) return ellipse(x, y, size * 0.7, size * 0.7, { fill: colour });
  if (kind === 1) return ellipse(x, y, size * 0.75, size * 0.75, stroke(colour, 8));
  if (kind === 2)
    return path(
      { fill: colour },
      'M',
      x,
      y - size,
      'L',
      x + size,
      y,
      'L',
      x,
      y + size,
      'L',
      x - size,
      y,
      'Z',
    );
  const wave = size * 0.7;
  return path(
    stroke(colour, 9),
    ...['M', x - 2 * wave, y, 'q', wave / 2, -wave, wave, 0],
    ...['t', wave, 0, 't', wave, 0, 't', wave, 0],
  );
}
