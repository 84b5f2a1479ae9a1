import { parseSections, renderSections, type Section } from './sections';

/**
 * Sections in two parts, each with a mark of its own, so that the bytes of the first do not change with the second and
 * providers can cache them.
 *
 * Where the mark of one part occurs in the other, which takes an author who saw it or a chance of one in four thousand
 * million, all sections get one mark in common: no text can close a section of either part or open another.
 * @param steady sections that hold for long
 * @param live sections that change from turn to turn
 * Pure; total.
 */
export function renderInParts(steady: readonly Section[], live: readonly Section[]): string {
  const first = renderSections(steady);
  const second = renderSections(live);
  if (first === '' || second === '') return first + second;
  const mixes = first.toLowerCase().includes(markOf(second)) || second.toLowerCase().includes(markOf(first));
  return mixes ? renderSections([...steady, ...live]) : `${first}\n\n${second}`;
}

/**
 * The sections of what {@link renderInParts} made.
 * @returns undefined for what has no sections that can be told apart; some texts that {@link renderInParts} would have written
 * in another way are read too
 * Pure; total.
 */
export function parseInParts(rendered: string): readonly Section[] | undefined {
  const whole = parseSections(rendered);
  if (whole) return whole;
  // The mark that the text ends in stands nowhere in the first part, so that it first occurs in the tag that opens the second.
  const opening = rendered.lastIndexOf('\n\n<', rendered.indexOf(`-${markOf(rendered)}>`));
  if (opening < 0) return undefined;
  const steady = parseSections(rendered.slice(0, opening));
  const live = parseSections(rendered.slice(opening + '\n\n'.length));
  return steady && live && [...steady, ...live];
}

/** The mark of a rendering: the eight digits that its last tag ends in. */
function markOf(rendered: string): string {
  return rendered.slice(-9, -1);
}
