import { ACTS, type SpeechAct } from './acts';
import type { CueList, Sense, Shift } from './cue';
import { type Clause, ClauseReader, subjectsOf } from './grammar';
import type { PhraseBook } from './phrases';
import { readRoles } from './roles';
import type { Sentence, TokenizedText } from './tokenize';
import { strengthInPlace, type Valences } from './valence';
import { TURNS } from './words';

/** What a cue list says of each of its phrases. */
export type Cue = Pick<CueList, 'sense' | 'shift' | 'when'>;

/** Everything a text is read with; made once for an appraiser. */
export interface Reader {
  readonly valences: Valences;
  /** Words whose valence the user gave; they beat what the cues say of the bare word's sign. */
  readonly own: Valences;
  readonly phrases: PhraseBook<Cue>;
  /** Words that are a form of a verb with an object. */
  readonly verbs: ReadonlySet<string>;
}

/** A speech act found in a text. */
export interface FoundAct {
  readonly act: SpeechAct;
  /** On the scale of the lexicon, not negative. */
  readonly strength: number;
}

/** What was found in a text. */
export interface Findings {
  readonly acts: readonly FoundAct[];
  readonly shifts: readonly Shift[];
  /** The character is spoken to: "you" or "your" occurs. */
  readonly addressed: boolean;
  readonly questions: number;
  readonly loudWords: number;
}

/** A supposition counts half, as does what a question asks about. Basis: chosen. */
const SUPPOSED = 0.5;
const ASKED = 0.5;
/** Charged words keep more of their charge in a question ("are you stupid?"). Basis: chosen. */
const ASKED_CHARGED = 0.8;
/** "might", "would", "maybe". Basis: chosen. */
const POSSIBLE_SHARE = 0.75;
/** What is left of something bad that is said in jest or with a smile. Basis: chosen. */
const JOKE_SHARE = 0.4;
/** What is left of a wrong of the speaker's own that is told along with an apology. Basis: chosen. */
const CONFESSED_SHARE = 0.3;
const APOLOGETIC = 1;
const CONFESSED: ReadonlySet<SpeechAct> = new Set<SpeechAct>([
  'harm',
  'betrayal',
  'wrong',
  'misfortune',
  'distress',
]);
/** Before and after "but": Hutto & Gilbert 2014 (published). */
const BEFORE_TURN = 0.5;
const AFTER_TURN = 1.5;

function askedShare(sense: Sense, question: boolean): number {
  if (!question) return 1;
  return sense.kind === 'act' || sense.kind === 'trait' ? ASKED_CHARGED : ASKED;
}

/** The cue of a match that holds in this place, if one does. */
function fitting(cues: readonly Cue[], copula: boolean, short: boolean): Cue | undefined {
  return cues.find(
    ({ sense, when }) => sense !== undefined && (when === undefined || (when === 'copula' ? copula : short)),
  );
}

function isGood(sense: Sense): boolean {
  if (sense.kind === 'valence') return sense.valence > 0;
  return 'good' in sense && sense.good;
}

const softened = ({ act, strength }: FoundAct): FoundAct => ({
  act,
  strength: ACTS[act].congruence < 0 ? strength * JOKE_SHARE : strength,
});

const confessed = ({ act, strength }: FoundAct): FoundAct => ({
  act,
  strength: CONFESSED.has(act) ? strength * CONFESSED_SHARE : strength,
});

class SentenceReading {
  readonly acts: { act: SpeechAct; strength: number; at: number }[] = [];
  readonly shifts: Shift[] = [];
  joking = false;
  readonly #sentence: Sentence;
  readonly #reader: Reader;
  readonly #spent: boolean[];
  readonly #clauses: ClauseReader;

  constructor(sentence: Sentence, reader: Reader, names: ReadonlySet<string>) {
    this.#sentence = sentence;
    this.#reader = reader;
    this.#spent = sentence.words.map(() => false);
    const subjects = subjectsOf(sentence.words, (word) => reader.verbs.has(word), names);
    this.#clauses = new ClauseReader(sentence, subjects, this.#spent);
  }

