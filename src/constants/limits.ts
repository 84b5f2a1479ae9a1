/** Bytes of what a host keeps beside a character or a project, as JSON in UTF-8. Chosen: three prose fields in any script fit. */
export const METADATA_BYTES = 65_536;

/** Bounds of what callers may hand in, and of what the engine does before it gives up. All chosen. */
export const LIMITS = {
  /** Characters of an id. */
  idLength: 200,
  /** Characters of a name. */
  nameLength: 200,
  /** Characters of a role or a language. */
  roleLength: 500,
  /** Characters of a speaking style. */
  speakingStyleLength: 2000,
  /** Characters of what a character has lived through. */
  backgroundLength: 4000,
  /** How deep what a host keeps may be nested. */
  metadataDepth: 16,
  /** Entries of core values and of goals. */
  listLength: 32,
  /** Characters of one core value or goal. */
  entryLength: 500,
  /** Characters of a text that is perceived. */
  textLength: 32_768,
  /** Characters of the situation that is handed in beside a text or an appraisal. */
  contextLength: 4000,
  /** Characters of an event's text that are kept for the prompt. */
  promptTextLength: 1000,
  /** Characters of a persona's description. */
  descriptionLength: 10_000,
  /** Characters of a persona's system prompt. */
  systemPromptLength: 100_000,
  /** Characters of a secret, and of an address. */
  secretLength: 1000,
  urlLength: 2000,
  /** Observations in one call. */
  evidenceLength: 1000,
  /** The largest weight of one observation, in observations. */
  evidenceWeight: 100,
  /** Characters of the word for what an observation came from. */
  triggerLength: 100,
  /** Characters of the reasoning behind an observation. */
  reasoningLength: 2000,
  /** Changes of personality, or entries of a session's history, that one call gives at most, and without being asked for a number. */
  historyLength: 1000,
  defaultHistoryLength: 200,
  /** Significant moments without being asked for a number. */
  defaultMomentsLength: 20,
  /** Characters that one call of `personalities` takes. */
  batchLength: 50,
  /** Days of evidence that are remembered for the daily cap; several, because evidence may be told out of order. */
  changeDays: 8,
  /** How much faster than people a character may learn. */
  plasticity: 10,
  /** How long a manual override of personality is safe from evidence. */
  overrideProtectionMs: 600_000,
  /** The largest count of turns or steps in a snapshot: far beyond any session, with room to go on counting. */
  snapshotCount: 1_000_000_000_000_000,
  /** Bytes of a population that is kept in a store: a quarter of a million characters without traits, in a record that an export can still write as one line. */
  populationBytes: 134_217_728,
  /** Items of one page. */
  pageLength: 100,
  /** Items of one page when the caller names no number. */
  defaultPageLength: 20,
  /** An elapsed time above this many seconds counts as this much: a hundred years, when every feeling has long come home. */
  elapsedSeconds: 3_155_760_000,
  /** How far the clock may read behind the last write before it counts as running backwards. */
  clockSkewMs: 1000,
  /** How often a turn is tried again when other writers win the race for its session. */
  commitAttempts: 12,
  /** Issues that one error lists. */
  issues: 20,
} as const;
