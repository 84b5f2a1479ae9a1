import { HARD_DAYS, liveDays, type Moment, neuroticismAt, SHAKEN_ON, YOUNG } from './month';
import { panel, type Tick } from './panel';
import { dot, INK, line, PALETTE, type Point, picture, signed, text } from './svg';

const DAYS = 120;
const DAY_TICKS: readonly Tick[] = [0, 30, 60, 90, 120].map((day) => [day, String(day)]);
/** From here on neuroticism is called high. */
const HIGH = 0.6;

const PEOPLE = [
  { name: 'Nia: blank, plasticity 5', nature: YOUNG, colour: PALETTE.orange },
  {
    name: 'blank, plasticity 1',
    nature: { certainty: 'blank', plasticity: 1 },
    colour: PALETTE.green,
  },
  {
    name: 'authored adult',
    nature: { certainty: 'authored', plasticity: 1 },
    colour: PALETTE.blue,
  },
] as const;

/** One moment of each day, which is enough for what moves once a day. */
function atMidnight(moments: readonly Moment[]): readonly Moment[] {
  return moments.filter(({ day }) => Number.isInteger(day));
}

/** A hard month and three ordinary ones: what is felt, and what it makes of somebody. */
export function hardMonth(): string {
  const felt = panel(
    { left: 78, top: 112, width: 654, height: 150 },
    { low: 0, high: DAYS, ticks: DAY_TICKS.map(([day]) => [day, ''] as const) },
    {
      low: -1,
      high: 0.7,
      ticks: [-0.8, -0.4, 0, 0.4].map((value) => [value, signed(value)] as const),
      title: 'valence',
    },
  );
  const became = panel(
    { left: 78, top: 286, width: 654, height: 260 },
    { low: 0, high: DAYS, ticks: DAY_TICKS, title: 'days' },
    {
      low: 0.54,
      high: 0.63,
      ticks: [0.54, 0.56, 0.58, 0.6, 0.62].map((value) => [value, value.toFixed(2).slice(1)] as const),
      title: 'neuroticism',
    },
  );
  const lives = PEOPLE.map(({ nature }) => liveDays(nature, DAYS).moments);
  const nia = lives[0]!;
  const silence = liveDays(YOUNG, HARD_DAYS).character;
  const silentDays = Array.from({ length: DAYS - HARD_DAYS + 1 }, (_, i) => HARD_DAYS + i);
  const curve = (moments: readonly Moment[]): Point[] =>
    atMidnight(moments).map(({ day, neuroticism }) => became.at(day, neuroticism));
  const ends = [felt.at(HARD_DAYS, 0.7), became.at(HARD_DAYS, 0.54)] as const;
  const threat = nia.find(({ day, isGood }) => day > SHAKEN_ON - 0.3 && !isGood)!;
  const [threatX, threatY] = felt.at(threat.day, threat.felt);
  const [shakenX, shakenY] = became.at(SHAKEN_ON, 0.613);
  const reached = lives.map((moments, i) => {
    const last = moments.filter(({ day }) => day <= HARD_DAYS + 1).at(-1)!.neuroticism;
    const [x, y] = became.at(HARD_DAYS + 1, last);
    return text(x + 4, y - 7, last.toFixed(2).slice(1), { weight: 'bold', colour: PEOPLE[i]!.colour });
  });
  const legend = PEOPLE.flatMap(({ name, colour }, i) => {
    const x = [78, 262, 412][i]!;
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
  });
  const note =
    'Thirty days of insults at work, then ninety ordinary ones. Three events a day, told to the character once a day.';
  return picture(760, 604, 'A hard month', note, [
    text(24, 54, note, { colour: INK.quiet }),
    ...legend,
    line(
      [
        [546, 84],
        [570, 84],
      ],
      { colour: PALETTE.orange, width: 1.6, dash: '2 4' },
    ),
    text(576, 88, 'Nia, left alone afterwards'),
    felt.frame,
    became.frame,
    text(84, 127, 'what Nia feels right after each event, and her home base', {
      size: 11,
      colour: INK.quiet,
    }),
    ...ends.slice(0, 1).map(([x, top]) =>
      line(
        [
          [x, top],
          [x, ends[1][1]],
        ],
        { colour: INK.quiet, dash: '2 3' },
      ),
    ),
    line(
      atMidnight(nia).map(({ day, home }) => felt.at(day, home)),
      { colour: INK.quiet, width: 1.4, dash: '1 4' },
    ),
    ...nia.map(({ day, felt: valence, isGood }) =>
      isGood
        ? dot(felt.at(day, valence), 2, PALETTE.blue)
        : dot(felt.at(day, valence), 2, '#ffffff', PALETTE.orange),
    ),
    text(threatX + 8, threatY + 4, 'a threat', { size: 11, colour: INK.quiet }),
    line([became.at(0, HIGH), became.at(DAYS, HIGH)], { colour: INK.quiet, dash: '4 3' }),
    text(shakenX - 8, shakenY + 4, 'a significant moment', { size: 11, anchor: 'end', colour: INK.quiet }),
    text(726, became.at(0, HIGH)[1] - 6, 'from here on called high', {
      size: 11,
      anchor: 'end',
      colour: INK.quiet,
    }),
    line(
      silentDays.map((day) => became.at(day, neuroticismAt(silence, day))),
      { colour: PALETTE.orange, width: 1.6, dash: '2 4' },
    ),
    ...PEOPLE.map(({ colour }, i) => line(curve(lives[i]!), { colour, width: 2.2 })),
    ...reached,
  ]);
}
