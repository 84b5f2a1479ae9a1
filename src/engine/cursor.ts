import { EngineError } from '../errors';

const PREFIX = 'after:';

/** A place in a listing as an opaque word that survives a URL. */
export function encodeCursor(position: number): string {
  return btoa(`${PREFIX}${position}`).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
}

/**
 * The place that a cursor names.
 * @throws EngineError INPUT_INVALID when it is none that {@link encodeCursor} made
 */
export function decodeCursor(cursor: string): number {
  const position = positionIn(cursor);
  // Only the one spelling that encodeCursor gives is a cursor.
  if (position === undefined || encodeCursor(position) !== cursor) {
    const issues = [{ path: ['cursor'], message: 'is not a cursor of an earlier page' }];
    throw new EngineError('INPUT_INVALID', 'cursor is not a cursor of an earlier page', { issues });
  }
  return position;
}

function positionIn(cursor: string): number | undefined {
  if (!/^[\w-]+$/.test(cursor)) return undefined;
  try {
    const text = atob(cursor.replace(/-/g, '+').replace(/_/g, '/'));
    if (!text.startsWith(PREFIX)) return undefined;
    const position = Number(text.slice(PREFIX.length));
    return Number.isSafeInteger(position) && position >= 0 ? position : undefined;
  } catch {
    // Not base64 at all: the caller hears of it like of any other forged cursor.
    return undefined;
  }
}
