/** Past forms that no rule gives: lemma, then its own forms. Regular -s and -ing are always added. */
const IRREGULAR: ReadonlyMap<string, readonly string[]> = new Map(
  `abuse abused|bear bore borne|beat beaten|bite bit bitten|blow blew blown|break broke broken|bring brought|build built|burn burned burnt|
   buy bought|catch caught|choose chose chosen|come came|cost|cut cutting|deal dealt|do did done|draw drew drawn|
   dream dreamed dreamt|drown|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought|find found|fly flew flown|
   forget forgot forgotten forgetting|forgive forgave forgiven|get got gotten getting|give gave given|go went gone|grow grew grown|
   have has had|hide hid hidden|hit hitting|hold held|humiliate humiliated|hurt|keep kept|know knew known|lead led|leave left|
   let letting|lie lied|lose lost|make made|mean meant|meet met|mislead misled|mistreat mistreated|pay paid|put putting|read|
   rebel rebelled rebelling|ride rode ridden|rise rose risen|run ran running|say said|see saw seen|sell sold|send sent|set setting|
   shake shook shaken|shoot shot|show showed shown|shut shutting|sing sang sung|sink sank sunk|sit sat sitting|sleep slept|
   slap slapped slapping|speak spoke spoken|spend spent|split splitting|stand stood|steal stole stolen|stick stuck|sting stung|
   strike struck|swear swore sworn|take took taken|teach taught|tear tore torn|tell told|think thought|throw threw thrown|
   understand understood|upset upsetting|wake woke woken|wear wore worn|win won winning|write wrote written|
   kidnap kidnapped kidnapping|quit quitting|outdo outdid outdone|oversleep overslept|cancel cancelled canceled cancelling`
    .split('|')
    .map((line): [string, readonly string[]] => {
      const [lemma = '', ...forms] = line.trim().split(' ');
      return [lemma, forms];
    }),
);

const DOUBLES = /^[^aeiou]*[aeiou][bdgmnprt]$/;

/**
 * All forms of an English verb: lemma, -s, -ing and its past forms. Regular by rule, the rest from a short list.
 * Total; allocates one array.
 */
export function verbForms(lemma: string): string[] {
  const own = IRREGULAR.get(lemma);
  const sibilant = /(?:[sxzo]|ch|sh)$/.test(lemma);
  const consonantY = /[^aeiou]y$/.test(lemma);
  const doubled = DOUBLES.test(lemma) ? lemma + lemma.slice(-1) : lemma;
  const third = sibilant ? `${lemma}es` : consonantY ? `${lemma.slice(0, -1)}ies` : `${lemma}s`;
  const mute = lemma.endsWith('e') && !/(?:ee|ye|oe|ie)$/.test(lemma);
  const present = lemma.endsWith('ie')
    ? `${lemma.slice(0, -2)}ying`
    : mute
      ? `${lemma.slice(0, -1)}ing`
      : `${doubled}ing`;
  const past = lemma.endsWith('e') ? `${lemma}d` : consonantY ? `${lemma.slice(0, -1)}ied` : `${doubled}ed`;
  return [...new Set(own === undefined ? [lemma, third, present, past] : [lemma, third, present, ...own])];
}

/**
 * The word sequences that a phrase pattern stands for. `~word` is a verb in all its forms, `..` a gap of up to three
 * words; anything else is itself.
 */
export function expandPhrase(phrase: string): string[][] {
  let expanded: string[][] = [[]];
  for (const part of phrase.split(' ')) {
    const choices = part.startsWith('~') ? verbForms(part.slice(1)) : [part];
    expanded = expanded.flatMap((words) => choices.map((choice) => [...words, choice]));
  }
  return expanded;
}

interface Node<T> {
  readonly next: Map<string, Node<T>>;
  readonly values: T[];
}

/** A match: how many words it spans, and what its phrases stand for. */
export interface PhraseMatch<T> {
  readonly length: number;
  readonly values: readonly T[];
}

const GAP = '..';
const WIDEST_GAP = 3;

/**
 * Finds the longest known phrase at a place in a row of words. Work at one place is bounded by the phrases, not by the
 * row, so reading a row is linear. Words live in Maps: `constructor` and `__proto__` are words like any other.
 */
export class PhraseBook<T> {
  readonly #root: Node<T> = { next: new Map(), values: [] };

  /** Adds what a phrase pattern stands for; see {@link expandPhrase} for its spelling. */
  add(phrase: string, value: T): void {
    for (const words of expandPhrase(phrase)) {
      let node = this.#root;
      for (const word of words) {
        let next = node.next.get(word);
        if (next === undefined) {
          next = { next: new Map(), values: [] };
          node.next.set(word, next);
        }
        node = next;
      }
      node.values.push(value);
    }
  }

  /** Whether a phrase begins with this word. */
  begins(word: string): boolean {
    return this.#root.next.has(word);
  }

  /** Every phrase that starts at `at` and ends before `end`, the longest first. */
  matchesAt(words: readonly { readonly text: string }[], at: number, end: number): readonly PhraseMatch<T>[] {
    const first = this.#root.next.get(words[at]?.text ?? '');
    if (first === undefined) return [];
    const found: PhraseMatch<T>[] = [];
    const walk = (node: Node<T>, from: number): void => {
      if (node.values.length > 0) found.push({ length: from - at, values: node.values });
      if (from >= end) return;
      const next = node.next.get(words[from]?.text ?? '');
      if (next !== undefined) walk(next, from + 1);
      const gap = node.next.get(GAP);
      if (gap === undefined) return;
      for (let skipped = 0; skipped <= WIDEST_GAP && from + skipped < end; skipped++) {
        const after = gap.next.get(words[from + skipped]?.text ?? '');
        if (after !== undefined) walk(after, from + skipped + 1);
      }
    };
    walk(first, at + 1);
    return found.length > 1 ? found.sort((a, b) => b.length - a.length) : found;
  }
}
