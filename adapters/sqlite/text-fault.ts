import { isWellFormed, type TextFault } from '../../src/ports';
import type { SqliteDatabase } from './database';

const WITH_NUL = 'a\0b';

/** Learns what a database cannot keep of a text: lone surrogates in any case, because it keeps UTF-8, and NUL where its driver cannot read it. */
export function learnTextFault(database: SqliteDatabase): TextFault {
  const read = database.prepare('SELECT char(97, 0, 98)').pluck(true).get();
  return read === WITH_NUL ? findSurrogate : findSurrogateOrNul;
}

function findSurrogate(text: string): string | undefined {
  return isWellFormed(text) ? undefined : 'Must be well-formed Unicode: SQLite cannot keep a lone surrogate.';
}

// The node:sqlite of Node 22 writes a text with NUL whole and reads it only as far as the NUL.
function findSurrogateOrNul(text: string): string | undefined {
  if (text.includes('\0')) return 'Must hold no NUL: this driver of SQLite cannot read it back.';
  return findSurrogate(text);
}
