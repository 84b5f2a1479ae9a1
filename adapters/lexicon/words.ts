/**
 * Small closed word classes of English that the reader needs: contractions, negators, degree words, function words,
 * faces. All lists are our own (basis: chosen); the sizes that belong to Hutto & Gilbert (2014) say so.
 */

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s/).filter(Boolean));

const spelledOut = (lines: readonly string[]): ReadonlyMap<string, readonly string[]> =>
  new Map(
    lines.map((line): [string, readonly string[]] => {
      const [short = '', ...long] = line.split(' ');
      return [short, long];
    }),
  );

/** Chat spellings and irregular contractions, each with the words it stands for. Regular ones are cut by suffix. */
export const SPELLED_OUT = spelledOut([
  "can't can not",
  'cannot can not',
  'cant can not',
  "won't will not",
  'wont will not',
  "shan't shall not",
  "ain't is not",
  'aint is not',
  'dont do not',
  'doesnt does not',
  'didnt did not',
  'isnt is not',
  'arent are not',
  'wasnt was not',
  'werent were not',
  'havent have not',
  'hasnt has not',
  'hadnt had not',
  'couldnt could not',
  'wouldnt would not',
  'shouldnt should not',
  'im i am',
  'ive i have',
  'youre you are',
  'youve you have',
  'youll you will',
  'theyre they are',
  'thats that is',
  'whats what is',
  "let's let us",
  'lets let us',
  "y'all you all",
  'u you',
  'ya you',
  'ur your',
  'gonna going to',
  'wanna want to',
  'gotta got to',
  'gimme give me',
  'lemme let me',
  'dunno do not know',
  'kinda kind of',
  'sorta sort of',
  'cuz because',
  "'cause because",
  'thx thanks',
  'ty thanks',
  'tysm thanks',
  'pls please',
  'plz please',
  'ily i love you',
  'r are',
]);

/** Words after which `'s` is a shortened "is" and not a possessive. */
export const TAKES_IS = set(
  'it he she that this there here what who where how when everything everyone nobody nothing something',
);

/** Words that turn what follows within three counted words. */
export const NEGATORS = set(
  'not never no none nobody nothing neither nor without hardly barely scarcely rarely seldom',
);

/** Function words that do not use up the window of a negation: "not really such a bad idea" is still negated. */
export const UNCOUNTED = set(
  `a an the i you we he she it they me us him them my your his her our their this that these those am is are was were be
   been being do does did have has had will would can could shall should may might must to of for any ever even really
   very so too such quite all at`,
);

/** Verbs through which a negation passes into the clause they govern: "I don't think you are stupid". */
export const PASSES_NEGATION = set(
  'think thought believe believed feel felt say saying said mean meant want wanted sure suppose imagine',
);

/** Words that raise the degree of what follows. Size +.293 per word: Hutto & Gilbert 2014 (published). */
export const RAISING = set(
  `absolutely amazingly awfully badly completely deeply enormously entirely especially exceptionally extremely fabulously
   fully fucking freaking greatly highly hugely incredibly insanely intensely majorly more most particularly pretty purely
   quite really remarkably seriously so such terribly thoroughly too total totally truly tremendously unbelievably
   utterly utter very deadly bloody damn real complete absolute`,
);

/** Words that lower the degree of what follows. Size -.293 per word: Hutto & Gilbert 2014 (published). */
export const LOWERING = set(
  'almost barely bit fairly hardly kinda less little marginally mildly occasionally partly scarcely slightly somewhat sorta sort kind',
);

/** Forms of "to be" and verbs that ascribe a state as "to be" does. */
export const COPULAS = set(
  `am is are was were be been being look looks looked looking seem seems seemed sound sounds sounded feel feels felt become
   becomes became get gets got getting stay stays remain smell smells taste tastes tasted turn turned act acting`,
);

/** Verbs before a participle that make it passive. */
export const PASSIVES = set('am is are was were be been being get gets got getting');

/** Words that make "you <word>" a clause, so that this "you" is its subject. */
export const AUXILIARIES = set(
  `am is are was were be been do does did have has had will would can could shall should may might must never always just
   really still ever not also only even actually already`,
);

