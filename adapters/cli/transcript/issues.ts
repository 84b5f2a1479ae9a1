import { EngineError, type InputIssue } from '../../../src/errors';

// A file in the wrong form is wrong on every line; past this many the list helps nobody.
const MOST_LISTED = 20;

/** Gathers what is wrong in a file, so that its author learns of all places at once. */
export class IssueLog {
  readonly #listed: InputIssue[] = [];
  #total = 0;
  #cause: unknown;

  /** Notes one wrong place. The first cause given is the one that the error will carry. */
  add(path: InputIssue['path'], message: string, cause?: unknown): void {
    this.#total += 1;
    this.#cause ??= cause;
    if (this.#listed.length < MOST_LISTED) this.#listed.push({ path, message });
  }

  /** Throws INPUT_INVALID when anything was noted. */
  throwIfAny(fileName = 'The transcript'): void {
    const [first] = this.#listed;
    if (first === undefined) return;
    const more = this.#total > 1 ? ` (and ${this.#total - 1} more)` : '';
    const message = `${fileName} cannot be read: ${first.path.join(' ')}: ${first.message}${more}`;
    const options = this.#cause === undefined ? undefined : { cause: this.#cause };
    throw new EngineError('INPUT_INVALID', message, { issues: this.#listed }, options);
  }
}
