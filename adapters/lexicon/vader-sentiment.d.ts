declare module 'vader-sentiment/src/vader_lexicon.js' {
  /** 7,503 words, abbreviations and emoticons, each with its mean rating in [-4, 4] by ten raters. */
  export const lexicon: Readonly<Record<string, number>>;
}
