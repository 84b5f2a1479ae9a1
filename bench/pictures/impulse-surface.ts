import { bendAppraisal, personaliseImpulse, writeRawImpulse } from '../../src/affect/appraisal-impulse';
import { VAD_AXES } from '../../src/constants/affect';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisalWith, dispositionWith } from './characters';
import { type Panel, panel, type Tick } from './panel';
import { area, box, colourBar, divergingColour, INK, line, type Point, picture, round, text } from './svg';

const { reactions } = dispositionWith({});
const SIDE = 178;
const LEFTS = [78, 280, 482];
const COLUMNS = 60;
const BANDS = 20;
const WHOLE: readonly Tick[] = [
  [-1, '\u22121'],
  [0, '0'],
  [1, '+1'],
];

/** The impulse of a neutral character on one axis. */
function impulseOf(named: Partial<Appraisal>, axis: number): number {
  const appraisal = appraisalWith({ goalRelevance: 1, ...named });
  const impulse = new Float64Array(3);
  bendAppraisal(appraisal, 0, reactions, 0, appraisal, 0);
  writeRawImpulse(appraisal, 0, impulse, 0);
  personaliseImpulse(impulse, 0, reactions, 0);
  return impulse[axis]!;
}

type Surface = (x: number, y: number) => number;

/** From where on upwards a surface is at least `level`; it must not fall with y. */
function crossing(surface: Surface, x: number, low: number, high: number, level: number): number {
  if (surface(x, low) >= level) return low;
  if (surface(x, high) < level) return high;
  let below = low;
  let above = high;
  for (let halving = 0; halving < 30; halving++) {
    const middle = (below + above) / 2;
    if (surface(x, middle) >= level) above = middle;
    else below = middle;
  }
  return above;
}

/** Bands of equal value, each painted over the ones below it. */
function bands({ at }: Panel, surface: Surface, low: number): string[] {
  const xs = Array.from({ length: COLUMNS + 1 }, (_, i) => (2 * i) / COLUMNS - 1);
  const [left, bottom] = at(-1, low);
  const [right, top] = at(1, 1);
  const parts: string[] = [box(left, top, right - left, bottom - top, divergingColour(-1 + 1 / BANDS))];
  for (let band = 1; band < BANDS; band++) {
    const level = (2 * band) / BANDS - 1;
    // Where the surface falls with y, for agency in what is bad, the region hangs from above instead of standing below.
    const regions = [xs.filter((x) => x <= 0), xs.filter((x) => x >= 0)];
    for (const region of regions) {
      const probe = region[0] === 0 ? 1 : -1;
      const falls = surface(probe, low) > surface(probe, 1);
      const turned: Surface = falls ? (x, y) => surface(x, low + 1 - y) : surface;
      const edge = steepened(region, (x) => crossing(turned, x, low, 1, level)).map(([x, y]) =>
        at(x, falls ? low + 1 - y : y),
      );
      const end = falls ? low : 1;
      if (edge.every(([, y]) => y === at(0, end)[1])) continue;
      const corners = [at(region[region.length - 1]!, end), at(region[0]!, end)];
      parts.push(area([...simplified(edge), ...corners], divergingColour(level + 1 / BANDS)));
    }
  }
  return parts;
}

/** Points of an edge; where it leaps between two columns, both ends of the leap at the place where it happens. */
function steepened(xs: readonly number[], edge: (x: number) => number): Point[] {
  return xs.flatMap((x, i): Point[] => {
    const y = edge(x);
    const before = xs[i - 1];
    if (before === undefined || Math.abs(edge(before) - y) < 0.5) return [[x, y]];
    const start = edge(before);
    let [stays, leaps] = [before, x];
    for (let halving = 0; halving < 30; halving++) {
      const middle = (stays + leaps) / 2;
      if (Math.abs(edge(middle) - start) < Math.abs(edge(middle) - y)) stays = middle;
      else leaps = middle;
    }
    return [
      [leaps, start],
      [leaps, y],
      [x, y],
    ];
  });
}

/** Leaves out points on a level stretch: they make files larger and nothing else. */
function simplified(points: readonly Point[]): Point[] {
  return points.filter(([, y], i) => {
    const before = points[i - 1];
    const after = points[i + 1];
    return !before || !after || round(before[1]) !== round(y) || round(after[1]) !== round(y);
  });
}

interface Row {
  readonly top: number;
  readonly title: string;
  readonly dimension: 'controllability' | 'agency';
  readonly low: number;
  readonly ticks: readonly Tick[];
}

const ROWS: readonly Row[] = [
  {
    top: 92,
    title: 'controllability (0 to 1)',
    dimension: 'controllability',
    low: 0,
    ticks: [
      [0, '0'],
      [0.5, '.5'],
      [1, '1'],
    ],
  },
  { top: 346, title: 'agency (\u22121 others, +1 self)', dimension: 'agency', low: -1, ticks: WHOLE },
];

/** The impulse over congruence and controllability, and over congruence and agency. */
export function impulseSurface(): string {
  const parts = ROWS.flatMap(({ top, title, dimension, low, ticks }) =>
    VAD_AXES.flatMap((axis, index) => {
      const place = { left: LEFTS[index]!, top, width: SIDE, height: SIDE };
      const drawn = panel(
        place,
        { low: -1, high: 1, ticks: WHOLE, title: 'goal congruence' },
        { low, high: 1, ...(index === 0 ? { ticks, title } : { ticks: [] }) },
        axis,
      );
      const surface: Surface = (x, y) => impulseOf({ goalCongruence: x, [dimension]: y }, index);
      const edges: Point[][] = [
        [drawn.at(0, low), drawn.at(0, 1)],
        [drawn.at(-1, (low + 1) / 2), drawn.at(1, (low + 1) / 2)],
      ];
      const guides = edges.map((edge) => line(edge, { colour: INK.quiet, width: 0.7, dash: '2 3' }));
      const frame = box(place.left, place.top, SIDE, SIDE, 'none', INK.line);
      return [drawn.frame, ...bands(drawn, surface, low), ...guides, frame];
    }),
  );
  const note = 'Neutral character, relevance 1, everything else at its neutral value. Bands are .1 wide.';
  return picture(760, 590, 'What an event pushes', note, [
    text(24, 54, note, { colour: INK.quiet }),
    ...parts,
    colourBar(684, 92, 432, 'impulse (share of the room left on the axis)'),
  ]);
}
