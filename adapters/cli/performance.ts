import { setImmediate as afterPendingEvents } from 'node:timers/promises';
import type { Appraisal, AppraisalInput, Emotion, Engine, Mood } from '../../src/index';
import { failedAt } from './failures';
import type { Transcript, TranscriptLine } from './transcript';

/** One line of a transcript and what the character felt after it. */
export interface Moment {
  /** Counted from 1 over the lines that are played. */
  readonly number: number;
  readonly line: TranscriptLine;
  /** Whether the character said this itself. Then it is perceived only if the file brings an appraisal of it. */
  readonly own: boolean;
  /** Seconds that passed before it, as the character was told. */
  readonly elapsedSeconds: number;
  readonly emotion: Emotion;
  readonly mood: Mood;
  /** How the line looked to the character; absent for what it did not perceive. */
  readonly appraisal?: Appraisal;
}

/** What a performance needs. */
export interface Stage {
  readonly engine: Engine;
  readonly sessionId: string;
  readonly transcript: Transcript;
  /** The speaker who is the character. */
  readonly as?: string | undefined;
  /** Seconds since the character was played last. */
  readonly awaySeconds: number;
  readonly signal: AbortSignal;
}

/** Seconds between two lines of a transcript that does not tell. */
export const USUAL_PAUSE_SECONDS = 5;

// Between two breaths the program hears Ctrl-C and draws its progress.
const BREATH_MS = 40;
// The engine refuses longer texts; of such a line only the beginning is read.
const LONGEST_TEXT = 32_768;

/** Plays a transcript line by line. Ends early, without a word, when the signal is aborted. */
export async function* perform(stage: Stage): AsyncGenerator<Moment> {
  const { transcript, as, awaySeconds, signal } = stage;
  let breathedAt = performance.now();
  for (const [index, line] of transcript.lines.entries()) {
    if (performance.now() - breathedAt > BREATH_MS) {
      await afterPendingEvents();
      breathedAt = performance.now();
    }
    if (signal.aborted) return;
    const pause = line.elapsedSeconds ?? (index === 0 ? 0 : USUAL_PAUSE_SECONDS);
    const elapsedSeconds = index === 0 ? awaySeconds + pause : pause;
    const own = as !== undefined && line.speaker !== undefined && isSameName(line.speaker, as);
    yield { number: index + 1, line, own, elapsedSeconds, ...(await live(stage, line, own, elapsedSeconds)) };
  }
}

async function live(
  { engine, sessionId, transcript }: Stage,
  line: TranscriptLine,
  own: boolean,
  elapsedSeconds: number,
): Promise<Pick<Moment, 'emotion' | 'mood' | 'appraisal'>> {
  const text = perceivable(line.text);
  // The transcript has checked names, ranges and completeness.
  const given = line.appraisal as AppraisalInput | undefined;
  try {
    if (given === undefined && (own || text === '')) {
      const { emotion, mood } = await engine.sessions.tick(sessionId, elapsedSeconds);
      return { emotion, mood };
    }
    const { emotion, mood, appraisal } = await engine.sessions.perceive(sessionId, {
      ...(text !== '' && { text }),
      ...(given && { appraisal: given }),
      elapsedSeconds,
    });
    return { emotion, mood, appraisal };
  } catch (error) {
    throw failedAt(`${transcript.format === 'json' ? 'entry' : 'line'} ${line.lineNumber}`, error);
  }
}

/** What of a text the engine takes: JSON can smuggle in NUL and broken Unicode. */
function perceivable(text = ''): string {
  return text.replaceAll('\0', '').slice(0, LONGEST_TEXT).toWellFormed();
}

/** Whether two names are the same to a reader. */
export function isSameName(a: string, b: string): boolean {
  return plainName(a) === plainName(b);
}

function plainName(name: string): string {
  return name.trim().normalize('NFC').toLowerCase();
}