  run(): void {
    const { words } = this.#sentence;
    let end = 0;
    for (let at = 0; at < words.length; ) {
      // Phrases do not reach over a comma.
      if (end <= at) for (end = at + 1; end < words.length && !words[end]?.breakBefore; ) end++;
      let taken = 0;
      for (const match of this.#reader.phrases.matchesAt(words, at, end)) {
        taken = this.#take(at, match.length, match.values, end);
        if (taken > 0) break;
      }
      if (taken === 0) this.#plainWord(at);
      at += Math.max(1, taken);
    }
    for (const valence of this.#sentence.faces)
      this.acts.push({
        act: valence > 0 ? 'sharedJoy' : 'distress',
        strength: Math.abs(valence),
        at: words.length,
      });
    this.#weighTurns();
  }

  /** @returns how many words the phrase used up; 0 when nothing that it stands for holds here */
  #take(at: number, length: number, cues: readonly Cue[], end: number): number {
    const clause = this.#clauses.read(at, length);
    const opensShort = (at === 0 || this.#sentence.words[at]?.breakBefore === true) && end - at <= 3;
    const sense = fitting(cues, clause.copula, opensShort)?.sense;
    const shifts = cues.flatMap(({ shift }) => (shift === undefined ? [] : [shift]));
    if (sense === undefined && shifts.length === 0) return 0;
    this.shifts.push(...shifts);
    this.#spend(at, length);
    if (sense !== undefined) this.#note(this.#overruled(sense, at, length), at, length, clause);
    else if (length === 1) this.#plainWord(at);
    return length;
  }

  /** A word that the user rates otherwise than the cue does means what the user says. */
  #overruled(sense: Sense, at: number, length: number): Sense {
    const own = length === 1 ? this.#reader.own.get(this.#sentence.words[at]?.text ?? '') : undefined;
    if (own === undefined || sense.kind === 'act' || sense.kind === 'joke' || sense.kind === 'fault')
      return sense;
    if (sense.kind !== 'valence' && own !== 0 && sense.good === own > 0) return sense;
    return { kind: 'valence', valence: own };
  }

  #spend(at: number, length: number): void {
    // A lone "no" still denies what follows it; inside a phrase it belongs to the phrase.
    if (length > 1) for (let i = at; i < at + length; i++) this.#spent[i] = true;
  }

  #plainWord(at: number): void {
    const valence = this.#reader.valences.get(this.#sentence.words[at]?.text ?? '');
    if (valence !== undefined && valence !== 0)
      this.#note({ kind: 'valence', valence }, at, 1, this.#clauses.read(at, 1));
  }

  #note(sense: Sense, at: number, length: number, clause: Clause): void {
    if (sense.kind === 'joke') {
      this.joking = true;
      return;
    }
    const { words, question } = this.#sentence;
    const rated = this.#ratedStrength(sense, at, length);
    if (rated === 0) return;
    const { act, share } = readRoles(sense, clause, isGood(sense));
    const strength =
      strengthInPlace(rated, words, at, length) *
      share *
      askedShare(sense, question) *
      (clause.possible ? POSSIBLE_SHARE : 1) *
      (this.#supposed(at) ? SUPPOSED : 1);
    this.acts.push({ act, strength, at });
  }

  /** The strength of a cue: as the user rates its word, else the greater of the list's and the lexicon's. */
  #ratedStrength(sense: Exclude<Sense, { kind: 'joke' }>, at: number, length: number): number {
    if (sense.kind === 'valence') return Math.abs(sense.valence);
    if (sense.kind === 'act' || length > 1) return sense.strength;
    const word = this.#sentence.words[at]?.text ?? '';
    const own = this.#reader.own.get(word);
    return own === undefined
      ? Math.max(sense.strength, Math.abs(this.#reader.valences.get(word) ?? 0))
      : Math.abs(own);
  }

  /** Whether "if" opens the clause; looks back over a bounded number of words. */
  #supposed(at: number): boolean {
    const { words } = this.#sentence;
    for (let i = at; i >= 0 && at - i < 8; i--) {
      if (words[i]?.text === 'if') return true;
      if (words[i]?.breakBefore || words[i]?.text === 'then') return false;
    }
    return false;
  }

  #weighTurns(): void {
    const { words } = this.#sentence;
    let turn = -1;
    words.forEach((word, i) => {
      if (TURNS.has(word.text) && i > 0 && i < words.length - 1) turn = i;
    });
    if (
      turn < 0 ||
      !this.acts.some((found) => found.at > turn) ||
      !this.acts.some((found) => found.at < turn)
    )
      return;
    for (const found of this.acts) found.strength *= found.at < turn ? BEFORE_TURN : AFTER_TURN;
  }
}

/**
 * Finds speech acts, shifts and address in a text. Linear in the text: at each word the work is bounded by the cue
 * lists. Total and pure.
 *
 * @param names first words of the character's name: "Mira is brave" speaks of the character
 */
export function readText(text: TokenizedText, reader: Reader, names: ReadonlySet<string>): Findings {
  const acts: FoundAct[] = [];
  const shifts: Shift[] = [];
  let joking = false;
  let addressed = false;
  let questions = 0;
  let loudWords = 0;
  for (const sentence of text.sentences) {
    const reading = new SentenceReading(sentence, reader, names);
    reading.run();
    for (const { act, strength } of reading.acts) acts.push({ act, strength });
    for (const shift of reading.shifts) shifts.push(shift);
    joking ||= reading.joking || sentence.faces.some((valence) => valence > 0);
    if (sentence.question) questions++;
    for (const word of sentence.words) {
      addressed ||= word.text === 'you' || word.text === 'your';
      if (word.loud) loudWords++;
    }
  }
  const sorry = acts.some(({ act, strength }) => act === 'apology' && strength >= APOLOGETIC);
  const owned = sorry ? acts.map(confessed) : acts;
  return { acts: joking ? owned.map(softened) : owned, shifts, addressed, questions, loudWords };
}
