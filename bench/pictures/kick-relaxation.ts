import {
  applyImpulse,
  bendAppraisal,
  personaliseImpulse,
  writeRawImpulse,
} from '../../src/affect/appraisal-impulse';
import { advanceAffect } from '../../src/affect/flow';
import { AffectLane, ReactionLane } from '../../src/affect/lanes';
import { VAD_AXES } from '../../src/constants/affect';
import { log } from '../../src/maths/exp';
import type { Appraisal } from '../../src/schema/appraisal';
import { appraisalWith, dispositionWith } from './characters';
import { type Panel, panel, type Tick } from './panel';
import { INK, line, PALETTE, type Point, picture, signed, text } from './svg';

/** The character itself spoils something in front of others, and can do little about it. */
const BLUNDER: Partial<Appraisal> = {
  goalRelevance: 0.9,
  goalCongruence: -0.8,
  expectedness: 0.3,
  controllability: 0.3,
  agency: 0.8,
  normCompatibility: -0.3,
  urgency: 0.6,
};

const CHARACTERS = [
  { name: 'calm (N .2)', N: 0.2, colour: PALETTE.blue },
  { name: 'neutral (N .5)', N: 0.5, colour: PALETTE.green },
  { name: 'worried (N .8)', N: 0.8, colour: PALETTE.orange },
] as const;

const TIMES: readonly Tick[] = [
  [0, 'blunder'],
  [0.25, '15 min'],
  [1, '1 h'],
  [3, '3 h'],
  [6, '6 h'],
  [12, '12 h'],
  [24, '1 day'],
  [48, '2 days'],
  [72, '3 days'],
];
const QUIET_BEFORE = -0.15;
/** Spreads the first hour out and draws days together; linear near 0, so that the moment itself has a place. */
const stretch = (hours: number) => (hours < 0 ? hours / 0.4 : log(1 + hours / 0.4));

/** Affect lanes of a character `hours` after the blunder. */
function lanesAfter(neuroticism: number, hours: number): Float64Array {
  const { affect, reactions } = dispositionWith({ N: neuroticism });
  const lanes = affect.slice();
  const appraisal = appraisalWith(BLUNDER);
  const impulse = new Float64Array(3);
  bendAppraisal(appraisal, 0, reactions, 0, appraisal, 0);
  writeRawImpulse(appraisal, 0, impulse, 0);
  personaliseImpulse(impulse, 0, reactions, 0);
  applyImpulse(lanes, 0, impulse, 0, BLUNDER.goalRelevance!, reactions[ReactionLane.moodDeposit]!);
  advanceAffect(lanes, 0, hours);
  return lanes;
}

/** Hours that lie evenly on the stretched axis. */
const SAMPLES = Array.from({ length: 121 }, (_, i) => {
  const [low, high] = [0, stretch(72)];
  let [below, above] = [0, 72];
  const wanted = low + ((high - low) * i) / 120;
  for (let halving = 0; halving < 40; halving++) {
    const middle = (below + above) / 2;
    if (stretch(middle) < wanted) below = middle;
    else above = middle;
  }
  return above;
});

function curves({ at }: Panel, axis: number): string[] {
  return CHARACTERS.flatMap(({ N, colour }) => {
    const home = lanesAfter(N, 0)[AffectLane.homeBase + axis]!;
    const before: Point[] = [at(QUIET_BEFORE, home), at(0, home)];
    const of = (lane: AffectLane): Point[] => [
      ...before,
      ...SAMPLES.map((hours) => at(hours, lanesAfter(N, hours)[lane + axis]!)),
    ];
    return [
      line([at(0, home), at(72, home)], { colour, width: 1, dash: '1 4' }),
      line(of(AffectLane.mood), { colour, width: 1.8, dash: '6 4' }),
      line(of(AffectLane.emotion), { colour, width: 2.2 }),
    ];
  });
}

const PANELS = [
  { top: 112, height: 236, low: -1, high: 0.6, ticks: [-0.8, -0.4, 0, 0.4] },
  { top: 372, height: 128, low: -0.2, high: 0.5, ticks: [-0.2, 0, 0.2, 0.4] },
  { top: 524, height: 128, low: -0.7, high: 0.4, ticks: [-0.6, -0.3, 0, 0.3] },
] as const;

/** Emotion and mood after one blunder, for three characters. */
export function kickRelaxation(): string {
  const parts = PANELS.flatMap(({ top, height, low, high, ticks }, axis) => {
    const drawn = panel(
      { left: 78, top, width: 654, height },
      {
        low: QUIET_BEFORE,
        high: 72,
        transform: stretch,
        ticks: axis === PANELS.length - 1 ? TIMES : TIMES.map(([hours]) => [hours, ''] as const),
        ...(axis === PANELS.length - 1 && { title: 'time after the blunder (hours, first hour stretched)' }),
      },
      { low, high, ticks: ticks.map((value) => [value, signed(value)] as const), title: VAD_AXES[axis]! },
    );
    return [drawn.frame, ...curves(drawn, axis)];
  });
  const legend = [
    ...CHARACTERS.flatMap(({ name, colour }, i) => {
      const x = 78 + i * 122;
      return [
        line(
          [
            [x, 88],
            [x + 22, 88],
          ],
          { colour, width: 4 },
        ),
        text(x + 28, 92, name),
      ];
    }),
    ...(
      [
        ['emotion', 2.2, undefined],
        ['mood', 1.8, '6 4'],
        ['home base', 1, '1 4'],
      ] as const
    ).flatMap(([name, width, dash], i) => {
      const x = 458 + i * 92;
      const style = { colour: INK.text, width, ...(dash && { dash }) };
      return [
        line(
          [
            [x, 88],
            [x + 24, 88],
          ],
          style,
        ),
        text(x + 29, 92, name),
      ];
    }),
  ];
  const note =
    'A blunder: relevance .9, congruence \u2212.8, control .3, own doing (agency +.8), rather unexpected.';
  return picture(760, 706, 'After one blunder', note, [
    text(24, 54, note, { colour: INK.quiet }),
    ...legend,
    ...parts,
  ]);
}
