import { Command, CommanderError, InvalidArgumentError } from 'commander';
import { version } from '../../package.json';
import { DIALECT_NAMES, type DialectName } from '../http';
import { doctor } from './doctor';
import { CliError, describeFailure, EXIT } from './failures';
import { columnsOf, type Io } from './io';
import { type PlayOptions, play } from './play';
import { type ServeCommand, serve } from './serve';
import { type SimulateCommand, simulate } from './simulate';
import { addStoreCommands } from './store-program';
import { cleanText } from './terminal-text';

const EXAMPLES = `
Examples:
  $ animacy play chat.txt
  $ animacy play chat.txt --preset rival --as Sam
  $ animacy play docs/examples/the-sail-loft.txt --persona docs/examples/persona.json --store hanne.db
  $ animacy play --json - < events.jsonl | jq 'select(.kind == "line") | .emotion.label'
  $ animacy serve --store sqlite:characters.db --api-key mk_live_1
  $ animacy simulate --characters 1000 --years 2 --events docs/examples/village.json --out village
  $ animacy store check --store hanne.db
  $ animacy doctor`;

/**
 * Runs the program.
 * @param argv what follows the name of the program
 * @returns the exit code: 0 done, 1 failed, 2 asked for in the wrong way, 130 interrupted
 */
export async function run(argv: readonly string[], io: Io): Promise<number> {
  let exitCode: number = EXIT.ok;
  const program = createProgram(io, (code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exitCode;
  } catch (error) {
    // Commander has said what there was to say.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    io.stderr.write(describeFailure(error, Boolean(io.env.DEBUG)));
    return error instanceof CliError ? error.exitCode : EXIT.failure;
  }
}

function createProgram(io: Io, done: (exitCode: number) => void): Command {
  const program = new Command('animacy')
    .description(
      'Characters that feel and change: play a conversation through one and watch, serve them over HTTP, or simulate many.',
    )
    .version(version)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => io.stdout.write(text),
      writeErr: (text) => io.stderr.write(text),
      outputError: (text, write) => write(`animacy: ${cleanText(text.replace(/^error: /, ''))}\n`),
      getOutHelpWidth: () => columnsOf(io),
      getErrHelpWidth: () => columnsOf(io),
    })
    .addHelpText('after', EXAMPLES);

  program
    .command('play')
    .description('play a transcript through a character and show what it feels, line by line')
    .argument(
      '<file>',
      'a conversation: "Name: line" text, a chat export, JSON lines or JSON; - reads standard input',
    )
    .option('--preset <id>', 'who the character is: one of the presets (default: companion)')
    .option('--persona <file>', 'who the character is: a JSON file; with --preset it overrides parts of it')
    .option(
      '--as <name>',
      'the speaker who is the character: those lines are not perceived (default: its own name)',
    )
    .option(
      '--store <file>',
      'keep the character in this SQLite file, or at this postgres:// URL, and continue the one that is there',
    )
    .option('--fresh', 'begin anew, and forget the one that is there')
    .option('--json', 'print one JSON object per line')
    .option('--seed <n>', 'a whole number that ids and random ups and downs follow from', wholeNumber)
    .option('--no-color', 'print without colours')
    .option('-q, --quiet', 'leave the rows out: only the chart and the summary')
    .addHelpText('after', EXAMPLES)
    .action(async (file: string, options: PlayOptions) => done(await play(file, options, io)));

  program
    .command('serve')
    .description(
      'serve characters over HTTP: sessions, personality and personas, each in an API that has clients already',
    )
    .option('--port <n>', 'the port; 0 takes one that is free', numberUpTo(65_535), 8787)
    .option(
      '--host <address>',
      'the address to listen on; without a key only this machine may come in',
      '127.0.0.1',
    )
    .option('--store <where>', 'memory, sqlite:FILE or a postgres:// URL', 'memory')
    .option(
      '--api-key <key>',
      'a key that opens the server, KEY or TENANT:KEY; may be given again (also: ANIMACY_API_KEYS)',
      another,
    )
    .option('--api-keys-file <file>', 'a file with a key on each line')
    .option(
      '--dialects <names>',
      `which APIs are spoken: ${DIALECT_NAMES.join(',')} (default: all)`,
      dialectList,
    )
    .option('--rate-limit <n>', 'requests per minute for each key; 0 sets no limit', numberUpTo(1e9), 0)
    .option('--cors <origin>', 'an origin whose pages may call the server; may be given again', another)
    .option('--openai-base-url <url>', 'where the API that draws portraits is')
    .option(
      '--openai-api-key <key>',
      'its key, for all portraits; without it each project brings its own (also: ANIMACY_OPENAI_API_KEY)',
    )
    .option('--seed <n>', 'a whole number that ids and random ups and downs follow from', wholeNumber)
    .action(async (options: ServeCommand) => done(await serve(options, io)));

  program
    .command('simulate')
    .description(
      'let many characters live for years, and tell how they feel and change; goes on where it was stopped',
    )
    .requiredOption('--characters <n>', 'how many', wholeNumber)
    .requiredOption('--years <n>', 'how long, in years of 365 days', anyNumber)
    .requiredOption('--events <file>', 'who they are and what may happen to them: a model in JSON')
    .requiredOption('--out <directory>', 'where tallies, report and summary go')
    .option('--seed <n>', 'a whole number that all chance follows from', wholeNumber, 0)
    .option('--step <hours>', 'hours of one step; tallies are taken between steps', anyNumber, 24)
    .option('--workers <n>', 'threads', numberFrom(1, 64), 1)
    .option(
      '--sample <steps>',
      'steps from one tally to the next (default: as many as make 120 tallies)',
      wholeNumber,
    )
    .option(
      '--snapshot-every <steps>',
      'steps after which it can be gone on from there (default: every ten seconds)',
      numberFrom(1, 1e9),
    )
    .option('--fresh', 'begin anew, and delete what is there of another run')
    .option('--json', 'print the summary as JSON')
    .option('--no-color', 'print without colours')
    .option('-q, --quiet', 'leave the bar and the charts out')
    .action(async (options: SimulateCommand) => done(await simulate(options, io)));

  addStoreCommands(program, io, done);

  program
    .command('doctor')
    .description('tell what is missing on this machine')
    .option('--no-color', 'print without colours')
    .action(async (options: { color: boolean }) => done(await doctor(options, io)));

  return program;
}

function another(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function dialectList(text: string): readonly DialectName[] {
  const names = text.split(',').map((name) => name.trim());
  const isDialect = (name: string): name is DialectName => DIALECT_NAMES.some((known) => known === name);
  if (names.every(isDialect)) return names;
  throw new InvalidArgumentError(`There are ${DIALECT_NAMES.join(', ')}.`);
}

const numberFrom = (least: number, most: number) => (text: string) => {
  const value = wholeNumber(text);
  if (value >= least && value <= most) return value;
  throw new InvalidArgumentError(`It must be from ${least} to ${most}.`);
};

const numberUpTo = (most: number) => numberFrom(0, most);

function anyNumber(text: string): number {
  const value = Number(text);
  if (/^(?:\d+(?:\.\d+)?|\.\d+)$/.test(text) && Number.isFinite(value)) return value;
  throw new InvalidArgumentError('It must be a number.');
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^-?\d+$/.test(text) && Number.isSafeInteger(value)) return value;
  throw new InvalidArgumentError('It must be a whole number.');
}
