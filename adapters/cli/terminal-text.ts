import { stripVTControlCharacters } from 'node:util';

const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}]+/gu;
// Bidirectional controls and other characters that are not seen but change how a line is shown. Joiners stay: emoji need them.
const UNSEEN = /(?![\u200c\u200d])\p{Cf}/gu;
const MARKS_PILED_UP = /(?<=\p{M}{3})\p{M}+/gu;
const EAST_ASIAN =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\u4dbf\u4e00-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}]/u;
const EMOJI = /\p{Emoji_Presentation}/u;
// Makes a sign that is also a letter, such as a heart, an emoji.
const EMOJI_SELECTOR = '\ufe0f';
// Most texts, and a hundred times quicker to measure.
const PLAIN = /^\p{ASCII}*$/u;
const GRAPHEMES = new Intl.Segmenter('en', { granularity: 'grapheme' });

// No terminal is wider; what lies behind need not be looked at.
const MOST_SHOWN = 4000;

/**
 * A text that came from outside, as one line that is safe to print: without escape sequences, control characters,
 * bidirectional controls, line breaks and lone surrogates. At most 4,000 characters.
 */
export function cleanText(text: string): string {
  const line = stripVTControlCharacters(text.slice(0, MOST_SHOWN));
  return line
    .replace(CONTROLS, ' ')
    .replace(UNSEEN, '')
    .replace(MARKS_PILED_UP, '')
    .toWellFormed()
    .replace(/ {2,}/g, ' ')
    .trim();
}

/** JSON of a value on one line that is safe to print: what {@link cleanText} would take away is escaped instead. */
export function cleanJson(value: unknown): string {
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, escapeUnits);
}

function escapeUnits(character: string): string {
  return Array.from(
    character.split(''),
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  ).join('');
}

function graphemeWidth(grapheme: string): number {
  const isWide = EAST_ASIAN.test(grapheme) || EMOJI.test(grapheme) || grapheme.includes(EMOJI_SELECTOR);
  return isWide ? 2 : 1;
}

/** How many cells of a terminal a clean text takes. */
export function displayWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const { segment } of GRAPHEMES.segment(text)) width += graphemeWidth(segment);
  return width;
}

/** A clean text in exactly that many cells: cut with an ellipsis, or filled up with blanks. */
export function fitText(text: string, width: number): string {
  if (width <= 0) return '';
  if (text.length <= width && PLAIN.test(text)) return text.padEnd(width);
  let used = 0;
  // Where an ellipsis still fits.
  let end = 0;
  for (const { segment, index } of GRAPHEMES.segment(text)) {
    if (used < width) end = index;
    used += graphemeWidth(segment);
    if (used > width) {
      const cut = text.slice(0, end).trimEnd();
      return `${cut}…${' '.repeat(width - displayWidth(cut) - 1)}`;
    }
  }
  return text + ' '.repeat(width - used);
}
