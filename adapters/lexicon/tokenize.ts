import { classOf, emoticonAt, isLetterAt } from './characters';
import { spellingOf } from './spelling';
import { EMOJI, EMOTICONS } from './words';

/** One word as it will be looked up, with how it was written. */
export interface Word {
  /** Lower case, NFC, straight apostrophes, contractions taken apart, stretched letters shortened. */
  readonly text: string;
  /** Written in capitals, two letters or more. */
  readonly loud: boolean;
  /** A letter was repeated three times or more ("sooo"). */
  readonly stretched: boolean;
  /** A comma, dash, bracket or the like stands before it. */
  readonly breakBefore: boolean;
}

/** Words up to a full stop, question mark, exclamation mark or line end. */
export interface Sentence {
  readonly words: readonly Word[];
  readonly question: boolean;
  /** Valences of the emoticons and emoji in the sentence, on the scale of the lexicon. */
  readonly faces: readonly number[];
}

/** A text taken apart. */
export interface TokenizedText {
  readonly sentences: readonly Sentence[];
  /** Exclamation marks in the whole text. */
  readonly exclamations: number;
  /** Turns of the scanning loop: never more than the text has code units. */
  readonly steps: number;
}

// Longer words are cut: no entry is that long, and so the work for one word is bounded.
const LONGEST_WORD = 64;
// More faces than this in one sentence add nothing.
const MOST_FACES = 8;

/** Where the word that starts at `start` ends: letters, and apostrophes between letters. */
function endOfWord(text: string, start: number): number {
  let at = start;
  for (;;) {
    const code = text.codePointAt(at);
    if (code === undefined) return at;
    const kind = classOf(code);
    if (kind !== 'letter' && !(kind === 'apostrophe' && isLetterAt(text, at + 1))) return at;
    at += code > 0xffff ? 2 : 1;
  }
}

/** Where the emoticon at `start` ends: ":)))" and ":):):)" are one face. */
function endOfFace(text: string, start: number, face: string): number {
  let at = start;
  while (text.startsWith(face, at)) at += face.length;
  while (text.charAt(at) === face.charAt(face.length - 1)) at++;
  return at;
}

interface OpenSentence extends Sentence {
  readonly words: Word[];
  readonly faces: number[];
  question: boolean;
}

const openSentence = (): OpenSentence => ({ words: [], question: false, faces: [] });

/**
 * Takes a text apart into sentences of words, in one pass and linear time whatever the text is.
 * Total: every string, lone surrogates too, gives a result. No stored state.
 *
 * @param knows whether a word has an entry somewhere; decides how far stretched letters are shortened
 */
export function tokenize(text: string, knows: (word: string) => boolean): TokenizedText {
  const sentences: OpenSentence[] = [];
  let current = openSentence();
  let exclamations = 0;
  let steps = 0;
  let breakBefore = false;
  const isEmpty = (): boolean => current.words.length === 0 && current.faces.length === 0;
  const addFace = (valence: number): void => {
    if (current.faces.length < MOST_FACES) current.faces.push(valence);
  };

  for (let at = 0; at < text.length; steps++) {
    const face = emoticonAt(text, at);
    if (face !== undefined) {
      addFace(EMOTICONS.get(face) ?? 0);
      at = endOfFace(text, at, face);
      continue;
    }
    const code = text.codePointAt(at) ?? 0;
    const kind = classOf(code);
    if (kind === 'letter') {
      const end = endOfWord(text, at);
      const { parts, loud, stretched } = spellingOf(text.slice(at, Math.min(end, at + LONGEST_WORD)), knows);
      for (const part of parts) {
        current.words.push({ text: part, loud, stretched, breakBefore });
        breakBefore = false;
      }
      at = end;
      continue;
    }
    const emoji = EMOJI.get(code);
    if (emoji !== undefined) addFace(emoji);
    if (kind === 'break' || (code === 45 && text.charCodeAt(at + 1) === 45)) breakBefore = true;
    at += code > 0xffff ? 2 : 1;
    if (kind !== 'end') continue;
    if (code === 33) exclamations++;
    if (!isEmpty()) {
      sentences.push(current);
      current = openSentence();
      breakBefore = false;
    }
    const last = sentences.at(-1);
    if (code === 63 && last !== undefined) last.question = true;
  }
  if (!isEmpty()) sentences.push(current);
  return { sentences, exclamations, steps };
}
