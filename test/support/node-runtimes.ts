import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const FIRST_WITH_ENOUGH: readonly [number, number] = [22, 16];

/** A Node to run something in. */
export interface NodeRuntime {
  readonly version: string;
  readonly path: string;
}

/** The Nodes on this machine whose node:sqlite can carry a store: this one, and those that bench/runtimes.sh brought. */
export function findNodesWithSqlite(): readonly NodeRuntime[] {
  const brought = process.env['RUNTIMES'] ?? join(tmpdir(), 'animacy-runtimes');
  const others = ['node22', 'node24'].map((name) =>
    join(brought, name, 'node_modules', 'node', 'bin', 'node'),
  );
  const found = new Map<string, NodeRuntime>();
  for (const path of [process.execPath, ...others].filter(existsSync)) {
    const version = execFileSync(path, ['--version'], { encoding: 'utf8' }).trim().replace(/^v/, '');
    const [major = 0, minor = 0] = version.split('.').map(Number);
    // 23 is between: its last one lacks what 22.16 has.
    const isEnough = major > 23 || (major === FIRST_WITH_ENOUGH[0] && minor >= FIRST_WITH_ENOUGH[1]);
    if (isEnough && !found.has(version)) found.set(version, { version, path });
  }
  return [...found.values()];
}
