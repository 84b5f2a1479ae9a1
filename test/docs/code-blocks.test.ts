import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * Every `ts` block of the README and the guides is a program of its own and runs against the built package.
 * Needs `npm run build` first; `npm test` does that.
 */

const run = promisify(execFile);
// Inside the package, so that `animacy` resolves to itself; the working directory is elsewhere, because blocks write files.
const programs = resolve('test/docs/.programs');
let workingDirectory: string;

function blocksOf(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, block]) => block!);
}

const pages = ['README.md', ...readdirSync('docs/guide').map((name) => join('docs', 'guide', name))].filter(
  (page) => blocksOf(page).length > 0,
);

beforeAll(() => {
  mkdirSync(programs, { recursive: true });
  workingDirectory = mkdtempSync(join(tmpdir(), 'animacy-docs-'));
});
afterAll(() => {
  rmSync(programs, { recursive: true, force: true });
  rmSync(workingDirectory, { recursive: true, force: true });
});

describe.each(pages)('%s', (page) => {
  it.each(blocksOf(page).map((block, index) => [index + 1, block] as const))(
    'block %i runs',
    async (index, block) => {
      const file = join(programs, `${page.replace(/\W/g, '-')}-${index}.mts`);
      writeFileSync(file, block);
      const tsx = resolve('node_modules/tsx/dist/loader.mjs');
      const { stderr } = await run('node', ['--import', tsx, file], { cwd: workingDirectory });
      expect(stderr).toBe('');
    },
  );
});
