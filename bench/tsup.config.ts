import { defineConfig } from 'tsup';

// Benches measure what users get: bundled code, with the lane numbers written in.
export default defineConfig({
  entry: { run: 'bench/run.ts', determinism: 'test/integration/determinism-script.ts' },
  outDir: 'bench/dist',
  format: ['esm'],
  target: 'node20',
  platform: 'node',
  noExternal: [/^vader-sentiment/],
  clean: true,
});
