import type { Session } from '../../../../src/index';
import { RequestRefused } from '../../failure';
import type { Call } from '../../operation';

/** The session that a path or body names. @throws RequestRefused `not-found`, also for what can be no id */
export async function sessionOf(
  { engine, signal }: Pick<Call, 'engine' | 'signal'>,
  id: string,
): Promise<Session> {
  const session = isId(id) ? await engine.sessions.get(id, { signal }) : undefined;
  if (!session) throw noSession(id);
  return session;
}

/** @throws RequestRefused `not-found` for what can be no id; the engine would call it invalid input */
export function checkedId(id: string): string {
  if (!isId(id)) throw noSession(id);
  return id;
}

/** The refusal for a session that is not there. */
export function noSession(id: string): RequestRefused {
  return new RequestRefused('not-found', `Session not found: ${id.slice(0, 100)}`);
}

function isId(id: string): boolean {
  return id.length > 0 && id.length <= 200 && id.isWellFormed() && !/\p{Cc}/u.test(id);
}

/** The key under which a repeated request counts once, when the client sent one. @throws RequestRefused `invalid` */
export function idempotencyKeyOf({ headers }: Pick<Call, 'headers'>): { readonly idempotencyKey?: string } {
  const key = headers.get('idempotency-key');
  if (key === null) return {};
  // The rule for ids is the engine's for keys.
  if (isId(key)) return { idempotencyKey: key };
  const message = 'must have 1 to 200 characters, none of them a control character';
  const issues = [{ path: ['header', 'Idempotency-Key'], message }];
  throw new RequestRefused('invalid', `Idempotency-Key ${message}`, { issues });
}
