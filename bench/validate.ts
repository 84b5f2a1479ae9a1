import { readFileSync, writeFileSync } from 'node:fs';
import { traitEffects } from '../test/validation/h6';
import { lostTargets } from '../test/validation/reached';
import { allFigures, allTables } from '../test/validation/report';

/*
 * Prints how the core does against published tables, and fails when a target that was met is not any more.
 * `--details` adds the other tables of docs/model/validation.md, `--write` brings that page up to date.
 */

const PAGE = 'docs/model/validation.md';

const effects = traitEffects();
const figures = allFigures(effects);
const tables = allTables(figures, effects);
console.log(tables[0]);
if (process.argv.includes('--details')) for (const table of tables.slice(1)) console.log(`\n${table}`);

if (process.argv.includes('--write')) {
  const left = [...tables];
  const page = readFileSync(PAGE, 'utf8');
  // The page has one block for each table, in the same order.
  writeFileSync(
    PAGE,
    page.replace(/```text\n[\s\S]*?```\n/g, () => `\`\`\`text\n${left.shift()}\n\`\`\`\n`),
  );
}

const lost = lostTargets(figures);
if (lost.length > 0) {
  console.error(`\nno longer met: ${lost.join(', ')}`);
  process.exitCode = 1;
}
