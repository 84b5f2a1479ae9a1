import type { PersonalitySnapshot } from '../schema/personality-snapshot';
import type { SessionSnapshot } from '../schema/sessions-api';

/** What is kept of the snapshots that a row began with, beside its lanes. */
export interface Luggage {
  /** Present when it began with a feeling. */
  readonly feeling?: FeelingLuggage | undefined;
  /** Present when it began with a personality that had been lived with. */
  readonly personality?: PersonalityLuggage | undefined;
}

/** What a snapshot of a feeling holds that lanes do not: where its own time stands, and what the last event said. */
export interface FeelingLuggage {
  /** The snapshot's time less the population's, milliseconds. */
  readonly offsetMs: number;
  readonly lastEvent?: SessionSnapshot['lastEvent'];
}

/** What a snapshot of a personality holds that lanes do not. */
export interface PersonalityLuggage {
  /** The snapshot's time less the population's, milliseconds. */
  readonly offsetMs: number;
  /** How far evidence had moved each trait on the days before it came. */
  readonly days?: PersonalitySnapshot['days'];
}
