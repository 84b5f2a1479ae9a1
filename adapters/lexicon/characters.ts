import { EMOTICONS } from './words';

/** What a character does to the words around it. */
export type CharacterClass = 'letter' | 'apostrophe' | 'end' | 'break' | 'gap';

const oneLetter = /[\p{L}\p{N}\p{M}]/u;

/** The class of a code point. Letters are letters, digits and combining marks of any script. */
export function classOf(code: number): CharacterClass {
  if (code < 128) {
    if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57))
      return 'letter';
    if (code === 39) return 'apostrophe';
    if (code === 33 || code === 46 || code === 63 || code === 10) return 'end';
    // A single hyphen, underscore or asterisk joins or decorates words, so it breaks no phrase.
    return code === 32 || code === 45 || code === 9 || code === 95 || code === 42 ? 'gap' : 'break';
  }
  if (code >= 0x300 && code <= 0x36f) return 'letter';
  if (code === 0x2018 || code === 0x2019 || code === 0x2bc || code === 0xff07) return 'apostrophe';
  if (code === 0x2026) return 'end';
  if (code === 0x2013 || code === 0x2014) return 'break';
  if (code === 0x200d || code === 0xfe0f) return 'gap';
  // Emoji and dingbats: named because the test below is slow for long chains of them.
  if ((code >= 0x2600 && code <= 0x27bf) || (code >= 0x1f000 && code <= 0x1faff)) return 'gap';
  return oneLetter.test(String.fromCodePoint(code)) ? 'letter' : 'gap';
}

/** Whether a letter stands at a place of a text; false outside of it. */
export const isLetterAt = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && classOf(text.charCodeAt(at)) === 'letter';

const facesByStart = new Map<string, string[]>();
for (const face of [...EMOTICONS.keys()].sort((a, b) => b.length - a.length))
  facesByStart.set(face.charAt(0), [...(facesByStart.get(face.charAt(0)) ?? []), face]);

/** The longest emoticon at a place of a text, if one stands there apart from letters and from addresses like http://. */
export function emoticonAt(text: string, at: number): string | undefined {
  if (text.charCodeAt(at) > 127) return undefined;
  const faces = facesByStart.get(text.charAt(at));
  if (faces === undefined || (isLetterAt(text, at) && isLetterAt(text, at - 1))) return undefined;
  return faces.find((face) => {
    if (!text.startsWith(face, at)) return false;
    const end = at + face.length;
    const glued = isLetterAt(text, end - 1) && isLetterAt(text, end);
    const address = text.charAt(end - 1) === '/' && text.charAt(end) === '/';
    return !glued && !address;
  });
}
