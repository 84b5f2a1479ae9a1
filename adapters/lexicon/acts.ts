/** What somebody does by saying a line, as far as words can show it. */
export type SpeechAct =
  | 'praise'
  | 'credit'
  | 'thanks'
  | 'affection'
  | 'kindness'
  | 'apology'
  | 'comfort'
  | 'relief'
  | 'promise'
  | 'success'
  | 'goodNews'
  | 'sharedJoy'
  | 'insult'
  | 'reproach'
  | 'hostility'
  | 'rejection'
  | 'betrayal'
  | 'harm'
  | 'threat'
  | 'danger'
  | 'loss'
  | 'misfortune'
  | 'condolence'
  | 'distress'
  | 'failure'
  | 'wrong'
  | 'disgust'
  | 'annoyance'
  | 'boredom'
  | 'plea'
  | 'request'
  | 'smallTalk';

/** The appraisal that a speech act stands for, as the character who hears it sees it. */
export interface ActProfile {
  /** How much a full-strength act matters, [0, 1]. */
  readonly relevance: number;
  /** Direction and mildness, [-1, 1]: multiplies the act's strength in the sum that becomes goal congruence. */
  readonly congruence: number;
  readonly expectedness: number;
  readonly controllability: number;
  readonly agency: number;
  readonly norm: number;
  readonly standards: number;
  readonly adjustment: number;
  readonly urgency: number;
}

const profile = (
  relevance: number,
  congruence: number,
  expectedness: number,
  controllability: number,
  agency: number,
  norm: number,
  standards: number,
  adjustment: number,
  urgency: number,
): ActProfile => ({
  relevance,
  congruence,
  expectedness,
  controllability,
  agency,
  norm,
  standards,
  adjustment,
  urgency,
});

/**
 * The profile of every speech act. Columns: relevance, congruence, expectedness, controllability, agency, norm,
 * internal standards, adjustment, urgency. Basis: chosen; the signs follow the appraisal-emotion correlations of
 * Yeo & Ong (2024) for the emotion named at the end of each line, save where the address decides: "you lied" is the
 * character's doing (agency +), "I lied to you" is somebody else's (agency -).
 */
export const ACTS: Readonly<Record<SpeechAct, ActProfile>> = {
  praise: profile(0.7, 1, 0.5, 0.65, 0.7, 0.4, 0.8, 0.7, 0.35), // pride
  credit: profile(0.65, 0.9, 0.5, 0.65, 0.8, 0.45, 0.6, 0.7, 0.35), // pride: the character did something good
  thanks: profile(0.6, 1, 0.5, 0.6, 0.75, 0.6, 0.5, 0.7, 0.3), // pride and warmth: being thanked
  affection: profile(0.8, 1, 0.5, 0.6, -0.3, 0.5, 0.3, 0.7, 0.35), // joy, love
  kindness: profile(0.65, 1, 0.4, 0.5, -0.85, 0.6, 0, 0.65, 0.3), // gratitude
  apology: profile(0.6, 0.6, 0.35, 0.6, -0.7, 0.5, 0, 0.65, 0.3), // relief
  comfort: profile(0.5, 0.6, 0.5, 0.65, -0.35, 0.4, 0, 0.75, 0.2), // relief, hope
  relief: profile(0.55, 0.8, 0.45, 0.6, -0.1, 0.1, 0, 0.7, 0.15), // relief: the bad thing did not happen
  promise: profile(0.5, 0.6, 0.55, 0.55, -0.45, 0.4, 0, 0.65, 0.35), // hope
  success: profile(0.75, 1, 0.45, 0.75, 0.75, 0.2, 0.75, 0.75, 0.45), // pride: the character made it
  goodNews: profile(0.45, 0.9, 0.4, 0.55, -0.2, 0.1, 0, 0.6, 0.4), // joy
  sharedJoy: profile(0.35, 0.7, 0.45, 0.55, -0.25, 0.15, 0, 0.6, 0.35), // joy for somebody else
  insult: profile(0.7, -1, 0.5, 0.42, -1, -0.75, -0.1, 0.5, 0.85), // anger
  reproach: profile(0.75, -0.9, 0.65, 0.6, 0.9, -0.75, -0.7, 0.45, 0.45), // guilt
  hostility: profile(0.8, -1, 0.45, 0.4, -1, -0.65, -0.1, 0.45, 0.85), // anger
  rejection: profile(0.9, -1, 0.35, 0.15, -0.6, -0.3, -0.2, 0.25, 0.45), // sadness, disappointment
  betrayal: profile(0.9, -1, 0.2, 0.35, -0.95, -0.95, 0, 0.35, 0.65), // anger
  harm: profile(0.75, -1, 0.35, 0.35, -0.9, -0.75, 0, 0.4, 0.65), // anger: somebody wrongs the character
  threat: profile(0.9, -1, 0.12, 0.12, -0.4, -0.3, 0, 0.25, 1), // fear
  danger: profile(0.9, -1, 0.1, 0.15, -0.3, -0.05, 0, 0.25, 1), // fear
  loss: profile(0.7, -1, 0.55, 0.05, -0.5, -0.05, 0, 0.25, 0.3), // sadness
  misfortune: profile(0.5, -0.9, 0.45, 0.25, -0.45, -0.1, 0, 0.35, 0.45), // sadness, fear: bad news
  condolence: profile(0.6, -0.3, 0.5, 0.25, -0.5, 0.2, 0, 0.45, 0.25), // sadness, consoled
  distress: profile(0.5, -0.7, 0.45, 0.3, -0.4, -0.05, 0, 0.4, 0.5), // pity: the speaker feels bad
  failure: profile(0.7, -0.9, 0.45, 0.35, 0.55, -0.15, -0.6, 0.4, 0.45), // shame, disappointment
  wrong: profile(0.45, -0.8, 0.45, 0.4, -0.75, -0.6, 0, 0.5, 0.5), // indignation: somebody wrongs somebody else
  disgust: profile(0.5, -0.8, 0.5, 0.5, -0.6, -0.8, 0, 0.5, 0.5), // disgust
  annoyance: profile(0.4, -0.7, 0.5, 0.4, -0.35, -0.2, 0, 0.5, 0.6), // frustration
  boredom: profile(0.2, -0.3, 0.85, 0.5, 0, 0, 0, 0.5, 0.05), // boredom
  plea: profile(0.75, -0.5, 0.35, 0.5, -0.2, 0, 0, 0.5, 0.85), // alarm: somebody needs the character
  request: profile(0.3, 0, 0.5, 0.55, -0.2, 0.05, 0, 0.55, 0.5), // none: something to do
  smallTalk: profile(0.12, 0.2, 0.7, 0.55, 0, 0.1, 0, 0.6, 0.25), // none
};
