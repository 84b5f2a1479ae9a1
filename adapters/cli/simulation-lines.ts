import { lightblue, lightgreen, plot } from 'asciichart';
import { createColors } from 'picocolors';
import { columnOf, type Ending } from '../simulation';
import { resample } from './chart';
import { type Io, wantsColour } from './io';
import { cleanText } from './terminal-text';

const ROWS = 6;
/** Axis labels, a blank and the axis itself. */
const MARGIN = 9;
const WIDEST = 100;

/** How the lines are to look. */
export interface SimulationLook {
  readonly columns: number;
  /** False with --no-color. */
  readonly colour: boolean;
  /** Leaves the charts out. */
  readonly quiet: boolean;
}

/** What is printed at the end of a run: how mood and neuroticism went, and three lines of what came out. */
export function simulationLines(
  { summary, table, wasThere }: Extract<Ending, { kind: 'over' }>,
  out: string,
  { columns, colour, quiet }: SimulationLook,
  io: Io,
): string[] {
  const isColoured = wantsColour(io, colour);
  const colours = createColors(isColoured);
  const chart = (title: string, name: string, ink: string) => [
    colours.bold(title),
    ...chartOf(columnOf(table, name), columns, isColoured ? ink : undefined),
    '',
  ];
  const { characters, years, events, variables, labels } = summary;
  const shown = (name: string) => {
    const { first, last } = variables[name]!;
    return `${first.mean.toFixed(3)} to ${last.mean.toFixed(3)} (SD ${first.sd.toFixed(3)} to ${last.sd.toFixed(3)})`;
  };
  const hasTraits = table.has('trait_N_mean');
  const common = labels.slice(0, 3).map(({ label, share }) => `${label} ${Math.round(share * 100)} %`);
  return [
    ...(quiet ? [] : chart(`Mood: mean valence over ${years} years`, 'mood_valence_mean', lightgreen)),
    ...(quiet || !hasTraits ? [] : chart(`Neuroticism: mean over ${years} years`, 'trait_N_mean', lightblue)),
    `${characters.toLocaleString('en')} characters, ${years} years, ${events.toLocaleString('en')} events${wasThere ? ' (was over before)' : ''}`,
    `mood valence ${shown('mood_valence')}${hasTraits ? `, neuroticism ${shown('trait_N')}` : ''}`,
    `at the end ${common.join(', ')}; all of it in ${cleanText(out)}`,
  ];
}

function chartOf(values: readonly number[], columns: number, ink: string | undefined): string[] {
  const drawn = resample(values, Math.max(Math.min(columns, WIDEST) - MARGIN - 1, 8));
  // A level line has no height of its own.
  const [least, most] = [Math.min(...drawn), Math.max(...drawn)];
  const room = Math.max(0, 0.002 - (most - least)) / 2;
  const format = (value: number) => value.toFixed(4).padStart(MARGIN - 2);
  const colors = ink === undefined ? [] : [ink];
  return plot([drawn], { min: least - room, max: most + room, height: ROWS, colors, format })
    .split('\n')
    .map((row) => row.trimEnd());
}
