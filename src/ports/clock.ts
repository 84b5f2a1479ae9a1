/** Where the engine gets the time from. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z; finite. */
  now(): number;
}
