import { EngineError, type InputIssue } from '../../src/errors';

/** The longest wait of a timer; a longer one would end at once. */
const LONGEST_TIMEOUT_MS = 2_147_483_647;

/** How long to wait and how often to try again. */
export interface Patience {
  /** Milliseconds after which a call is given up, tries and pauses between them included. */
  readonly timeoutMs?: number | undefined;
  /** How often a call is tried again after a failure that may pass: 408, 409, 429, 5xx, a broken connection. */
  readonly maxRetries?: number | undefined;
}

/** What is wrong with a {@link Patience}. */
export function patienceIssues({ timeoutMs, maxRetries }: Patience): InputIssue[] {
  const issues: InputIssue[] = [];
  if (timeoutMs !== undefined && !(timeoutMs > 0 && timeoutMs <= LONGEST_TIMEOUT_MS))
    issues.push({ path: ['timeoutMs'], message: `must be a number in (0, ${LONGEST_TIMEOUT_MS}]` });
  if (maxRetries !== undefined && !(Number.isSafeInteger(maxRetries) && maxRetries >= 0))
    issues.push({ path: ['maxRetries'], message: 'must be a whole number from 0' });
  return issues;
}

/**
 * Refuses options that cannot be used.
 * @throws EngineError CONFIG_INVALID when there are issues
 */
export function refuse(factory: string, issues: readonly InputIssue[]): void {
  const [first] = issues;
  if (first === undefined) return;
  const said = `${factory}: ${[...first.path, first.message].join(' ')}`;
  throw new EngineError('CONFIG_INVALID', said, { issues });
}
