import { defineConfig } from 'tsup';

// Benches measure what users get: bundled code, with the lane numbers written in.
export default defineConfig({
  entry: {
    run: 'bench/run.ts',
    determinism: 'test/integration/determinism-script.ts',
    http: 'bench/http.ts',
    'http-server': 'bench/http-server.ts',
    population: 'bench/population.ts',
    'population-worker': 'adapters/population/worker.ts',
    stores: 'bench/stores.ts',
  },
  outDir: 'bench/dist',
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  noExternal: [/^vader-sentiment/],
  // CommonJS that asks for Node's builtins as it runs.
  external: ['autocannon'],
  clean: true,
});
