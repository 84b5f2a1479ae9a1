import type { Casting } from './casting';
import type { Moment } from './performance';
import type { ChosenSession } from './session-choice';
import type { Tally } from './tally';
import type { Transcript } from './transcript';

/** What is known before the first line. */
export interface Opening {
  /** The file as it was named, or "standard input". */
  readonly source: string;
  readonly transcript: Transcript;
  readonly casting: Casting;
  readonly chosen: ChosenSession;
  /** The speaker who is the character. */
  readonly as?: string | undefined;
  /** Path of the store. */
  readonly store?: string | undefined;
}

/** What is known after the last line. */
export interface Closing {
  readonly tally: Tally;
  /** How many events the character has perceived in all its runs. */
  readonly turns: number;
  readonly interrupted: boolean;
}

/** Shows a performance, to people or to machines. */
export interface Reporter {
  open(opening: Opening): void;
  show(moment: Moment): void;
  /** Called once, also after a failure; then without a closing. */
  close(closing?: Closing): void;
}
