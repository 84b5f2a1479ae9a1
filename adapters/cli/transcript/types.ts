/** One thing said or felt, as a transcript holds it. */
export interface TranscriptLine {
  /** Where it begins, counted from 1: a line of the file, or an entry of a JSON array. */
  readonly lineNumber: number;
  /** Who speaks; absent when a JSON row names nobody. */
  readonly speaker?: string;
  /** What is said; absent only when there is an appraisal instead. */
  readonly text?: string;
  /** An appraisal given in the file, under camelCase names, each value checked to be in its range. */
  readonly appraisal?: Readonly<Record<string, number>>;
  /**
   * When it was said, in milliseconds since 1970. A time without a zone is read as UTC, so only the distances between
   * such lines mean anything. Where a file gives times of day only, the first day is 1970-01-01.
   */
  readonly atMs?: number;
  /**
   * Seconds since the line before: as the row says, else derived from the times of the lines, never negative.
   * Absent where the file does not tell, which includes the first line with a time.
   */
  readonly elapsedSeconds?: number;
}

/** `plain`: `Name: text`; `chat`: the same behind a time; `jsonl`: a row per line; `json`: one document. */
export type TranscriptFormat = 'plain' | 'chat' | 'jsonl' | 'json';

/** A conversation as {@link readTranscript} answers it. */
export interface Transcript {
  readonly format: TranscriptFormat;
  readonly lines: readonly TranscriptLine[];
  /** Every name that speaks, in the order of first appearance. */
  readonly speakers: readonly string[];
  /**
   * How many lines were left out because nobody said anything in them: notices and placeholders of the chat app,
   * empty messages. Blank lines and comments are not counted.
   */
  readonly skipped: number;
}

/** What a reader of one form hands back: the lines still without derived pauses. */
export type Reading = Pick<Transcript, 'format' | 'lines' | 'skipped'>;

/** Options of {@link readTranscript}. */
export interface ReadTranscriptOptions {
  /** Names the file in error messages; decides the form only where the content could be either. */
  readonly fileName?: string | undefined;
}
