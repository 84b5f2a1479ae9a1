import { EVOLUTION } from '../constants/evolution';
import type { BeliefTrait } from '../constants/traits';
import { traitsOf } from '../evolution/evidence-traits';
import { countedWeight, dampeningOf, isSignificant } from '../evolution/significance';
import { clamp, plainZero } from '../maths/scalar';
import type { CharacterState } from '../schema/character';
import type { CompleteEvidence } from '../schema/evidence';
import type { OverlayState } from '../schema/overlay';
import { Account } from './account';
import type { PersonalityMoment, PersonalityRevised } from './events';
import { characterTime } from './levels';
import { createOverlay } from './overlay';
import { addMoment, momentOf, moveTrait } from './trait-change';

/** What evidence makes of a character. */
export interface Observed {
  readonly character: CharacterState;
  /** The overlays that moved, by user. */
  readonly overlays: ReadonlyMap<string, OverlayState>;
  /** The character's own revision first, then one for each overlay. */
  readonly revisions: readonly PersonalityRevised[];
  readonly moments: readonly PersonalityMoment[];
}

/**
 * Lets evidence move a character: every observation moves the beliefs it bears on by their precision, in the order given.
 *
 * Model: docs/model/evolution.md. An observation with a user moves the character by a share of its weight, then the user's overlay.
 * @param overlays the overlays of the users that the evidence names; one that is missing begins here
 * @param atMs when it was seen; a character whose last change is later stays at that
 * @param options.clockMs what the clock reads when it is told, which protection goes by; `atMs` when absent
 * @param options.sessionId the session it is from
 * Effects: pure; total on valid input. No evidence changes nothing and tells nothing, nor does any to a character without plasticity.
 */
export function observe(
  character: CharacterState,
  overlays: ReadonlyMap<string, OverlayState>,
  evidence: readonly CompleteEvidence[],
  atMs: number,
  { clockMs = atMs, sessionId }: { readonly clockMs?: number; readonly sessionId?: string } = {},
): Observed {
  if (evidence.length === 0 || character.plasticity === 0) {
    return { character, overlays: new Map(), revisions: [], moments: [] };
  }
  const at = characterTime(character, atMs);
  // The cap goes by the day on which evidence counts; for a character that a session has carried ahead of the clock, by the clock's own.
  const seenMs = at > clockMs ? Math.max(atMs, clockMs) : at;
  const own = new Account(character.beliefs, character.days, at, seenMs);
  const others = new Map<string, { readonly account: Account; readonly overlay: OverlayState }>();
  const isProtected = clockMs < (character.protectedUntilMs ?? Number.NEGATIVE_INFINITY);
  const moments: PersonalityMoment[] = [];

  for (const seen of evidence) {
    const { userId } = seen;
    const traits = traitsOf(seen.trait);
    const ownLevel = (trait: BeliefTrait) => own.read(trait).mean;
    const error = seen.value - mean(traits, ownLevel);
    const isMoment = !isProtected && isSignificant(seen.impact, error);
    const weight = countedWeight(seen.weight * (character.plasticity ?? 1), isMoment);
    const push = { seen, isMoment, weight, dampening: isProtected ? 0 : dampeningOf(isMoment), atMs: at };

    for (const trait of traits) {
      const change = moveTrait(trait, ownLevel(trait), own.read(trait).precision, error, {
        ...push,
        weight: userId === undefined ? weight : weight * EVOLUTION.overlayShare.value,
        room: own.roomOf(trait),
      });
      own.note(change, isProtected ? undefined : change.newValue);
    }
    if (isMoment) addMoment(moments, momentOf(character.id, seen, traits, own.changes, at));
    if (userId === undefined) continue;

    let other = others.get(userId);
    if (!other) {
      const overlay = overlays.get(userId) ?? createOverlay(character.id, userId, at);
      other = { account: new Account(overlay.differences, overlay.days, at, seenMs), overlay };
      others.set(userId, other);
    }
    const { account } = other;
    const metLevel = (trait: BeliefTrait) => clamp(ownLevel(trait) + account.read(trait).mean, 0, 1);
    const surprise = seen.value - mean(traits, metLevel);
    for (const trait of traits) {
      const change = moveTrait(trait, metLevel(trait), account.read(trait).precision, surprise, {
        ...push,
        room: account.roomOf(trait),
      });
      account.note(change, isProtected ? undefined : plainZero(change.newValue - ownLevel(trait)));
    }
  }

  const event = {
    type: 'personality.revised',
    characterId: character.id,
    atMs: at,
    ...(sessionId !== undefined && { sessionId }),
  } as const;
  return {
    character: {
      ...character,
      beliefs: own.beliefs(),
      changes: (character.changes ?? 0) + own.changes.length,
      days: own.days(),
    },
    overlays: new Map(
      [...others].map(([userId, { overlay, account }]) => [
        userId,
        {
          ...overlay,
          differences: account.beliefs(),
          changes: overlay.changes + account.changes.length,
          days: account.days(),
        },
      ]),
    ),
    revisions: [
      { ...event, changes: own.changes },
      ...[...others].map(([userId, { account }]) => ({ ...event, userId, changes: account.changes })),
    ],
    moments,
  };
}

function mean(traits: readonly BeliefTrait[], of: (trait: BeliefTrait) => number): number {
  return traits.reduce((sum, trait) => sum + of(trait), 0) / traits.length;
}
