import { type Observed, overlayId, type PersonalityMoment, type PersonalityRevised } from '../character';
import type { Change, NewEvent } from '../ports';
import { putEvent, putState } from './codec';
import { consolidate } from './consolidate';
import type { EngineEvent } from './emitter';
import type { LoadedCharacter, LoadedOverlay, LoadedSession, Records } from './records';

/** A part of a unit of work: what is to be stored, and what to tell once it is. */
export interface UnitPart {
  readonly changes: readonly Change[];
  readonly events: readonly NewEvent[];
  readonly told: readonly EngineEvent[];
}

/** What the history of a character keeps of a revision: what happened, and all that was held afterwards. */
export interface StoredRevision {
  readonly event: PersonalityRevised;
  readonly moments: readonly PersonalityMoment[];
  /** Beliefs of the character, or differences of the overlay, after it. */
  readonly held: Observed['character']['beliefs'];
}

/**
 * The part of a unit that stores what evidence made of a character and its overlays.
 * @param observed one or several observations in a row, the last of them with the final states
 */
export function observedPart(
  character: LoadedCharacter,
  overlays: ReadonlyMap<string, LoadedOverlay>,
  observed: readonly Observed[],
): UnitPart {
  const last = observed.at(-1)!;
  const touched = new Map(observed.flatMap((one) => [...one.overlays]));
  const changes: Change[] = [putState('character', last.character, character.revision)];
  for (const [userId, state] of touched) {
    changes.push(putState('overlay', state, overlays.get(userId)?.revision ?? 0));
  }
  const events: NewEvent[] = [];
  const told: EngineEvent[] = [];
  for (const { character: after, overlays: afterOverlays, revisions, moments } of observed) {
    for (const event of revisions) {
      const { userId } = event;
      const stored: StoredRevision =
        userId === undefined
          ? { event, moments, held: after.beliefs }
          : { event, moments: [], held: afterOverlays.get(userId)!.differences };
      const stream =
        userId === undefined
          ? ({ collection: 'character', id: event.characterId } as const)
          : ({ collection: 'overlay', id: overlayId(event.characterId, userId) } as const);
      events.push(putEvent(stream, event.type, event.atMs, stored));
    }
    told.push(...revisions, ...moments);
  }
  return { changes, events, told };
}

/** A session after a consolidation that is not stored yet, and what is to be stored of it beside the session itself. */
export interface Consolidation {
  readonly loaded: LoadedSession;
  readonly observed: Observed | undefined;
  readonly part: UnitPart;
}

const NOTHING: UnitPart = { changes: [], events: [], told: [] };

/**
 * Consolidates a session as it was read; undefined when there is nothing to tell, or the window has to wait.
 * @param isLast whether the session ends here
 */
export function consolidateLoaded(
  records: Records,
  loaded: LoadedSession,
  clockMs: number,
  isLast = false,
): Consolidation | undefined {
  const { state, character, overlay } = loaded;
  const life = { session: state, character: character.state, overlay: overlay?.state };
  const told = consolidate(life, clockMs, isLast);
  if (!told) return undefined;
  const { session, observed } = told;
  if (!observed) return { loaded: { ...loaded, state: session }, observed, part: NOTHING };
  const overlays = new Map(overlay ? [[overlay.state.userId, overlay]] : []);
  return {
    loaded: records.changed(loaded, session, observed),
    observed,
    part: observedPart(character, overlays, [observed]),
  };
}

/** The key under which everything that writes a character passes one at a time. */
export function characterKey(id: string): string {
  return `character:${id}`;
}
