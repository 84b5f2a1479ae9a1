/// <reference path="./vader-sentiment.d.ts" />
import { lexicon as vader } from 'vader-sentiment/src/vader_lexicon.js';
import type { Word } from './tokenize';
import { LOWERING, RAISING } from './words';

/** Valences of words on VADER's scale: -4 extremely negative to +4 extremely positive. */
export type Valences = ReadonlyMap<string, number>;

// Single letters and spellings with digits are chat abbreviations of 2014 that collide with ordinary text; faces are ours.
const ordinaryWord = /^[a-z]{2,}$/;

/**
 * The words of the VADER lexicon as a fresh Map, 7,205 of them.
 * Source: Hutto & Gilbert 2014, mean of ten ratings for each word (published), through the package vader-sentiment.
 */
export function vaderValences(): Map<string, number> {
  return new Map(Object.entries(vader).filter(([word]) => ordinaryWord.test(word)));
}

/** Change of |valence| by one degree word: Hutto & Gilbert 2014 (published). */
const DEGREE = 0.293;
/** Change of |valence| by capitals: Hutto & Gilbert 2014 (published). */
const CAPITALS = 0.733;
/** What a degree word one, two and three words away still does: Hutto & Gilbert 2014 (published). */
const FADING = [1, 0.95, 0.9] as const;

/**
 * The strength of a word in its place: its |valence| in the lexicon, raised or lowered by degree words before it,
 * capitals and stretched letters.
 * Model: s' = max(0, s + .293 (raising - lowering words, fading with distance) + .733 [capitals] + .293 [stretched])
 *
 * @param strength in [0, 4]
 * @returns not negative, at most 4 + .293 * 4 + .733
 */
export function strengthInPlace(
  strength: number,
  words: readonly Word[],
  at: number,
  length: number,
): number {
  let sum = strength;
  for (const [distance, share] of FADING.entries()) {
    const i = at - 1 - distance;
    if (words[i + 1]?.breakBefore) break;
    const text = words[i]?.text ?? '';
    if (RAISING.has(text)) sum += DEGREE * share;
    else if (LOWERING.has(text)) sum -= DEGREE * share;
  }
  let loud = false;
  let stretched = false;
  for (let i = at; i < at + length; i++) {
    loud ||= words[i]?.loud === true;
    stretched ||= words[i]?.stretched === true;
  }
  return Math.max(0, sum + (loud ? CAPITALS : 0) + (stretched ? DEGREE : 0));
}
