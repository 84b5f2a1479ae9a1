import { existsSync } from 'node:fs';
import type { Damage, Engine } from '../../src/index';
import { CliError, EXIT, usageError } from './failures';
import type { Io } from './io';
import type { OpenedStore } from './open-store';
import { type Counter, linesOf, openQuarantine, printLines, writeLines } from './store-files';

/** What every `animacy store` command may be told. */
export interface StoreOptions {
  readonly store: string;
  /** Names of scopes, from the outermost inwards. */
  readonly scope?: readonly string[];
  readonly json?: boolean;
  readonly yes?: boolean;
}

/** What a command of `animacy store` is told beside that. */
export interface StoreCommands {
  check: StoreOptions;
  repair: StoreOptions & { readonly quarantine?: string };
  export: StoreOptions & { readonly out?: string };
  import: StoreOptions & {
    readonly file: string;
    readonly onExisting: 'refuse' | 'skip' | 'replace';
    readonly dryRun?: boolean;
  };
  vacuum: StoreOptions;
  trim: StoreOptions & { readonly keepEvents?: number; readonly keepDays?: number };
  erase: StoreOptions & { readonly userId: string };
  migrate: StoreOptions;
}

/** The name of a command. */
export type StoreCommand = keyof StoreCommands;

/** What a command works with. */
interface Bench {
  readonly engine: Engine;
  readonly opened: OpenedStore;
  readonly io: Io;
  readonly counter: Counter;
  /** What calls of the engine take. */
  readonly call: { readonly signal: AbortSignal; readonly onProgress: (done: number) => void };
}

/** What a command came to. */
interface Outcome {
  readonly exitCode: number;
  /** For people; none where the output is something else already. */
  readonly lines?: readonly string[];
  /** For machines. */
  readonly answer: object;
}

/** Does what a command asks for. */
export type Work<C extends StoreCommand> = (bench: Bench, options: StoreCommands[C]) => Promise<Outcome>;

/** What each command does. */
export const WORKS: { readonly [C in StoreCommand]: Work<C> } = {
  async check({ engine, call }) {
    const answer = await engine.upkeep.repair({ ...call, dryRun: true });
    return {
      exitCode: answer.damages.length > 0 ? EXIT.failure : EXIT.ok,
      lines: [countLine(answer), ...answer.damages.map(damageLine)],
      answer,
    };
  },
  async repair({ engine, opened, call }, { quarantine }) {
    const path = quarantine ?? (opened.path && `${opened.path}.quarantine.jsonl`);
    if (path === undefined) throw usageError('--quarantine: name a file for what is taken out');
    const kept = openQuarantine(path);
    try {
      const answer = await engine.upkeep.repair({ ...call, quarantine: (line) => kept.add(line) });
      const isTaken = answer.damages.some(({ what }) => what !== 'newer');
      const lines = [countLine(answer), ...answer.damages.map(damageLine)];
      return {
        exitCode: EXIT.ok,
        lines: isTaken ? [...lines, `What was taken out is in ${path}.`] : lines,
        answer: { ...answer, quarantine: isTaken ? path : null },
      };
    } finally {
      await kept.close();
    }
  },
  async export({ engine, io, call, counter }, { out, json }) {
    if (out === undefined) {
      if (json) throw usageError('--json: name a file with --out, what is exported is JSON already');
      const isShared = io.stdout.isTTY === true;
      await printLines(io.stdout, engine.upkeep.export(isShared ? { signal: io.signal } : call), io.signal);
      return { exitCode: EXIT.ok, answer: {} };
    }
    if (existsSync(out)) throw new CliError(`${out}: there is a file of that name already`);
    let records = 0;
    const onProgress = (done: number) => {
      records = done;
      counter.show(done);
    };
    await writeLines(out, engine.upkeep.export({ ...call, onProgress }));
    return { exitCode: EXIT.ok, lines: [`${records} records exported to ${out}.`], answer: { records, out } };
  },
  async import({ engine, call }, { file, onExisting, dryRun = false }) {
    // What comes from a file is read twice, so that nothing is written of one that is not whole.
    const isFile = file !== '-';
    const trial = isFile || dryRun;
    const found = trial && (await engine.upkeep.import(linesOf(file), { ...call, onExisting, dryRun: true }));
    const answer =
      found && dryRun ? found : await engine.upkeep.import(linesOf(file), { ...call, onExisting });
    const { created, replaced, skipped } = answer;
    const words = `${created} records created, ${replaced} replaced, ${skipped} left as they were`;
    return {
      exitCode: EXIT.ok,
      lines: [dryRun ? `${words}, had it been in earnest.` : `${words}.`],
      answer: { ...answer, dryRun },
    };
  },
  async vacuum({ engine, io }) {
    await engine.upkeep.vacuum({ signal: io.signal });
    return { exitCode: EXIT.ok, lines: ['The space of what was removed is given back.'], answer: {} };
  },
  async trim({ engine, call }, { keepEvents, keepDays }) {
    if (keepEvents === undefined && keepDays === undefined) {
      throw usageError('trim needs --keep-events, --keep-days or both');
    }
    const bound = {
      ...(keepEvents !== undefined && { keepEvents }),
      ...(keepDays !== undefined && { keepDays }),
    };
    const answer = await engine.upkeep.trim(bound, call);
    return { exitCode: EXIT.ok, lines: [`${answer.events} events forgotten.`], answer };
  },
  async erase({ engine, call }, { userId }) {
    const answer = await engine.upkeep.erase(userId, call);
    const { sessions, characters, overlays, histories } = answer;
    const words = `${sessions} sessions, ${characters} characters and ${overlays} overlays deleted, ${histories} histories rewritten.`;
    return { exitCode: EXIT.ok, lines: [words], answer };
  },
  async migrate({ engine, call }) {
    const answer = await engine.upkeep.migrate(call);
    return { exitCode: EXIT.ok, lines: [`${answer.migrated} records rewritten.`], answer };
  },
};

function countLine(found: { records: number; events: number; damages: readonly Damage[] }): string {
  const { records, events, damages } = found;
  const verdict =
    damages.length === 0
      ? 'nothing is wrong'
      : `${damages.length} ${damages.length === 1 ? 'thing is' : 'things are'} wrong`;
  return `${records} records and ${events} events: ${verdict}.`;
}

const WORDS: Readonly<Record<Damage['what'], string>> = {
  checksum: 'does not match its checksum',
  shape: 'is not what its version promises',
  newer: 'was written by a newer version of animacy, and is left alone',
  event: 'is damaged',
  gap: 'has a history with a gap',
};

function damageLine({ collection, id, what, sequence }: Damage): string {
  const event = sequence === undefined ? '' : `, event ${sequence}`;
  return `${collection} "${id}"${event}: ${WORDS[what]}`;
}
