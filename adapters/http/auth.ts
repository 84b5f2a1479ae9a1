import { EngineError } from '../../src/errors';

/**
 * A key that opens the server. Two keys with the same tenant see the same records; a key without a tenant is alone with its own.
 * With `sha256` (64 hex digits) the server never holds the key itself.
 */
export type ApiKey =
  | string
  | { readonly key: string; readonly tenant?: string | undefined }
  | { readonly sha256: string; readonly tenant?: string | undefined };

/** Whom a request comes from. */
export interface Caller {
  /** Whose records are meant; empty where no key is needed. */
  readonly tenant: string;
  /** What its requests are counted by. */
  readonly account: string;
}

/** Tells whom a key belongs to. */
export interface KeyRing {
  /** The caller behind a key; undefined for a key that opens nothing. Takes as long for a wrong key as for a right one. */
  callerOf(key: string): Promise<Caller | undefined>;
}

const DIGEST = /^[\da-f]{64}$/i;
// What a header can carry without being changed on the way.
const KEY = /^[\x21-\x7e]{1,1000}$/;
// What an engine takes for the name of a scope.
const TENANT = /^[^\p{Cc}\p{Cs}]+$/u;
const TENANT_LENGTH = 200;

/**
 * A ring of keys, kept as digests.
 * @throws EngineError CONFIG_INVALID for a key that no header can carry, a digest that is none, a tenant that no scope can be named after, or
 *   a key given twice
 */
export async function createKeyRing(keys: readonly ApiKey[]): Promise<KeyRing> {
  const held: { readonly digest: Uint8Array; readonly caller: Caller }[] = [];
  const seen = new Set<string>();
  for (const [index, entry] of keys.entries()) {
    const given = typeof entry === 'string' ? { key: entry } : entry;
    const problem = problemOf(given);
    if (problem !== undefined) throw invalid(index, problem);
    const digest = 'sha256' in given ? fromHex(given.sha256) : await sha256(given.key);
    const hex = toHex(digest);
    if (seen.has(hex)) throw invalid(index, 'is given twice');
    seen.add(hex);
    // Half of the digest names the tenant of a lone key: enough to tell keys apart, too little to be one.
    const tenant = given.tenant ?? `key-${hex.slice(0, 32)}`;
    held.push({ digest, caller: { tenant, account: hex } });
  }
  return {
    async callerOf(key) {
      // No key is no key, even if somebody configured the digest of an empty text.
      if (key === '') return undefined;
      const digest = await sha256(key);
      let caller: Caller | undefined;
      for (const entry of held) if (isEqual(digest, entry.digest)) caller = entry.caller;
      return caller;
    },
  };
}

// Options may come from where there are no types: a variable that is not set must not become a key.
function problemOf(entry: Exclude<ApiKey, string>): string | undefined {
  const fits = (value: unknown, form: RegExp) => typeof value === 'string' && form.test(value);
  if (typeof entry !== 'object' || entry === null) return 'must be a key';
  if ('sha256' in entry) {
    if (!fits(entry.sha256, DIGEST)) return 'must be 64 hex digits';
  } else if (!fits(entry.key, KEY)) return 'must be 1 to 1000 printable ASCII characters';
  const { tenant } = entry;
  if (tenant !== undefined && !(fits(tenant, TENANT) && tenant.length <= TENANT_LENGTH)) {
    return 'must have a tenant of 1 to 200 characters without control characters';
  }
  return undefined;
}

/** The key that a request carries in one of the headers of its dialect. */
export function keyOf(
  headers: Headers,
  places: readonly ('authorization' | 'x-api-key')[],
): string | undefined {
  for (const place of places) {
    const value = headers.get(place);
    if (value === null) continue;
    if (place === 'x-api-key') return value;
    const [, token] = /^bearer +(\S+)$/i.exec(value) ?? [];
    if (token !== undefined) return token;
  }
  return undefined;
}

// Every byte is looked at, whatever the ones before it were.
function isEqual(a: Uint8Array, b: Uint8Array): boolean {
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

async function sha256(text: string): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(hex: string): Uint8Array {
  return Uint8Array.from({ length: hex.length / 2 }, (_, i) =>
    Number.parseInt(hex.slice(2 * i, 2 * i + 2), 16),
  );
}

function invalid(index: number, message: string): EngineError<'CONFIG_INVALID'> {
  const issues = [{ path: ['apiKeys', index], message }];
  return new EngineError('CONFIG_INVALID', `apiKeys[${index}] ${message}`, { issues });
}
