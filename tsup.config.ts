import { defineConfig } from 'tsup';

// The word list of the lexicon appraiser is data that may be shipped (Apache-2.0, see THIRD_PARTY_NOTICES.md); bundling it into
// its one entry keeps it out of everybody's dependencies.
const BUNDLED_DATA = [/^vader-sentiment/];

// The router comes along inside animacy/http, so that nothing has to be installed for it (docs/decisions/0023-http.md).
const BUNDLED_HTTP = [/^hono(\/|$)/, '@hono/node-server'];

export default defineConfig((options) => [
  {
    entry: {
      index: 'src/index.ts',
      memory: 'adapters/memory/index.ts',
      sqlite: 'adapters/sqlite/index.ts',
      postgres: 'adapters/postgres/index.ts',
      lexicon: 'adapters/lexicon/index.ts',
      ai: 'adapters/ai/index.ts',
      portrait: 'adapters/portrait/index.ts',
      http: 'adapters/http/index.ts',
      'http-node': 'adapters/http/node.ts',
      population: 'adapters/population/index.ts',
      testing: 'src/testing/index.ts',
    },
    format: ['esm', 'cjs'],
    target: 'node20',
    platform: 'node',
    dts: options.dts ?? true,
    sourcemap: true,
    splitting: true,
    shims: true,
    clean: options.dts !== false,
    noExternal: [...BUNDLED_DATA, ...BUNDLED_HTTP],
  },
  {
    // What the threads of a population run is one small file, the same for both formats: started by its address, not imported.
    entry: { 'population-worker': 'adapters/population/worker.ts' },
    format: ['esm'],
    target: 'node20',
    platform: 'node',
  },
  {
    // The program is one file with its own libraries inside. CommonJS, because some of them are.
    entry: { cli: 'adapters/cli/main.ts' },
    format: ['cjs'],
    target: 'node20',
    platform: 'node',
    shims: true,
    noExternal: [
      ...BUNDLED_DATA,
      ...BUNDLED_HTTP,
      'commander',
      'cli-progress',
      'picocolors',
      'asciichart',
      'hyparquet-writer',
    ],
  },
]);
