import { VAD_AXES } from '../../src/constants/affect';
import { DOMAIN_WORDS, DOMAINS, type Domain } from '../../src/constants/traits';
import { dispositionWith } from './characters';
import { panel, type Tick } from './panel';
import { dot, INK, line, PALETTE, picture, text } from './svg';

const LEFTS = [158, 360, 562];
const TICKS: readonly Tick[] = [
  [-0.4, '\u2212.4'],
  [-0.2, '\u2212.2'],
  [0, '0'],
  [0.2, '+.2'],
  [0.4, '+.4'],
];

/** Where the home base of a character lies on each axis when one trait differs from neutral. */
function homeOf(domain: Domain, value: number, axis: (typeof VAD_AXES)[number]): number {
  return dispositionWith({ [domain]: value }).dynamics.homeBase[axis];
}

/** How far each trait alone moves the home base. */
export function homeBase(): string {
  const rows = DOMAINS.map((domain, row) => ({ domain, y: DOMAINS.length - row }));
  const parts = VAD_AXES.flatMap((axis, index) => {
    const drawn = panel(
      { left: LEFTS[index]!, top: 118, width: 178, height: 270 },
      { low: -0.5, high: 0.5, ticks: TICKS, title: `home base (\u22121 to +1)` },
      {
        low: 0.4,
        high: DOMAINS.length + 0.6,
        ticks: rows.map(({ domain, y }) => [y, index === 0 ? DOMAIN_WORDS[domain].name : ''] as const),
      },
      axis,
    );
    const neutral = homeOf('O', 0.5, axis);
    const marks = rows.flatMap(({ domain, y }) => {
      const low = drawn.at(homeOf(domain, 0.1, axis), y);
      const high = drawn.at(homeOf(domain, 0.9, axis), y);
      const moves = low[0] !== high[0];
      return moves
        ? [
            line([low, high], { colour: INK.line, width: 3 }),
            dot(low, 5, '#ffffff', PALETTE.blue),
            dot(high, 5, PALETTE.orange, PALETTE.orange),
          ]
        : [dot(drawn.at(neutral, y), 2.5, INK.line)];
    });
    const middle = line([drawn.at(neutral, 0.4), drawn.at(neutral, DOMAINS.length + 0.6)], {
      colour: INK.quiet,
      dash: '4 3',
    });
    return [drawn.frame, middle, ...marks];
  });
  const note = 'One trait at a time moved from .1 to .9, all others at .5.';
  return picture(760, 446, 'What traits do to the home base', note, [
    text(24, 54, note, { colour: INK.quiet }),
    dot([166, 80], 5, '#ffffff', PALETTE.blue),
    text(177, 84, 'trait .1'),
    dot([246, 80], 5, PALETTE.orange, PALETTE.orange),
    text(257, 84, 'trait .9'),
    line(
      [
        [326, 80],
        [350, 80],
      ],
      { colour: INK.quiet, dash: '4 3' },
    ),
    text(356, 84, 'neutral character'),
    dot([484, 80], 2.5, INK.line),
    text(494, 84, 'no effect'),
    ...parts,
  ]);
}
