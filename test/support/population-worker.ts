import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'tsup';

/** Bundles a program of a worker from its source, as the build does, and tells where it stands. */
export async function bundleWorker(source = 'adapters/population/worker.ts'): Promise<URL> {
  const outDir = mkdtempSync(join(tmpdir(), 'animacy-worker-'));
  await build({
    config: false,
    entry: { worker: source },
    outDir,
    format: ['esm'],
    outExtension: () => ({ js: '.mjs' }),
    target: 'node20',
    platform: 'node',
    silent: true,
  });
  return pathToFileURL(join(outDir, 'worker.mjs'));
}

/** Removes what {@link bundleWorker} has made. */
export function removeBundle(worker: URL): void {
  rmSync(new URL('.', worker), { recursive: true });
}
