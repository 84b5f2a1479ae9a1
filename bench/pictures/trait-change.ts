import published from '../../test/validation/data/trait-change.json';
import { type Course, dampedCourse, EVIDENCE_DAYS, undampedCourse } from '../../test/validation/h8';
import { panel, type Tick } from './panel';
import { dot, INK, line, PALETTE, type Point, picture, signed, text } from './svg';

const WEEK = 7;
const YEAR = 365.25;
const END_WEEKS = 76;
const END_YEARS = 10;
const HIGH = 1;

const COURSES = [
  { name: 'undamped', course: undampedCourse(), colour: PALETTE.blue },
  { name: 'as shipped', course: dampedCourse(), colour: PALETTE.orange },
] as const;

const WEEKS: readonly Tick[] = [0, 12, 24, 36, 48, 60, 72].map((week) => [week, String(week)]);
const YEARS: readonly Tick[] = [0, 2, 4, 6, 8, 10].map((year) => [year, String(year)]);
const SIZES: readonly Tick[] = [0, 0.2, 0.4, 0.6, 0.8, 1].map((size) => [size, signed(size)]);

/** Value and set point of a course, at days that `x` places. */
function strokes(
  course: Course,
  colour: string,
  days: readonly number[],
  at: (day: number, size: number) => Point,
): string[] {
  return [
    line(
      days.map((day) => at(day, course(day).setPoint)),
      { colour, width: 1.8, dash: '6 4' },
    ),
    line(
      days.map((day) => at(day, course(day).level)),
      { colour, width: 2.2 },
    ),
  ];
}

/** Half a year of evidence and what is left of it: value and set point, as shipped and undamped. */
export function traitChange(): string {
  const near = panel(
    { left: 66, top: 118, width: 426, height: 300 },
    { low: 0, high: END_WEEKS, ticks: WEEKS, title: 'weeks' },
    { low: 0, high: HIGH, ticks: SIZES, title: 'change (standard deviations of people)' },
    'half a year of evidence, then silence',
  );
  const far = panel(
    { left: 520, top: 118, width: 216, height: 300 },
    { low: 0, high: END_YEARS, ticks: YEARS, title: 'years of silence' },
    { low: 0, high: HIGH, ticks: SIZES.map(([size]) => [size, ''] as const) },
    'what lasts',
  );
  const weekly = Array.from({ length: END_WEEKS + 1 }, (_, week) => week * WEEK);
  const quarterly = Array.from({ length: 4 * END_YEARS + 1 }, (_, quarter) => (quarter * YEAR) / 4);
  const ends = near.at(published.weeks, 0);
  const parts = COURSES.flatMap(({ course, colour }) => [
    ...strokes(course, colour, weekly, (day, size) => near.at(day / WEEK, size)),
    ...strokes(
      (day) => course(EVIDENCE_DAYS + day),
      colour,
      quarterly,
      (day, size) => far.at(day / YEAR, size),
    ),
  ]);
  const mark = near.at(published.weeks, published.change);
  const laterDay = EVIDENCE_DAYS + published.daysAfterwards;
  const later = near.at(laterDay / WEEK, COURSES[1].course(laterDay).level);
  const legend = [
    ...COURSES.flatMap(({ name, colour }, i) => {
      const x = 66 + i * 108;
      return [
        line(
          [
            [x, 84],
            [x + 22, 84],
          ],
          { colour, width: 4 },
        ),
        text(x + 28, 88, name),
      ];
    }),
    ...(
      [
        ['trait', 2.2, undefined],
        ['set point', 1.8, '6 4'],
      ] as const
    ).flatMap(([name, width, dash], i) => {
      const x = 302 + i * 78;
      return [
        line(
          [
            [x, 84],
            [x + 24, 84],
          ],
          { colour: INK.text, width, ...(dash && { dash }) },
        ),
        text(x + 29, 88, name),
      ];
    }),
    dot([480, 84], 5, '#ffffff', INK.text),
    text(490, 88, 'published, 207 studies of interventions'),
  ];
  const note =
    'Every day for 24 weeks somebody shows one standard deviation more of a trait than before; then no evidence.';
  return picture(760, 480, 'How far evidence moves a trait', note, [
    text(24, 54, note, { colour: INK.quiet }),
    near.frame,
    far.frame,
    line([ends, near.at(published.weeks, HIGH)], { colour: INK.quiet, dash: '2 3' }),
    text(ends[0] + 5, 134, 'evidence ends', { size: 11, colour: INK.quiet }),
    ...parts,
    dot(mark, 5, '#ffffff', INK.text),
    text(mark[0] + 9, mark[1] - 7, String(published.change).slice(1), { weight: 'bold' }),
    dot(later, 3, PALETTE.orange),
    text(later[0] + 2, later[1] - 9, `${published.daysAfterwards} days later`, {
      size: 11,
      colour: INK.quiet,
    }),
    ...legend,
  ]);
}
