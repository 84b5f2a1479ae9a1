import type { Retention } from '../../schema/upkeep';
import type { CallOptions } from '../context';
import type { Damage } from './inspect';

/** What calls that walk a store take beside their input. */
export interface ProgressOptions extends CallOptions {
  /** Told how many records are done. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** How an export is taken in. */
export interface ImportOptions extends ProgressOptions {
  /** What becomes of a record that is there already: the import ends with ALREADY_EXISTS, it stays, or it gives way with its history. */
  readonly onExisting: 'refuse' | 'skip' | 'replace';
  /** Checks everything, to the last line, and writes nothing. */
  readonly dryRun?: boolean | undefined;
}

/** What an import came to, in records. */
export interface ImportAnswer {
  /** Those that were not there. */
  readonly created: number;
  readonly replaced: number;
  readonly skipped: number;
  /** Events that came along with those that were created or replaced. */
  readonly events: number;
}

/** How damage is dealt with. */
export type RepairOptions = ProgressOptions &
  (
    | { readonly dryRun: true }
    | {
        readonly dryRun?: false | undefined;
        /**
         * Keeps what is damaged before anything of it is taken out: the record with its whole history, as a line of an export. When it throws,
         * the repair ends, and that record is as it was.
         */
        readonly quarantine: (line: string, damages: readonly Damage[]) => void | Promise<void>;
      }
  );

/** What a repair has found. */
export interface RepairAnswer {
  /** Records and events that were looked at. */
  readonly records: number;
  readonly events: number;
  /** What is wrong, or was. */
  readonly damages: readonly Damage[];
}

/** What was left of a user. */
export interface EraseAnswer {
  /** Sessions that were deleted. */
  readonly sessions: number;
  /** Characters that went with them, because they were made for them alone. */
  readonly characters: number;
  /** Overlays that were deleted; those of characters that went are not counted. */
  readonly overlays: number;
  /** Characters whose history told of the user, and does no longer. */
  readonly histories: number;
}

/**
 * The upkeep of what is stored: of the engine's own scope and of all scopes that lie in it, unless it says otherwise. Every call rejects with
 * STORE_CAPABILITY_MISSING where the store offers no upkeep, with ENGINE_CLOSED, and with what the store throws.
 */
export interface Upkeep {
  /**
   * Writes everything down as JSON, a line at a time, each ending with a line feed: a header, a line for each record with its whole history,
   * and a last line by which a truncated file is noticed. Equal content gives equal bytes, whatever the store; each record is as of one
   * moment, the whole is so only while nobody writes. One record at a time is held in memory.
   * @throws EngineError RECORD_CORRUPT for the first damaged record, which {@link repair} takes out
   */
  export(options?: ProgressOptions): AsyncIterable<string>;
  /**
   * Takes in what {@link export} has written, into the engine's own scope whatever scope it is from. Checksum and shape of each record are checked
   * before it is written, and each is written whole or not at all. That the end is there is known only at the end: a `dryRun` over the same
   * lines first finds everything before anything is written. Nobody is told by events of the engine.
   * @throws EngineError EXPORT_INVALID with the number of the line, STATE_VERSION_UNSUPPORTED, ALREADY_EXISTS, NAME_TAKEN, REVISION_CONFLICT
   */
  import(lines: AsyncIterable<string> | Iterable<string>, options: ImportOptions): Promise<ImportAnswer>;
  /**
   * Erases a user from the engine's own scope, but from no scope in it: deletes the sessions with that user (with what they had gathered, and
   * with characters that were made for them alone) and every overlay, and takes what the user said and what was reasoned of it from the
   * histories of characters. How far the user has moved a character stays, and nobody can tell by whom. Asked again it finds nothing.
   * @throws EngineError INPUT_INVALID; RECORD_CORRUPT when damage may hide something; REVISION_CONFLICT
   */
  erase(userId: string, options?: ProgressOptions): Promise<EraseAnswer>;
  /**
   * Looks at every record and every event. What is damaged is handed to `quarantine` and then taken out: a damaged record goes with its
   * history, an event gives its place to one of type `event.lost`. What a newer release wrote is told of and left alone.
   * @throws EngineError INPUT_INVALID, REVISION_CONFLICT, what `quarantine` throws
   */
  repair(options: RepairOptions): Promise<RepairAnswer>;
  /**
   * Forgets the beginning of every history that is longer than it is to be; the newest event of each stays. Without a bound that of
   * `createEngine` holds.
   * @throws EngineError INPUT_INVALID when there is no bound
   */
  trim(retention?: Retention, options?: ProgressOptions): Promise<{ readonly events: number }>;
  /**
   * Rewrites every record of an older version now; otherwise each is migrated when it is read, and written so with its next change. Raises
   * the revision of what it rewrites by one.
   * @throws EngineError RECORD_CORRUPT, STATE_VERSION_UNSUPPORTED, REVISION_CONFLICT
   */
  migrate(options?: ProgressOptions): Promise<{ readonly migrated: number }>;
  /** Gives back the space of what was removed, where the store has to be asked for that. Concerns the whole store. */
  vacuum(options?: CallOptions): Promise<void>;
}
