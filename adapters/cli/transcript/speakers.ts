/**
 * Source of a pattern for one blank. Exports put narrow no-break spaces before AM and PM, which `\s` holds, and
 * invisible direction marks nearly anywhere, which it does not.
 */
export const BLANK = String.raw`[\s\u200e\u200f\u202a-\u202e\u2066-\u2069]`;

const MARKS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const AFTER_COLON = new RegExp(`^${BLANK}?$`);
// A phrase with these in front of its colon is prose, not a name.
const PROSE = /[!?;,"“”]/;
const WORD = /[\p{L}\p{N}]/u;

const LONGEST_PLAIN_NAME = 40;
const LONGEST_CHAT_NAME = 100;

/** A line taken apart at the colon behind its speaker. */
export interface Said {
  readonly speaker: string;
  readonly text: string;
}

/** Whether a line of text holds nothing to read: blank, or a comment that begins with `#`. */
export function isIdle(trimmedLine: string): boolean {
  return trimmedLine === '' || trimmedLine.startsWith('#');
}

// The colon must be followed by a blank, so that 18:05, https:// and :) are left in peace.
function splitAtColon(line: string, longestName: number): Said | undefined {
  const head = line.slice(0, longestName + 2);
  for (let at = head.indexOf(':'); at !== -1 && at <= longestName; at = head.indexOf(':', at + 1)) {
    if (!AFTER_COLON.test(head.charAt(at + 1))) continue;
    const speaker = line.slice(0, at).replace(MARKS, '').trim();
    return speaker === '' ? undefined : { speaker, text: line.slice(at + 1).trim() };
  }
  return undefined;
}

/** Splits what follows the time of a chat line; undefined when nobody speaks there. */
export function splitChat(rest: string): Said | undefined {
  const said = splitAtColon(rest, LONGEST_CHAT_NAME);
  // WhatsApp puts a tilde before names that are not in the address book of the one who exports.
  const speaker = said?.speaker.replace(/^~\s?/, '');
  return said && speaker ? { speaker, text: said.text } : undefined;
}

/** Splits a line without a time, more warily than {@link splitChat}: it may also be the second line of a message. */
export function splitPlain(line: string): Said | undefined {
  const said = splitAtColon(line, LONGEST_PLAIN_NAME);
  return said && WORD.test(said.speaker) && !PROSE.test(said.speaker) ? said : undefined;
}
