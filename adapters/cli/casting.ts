import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { type CreateSessionInput, createEngine, type EngineError, isEngineError } from '../../src/index';
import { failedAt, messageOf, usageError } from './failures';
import type { Io } from './io';
import { cleanText } from './terminal-text';

/** Who plays. */
export interface Casting {
  /** What a session of this character is created with. */
  readonly input: CreateSessionInput;
  /** What the character is found again by: its name, else its preset, else its file. */
  readonly who: string;
  /** What it is called: its own name where it has one. */
  readonly name: string;
  /** Changes when the preset is another one, or when the file says something else. */
  readonly fingerprint: string;
}

const DEFAULT_PRESET = 'companion';
// They say which character that exists is meant, which is the program's own affair.
const MISPLACED = ['characterId', 'userId'] as const;

/**
 * Chooses a character by preset, by persona file, or by a file on top of a preset; `companion` when neither is given.
 * Whatever is wrong with it is found here, before any store is touched.
 */
export async function castCharacter(
  choice: { readonly preset?: string | undefined; readonly persona?: string | undefined },
  io: Io,
): Promise<Casting> {
  const { persona } = choice;
  const authored = persona === undefined ? {} : await readPersona(persona, io);
  const preset = choice.preset ?? authored.preset ?? (persona === undefined ? DEFAULT_PRESET : undefined);
  const input: CreateSessionInput = preset === undefined ? authored : { ...authored, preset };
  const named = await tryOut(input, choice);
  const ownName = authored.identity?.name ?? preset ?? (persona && basename(persona, extname(persona)));
  const who = cleanText(ownName ?? '') || 'somebody';
  return { input, who, name: cleanText(named ?? '') || who, fingerprint: fingerprintOf(input) };
}

async function readPersona(path: string, io: Io): Promise<CreateSessionInput> {
  const content = await io.readFile(path).catch((error: unknown) => {
    throw failedAt(path, error);
  });
  let value: unknown;
  try {
    value = JSON.parse(content.replace(/^\ufeff/, ''));
  } catch (cause) {
    throw failedAt(`${path} is not valid JSON`, cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw failedAt(path, new Error('a persona must be a JSON object with identity, personality, goals ...'));
  }
  const misplaced = MISPLACED.find((key) => Object.hasOwn(value, key));
  if (misplaced) throw failedAt(path, new Error(`${misplaced}: has no place in a persona`));
  return value;
}

/** Creates the character once in memory: only the engine knows what it accepts. Answers its name. */
async function tryOut(
  input: CreateSessionInput,
  { persona, preset }: { readonly persona?: string | undefined; readonly preset?: string | undefined },
): Promise<string | undefined> {
  const engine = await createEngine();
  try {
    const session = await engine.sessions.create(input);
    return session.persona.identity.name;
  } catch (error) {
    const isOption = isEngineError(error, 'PRESET_UNKNOWN') && preset !== undefined;
    if (isOption || persona === undefined) throw usageError(messageOf(error), error);
    throw failedAt(persona, isEngineError(error, 'INPUT_INVALID') ? placed(error) : error);
  } finally {
    await engine.close();
  }
}

/** The engine speaks of a session; whoever wrote the file thinks of its keys. */
function placed(error: EngineError<'INPUT_INVALID'>): Error {
  const [first, ...more] = error.details.issues;
  if (!first) return error;
  const place = first.path.length > 0 ? `${first.path.join('.')}: ` : '';
  const rest = more.length > 0 ? ` (and ${more.length} more)` : '';
  return new Error(place + first.message + rest, { cause: error });
}

function fingerprintOf(input: CreateSessionInput): string {
  return createHash('sha256').update(canonicalJson(input)).digest('hex').slice(0, 12);
}

/** JSON that does not depend on the order in which somebody wrote the keys. */
function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_, nested: unknown) => {
    if (typeof nested !== 'object' || nested === null || Array.isArray(nested)) return nested;
    return Object.fromEntries(Object.entries(nested).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
