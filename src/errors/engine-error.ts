import { ERROR_CODES, type ErrorCode } from './codes';

/** One place where a value is wrong: `path` leads to it from the argument that was given. */
export interface InputIssue {
  /** Keys and indices from the outermost value inwards, for example `['personality', 'N']`. */
  readonly path: readonly (string | number)[];
  /** What is wrong there, in English. */
  readonly message: string;
}

/** What an error of each code carries beside its message; codes not listed here carry an empty object. */
export interface ErrorDetails {
  INPUT_INVALID: { readonly issues: readonly InputIssue[] };
  CONFIG_INVALID: { readonly issues: readonly InputIssue[] };
  TIME_REVERSED: { readonly id: string; readonly lastAtMs: number; readonly nowMs: number };
  PRESET_UNKNOWN: {
    readonly issues: readonly InputIssue[];
    readonly preset: string;
    readonly known: readonly string[];
  };
  SESSION_NOT_FOUND: { readonly id: string };
  CHARACTER_NOT_FOUND: { readonly id: string };
  PERSONA_NOT_FOUND: { readonly projectId?: string; readonly id: string };
  PROJECT_NOT_FOUND: { readonly id: string };
  PERSONA_IN_USE: { readonly id: string; readonly characters: number };
  ALREADY_EXISTS: { readonly collection: string; readonly id: string };
  IMAGE_PROVIDER_MISSING: { readonly projectId: string };
  IMAGE_GENERATION_FAILED: { readonly id: string };
  LANGUAGE_MODEL_FAILED: { readonly id: string };
  NAME_TAKEN: { readonly collection: string; readonly name: string };
  APPRAISAL_FAILED: { readonly issues: readonly InputIssue[] };
  STATE_INVALID: { readonly issues: readonly InputIssue[] };
  STATE_VERSION_UNSUPPORTED: { readonly found: number; readonly supported: number };
  RECORD_CORRUPT: { readonly collection?: string; readonly id?: string };
  HISTORY_MISSING: { readonly collection: string; readonly id: string };
  EXPORT_INVALID: { readonly line: number; readonly issues: readonly InputIssue[] };
  REVISION_CONFLICT: { readonly id: string; readonly attempts: number };
  /** `outcome` stands there when what was to be written may have been stored, or not: it was sent, and no answer came. */
  STORE_UNAVAILABLE: { readonly store: string; readonly outcome?: 'unknown' };
  STORE_FAILED: { readonly store: string };
  OUTPUT_IN_USE: { readonly path: string; readonly pid: number };
  POPULATION_FULL: { readonly capacity: number };
  STORE_CAPABILITY_MISSING: { readonly store: string; readonly capability: string };
}

/** The details of an error with code `C`. */
export type DetailsOf<C extends ErrorCode> = C extends keyof ErrorDetails
  ? ErrorDetails[C]
  : Readonly<Record<never, never>>;

// Symbol.for: the ESM and the CJS build each have their own class, and both must recognise each other's errors.
const BRAND = Symbol.for('animacy.EngineError');

/**
 * The one class of errors that the engine throws on purpose.
 * Tell kinds apart with {@link isEngineError} and a code, never with `instanceof`: a program may hold both builds.
 */
export class EngineError<C extends ErrorCode = ErrorCode> extends Error {
  override readonly name = 'EngineError';
  /** Which kind of failure this is. */
  readonly code: C;
  /** What there is to know beside the message; its shape depends on the code. */
  readonly details: DetailsOf<C>;
  /** Whether the same call may succeed later without any change to it. */
  readonly retryable: boolean;

  constructor(
    code: C,
    message: string,
    details: DetailsOf<C>,
    options?: { cause?: unknown; retryable?: boolean },
  ) {
    super(message, options && 'cause' in options ? { cause: options.cause } : undefined);
    this.code = code;
    this.details = details;
    this.retryable = options?.retryable ?? ERROR_CODES[code].retryable;
    Object.defineProperty(this, BRAND, { value: true });
  }

  /** A plain form for logs and wires: no stack, no cause. */
  toJSON(): { code: C; message: string; details: DetailsOf<C>; retryable: boolean } {
    return { code: this.code, message: this.message, details: this.details, retryable: this.retryable };
  }
}

/**
 * Whether a caught value is an error of this engine, and, when a code is given, of that code.
 *
 * @example
 * try { await engine.sessions.state(id); } catch (error) {
 *   if (isEngineError(error, 'SESSION_NOT_FOUND')) return undefined;
 *   throw error;
 * }
 */
export function isEngineError<C extends ErrorCode = ErrorCode>(
  value: unknown,
  code?: C,
): value is EngineError<C> {
  if (typeof value !== 'object' || value === null || !(BRAND in value)) return false;
  return code === undefined || (value as { code?: unknown }).code === code;
}
