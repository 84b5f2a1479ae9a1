// Starts a PostgreSQL of its own for tests and benches, on a free port of the loopback and with its data in a temporary folder.
// A watchdog, which is a process of its own, holds one end of a pipe: when the other end closes, because this process has ended in
// whatever way, kill -9 included, it stops the server and removes the folder. It holds no other handle and ends with that.
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, chownSync, constants, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A PostgreSQL that runs, or that was stopped and can be started again on the same port. */
export interface PostgresServer {
  readonly port: number;
  /** For `new Pool(...)`: user `postgres`, no password. */
  readonly connectionString: string;
  /** Ends it as after a power cut, but for what the operating system has not written yet: no farewell, recovery at the next start. */
  crash(): void;
  /** Starts it again after a crash or a halt. */
  restart(): void;
  /** Ends it in order: connections are cut off, everything is written. */
  halt(): void;
  /** Ends it for good and removes its folder. */
  stop(): Promise<void>;
}

/** Why there can be no server here; undefined when there can. For `describe.skipIf`, with this as its line. */
export const WHY_NO_POSTGRES: string | undefined =
  findBinaries() === undefined
    ? 'skipped: no PostgreSQL server is installed (initdb and pg_ctl on PATH or in /usr/lib/postgresql/*/bin)'
    : undefined;

/**
 * Starts a server; 0.6 s.
 * @param settings what `postgres -c` takes, for example `fsync=off` where nothing but speed matters
 */
export async function startPostgres(settings: readonly string[] = []): Promise<PostgresServer> {
  const binaries = findBinaries();
  if (binaries === undefined) throw new Error(WHY_NO_POSTGRES);
  const owner = findOwner();
  const folder = mkdtempSync(join(tmpdir(), 'animacy-postgres-'));
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await findFreePort();

  const run = (program: string, ...parameters: readonly string[]): void => {
    // pg_ctl leaves the server its output: a pipe would never close.
    const { status, stderr, error } = spawnSync(join(binaries, program), parameters, {
      ...owner,
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    if (error !== undefined) throw error;
    if (status !== 0) throw new Error(`${program} failed: ${stderr}${readLog(folder)}`);
  };
  const control = (...parameters: readonly string[]) => run('pg_ctl', '-D', data, '-s', '-w', ...parameters);
  const flags = [`-h 127.0.0.1 -p ${port} -k ${folder}`, ...settings.map((setting) => `-c ${setting}`)];
  const start = () => control('-l', join(folder, 'log'), '-o', flags.join(' '), 'start');

  const watchdog = watch(folder, data, join(binaries, 'pg_ctl'), owner);
  try {
    run('initdb', '-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync', '-E', 'UTF8', '--locale=C');
    start();
  } catch (error) {
    await endWatchdog(watchdog);
    throw error;
  }
  return {
    port,
    connectionString: `postgres://postgres@127.0.0.1:${port}/postgres`,
    crash: () => control('-m', 'immediate', 'stop'),
    restart: start,
    halt: () => control('-m', 'fast', 'stop'),
    stop: () => endWatchdog(watchdog),
  };
}

/** The folder with the programs of the newest server that is installed. */
function findBinaries(): string | undefined {
  const places = ['/usr/lib/postgresql', '/usr/local/opt', '/opt/homebrew/opt'].flatMap(listBinaries);
  return [...(process.env['PATH'] ?? '').split(delimiter), ...places].find((place) =>
    ['initdb', 'pg_ctl', 'postgres'].every((program) => isExecutable(join(place, program))),
  );
}

function listBinaries(place: string): string[] {
  try {
    const versions = readdirSync(place).filter((name) => /^(?:postgresql@?)?\d+$/.test(name));
    versions.sort((one, other) => Number(/\d+/.exec(other)?.[0]) - Number(/\d+/.exec(one)?.[0]));
    return versions.map((version) => join(place, version, 'bin'));
  } catch {
    // The place is not there.
    return [];
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whom the server has to run as: it refuses root. */
function findOwner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const ask = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: ask('-u'), gid: ask('-g') };
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('No port was given.');
  return address.port;
}

const WATCHDOG = `
  const { spawnSync } = require('node:child_process');
  const { existsSync, rmSync } = require('node:fs');
  const [folder, data, control, owner] = process.argv.slice(1);
  process.stdin.resume().on('end', () => {
    if (existsSync(data + '/postmaster.pid')) {
      const options = { ...JSON.parse(owner), cwd: '/', stdio: 'ignore' };
      spawnSync(control, ['-D', data, '-s', '-w', '-m', 'immediate', 'stop'], options);
    }
    rmSync(folder, { recursive: true, force: true });
  });
`;

function watch(folder: string, data: string, control: string, owner: object = {}): ChildProcess {
  const child = spawn(process.execPath, ['-e', WATCHDOG, folder, data, control, JSON.stringify(owner)], {
    // A group of its own: what is sent to the runner's group, as by Ctrl-C, is not for it.
    detached: true,
    stdio: ['pipe', 'ignore', 'inherit'],
  });
  // Whoever forgets the server may end all the same.
  child.unref();
  if (child.stdin instanceof Socket) child.stdin.unref();
  return child;
}

async function endWatchdog(watchdog: ChildProcess): Promise<void> {
  const ended = once(watchdog, 'close');
  // In a program that has nothing else left to do nobody would wait for it.
  watchdog.ref();
  watchdog.stdin?.end();
  await ended;
}

function readLog(folder: string): string {
  try {
    return readFileSync(join(folder, 'log'), 'utf8').slice(-2_000);
  } catch {
    // It did not get that far.
    return '';
  }
}
