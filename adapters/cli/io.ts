import { realpathSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';

/** A stream that the program writes to; `isTTY` and `columns` as Node sets them on a terminal. */
export interface Output extends NodeJS.WritableStream {
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** The variables that the program heeds. */
export interface Environment {
  readonly ANIMACY_API_KEYS?: string | undefined;
  readonly ANIMACY_OPENAI_API_KEY?: string | undefined;
  readonly COLUMNS?: string | undefined;
  readonly DEBUG?: string | undefined;
  readonly FORCE_COLOR?: string | undefined;
  readonly NO_COLOR?: string | undefined;
  readonly TERM?: string | undefined;
}

/** What the program has of the world around it. Tests hand in their own. */
export interface Io {
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Environment;
  /** Reads a file as text. */
  readFile(path: string): Promise<string>;
  /** Reads all of the standard input. */
  readInput(): Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
  /** Aborted when the program is to end early; its reason is an {@link Ending}. */
  readonly signal: AbortSignal;
  /** The file that this program was started from, for threads of its own; without it there are none. */
  readonly script?: string | undefined;
}

/** Why a program ends early: somebody pressed Ctrl-C, or nobody reads its output any more. */
export type Ending = 'interrupted' | 'unread';

/** The world of this process. From here on Ctrl-C is a request; pressed twice it ends the process at once. */
export function processIo(): Io {
  const ending = new AbortController();
  const end = (reason: Ending) => ending.abort(reason);
  process.once('SIGINT', () => end('interrupted'));
  process.once('SIGTERM', () => end('interrupted'));
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      end('unread');
    });
  }
  return {
    stdout: process.stdout,
    stderr: process.stderr,
    env: process.env,
    readFile: (path) => readFile(path, 'utf8'),
    readInput: () => text(process.stdin),
    now: () => Date.now(),
    signal: ending.signal,
    script: process.argv[1] && realpathSync(process.argv[1]),
  };
}

/** Whether to colour what goes to standard output. */
export function wantsColour({ stdout, env }: Io, allowed: boolean): boolean {
  if (!allowed || env.NO_COLOR) return false;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== '0';
  return stdout.isTTY === true && env.TERM !== 'dumb';
}

const USUAL_COLUMNS = 80;
const FEWEST_COLUMNS = 40;

/** The width to write for: that of the terminal, or what COLUMNS says, or 80. */
export function columnsOf({ stdout, env }: Io): number {
  const columns = stdout.columns || Number(env.COLUMNS);
  return Number.isFinite(columns) && columns > 0
    ? Math.max(FEWEST_COLUMNS, Math.floor(columns))
    : USUAL_COLUMNS;
}
