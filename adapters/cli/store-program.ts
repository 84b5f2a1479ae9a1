import { type Command, InvalidArgumentError } from 'commander';
import type { Io } from './io';
import { runBackup, runStoreCommand } from './store';
import type { StoreCommand, StoreCommands } from './store-work';

const ON_EXISTING = ['refuse', 'skip', 'replace'] as const;

/** Adds `animacy store` and its commands to the program. */
export function addStoreCommands(program: Command, io: Io, done: (exitCode: number) => void): void {
  const store = program
    .command('store')
    .description('look after what is kept: check, repair, export, import, back up, shrink, erase, migrate');

  function add(name: StoreCommand | 'backup', description: string): Command {
    return store
      .command(name)
      .description(description)
      .requiredOption('--store <where>', 'a SQLite file, or postgres:URL')
      .option('--json', 'print what came of it as one JSON object');
  }
  const scoped = (name: StoreCommand, description: string) =>
    add(name, description).option('--scope <name>', 'a tenant; again for one inside it', another);
  const destroying = (name: StoreCommand, description: string) =>
    scoped(name, description).option('--yes', 'yes, I mean it');
  const start = async <C extends StoreCommand>(name: C, options: StoreCommands[C]) =>
    done(await runStoreCommand(name, options, io));

  scoped('check', 'look at every record and event; exit code 1 when something is wrong').action(
    (options: StoreCommands['check']) => start('check', options),
  );
  destroying('repair', 'take out what is damaged, and keep it in a file')
    .option('--quarantine <file>', 'where to (default: beside the SQLite file)')
    .action((options: StoreCommands['repair']) => start('repair', options));
  scoped('export', 'write everything down as JSON lines')
    .option('--out <file>', 'where to (default: standard output)')
    .action((options: StoreCommands['export']) => start('export', options));
  destroying('import', 'take an export in')
    .argument('<file>', 'what export has written; - reads standard input')
    .option(
      '--on-existing <how>',
      `what becomes of records that are there: ${ON_EXISTING.join(', ')}`,
      oneOf,
      'refuse',
    )
    .option('--dry-run', 'only tell what would become of it')
    .action((file: string, options: Omit<StoreCommands['import'], 'file'>) =>
      start('import', { ...options, file }),
    );
  add('backup', 'copy a SQLite file while it is in use')
    .requiredOption('--out <file>', 'where to')
    .action(async (options: Parameters<typeof runBackup>[0]) => done(await runBackup(options, io)));
  add('vacuum', 'give back the space of what was removed').action((options: StoreCommands['vacuum']) =>
    start('vacuum', options),
  );
  destroying('trim', 'forget the beginning of histories')
    .option('--keep-events <n>', 'events of each record to keep at most', wholeNumber)
    .option('--keep-days <n>', 'days to keep at most', wholeNumber)
    .action((options: StoreCommands['trim']) => start('trim', options));
  destroying('erase', 'erase a user from sessions, overlays and histories')
    .argument('<userId>', 'as the host has called the user')
    .action((userId: string, options: Omit<StoreCommands['erase'], 'userId'>) =>
      start('erase', { ...options, userId }),
    );
  scoped('migrate', 'rewrite records of older versions now').action((options: StoreCommands['migrate']) =>
    start('migrate', options),
  );
}

function another(value: string, earlier: readonly string[] = []): readonly string[] {
  return [...earlier, value];
}

function oneOf(text: string): (typeof ON_EXISTING)[number] {
  const found = ON_EXISTING.find((word) => word === text);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(`It must be one of ${ON_EXISTING.join(', ')}.`);
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('It must be a whole number from 1.');
}
