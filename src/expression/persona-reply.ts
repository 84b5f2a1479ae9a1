import { oneLine } from './text';

/** Quotation marks that a model may put around a whole reply. */
const QUOTES: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['“', '”'],
  ['„', '“'],
  ['‘', '’'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
];

// "Ann:)" and "http://" begin with no label.
const COLON = /^(?::(?![()/\\|:-])|：)/u;
const BOLD_COLON = /^(?:[:：]\*\*|\*\*[:：])/u;

// What joins two letters is an apostrophe and closes no quotation.
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu;

/**
 * What a persona says, without what models tend to put around it: blanks at the ends, the persona's name as a label in front
 * (`Ann:`, `**Ann:**`, in any case), and quotation marks around the whole. A reply that only begins and ends with quotations
 * keeps its marks, and so does one with a label that is not the persona's.
 * @param text what the model answered
 * @param name what the persona is called; without it no label is removed
 * @returns a part of the text, trimmed; empty when nothing was said. Cleaning it again changes nothing
 * Pure; total; time grows with the length of the text.
 */
export function cleanReply(text: string, name = ''): string {
  const label = oneLine(name);
  let reply = text.trim();
  // Each round shortens the reply. Labels may be many, but a kind of quotation mark comes off only once.
  for (;;) {
    const inner = withoutLabel(reply, label) ?? withoutQuotes(reply);
    if (inner === undefined) return reply;
    reply = inner.trim();
  }
}

function withoutLabel(reply: string, label: string): string | undefined {
  const isBold = reply.startsWith('**');
  const start = isBold ? '**'.length : 0;
  const end = start + label.length;
  if (label === '' || reply.slice(start, end).toLowerCase() !== label.toLowerCase()) return undefined;
  return (isBold ? BOLD_COLON : COLON).exec(reply.slice(end, end + 4)) === null
    ? undefined
    : reply.slice(end + (isBold ? 3 : 1));
}

function withoutQuotes(reply: string): string | undefined {
  for (const [open, close] of QUOTES) {
    if (reply.length < 2 || !reply.startsWith(open) || !reply.endsWith(close)) continue;
    const inner = reply.slice(1, -1);
    const marks = inner.replace(APOSTROPHE, '');
    // A mark of the same kind inside tells of a quotation that ends before the reply does.
    if (!marks.includes(open) && !marks.includes(close)) return inner;
  }
  return undefined;
}
