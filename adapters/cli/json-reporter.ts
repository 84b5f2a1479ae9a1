import type { Emotion, Mood, SessionStateView } from '../../src/index';
import type { Io } from './io';
import type { Moment } from './performance';
import type { Progress } from './progress';
import type { Closing, Opening, Reporter } from './reporter';
import { cleanJson } from './terminal-text';

const feeling = ({ emotion, mood }: { readonly emotion: Emotion; readonly mood: Mood }) => ({
  emotion: {
    label: emotion.label,
    secondary: emotion.secondary ?? null,
    intensity: emotion.intensity,
    vad: emotion.vad,
  },
  mood: { label: mood.label, vad: mood.vad },
});

const stateOf = (state: SessionStateView) => ({ at: state.at, ...feeling(state) });

/** One JSON object per line on standard output; the keys are described in docs/guide/cli.md and do not change. */
export function createJsonReporter(io: Io, progress: Progress, quiet: boolean): Reporter {
  const write = (value: object) => progress.print(cleanJson(value));
  let sessionId: string;
  return {
    open({ source, transcript, casting, chosen, as, store }: Opening) {
      const { session, remembered } = chosen;
      sessionId = session.id;
      write({
        kind: 'start',
        source,
        format: transcript.format,
        lines: transcript.lines.length,
        skipped: transcript.skipped,
        speakers: transcript.speakers,
        name: casting.name,
        as: as ?? null,
        store: store ?? null,
        sessionId,
        characterId: session.characterId,
        turns: session.turns,
        homeBase: session.config.homeBase,
        remembered: remembered
          ? {
              lastActiveAt: remembered.lastActiveAt,
              awaySeconds: remembered.awaySeconds,
              changed: remembered.changed,
              before: stateOf(remembered.before),
              now: stateOf(remembered.now),
            }
          : null,
      });
    },
    show(moment: Moment) {
      const { number, line, own, elapsedSeconds, appraisal } = moment;
      if (!quiet) {
        write({
          kind: 'line',
          number,
          lineNumber: line.lineNumber,
          at: isoOf(line.atMs),
          elapsedSeconds,
          speaker: line.speaker ?? null,
          text: line.text ?? null,
          own,
          appraisal: appraisal ?? null,
          ...feeling(moment),
        });
      }
      progress.advance(number);
    },
    close(closing?: Closing) {
      if (closing && io.signal.reason !== 'unread') write(endOf(closing, sessionId));
      progress.stop();
    },
  };
}

function endOf({ tally, turns, interrupted }: Closing, sessionId: string): object {
  const { strongest, last } = tally;
  return {
    kind: 'end',
    sessionId,
    interrupted,
    lines: tally.feelings.length,
    perceived: tally.perceived,
    turns,
    strongest: strongest
      ? {
          number: strongest.number,
          lineNumber: strongest.line.lineNumber,
          speaker: strongest.line.speaker ?? null,
          text: strongest.line.text ?? null,
          label: strongest.emotion.label,
          intensity: strongest.emotion.intensity,
        }
      : null,
    labels: tally.labels(),
    ...(last ? feeling(last) : { emotion: null, mood: null }),
  };
}

/** A time of the transcript as ISO 8601. It is read as UTC when the file names no zone. */
function isoOf(atMs: number | undefined): string | null {
  const date = new Date(atMs ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? null : date.toISOString();
}
