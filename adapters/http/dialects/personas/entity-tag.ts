import { isEngineError } from '../../../../src/errors';
import { RequestRefused } from '../../failure';
import { TEXTS } from './failures';

/** A record that counts its writes. */
interface Revised {
  readonly revision: number;
}

/** The header that tells at which revision a record is. */
export function tagged({ revision }: Revised): Readonly<Record<string, string>> {
  return { ETag: `"${revision}"` };
}

/**
 * The revision that a write is to find, when its request names any in `If-Match`.
 * @param read gives the record as it is now; undefined when there is none
 * @returns undefined when any will do
 * @throws RequestRefused 412 when the record is at none of them; 404 when there is no record
 */
export async function matchedRevision(
  headers: Headers,
  read: () => Promise<Revised | undefined>,
): Promise<number | undefined> {
  const wanted = headers.get('if-match')?.trim();
  if (wanted === undefined || wanted === '*') return undefined;
  const record = await read();
  if (!record) throw new RequestRefused('not-found', TEXTS.personaGone);
  // Weak tags never match here: they promise less than a write needs.
  const isMet = wanted.split(',').some((tag) => tag.trim() === tagged(record)['ETag']);
  if (!isMet) throw stale();
  return record.revision;
}

/** Does a write that is bound to a revision. @throws RequestRefused 412 when somebody else was faster */
export async function writeAt<T>(
  expectedRevision: number | undefined,
  write: (options: { readonly expectedRevision: number | undefined }) => Promise<T>,
): Promise<T> {
  try {
    return await write({ expectedRevision });
  } catch (error) {
    if (expectedRevision !== undefined && isEngineError(error, 'REVISION_CONFLICT')) throw stale();
    throw error;
  }
}

function stale(): RequestRefused {
  return new RequestRefused('conflict', TEXTS.stale, { status: 412 });
}
