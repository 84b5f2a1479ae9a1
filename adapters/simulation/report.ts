import { DOMAINS, type Domain } from '../../src/index';
import type { Plan } from './plan';
import { type ChartOf, chartOf, linesOf, places } from './report-chart';
import { STYLE } from './report-style';
import type { Summary } from './summary';
import { columnOf, type Table } from './table';

const TRAIT_NAMES: Readonly<Record<Domain, string>> = {
  O: 'Openness',
  C: 'Conscientiousness',
  E: 'Extraversion',
  A: 'Agreeableness',
  N: 'Neuroticism',
  H: 'Honesty-humility',
};
const AXES = ['valence', 'arousal', 'dominance'] as const;
const MOST_LABELS = 12;

const MOODS = AXES.map(
  (axis): ChartOf => ({ variable: `mood_${axis}`, title: `Mood: ${axis}`, low: -1, high: 1 }),
);
const EMOTIONS: readonly ChartOf[] = [
  ...AXES.map(
    (axis): ChartOf => ({ variable: `emotion_${axis}`, title: `Emotion: ${axis}`, low: -1, high: 1 }),
  ),
  { variable: 'intensity', title: 'Intensity of emotion', low: 0, high: 1 },
];
const TRAITS = DOMAINS.map(
  (domain): ChartOf => ({ variable: `trait_${domain}`, title: TRAIT_NAMES[domain], low: 0, high: 1 }),
);

/** A run as one page that needs nothing beside it: no scripts, no fonts, nothing from elsewhere. */
export function reportOf(plan: Plan, summary: Summary, table: Table): string {
  const traits = TRAITS.filter(({ variable }) => table.has(`${variable}_mean`));
  const { characters, years, stepHours, seed } = plan;
  const title = `${counted(characters)} ${characters === 1 ? 'character' : 'characters'}, ${places(years, 3)} ${years === 1 ? 'year' : 'years'}`;
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${title} - animacy simulate</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<main>',
    `<h1>${title}</h1>`,
    `<p class="lead">${counted(summary.events)} events in steps of ${places(stepHours, 3)} hours, seed ${seed}. animacy ${escaped(summary.animacy)}, run ${summary.fingerprint.slice(0, 12)}.</p>`,
    '<p class="note">Solid line: mean. Dashed line: median. Bands: the middle half and the middle 90 % of all characters. Horizontal: years.</p>',
    ...(traits.length > 0 ? [...driftOf(table, traits), ...sectionOf('Traits', table, traits)] : []),
    ...sectionOf('Mood', table, MOODS),
    ...sectionOf('Emotion', table, EMOTIONS),
    '<h2>What feelings went by at the end</h2>',
    labelsOf(summary),
    '<h2>What happened</h2>',
    eventsOf(plan, summary),
    '<h2>Beginning and end</h2>',
    variablesTableOf(summary, [...traits, ...MOODS, ...EMOTIONS]),
    '</main>',
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/** How far the means of traits have moved: beside the spread of people that is too little to be seen. */
function driftOf(table: Table, traits: readonly ChartOf[]): string[] {
  const title = 'How far the mean of each trait has moved since the beginning';
  const lines = traits.map(({ variable, title: name }) => {
    const means = columnOf(table, `${variable}_mean`);
    return { name, values: means.map((mean) => mean - means[0]!) };
  });
  const chart = linesOf(columnOf(table, 'years'), title, lines);
  return [
    '<h2>How traits moved</h2>',
    `<figure class="wide"><figcaption>${title}</figcaption>${chart}</figure>`,
  ];
}

function sectionOf(heading: string, table: Table, charts: readonly ChartOf[]): string[] {
  const figures = charts.map(
    (chart) => `<figure><figcaption><b>${chart.title}</b></figcaption>${chartOf(table, chart)}</figure>`,
  );
  return [`<h2>${heading}</h2>`, `<div class="charts">${figures.join('\n')}</div>`];
}

function labelsOf({ labels }: Summary): string {
  const most = labels[0]?.share ?? 1;
  const rest = labels.slice(MOST_LABELS).reduce((sum, { share }) => sum + share, 0);
  const shown = [
    ...labels.slice(0, MOST_LABELS),
    ...(rest > 0 ? [{ label: 'all others', share: rest }] : []),
  ];
  const rows = shown.map(({ label, share }) => {
    const width = places(Math.min(share / most, 1) * 100, 2);
    const bar = `<svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true"><rect class="bar" width="${width}" height="4"/></svg>`;
    return `<tr><th scope="row">${escaped(label)}</th><td>${places(share * 100, 1)} %</td><td class="share">${bar}</td></tr>`;
  });
  return tableOf('Of 2,000 characters at most, at even distances', ['label', 'share', ''], rows);
}

function eventsOf({ model }: Plan, { happened }: Summary): string {
  const rows = happened.map(({ name, count, perYear }, index) => {
    const asked = model.events[index]!.perYear;
    return `<tr><th scope="row">${escaped(name)}</th><td>${counted(count)}</td><td>${places(perYear, 4)}</td><td>${places(asked, 4)}</td></tr>`;
  });
  return tableOf(
    'Per character and year of those in which it may happen',
    ['event', 'count', 'per year', 'asked for'],
    rows,
  );
}

function variablesTableOf({ variables }: Summary, charts: readonly ChartOf[]): string {
  const rows = charts.map(({ variable, title }) => {
    const { first, last } = variables[variable]!;
    const cells = [first.mean, last.mean, first.sd, last.sd].map((value) => `<td>${value.toFixed(4)}</td>`);
    return `<tr><th scope="row">${title}</th>${cells.join('')}</tr>`;
  });
  const heads = ['', 'mean, first', 'mean, last', 'SD, first', 'SD, last'];
  return tableOf('Over all characters; intensity over those whose feelings are named', heads, rows);
}

function tableOf(caption: string, heads: readonly string[], rows: readonly string[]): string {
  const head = heads.map((name) => (name === '' ? '<td></td>' : `<th scope="col">${name}</th>`)).join('');
  return `<div class="wide"><table><caption>${caption}</caption><thead><tr>${head}</tr></thead><tbody>\n${rows.join('\n')}\n</tbody></table></div>`;
}

/** A whole number with commas; without the locale of the machine, which would be another one elsewhere. */
export function counted(count: number): string {
  return String(count).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** A text as it may stand in HTML. */
function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
