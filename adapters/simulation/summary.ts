import type { SimulationModel } from '../../src/schema/simulation';
import { HOURS_PER_YEAR, type Plan } from './plan';
import type { Table } from './table';
import { NAMES, type Tallies, variablesOf } from './tallies';

/** A variable at the beginning and at the end. */
export interface Course {
  readonly first: { readonly mean: number; readonly sd: number };
  readonly last: { readonly mean: number; readonly sd: number };
}

/** What came out of a run, in short. */
export interface Summary {
  readonly animacy: string;
  readonly fingerprint: string;
  readonly characters: number;
  readonly years: number;
  readonly stepHours: number;
  readonly steps: number;
  readonly seed: number;
  readonly tallies: number;
  readonly learning: SimulationModel['people']['learning'];
  readonly events: number;
  /** Each event of the model: how often it happened, and how often to one character in a year of those in which it may. */
  readonly happened: readonly { readonly name: string; readonly count: number; readonly perYear: number }[];
  /** Shares of labels at the end, the largest first; those that nobody goes by are left out. */
  readonly labels: readonly { readonly label: string; readonly share: number }[];
  readonly variables: Readonly<Record<string, Course>>;
}

/** Puts a run in short. */
export function summaryOf(plan: Plan, tallies: Tallies, table: Table, version: string): Summary {
  const { characters, years, stepHours, steps, seed, model, fingerprint, samples } = plan;
  const simulated = (steps * stepHours) / HOURS_PER_YEAR;
  const at = (name: string, end: 0 | -1) => table.get(name)!.at(end)!;
  const labels = NAMES.map((label) => ({ label, share: at(`label_${label}`, -1) }));
  return {
    animacy: version,
    fingerprint,
    characters,
    years,
    stepHours,
    steps,
    seed,
    tallies: samples.length,
    learning: model.people.learning,
    events: tallies.events.reduce((sum, count) => sum + count, 0),
    happened: model.events.map(({ name, between = [0, simulated] }, index) => {
      const count = tallies.events[index]!;
      const open = Math.max(0, Math.min(between[1], simulated) - between[0]);
      const perYear = open === 0 ? 0 : Math.round((count / characters / open) * 1e6) / 1e6;
      return { name, count, perYear };
    }),
    labels: labels.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share),
    variables: Object.fromEntries(
      variablesOf(plan).map(({ name }) => {
        const end = (place: 0 | -1) => ({ mean: at(`${name}_mean`, place), sd: at(`${name}_sd`, place) });
        return [name, { first: end(0), last: end(-1) }];
      }),
    ),
  };
}
