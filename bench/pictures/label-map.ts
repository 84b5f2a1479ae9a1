import { LABEL_NAMES, LABELS } from '../../src/constants/affect';
import { panel, type Tick } from './panel';
import { colourBar, divergingColour, dot, INK, line, type Point, picture, text } from './svg';

const TICKS: readonly Tick[] = [
  [-1, '\u22121'],
  [-0.5, '\u2212.5'],
  [0, '0'],
  [0.5, '+.5'],
  [1, '+1'],
];
const RADIUS = 6.5;
const SIZE = 12.5;

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

const overlap = (a: Box, b: Box) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

/** Room for a name, generous, because readers' fonts differ. */
function roomFor(name: string, anchor: 'start' | 'middle' | 'end', [x, y]: Point): Box {
  const width = name.length * SIZE * 0.6;
  const left = anchor === 'start' ? x : anchor === 'end' ? x - width : x - width / 2;
  return { left, right: left + width, top: y - SIZE, bottom: y + 4 };
}

/** Places to try for a name, the best first: right, left, above, below, then the corners, then all of them farther away. */
const CANDIDATES = [0, 10, 20, 32].flatMap((away) =>
  (
    [
      ['start', 1, 0],
      ['end', -1, 0],
      ['middle', 0, -1],
      ['middle', 0, 1],
      ['start', 1, -1],
      ['start', 1, 1],
      ['end', -1, -1],
      ['end', -1, 1],
    ] as const
  ).map(([anchor, right, down]) => {
    const reach = RADIUS + 4 + away;
    return { anchor, away, dx: right * reach, dy: down * (reach + (right === 0 ? 5 : 0)) + 4.5 };
  }),
);

/** All labels in the plane of valence and arousal, with dominance as their colour. */
export function labelMap(): string {
  const drawn = panel(
    { left: 78, top: 78, width: 580, height: 500 },
    { low: -1, high: 1, ticks: TICKS, title: 'valence (displeasure to pleasure)' },
    { low: -1, high: 1, ticks: TICKS, title: 'arousal (calm to excitement)' },
  );
  const points = LABEL_NAMES.map((name) => {
    const [valence, arousal, dominance] = LABELS[name].vad;
    return { name, at: drawn.at(valence, arousal), dominance };
  });
  const [left, bottom] = drawn.at(-1, -1);
  const [right, top] = drawn.at(1, 1);
  const taken: Box[] = points.map(({ at: [x, y] }) => ({
    left: x - RADIUS - 1,
    right: x + RADIUS + 1,
    top: y - RADIUS - 1,
    bottom: y + RADIUS + 1,
  }));
  // Names keep off the two axes as well: a line through a word makes it hard to read.
  const [middleX, middleY] = drawn.at(0, 0);
  taken.push({ left: middleX - 3, right: middleX + 3, top, bottom });
  taken.push({ left, right, top: middleY - 1, bottom: middleY + 1 });
  const names: string[] = [];
  for (const { name, at } of points) {
    const [x, y] = at;
    const spot = CANDIDATES.find(({ anchor, dx, dy }) => {
      const room = roomFor(name, anchor, [x + dx, y + dy]);
      const inside = room.left > left && room.right < right && room.top > top && room.bottom < bottom;
      return inside && !taken.some((other) => overlap(other, room));
    });
    if (!spot) throw new Error(`no room for the name of ${name}`);
    const { anchor, away, dx, dy } = spot;
    taken.push(roomFor(name, anchor, [x + dx, y + dy]));
    if (away > 0) names.push(line([at, [x + dx * 0.9, y + (dy - 4.5) * 0.9]], { colour: INK.line }));
    names.push(text(x + dx, y + dy, name, { size: SIZE, anchor }));
  }
  const dots = points.map(({ at, dominance }) =>
    dot(at, RADIUS, divergingColour(dominance / 0.7), INK.quiet),
  );
  const cross: Point[][] = [
    [drawn.at(0, -1), drawn.at(0, 1)],
    [drawn.at(-1, 0), drawn.at(1, 0)],
  ];
  const note = `The ${LABEL_NAMES.length} labels. Only the direction from the centre is used; dominance tells anger from fear.`;
  return picture(760, 636, 'Where the labels lie', note, [
    text(24, 54, note, { colour: INK.quiet }),
    drawn.frame,
    ...cross.map((points) => line(points, { colour: INK.line })),
    ...names.filter((part) => part.startsWith('<path')),
    ...dots,
    ...names.filter((part) => part.startsWith('<text')),
    colourBar(684, 78, 500, 'dominance', 0.7),
  ]);
}
