/**
 * At most `length` UTF-16 units of a text, with an ellipsis in place of what was cut; no code point is split.
 * What is broken Unicode already is replaced by U+FFFD, because providers refuse requests that contain it.
 * @param length > 0
 */
export function cutText(text: string, length: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= length) return whole;
  const kept = whole.slice(0, length - 1);
  return `${kept.isWellFormed() ? kept : kept.slice(0, -1)}…`;
}
