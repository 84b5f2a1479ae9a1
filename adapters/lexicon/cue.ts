import type { SpeechAct } from './acts';

/** How a cue moves single dimensions, added after the acts have been weighed. Sums are bounded to +-.4 a dimension. */
export interface Shift {
  readonly relevance?: number;
  readonly expectedness?: number;
  readonly controllability?: number;
  readonly agency?: number;
  readonly norm?: number;
  readonly standards?: number;
  readonly adjustment?: number;
  readonly urgency?: number;
}

/**
 * What a word or phrase is evidence of.
 * - `act`: that speech act, whoever is the subject.
 * - `deed`, `attitude`, `trait`, `fault`, `state`: an act that depends on who does it to whom (see `roles.ts`).
 * - `valence`: nothing but a valence, in place of the lexicon's (to silence or correct a word).
 * - `joke`: whatever is bad is weighed less.
 */
export type Sense =
  | { readonly kind: 'act'; readonly act: SpeechAct; readonly strength: number }
  | {
      readonly kind: 'deed' | 'attitude' | 'trait' | 'state';
      readonly good: boolean;
      readonly strength: number;
      /** Breaks trust; without it a bad deed is only harm. */
      readonly treachery?: boolean;
      /** Names a person, so that the bare word addresses the listener ("Idiot!"). */
      readonly person?: boolean;
      /** Said of things it is disgust. */
      readonly foul?: boolean;
      /** Happens without anybody's will too: "the vase broke" accuses nobody. */
      readonly mishap?: boolean;
    }
  | { readonly kind: 'fault'; readonly strength: number }
  | { readonly kind: 'valence'; readonly valence: number }
  | { readonly kind: 'joke' };

/** One list of words and phrases with one meaning; see `expandPhrase` for `~` and `..`. */
export interface CueList {
  readonly sense?: Sense;
  readonly shift?: Shift;
  /** `copula`: only after a form of "to be"; `short`: only at the head of a clause of up to three words. */
  readonly when?: 'copula' | 'short';
  readonly phrases: string;
}
