import type { Sentence, Word } from './tokenize';
import {
  AUXILIARIES,
  CAUSATIVES,
  COPULAS,
  FILLERS,
  FUTURE,
  JOINS,
  NEGATORS,
  PASSES_NEGATION,
  PASSIVES,
  POSSIBLE,
  TAKES_OBJECT,
  UNCOUNTED,
  WISHES,
} from './words';

/**
 * Somebody in a line that is said to the character: `i` and `we` hold the speaker, `you` is the character, `mine` and
 * `yours` are things or people of theirs, `other` is anybody or anything else.
 */
export type Party = 'i' | 'we' | 'you' | 'mine' | 'yours' | 'other' | 'nobody';

/** What can be told of the clause around one word. */
export interface Clause {
  readonly subject: Party;
  /** Whom the word is done to or said of: the next "me", "you", "my" or "your" after it. */
  readonly object: 'me' | 'you' | 'yours' | 'none';
  /** A form of "to be" or the like ascribes the word to its subject. */
  readonly copula: boolean;
  /** The subject suffers the word: "you were robbed". */
  readonly passive: boolean;
  /** Passive, and the word itself has the ending of a participle. */
  readonly participle: boolean;
  readonly future: boolean;
  readonly possible: boolean;
  /** An order or a plea: the clause begins with its verb. */
  readonly imperative: boolean;
  /** "stop <word>" */
  readonly stopped: boolean;
  /** Set when the subject makes somebody feel the word ("you make me sad"). */
  readonly causative: boolean;
  /** Set when the subject only wishes the word to somebody. */
  readonly wished: boolean;
  readonly negated: boolean;
}

const PLAIN_PRONOUNS: ReadonlyMap<string, Party> = new Map([
  ['i', 'i'],
  ['we', 'we'],
  ['he', 'other'],
  ['she', 'other'],
  ['they', 'other'],
]);

const OTHERS =
  'it this that there these those his her their the who what everyone everybody nobody someone somebody people everything something nothing';

/** Words that open a noun phrase, which may be a subject or an object; the word before tells. */
const OPENERS: ReadonlyMap<string, Party> = new Map<string, Party>([
  ['you', 'you'],
  ['your', 'yours'],
  ['my', 'mine'],
  ['our', 'we'],
  ...OTHERS.split(' ').map((word): [string, Party] => [word, 'other']),
]);

/** Places at the head of a sentence where its first noun phrase is still taken for the subject. */
const EARLY = 3;

/**
 * The subject that holds at each word: the nearest one before it in the sentence.
 * @param isVerb whether a word is a form of a verb that takes an object
 * @param names words that stand for the character where a verb follows
 */
export function subjectsOf(
  words: readonly Word[],
  isVerb: (word: string) => boolean,
  names: ReadonlySet<string>,
): readonly Party[] {
  const subjects: Party[] = [];
  let subject: Party = 'nobody';
  words.forEach((word, i) => {
    const before = words[i - 1]?.text ?? '';
    const after = words[i + 1]?.text ?? '';
    const opens = i === 0 || word.breakBefore || JOINS.has(before) || FILLERS.has(before);
    const governed = !AUXILIARIES.has(before) && (TAKES_OBJECT.has(before) || isVerb(before));
    const opener = OPENERS.get(word.text);
    if (names.has(word.text) && AUXILIARIES.has(after)) subject = 'you';
    else if (opener === undefined) subject = PLAIN_PRONOUNS.get(word.text) ?? subject;
    else if (opens || (opener === 'you' && (!governed || AUXILIARIES.has(after)))) subject = opener;
    // Elsewhere in a clause a noun phrase is nearly always an object, save where no subject came before it.
    else if (!governed && subject === 'nobody' && i < EARLY) subject = opener;
    subjects.push(subject);
  });
  return subjects;
}

const OBJECTS: ReadonlyMap<string, 'me' | 'you' | 'yours'> = new Map([
  ['you', 'you'],
  ['yourself', 'you'],
  ['your', 'yours'],
  ['yours', 'yours'],
  ['me', 'me'],
  ['us', 'me'],
  ['my', 'me'],
  ['our', 'me'],
]);

const OBJECT_REACH = 5;

/** How far back a clause is searched: bounded, so that reading stays linear. */
const REACH = 6;

/** Reads the clause around a word or phrase. Each call looks at a bounded number of words. */
export class ClauseReader {
  readonly #words: readonly Word[];
  readonly #subjects: readonly Party[];
  readonly #spent: readonly boolean[];

