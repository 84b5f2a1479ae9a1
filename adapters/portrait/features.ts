import { pick } from './draws';
import type { FaceShape } from './face';
import type { Sitter } from './sitter';
import { bothSides, ellipse, MIDDLE, path, stroke } from './svg';

const EYE_LEVEL = 258;

/**
 * Eyes, brows, nose, mouth and cheeks. Extraversion: open eyes and a wide smile. Neuroticism: brows drawn together and up.
 * Agreeableness: rosy cheeks. Conscientiousness: left and right alike.
 */
export function features(sitter: Sitter, shape: FaceShape): string {
  return [
    cheeks(sitter, shape),
    marks(sitter),
    bothSides((side) => eye(sitter, side)),
    bothSides((side) => brow(sitter, side)),
    crease(sitter),
    nose(sitter),
    mouth(sitter),
  ].join('');
}

const apartOf = ({ draw }: Sitter): number => 43 + 5 * draw('apart');

function eye(sitter: Sitter, side: -1 | 1): string {
  const { traits, draw, colours, askew } = sitter;
  const x = MIDDLE + side * apartOf(sitter);
  const y = EYE_LEVEL + 3 * askew(`eye${side}`);
  const wide = 19 + 3 * draw('eye');
  const open = 10.5 + 8 * traits.E + 1.5 * askew(`open${side}`);
  const iris = Math.min(open, 9.5) + 1;
  return [
    ellipse(x, y, wide, open, { fill: '#fffdfa' }),
    ellipse(x, y, iris, Math.min(iris, open), { fill: colours.eyes }),
    ellipse(x, y, iris * 0.5, Math.min(iris * 0.5, open), { fill: '#1d1414' }),
    ellipse(x + 3, y - 3, 2.6, 2.6, { fill: '#ffffff' }),
    path(
      stroke(colours.line, 4.5),
      ...['M', x - wide - 1, y - open * 0.2, 'Q', x, y - open * 1.75, x + wide + 1, y - open * 0.2],
    ),
  ].join('');
}

function brow(sitter: Sitter, side: -1 | 1): string {
  const { traits, draw, colours, askew } = sitter;
  const apart = apartOf(sitter);
  const y = 220 - 5 * traits.E + 4 * askew(`brow${side}`);
  const inner = MIDDLE + side * (apart - 22 - 6 * traits.N);
  const outer = MIDDLE + side * (apart + 25);
  // Worry lifts the inner ends; ease has them arched.
  const lift = 17 * traits.N - 4;
  return path(
    stroke(colours.brow, 8 + 4 * draw('brow')),
    ...[
      'M',
      inner,
      y - lift,
      'Q',
      MIDDLE + side * (apart + 2),
      y - 13 - 0.25 * lift,
      outer,
      y + 5 * traits.N,
    ],
  );
}

function crease({ traits, colours }: Sitter): string {
  const tension = Math.max(0, traits.N - 0.62) / 0.38;
  if (tension === 0) return '';
  const { fill, ...line } = stroke(colours.shade, 3 + 2 * tension);
  return bothSides((side) =>
    path({ fill: fill!, ...line }, 'M', MIDDLE + side * 7, 206, 'q', side * -2.5, 8, 0, 10 + 6 * tension),
  );
}

function nose({ draw, colours }: Sitter): string {
  const long = 44 + 14 * draw('nose');
  const style = stroke(colours.shade, 7);
  const tip = EYE_LEVEL + long;
  return pick(
    [
      path(style, 'M', MIDDLE - 13, tip - 4, 'q', 13, 13, 26, 0),
      path(style, 'M', MIDDLE + 2, tip - 30, 'q', -16, 26, -12, 30, 'q', 8, 7, 18, 3),
      ellipse(MIDDLE, tip - 4, 13, 10, { fill: colours.shade }),
    ],
    draw('noses'),
  );
}

function mouth({ traits, draw, colours, askew }: Sitter): string {
  const half = 24 + 18 * traits.E + 5 * draw('mouth');
  const y = 332 + 3 * askew('mouth');
  const tilt = 7 * askew('tilt');
  // Nobody looks grim: worry only takes something away from the smile.
  const depth = Math.max(4, 9 + 24 * traits.E - 8 * traits.N);
  const left = MIDDLE - half;
  const right = MIDDLE + half;
  if (traits.E < 0.62)
    return path(
      stroke(colours.line, 5.5),
      'M',
      left,
      y + tilt,
      'Q',
      MIDDLE,
      y + depth * 1.5,
      right,
      y - tilt,
    );
  const low = y + 2.1 * depth;
  return [
    path(
      { fill: '#7c2f35' },
      'M',
      left,
      y + tilt,
      'Q',
      MIDDLE,
      y + 7,
      right,
      y - tilt,
      'Q',
      MIDDLE,
      low,
      left,
      y + tilt,
      'Z',
    ),
    path(
      { fill: '#fffdfa' },
      ...['M', left + 8, y + tilt * 0.8 + 2, 'Q', MIDDLE, y + 7, right - 8, y - tilt * 0.8 + 2],
      ...['Q', MIDDLE, y + 9 + depth * 0.75, left + 8, y + tilt * 0.8 + 2, 'Z'],
    ),
    path(stroke(colours.line, 4.5), 'M', left, y + tilt, 'Q', MIDDLE, y + 7, right, y - tilt),
  ].join('');
}

function cheeks({ traits }: Sitter, { half }: FaceShape): string {
  const opacity = 0.1 + 0.32 * traits.A;
  return bothSides((side) => ellipse(MIDDLE + side * (half - 32), 306, 22, 15, { fill: '#e5616b', opacity }));
}

function marks({ draw, colours }: Sitter): string {
  if (draw('freckles') > 0.22) return '';
  return bothSides((side) =>
    [
      [36, 288],
      [50, 294],
      [62, 286],
    ]
      .map(([x, y]) => ellipse(MIDDLE + side * x!, y!, 3, 3, { fill: colours.shade }))
      .join(''),
  );
}