/** Words that put a deed into the future. */
export const FUTURE = set('will shall going');

/** Words that make a statement a mere possibility. */
export const POSSIBLE = set('might may could would maybe perhaps possibly should');

/** Words that join clauses; a new subject may stand after them. */
export const JOINS = set(
  `and or but because so then when if while that who which what how why where since until unless though although as than
   whether after before except yet plus however`,
);

/** "but" and its kin: what follows outweighs what stood before. Weights .5 and 1.5: Hutto & Gilbert 2014 (published). */
export const TURNS = set('but however yet although though except');

/** Words at the head of a sentence that say nothing about who acts. */
export const FILLERS = set(
  `oh well hey ok okay please so and look listen honestly yes yeah no yep nope hmm um uh ah right just now actually man dude
   hello hi dear alright seriously then but god wow`,
);

/** Words that take an object: after one of these "you", "it" and "your" are not the subject of what follows. */
export const TAKES_OBJECT = set(
  `to for with of at on in about from by like than without behind beside against after before around near under over into
   tell tells told telling give gives gave giving given show shows showed bring brings brought ask asks asked call calls
   called see sees saw seen seeing meet met find finds found make makes made making let lets need needs needed get gets got
   send sends sent buy buys bought want wants wanted wish wishes wished keep keeps kept owe owes teach taught watch watched
   hear heard know knows knew knowing visit visited follow followed remember remembered take takes took marry married
   promise promised warn warned cost costs`,
);

/** Words that ascribe a feeling to what caused it: "you make me happy". */
export const CAUSATIVES = set('make makes made making drive drives drove driving leave left keep keeps kept');

/** Verbs of wishing: what is wished to somebody is a deed of the one who wishes. */
export const WISHES = set('hope hopes hoping wish wishing');

/** Words that carry no content when goals and values are compared with a text. */
export const STOP_WORDS = set(
  `a an the and or but if of to in on at by for with from as is are was were be been being am do does did have has had will
   would can could shall should may might must not no nor so than then that this these those there here it its i you he she
   we they me him her us them my your his our their mine yours who whom whose which what when where why how all any some
   each every more most other such only own same too very just about into over under again become get make keep take go be
   everyone someone something anything always never good better best want`,
);

/** Emoji of our own choice, by code point, with a valence on the scale of the lexicon. */
export const EMOJI: ReadonlyMap<number, number> = new Map(
  (
    [
      ['😀😃😄😁😊🙂😇🤗😌☺', 1.8],
      ['😂🤣😆😅😜😝😛😉🙃', 1.2],
      ['😍🥰😘🤩🥳🎉❤💕💖💗💙💚💜🧡💛🫶', 2.4],
      ['👍👏🙏💪🌹💐✨🏆🌟', 1.6],
      ['😢😞😔🙁☹😕😟🥺😥😓', -1.7],
      ['😭💔😩😫😖😣', -2.2],
      ['😡🤬😠👿🖕👎', -2.4],
      ['😱😨😰😧😦', -2],
      ['🤢🤮💩', -2.1],
      ['🙄😒😑', -1.2],
    ] as const
  ).flatMap(([faces, valence]) =>
    Array.from(faces, (face): [number, number] => [face.codePointAt(0) ?? 0, valence]),
  ),
);

/** Emoticons of our own choice, two to four characters long, with a valence on the scale of the lexicon. */
export const EMOTICONS: ReadonlyMap<string, number> = new Map(
  (
    [
      [':) :-) =) :] ^^ ^_^ (:', 1.8],
      [':D :-D =D xD XD', 2.2],
      [';) ;-) :P :-P :p ;P', 1],
      ['<3', 2.4],
      [':( :-( =( :[ ):', -1.8],
      [":'( :'-( ;( T_T ;_; T.T", -2.2],
      ['>:( >:-( :@', -2.3],
      [':/ :-/ :\\ :-\\ :| -_- >.<', -1],
      ['</3', -2.2],
    ] as const
  ).flatMap(([faces, valence]) => faces.split(' ').map((face): [string, number] => [face, valence])),
);
