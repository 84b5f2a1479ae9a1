/** What an appraiser is told about the character whose eyes it looks through. */
export interface AppraiserContext {
  readonly name?: string;
  readonly role?: string;
  readonly language?: string;
  readonly goals: readonly string[];
  readonly coreValues: readonly string[];
  /** How the character feels at this moment, each axis in [-1, 1]. */
  readonly emotion: { readonly valence: number; readonly arousal: number; readonly dominance: number };
  readonly label: string;
  /** The situation around the text, as the caller gave it. */
  readonly situation?: string;
}

/** What an appraiser reads. */
export interface AppraiserInput {
  readonly text: string;
}

/** An appraisal as an appraiser answers it. Dimensions and ranges are those of `Appraisal`; the engine checks them. */
export interface AppraiserAnswer {
  readonly goalRelevance: number;
  readonly goalCongruence: number;
  readonly expectedness: number;
  readonly controllability: number;
  readonly agency: number;
  readonly normCompatibility: number;
  readonly internalStandards?: number | undefined;
  readonly adjustmentPotential?: number | undefined;
  readonly urgency?: number | undefined;
}

/**
 * Turns a text into an appraisal: what happened, seen with the character's goals and values.
 * May be slow and may fail; the engine reports a failure as APPRAISAL_FAILED and changes nothing.
 */
export type Appraiser = (
  input: AppraiserInput,
  context: AppraiserContext,
  signal?: AbortSignal,
) => AppraiserAnswer | Promise<AppraiserAnswer>;
