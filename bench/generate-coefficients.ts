import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { Coefficient } from '../src/constants/coefficient';
import * as affect from '../src/constants/coefficients';
import * as evolution from '../src/constants/evolution';

/** A coefficient with the names that lead to it, from the exported table on. */
export interface LocatedCoefficient extends Coefficient {
  readonly path: readonly string[];
}

function isCoefficient(node: object): node is Coefficient {
  return 'value' in node;
}

function* walk(node: object, path: readonly string[]): Generator<LocatedCoefficient> {
  if (isCoefficient(node)) yield { ...node, path };
  else for (const [key, child] of Object.entries(node)) yield* walk(child as object, [...path, key]);
}

/** Every coefficient that the constants of affect and of evolution export, however deep; their tables by the alphabet. */
export function allCoefficients(): LocatedCoefficient[] {
  // Sorted here because loaders differ in the order in which a module lists its exports.
  const sorted = Object.entries({ ...affect, ...evolution }).sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([name, table]) => [...walk(table, [name])]);
}

function rowOf({ path, value, unit, range, basis, source }: LocatedCoefficient): string {
  return `| ${path.slice(1).join('.')} | ${value} | ${unit} | ${range.join(' to ')} | ${basis} | ${source} |`;
}

/** The page of all coefficients: one table for each export. */
export function coefficientsPage(): string {
  const coefficients = allCoefficients();
  const names = [...new Set(coefficients.map(({ path }) => path[0]!))];
  const count = (basis: string) => coefficients.filter((coefficient) => coefficient.basis === basis).length;
  const sections = names.map((name) => {
    const rows = coefficients.filter(({ path }) => path[0] === name).map(rowOf);
    return `## ${name}

| coefficient | value | unit | range | basis | source |
|---|---|---|---|---|---|
${rows.join('\n')}
`;
  });
  return `# Coefficients

Every tuned number of the model with its origin, ${coefficients.length} in all: ${count('published')} published (they stand so in a paper), ${count('fitted')} fitted
to published data, ${count('chosen')} chosen by us after what the source names. The range is what would still make sense, not what has
been tried. What the numbers do is explained on the other pages of [this folder](README.md).

This page is generated from \`src/constants/coefficients.ts\` and \`evolution.ts\` beside it by \`npm run docs:coefficients\`.

${sections.join('\n')}`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync('docs/model/coefficients.md', coefficientsPage());
