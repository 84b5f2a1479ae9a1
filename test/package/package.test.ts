import { type ExecFileSyncOptions, execFileSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

/*
 * What users install: the packed files, in a project of their own that has the three dependencies and nothing else.
 * Needs `npm run build` first; `npm test` does that.
 */

const SUBPATHS = {
  animacy: 'createEngine',
  'animacy/memory': 'createMemoryStore',
  'animacy/sqlite': 'createSqliteStore',
  'animacy/postgres': 'createPostgresStore',
  'animacy/lexicon': 'createLexiconAppraiser',
  'animacy/ai': 'createOpenAIImageGenerator',
  'animacy/portrait': 'createPortraitGenerator',
  'animacy/population': 'createParallelPopulation',
  'animacy/http': 'createHttpHandler',
  'animacy/http/node': 'serve',
};

let project: string;
let packed: string[];

function run(command: string, args: readonly string[], options: ExecFileSyncOptions = {}): string {
  return String(
    execFileSync(command, args, {
      cwd: project,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      ...options,
    }),
  );
}

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), 'animacy-package-'));
  const home = resolve('.');
  const [{ filename, files }] = JSON.parse(
    run('npm', ['pack', '--json', '--ignore-scripts', '--silent', '--pack-destination', project], {
      cwd: home,
    }),
  );
  packed = files.map(({ path }: { path: string }) => path);
  mkdirSync(join(project, 'node_modules'));
  run('tar', ['-xzf', filename]);
  cpSync(join(project, 'package'), join(project, 'node_modules', 'animacy'), { recursive: true });
  for (const dependency of ['immer', 'zod', 'mitt']) {
    symlinkSync(join(home, 'node_modules', dependency), join(project, 'node_modules', dependency));
  }
});

afterAll(() => rmSync(project, { recursive: true, force: true }));

describe('the package', () => {
  it('holds built code, its types, its licence and its notices, and nothing else', () => {
    const outside = packed.filter((path) => !path.startsWith('dist/')).sort();
    expect(outside).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'THIRD_PARTY_NOTICES.md',
      'package.json',
    ]);
    expect(packed).toContain('dist/index.d.ts');
    expect(packed).toContain('dist/index.d.cts');
    expect(packed).toContain('dist/cli.cjs');
  });

  it('has immer, mitt and zod as its only dependencies', () => {
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(Object.keys(dependencies).sort()).toEqual(['immer', 'mitt', 'zod']);
  });

  for (const [subpath, name] of Object.entries(SUBPATHS)) {
    it(`gives ${subpath} to import and to require, silently and without optional peers`, () => {
      writeFileSync(
        join(project, 'esm.mjs'),
        `import { ${name} } from '${subpath}'; if (typeof ${name} !== 'function') process.exit(1);`,
      );
      writeFileSync(
        join(project, 'cjs.cjs'),
        `const { ${name} } = require('${subpath}'); if (typeof ${name} !== 'function') process.exit(1);`,
      );
      expect(run('node', ['esm.mjs'])).toBe('');
      expect(run('node', ['cjs.cjs'])).toBe('');
    });
  }

  it.each([
    ['mjs', `import { createParallelPopulation, createPopulation } from 'animacy/population';`],
    ['cjs', `const { createParallelPopulation, createPopulation } = require('animacy/population');`],
  ])('has threads for a population, found beside its own files (%s)', (extension, beginning) => {
    writeFileSync(
      join(project, `threads.${extension}`),
      `${beginning}
       (async () => {
         const options = { capacity: 20_000, seed: 1 };
         const populations = [createPopulation(options), await createParallelPopulation({ ...options, workers: 2 })];
         for (const population of populations) {
           population.spawn({ count: 20_000 });
           for (let tick = 0; tick < 4; tick++) population.advance(1 / 60);
         }
         const [alone, together] = populations;
         console.log(together.workers, Buffer.compare(alone.toBytes(), together.toBytes()));
       })();`,
    );
    expect(run('node', [`threads.${extension}`]).trim()).toBe('2 0');
  });

  it('recognises errors across its two builds', () => {
    writeFileSync(
      join(project, 'brand.mjs'),
      `import { createRequire } from 'node:module';
       import { isEngineError } from 'animacy';
       const { EngineError } = createRequire(import.meta.url)('animacy');
       if (!isEngineError(new EngineError('ENGINE_CLOSED', 'closed', {}), 'ENGINE_CLOSED')) process.exit(1);`,
    );
    expect(run('node', ['brand.mjs'])).toBe('');
  });

  it('says in one line what to do when better-sqlite3 is not there', () => {
    writeFileSync(
      join(project, 'sqlite.mjs'),
      `import { createEngine } from 'animacy';
       import { createSqliteStore } from 'animacy/sqlite';
       try { await createEngine({ store: createSqliteStore({ path: 'x.db', driver: 'better-sqlite3' }) }); }
       catch (error) { console.log(error.code, error.message); }`,
    );
    const said = run('node', ['sqlite.mjs']);
    expect(said).toMatch(/^STORE_UNAVAILABLE .*better-sqlite3/);
    expect(said.trim().split('\n')).toHaveLength(1);
    expect(readdirSync(project)).not.toContain('x.db');
  });

  it('has types that hold without skipLibCheck, under Node and bundler resolution', () => {
    writeFileSync(
      join(project, 'consumer.mts'),
      `import { createEngine, isEngineError, type Perception } from 'animacy';
       import { createSqliteStore } from 'animacy/sqlite';
       import { createMemoryStore } from 'animacy/memory';
       import { createLexiconAppraiser } from 'animacy/lexicon';
       const engine = await createEngine({ store: createMemoryStore(), appraiser: createLexiconAppraiser(), seed: 1 });
       const session = await engine.sessions.create({ preset: 'companion' });
       const perception: Perception = await engine.sessions.perceive(session.id, { text: 'hello' });
       const label: string = perception.emotion.label;
       engine.on('session.perceived', (event) => console.log(event.turn, label));
       createSqliteStore({ path: ':memory:' });
       export const isGone = (error: unknown): boolean => isEngineError(error, 'SESSION_NOT_FOUND') && error.details.id !== '';`,
    );
    const tsc = resolve('node_modules/typescript/bin/tsc');
    for (const resolution of [{ module: 'nodenext' }, { module: 'esnext', moduleResolution: 'bundler' }]) {
      const compilerOptions = {
        noEmit: true,
        strict: true,
        target: 'es2022',
        lib: ['es2022', 'esnext.disposable', 'dom'],
        types: [],
        ...resolution,
      };
      writeFileSync(
        join(project, 'tsconfig.json'),
        JSON.stringify({ compilerOptions, files: ['consumer.mts'] }),
      );
      expect(run('node', [tsc, '--project', '.'])).toBe('');
    }
  });
});
