import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);

describe('the contract under the test runner of Node', () => {
  const program = ['--import', 'tsx', '--test-reporter', 'tap', 'test/support/store-contract-child.ts'];

  it('runs all rules, and says which of them it did not check', async () => {
    const { stdout, stderr } = await run('node', program);
    expect(stderr).toBe('');
    expect(Number(/^# pass (\d+)$/m.exec(stdout)?.[1])).toBeGreaterThan(100);
    expect(stdout).toMatch(/^# fail 0$/m);
    expect(stdout).toMatch(/^# skipped 4$/m);
    expect(stdout).toMatch(/not checked: the subject has no reopen\) # SKIP/);
  });

  it('fails with the name of the rule and what differs', async () => {
    const failure = await run('node', [...program, 'forgetful']).catch((error: unknown) => error);
    expect(failure).toMatchObject({ code: 1 });
    const { stdout } = failure as { readonly stdout: string };
    expect(stdout).toMatch(/not ok \d+ - gives back what was put/);
    expect(stdout).toContain('Differs: the created record.');
    expect(stdout).toContain('Counterexample: [[');
  });
});

/** Needs `npm run build` first; `npm test` does that. */
describe('animacy/testing, built', () => {
  let project: string;
  beforeAll(() => {
    project = mkdtempSync(join(tmpdir(), 'animacy-testing-'));
    const modules = join(project, 'node_modules');
    mkdirSync(join(modules, 'animacy'), { recursive: true });
    // Copied and not linked: what is linked would find all that this repository has installed.
    for (const part of ['package.json', 'dist']) {
      cpSync(part, join(modules, 'animacy', part), { recursive: true });
    }
    symlinkSync(resolve('node_modules/fast-check'), join(modules, 'fast-check'));
  });
  afterAll(() => rmSync(project, { recursive: true, force: true }));

  const say = 'process.exitCode = typeof storeContract === "function" ? 0 : 1;';
  it.each([
    ['module', `import { storeContract } from 'animacy/testing'; ${say}`],
    ['commonjs', `const { storeContract } = require('animacy/testing'); ${say}`],
  ])('is imported as %s with fast-check alone beside it, and prints nothing', async (type, source) => {
    const { stdout, stderr } = await run('node', [`--input-type=${type}`, '-e', source], { cwd: project });
    expect(stdout + stderr).toBe('');
  });
});
