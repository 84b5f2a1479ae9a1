import { isEngineError } from '../../../../src/errors';
import type { Character } from '../../../../src/index';
import { type RequestIssue, RequestRefused } from '../../failure';
import type { Call } from '../../operation';

/** What is needed to look something up. */
export type Caller = Pick<Call, 'engine' | 'signal'>;

/** The character with an id, or else with a name; undefined when there is none, or none can have that id. */
export async function findAgent({ engine, signal }: Caller, key: string): Promise<Character | undefined> {
  const { characters } = engine;
  return (
    (await unlessRefused(characters.get(key, { signal }))) ??
    (await unlessRefused(characters.getByName(key, { signal })))
  );
}

/**
 * The character that the path of a request names.
 * @throws RequestRefused not-found
 */
export async function agentOf(call: Caller & Pick<Call, 'params'>): Promise<Character> {
  const character = await findAgent(call, call.params['agentId']!);
  if (!character) throw new RequestRefused('not-found', 'agent not found');
  return character;
}

/** What the engine answers, or undefined when it does not take what it is asked for: nothing can be there under an id that is none. */
export async function unlessRefused<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isEngineError(error) && error.code === 'INPUT_INVALID') return undefined;
    throw error;
  }
}

/**
 * What the engine answers to something that is taken from one place of the request.
 * @throws RequestRefused invalid, which names that place, when the engine does not take it
 */
export async function asIn<T>(
  path: RequestIssue['path'],
  value: string | undefined,
  answer: Promise<T>,
): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (!isEngineError(error) || error.code !== 'INPUT_INVALID') throw error;
    const { issues } = error.details as { readonly issues: readonly { readonly message: string }[] };
    throw wrongIn(path, issues[0]?.message ?? error.message, value);
  }
}

/** The refusal of one place of the request. */
export function wrongIn(
  path: RequestIssue['path'],
  message: string,
  value: string | undefined,
): RequestRefused {
  return new RequestRefused('invalid', message, {
    issues: [{ path, message, ...(value !== undefined && value.length <= 100 && { value }) }],
  });
}
