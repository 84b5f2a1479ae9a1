import { z } from 'zod';
import type { Appraisal, Perception } from '../../../../src/index';
import { appraisalToWire, vadSchema, vadToWire, wholeAppraisalSchema } from './wire-feeling';

const text = z.string();

/** Something that a persona remembers. */
export const episodeSchema = z
  .strictObject({
    id: text,
    type: text,
    content: text,
    context: text,
    sourceEntity: text.optional(),
    appraisal: wholeAppraisalSchema,
    intensity: z.number(),
    importance: z.number(),
    timestamp: z.number(),
    emotionSnapshot: vadSchema,
  })
  .meta({ id: 'Episode' });
export type Episode = z.infer<typeof episodeSchema>;

/** What a turn is remembered by. */
export interface Remembered extends EventSource {
  readonly sessionId: string;
  /** The revision of the session that the turn made; it is also the turn's place in the history, since every write of a session is told there. */
  readonly revision: number | string;
  readonly at: string;
  readonly text?: string | undefined;
  readonly appraisal: Appraisal;
  readonly emotion: Pick<Perception['emotion'], 'vad' | 'intensity'>;
}

/** What kind of event it was, and who it came from. */
export interface EventSource {
  readonly type: string;
  readonly sourceEntity?: string | undefined;
}

/** What an event is when nobody says what kind it is. */
export const CHAT_MESSAGE = 'chat_message';

// One word as it is, anything else as a JSON string: a type may be any text, ` from ` and quotes included.
const FIRST_LINE = /^Event: ("(?:[^"\\]|\\.)*"|\S+)(?: from (.*))?$/;
const LINE_ENDS = /[\n\r\u2028\u2029]+/g;

/** The situation of an event in words: what kind it was and who it came from in the first line, then what else is known. */
export function situationOf({ type, sourceEntity }: EventSource, ...more: readonly string[]): string {
  const kind = /^[^\s"]+$/.test(type) ? type : JSON.stringify(type).replace(LINE_ENDS, ' ');
  const source = sourceEntity === undefined ? '' : ` from ${sourceEntity.replace(LINE_ENDS, ' ')}`;
  return [`Event: ${kind}${source}`, ...more].join('\n');
}

/** What {@link situationOf} says an event was; a situation in somebody else's words is that of a chat message. */
export function sourceOf(situation: string | undefined): EventSource {
  const [, kind = CHAT_MESSAGE, sourceEntity] = FIRST_LINE.exec(situation?.split('\n', 1)[0] ?? '') ?? [];
  const type = kind.startsWith('"') ? (JSON.parse(kind) as string) : kind;
  return { type, sourceEntity };
}

/**
 * A turn as an episode. Its importance is the mean of how much it mattered and how strongly it was felt, each in [0, 1]; the source system
 * publishes no formula.
 */
export function episodeOf({
  sessionId,
  revision,
  at,
  text: words,
  type,
  sourceEntity,
  appraisal,
  emotion,
}: Remembered): Episode {
  return {
    id: `${sessionId}:${revision}`,
    type,
    content: words ?? '',
    context: words || type,
    ...(sourceEntity !== undefined && { sourceEntity }),
    appraisal: appraisalToWire(appraisal),
    intensity: emotion.intensity,
    importance: (appraisal.goalRelevance + emotion.intensity) / 2,
    timestamp: Date.parse(at),
    emotionSnapshot: vadToWire(emotion.vad),
  };
}
