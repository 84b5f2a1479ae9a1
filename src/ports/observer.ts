/** A running span: something that takes time and is being watched. */
export interface Span {
  /** Ends the span; `error` when the work failed. */
  end(error?: unknown): void;
}

/** Where the engine reports what it does. OpenTelemetry's tracer and meter fit behind it in a few lines. */
export interface Observer {
  /** Begins a span, for example `animacy.sessions.perceive`. Attributes never hold texts of users. */
  span?(name: string, attributes: Readonly<Record<string, string | number>>): Span;
  /** Counts something, for example `animacy.commit.conflict`. */
  count?(name: string, by: number): void;
}
