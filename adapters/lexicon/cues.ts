import type { CueList } from './cue';
import { BAD_ACT_CUES } from './cues-acts-bad';
import { GOOD_ACT_CUES } from './cues-acts-good';
import { MISFORTUNE_CUES } from './cues-misfortunes';
import { SHIFT_CUES, VALENCE_CUES } from './cues-moves';
import { DEED_CUES, TRAIT_CUES } from './cues-roles';

/*
 * Every list is our own and every number chosen: strengths are on the scale of the lexicon, 0 to 4, and hold where the
 * lexicon rates the word lower or not at all. Phrases are separated by commas.
 */

/** All lists, in the order in which a phrase that stands in several of them is read: the first sense that fits wins. */
export const CUE_LISTS: readonly CueList[] = [
  ...GOOD_ACT_CUES,
  ...BAD_ACT_CUES,
  ...MISFORTUNE_CUES,
  ...TRAIT_CUES,
  ...DEED_CUES,
  ...SHIFT_CUES,
  ...VALENCE_CUES,
];

/** What breaks or keeps a value that a character may hold: its name, then the words that touch it. Ours, chosen. */
export const VALUE_FAMILIES: readonly string[] = [
  'honesty honest truth true lie lied lying lies liar deceive deceived cheat cheated fake pretend secret trick tricked dishonest',
  'loyalty loyal faithful trust betray betrayed traitor abandon abandoned leave left backstab behind cheat cheated',
  'kindness kind compassion mercy cruel cruelty mean hurt mock bully humiliate heartless gentle',
  'fairness fair justice equality just unfair unjust cheat cheated steal stole stolen corrupt injustice rules',
  'freedom free liberty prison cage locked slave order obey control forbid forbidden forced',
  'family mother father mom mum dad sister brother daughter son child children parents wife husband home',
  'courage brave bravery coward cowardly fear afraid flee hide hero',
  'respect dignity honor honour rude insult mock humiliate disrespect shame disrespectful polite',
  'friendship friend friends companion together alone abandon abandoned enemy',
  'peace nonviolence violence war kill killed murder fight attack weapon blood harm',
  'nature animals animal forest river trees burn burned pollute poison hunt kill killed',
  'duty responsibility responsible promise promised oath late forgot irresponsible job task careless reliable',
  'knowledge learning wisdom curiosity learn book books ignorant stupid study truth science',
  'order discipline clean mess chaos dirty late sloppy rules broke careless',
];
