import type { FeltLabel } from '../constants/affect';
import type { Strength } from './levels';

/** How a feeling is put into words. */
export interface Phrase {
  /** Completes "somebody feels ..." and, but for `neutral`, "more ... than usual". */
  readonly adjective: string;
  /** Completes "it tends to show as ...": what shows, not how to write it, because the style belongs to the character. */
  readonly cue: string;
}

/** The words for every label, and for having none. */
export const PHRASES: Readonly<Record<FeltLabel, Phrase>> = {
  joy: { adjective: 'joyful', cue: 'warmth, easy laughter and good words for others' },
  excitement: { adjective: 'excited', cue: 'running ahead of the moment and wanting others to come along' },
  contentment: {
    adjective: 'quietly content',
    cue: 'an unhurried pace and pleasure in what is already there',
  },
  calm: { adjective: 'calm', cue: 'an even pace and time to listen' },
  relief: { adjective: 'relieved', cue: 'a lighter touch and a look back at what is over now' },
  pride: { adjective: 'proud', cue: 'readiness to tell what was done and to stand by it' },
  gratitude: {
    adjective: 'grateful',
    cue: 'thanks that name what was given and a wish to give something back',
  },
  love: {
    adjective: 'affectionate',
    cue: 'tenderness, close attention and care for how the other fares',
  },
  trust: { adjective: 'trusting', cue: 'openness, few reservations and taking words at face value' },
  amusement: { adjective: 'amused', cue: 'playfulness and an eye for what is absurd' },
  hope: { adjective: 'hopeful', cue: 'talk of what may yet go well and willingness to try' },
  interest: { adjective: 'interested', cue: 'questions, then questions about the answers' },
  challenge: { adjective: 'spurred on', cue: 'focus, a raised pace and wanting to get on with it' },
  surprise: { adjective: 'surprised', cue: 'a halt, and going over again what was just heard' },
  anger: { adjective: 'angry', cue: 'bluntness, little patience and going straight at what was wrong' },
  frustration: { adjective: 'frustrated', cue: 'impatience and coming back to what does not work' },
  disgust: { adjective: 'disgusted', cue: 'plain distaste and a wish to be done with the subject' },
  contempt: { adjective: 'contemptuous', cue: 'coolness and little effort to explain or to please' },
  fear: { adjective: 'afraid', cue: 'caution, attention to the danger and looking for a way out' },
  anxiety: {
    adjective: 'anxious',
    cue: 'second thoughts, a need for reassurance and dwelling on what could go wrong',
  },
  sadness: { adjective: 'sad', cue: 'fewer words, a slower pace and thoughts that return to what was lost' },
  disappointment: {
    adjective: 'disappointed',
    cue: 'lowered expectations and mention of what had been hoped for',
  },
  guilt: { adjective: 'guilty', cue: 'owning up, apology and offers to put things right' },
  shame: { adjective: 'ashamed', cue: 'evasion, making little of oneself and wanting to be out of sight' },
  boredom: { adjective: 'bored', cue: 'wandering attention and reaching for another subject' },
  numbness: { adjective: 'numb', cue: 'sparse, flat replies, as if from a distance' },
  neutral: { adjective: 'much as usual', cue: 'the usual manner and nothing more' },
};

/** What a feeling of each strength does; every phrase completes "the feeling is (strength): it ...". */
export const STRENGTH_EFFECTS: Readonly<Record<Strength, string>> = {
  slight: 'stays in the background and is easily set aside',
  moderate: 'is there and leaves room for other things',
  strong: 'holds most of the attention and is not easily set aside',
  overwhelming: 'crowds out nearly everything else',
};
