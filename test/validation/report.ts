import { VAD_AXES } from '../../src/constants/affect';
import { alma } from './alma';
import type { Figure, Target } from './figure';
import { h1, rangesWithoutOne, rankCorrelations } from './h1';
import { h2, namings, shareWithin } from './h2';
import { h6, type TraitEffect } from './h6';
import { errorOf, h7 } from './h7';
import { dampedCourse, EVIDENCE_DAYS, h8, undampedCourse } from './h8';
import { OTHER_READINGS, READING } from './smith-ellsworth';
import { yeoOng } from './yeo-ong';

/** All figures of the suite, in the order in which they are printed. */
export function allFigures(effects: readonly TraitEffect[]): Figure[] {
  return [...h1(), ...h2(), ...h6(effects), ...h7(), ...h8(), ...alma(), ...yeoOng()];
}

/** All tables that docs/model/validation.md shows: the figures first, then what lies behind them. */
export function allTables(figures: readonly Figure[], effects: readonly TraitEffect[]): string[] {
  return [
    figuresText(figures),
    readingsText(),
    rangesText(),
    namingsText(),
    effectsText(effects),
    curvesText(),
    coursesText(),
    repeatedLinksText(),
  ];
}

/** Rows of cells as text, columns lined up. */
function lineUp(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => row.map((cell, column) => cell.padEnd(widths[column]!)).join('  '));
  return lines.map((line) => line.trimEnd()).join('\n');
}

/** A number as the pages show it: without a zero before the point, counts without a point at all; a span as its two ends. */
function short(value: Target | undefined, places = 2): string {
  if (value === undefined) return '';
  if (typeof value !== 'number') return value.map((end) => short(end, places)).join(' to ');
  if (Number.isInteger(value) && Math.abs(value) !== 1) return String(value);
  return value.toFixed(places).replace(/^(-?)0\./, '$1.');
}

/** The table of figures, and below it why a target is missed. */
function figuresText(figures: readonly Figure[]): string {
  const rows = figures.map(({ id, what, naive, ours, target, ceiling, better, isMet }) => [
    id,
    ...[naive, ours, target, ceiling].map((value) => short(value, better === 'less' ? 3 : 2)),
    isMet === undefined ? '' : isMet ? 'yes' : 'NO',
    what,
  ]);
  const missed = figures.filter(({ isMet }) => isMet === false);
  const reasons = missed.map(({ id, obstacle }) => `\n${id} is missed: ${obstacle ?? 'not known why'}`);
  return lineUp([['id', 'naive', 'ours', 'target', 'ceiling', 'met', 'what'], ...rows]) + reasons.join('');
}

/** What other readings of Smith & Ellsworth would give. */
function readingsText(): string {
  const rows = [READING, ...OTHER_READINGS].map((reading) => {
    const named = namings(reading, 1);
    return [...rankCorrelations(reading), shareWithin(named, 1), shareWithin(named, 3)]
      .map((value) => short(value))
      .concat(reading.name);
  });
  return lineUp([['H1 V', 'H1 A', 'H1 D', 'top 1', 'top 3', 'reading'], ...rows]);
}

/** How far H1 depends on single terms. */
function rangesText(): string {
  const rows = rangesWithoutOne().map(({ low, high }, axis) => [VAD_AXES[axis]!, short(low), short(high)]);
  return lineUp([['H1 without any one term', 'lowest', 'highest'], ...rows]);
}

/** How each emotion of Smith & Ellsworth was named: the first three names, and the place of its own. */
function namingsText(): string {
  const byDirection = namings(READING, 0);
  const rows = namings(READING, 1).map(({ emotion, rank, ranking }, index) => [
    emotion,
    String(rank),
    ranking.slice(0, 3).join(', '),
    String(byDirection[index]!.rank),
  ]);
  return lineUp([['emotion', 'place', 'first three names', 'place by direction alone'], ...rows]);
}

/** What each trait did. */
function effectsText(effects: readonly TraitEffect[]): string {
  const rows = effects.map(({ trait, measure, published, difference, clarity, isRight }) => [
    trait,
    measure,
    published > 0 ? '+' : '-',
    short(difference, 4),
    clarity.toFixed(0),
    isRight ? 'yes' : 'NO',
  ]);
  return lineUp([['trait', 'measure', 'published', 'high - low', 'in errors', 'right'], ...rows]);
}

/** The squared error of H7 under other readings of the curves. */
function curvesText(): string {
  const rows = [
    ['arousal with the rates of arousal, all else with those of valence', 'arousal'],
    ['all curves with the rates of valence', 'none'],
    ['arousal and negative affect with the rates of arousal', 'arousal, negative affect'],
  ].map(([name, slow]) => [
    short(
      errorOf((measure) => (slow!.includes(measure) ? 'arousal' : 'valence')),
      3,
    ),
    name!,
  ]);
  return lineUp([['error', 'curves'], ...rows]);
}

/** How a trait goes on with evidence and without, in standard deviations. */
function coursesText(): string {
  const courses = [dampedCourse(), dampedCourse('blank'), undampedCourse()];
  const moments = [
    ['4 weeks of evidence', 28],
    ['12 weeks', 84],
    ['16 weeks', 112],
    ['24 weeks', EVIDENCE_DAYS],
    ['90 days later', EVIDENCE_DAYS + 90],
    ['1 year later', EVIDENCE_DAYS + 365],
    ['10 years later', EVIDENCE_DAYS + 3652],
  ] as const;
  const rows = moments.map(([name, day]) => [
    name,
    ...courses.map((course) => short(course(day).level)),
    short(courses[0]!(day).setPoint),
  ]);
  return lineUp([['after', 'authored', 'blank', 'undamped', 'set point, authored'], ...rows]);
}

/** The signs of Yeo & Ong when links of a single study do not count. */
function repeatedLinksText(): string {
  const rows = yeoOng(2).map(({ id, naive, ours, what }) => [id, short(naive), short(ours), what]);
  return lineUp([['id', 'naive', 'ours', 'what'], ...rows]);
}