  /** @param spent words that already belong to a phrase, so that their "not" negates nothing else */
  constructor(sentence: Sentence, subjects: readonly Party[], spent: readonly boolean[]) {
    this.#words = sentence.words;
    this.#subjects = subjects;
    this.#spent = spent;
  }

  /** The clause around the phrase at `at`, `length` words long. */
  read(at: number, length: number): Clause {
    const subject = this.#subjects[at] ?? 'nobody';
    const back = this.#lookBack(at);
    const opening = this.#opening(at);
    const passive = back.passive && !this.#text(at).endsWith('ing');
    return {
      subject,
      object: this.#objectAfter(at, length),
      copula: back.copula,
      passive,
      participle: passive && /e[dn]$/.test(this.#text(at)),
      future: back.future,
      possible: back.possible,
      imperative: subject === 'nobody' && opening.imperative,
      stopped: opening.stopped || back.stopped,
      causative: back.causative,
      wished: back.wished,
      negated: this.#negated(at),
    };
  }

  #text(i: number): string {
    return this.#words[i]?.text ?? '';
  }

  #objectAfter(at: number, length: number): Clause['object'] {
    for (let i = at; i < at + length + OBJECT_REACH && i < this.#words.length; i++) {
      if (i >= at + length && (this.#words[i]?.breakBefore || JOINS.has(this.#text(i)))) return 'none';
      const object = OBJECTS.get(this.#text(i));
      if (object !== undefined && (i > at || length > 1)) return object;
    }
    return 'none';
  }

  #lookBack(at: number): {
    copula: boolean;
    passive: boolean;
    future: boolean;
    possible: boolean;
    stopped: boolean;
    causative: boolean;
    wished: boolean;
  } {
    const found = {
      copula: false,
      passive: false,
      future: false,
      possible: false,
      stopped: false,
      causative: false,
      wished: false,
    };
    const subject = this.#subjects[at];
    for (let i = at - 1; i >= 0 && at - i <= REACH; i--) {
      if (this.#words[i + 1]?.breakBefore) break;
      const text = this.#text(i);
      if (JOINS.has(text) && at - i > 1) break;
      if (at - i <= 4 && COPULAS.has(text)) found.copula = true;
      if (at - i <= 2 && PASSIVES.has(text)) found.passive = true;
      if (FUTURE.has(text)) found.future = true;
      if (POSSIBLE.has(text)) found.possible = true;
      if (text === 'stop' && at - i <= 2) found.stopped = true;
      if (CAUSATIVES.has(text) && at - i <= 4 && OBJECTS.has(this.#text(i + 1))) found.causative = true;
      if (WISHES.has(text)) found.wished = true;
      const changed = this.#subjects[i] !== subject;
      if (changed && !WISHES.has(text)) break;
    }
    return found;
  }

  /** Whether nothing but fillers stands between the head of the clause and `at`. */
  #opening(at: number): { imperative: boolean; stopped: boolean } {
    let stopped = false;
    for (let i = at; i >= 0 && at - i <= REACH; i--) {
      const text = this.#text(i);
      if (text === 'stop') stopped = true;
      const filler = i === at || FILLERS.has(text) || NEGATORS.has(text) || text === 'do' || text === 'stop';
      if (!filler) return { imperative: JOINS.has(text), stopped: false };
      if (i === 0 || this.#words[i]?.breakBefore) return { imperative: true, stopped };
    }
    return { imperative: false, stopped: false };
  }

  #negated(at: number): boolean {
    if (JOINS.has(this.#text(at))) return false;
    let counted = 0;
    const subject = this.#subjects[at];
    for (let i = at - 1; i >= 0 && at - i <= REACH && counted < 3; i--) {
      if (this.#words[i + 1]?.breakBefore) return false;
      const text = this.#text(i);
      if (NEGATORS.has(text) && !this.#spent[i]) {
        const next = this.#text(i + 1);
        // "not only" adds, "never so" and "never been so" heighten
        return !(next === 'only' || next === 'just') && !this.#heightened(i, at);
      }
      if (this.#subjects[i] !== subject && !PASSES_NEGATION.has(text)) return false;
      if (JOINS.has(text) && text !== 'or' && text !== 'that') return false;
      if (!UNCOUNTED.has(text)) counted++;
    }
    return false;
  }

  #heightened(negator: number, at: number): boolean {
    if (this.#text(negator) !== 'never') return false;
    for (let i = negator + 1; i < at; i++)
      if (this.#text(i) === 'so' || this.#text(i) === 'such') return true;
    return this.#text(at).endsWith('er');
  }
}
