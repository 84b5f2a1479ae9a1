import { EVOLUTION } from '../constants/evolution';
import { MS_PER_DAY } from '../constants/time';
import { ASPECTS, type BeliefTrait, BIG_FIVE, DOMAIN_BELIEFS, type Domain } from '../constants/traits';
import { isSignificant } from '../evolution/significance';
import { clamp, plainZero } from '../maths/scalar';
import type { CharacterState } from '../schema/character';
import type { CompleteEvidence } from '../schema/evidence';
import type { OverlayState } from '../schema/overlay';
import type { PersonalityMoment, PersonalityRevised, TraitChange } from './events';
import { Ledger } from './ledger';
import { characterTime } from './levels';
import { createOverlay } from './overlay';
import { momentOf, moveTrait } from './trait-change';

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
 * @param atMs when it is told; a character whose last change is later stays at that
 * Effects: pure; total on valid input. No evidence changes nothing and tells nothing.
 */
export function observe(
  character: CharacterState,
  overlays: ReadonlyMap<string, OverlayState>,
  evidence: readonly CompleteEvidence[],
  atMs: number,
  sessionId?: string,
): Observed {
  if (evidence.length === 0) return { character, overlays: new Map(), revisions: [], moments: [] };
  const at = characterTime(character, atMs);
  const own = new Ledger(character.beliefs, at);
  const day = Math.floor(at / MS_PER_DAY);
  const moved: { [T in BeliefTrait]?: number | undefined } = {
    ...(character.day?.index === day && character.day.moved),
  };
  const isProtected = at < (character.protectedUntilMs ?? Number.NEGATIVE_INFINITY);
  const plasticity = character.plasticity ?? 1;
  const changes: TraitChange[] = [];
  const moments: PersonalityMoment[] = [];
  const ledgers = new Map<string, { readonly ledger: Ledger; readonly changes: TraitChange[] }>();

  for (const seen of evidence) {
    const traits = traitsOf(seen.trait);
    const held = mean(traits, (trait) => own.read(trait).mean);
    const significant = isSignificant(seen.impact, seen.value - held);
    const weight = seen.weight * plasticity * (significant ? EVOLUTION.momentWeight.value : 1);
    const dampening = isProtected
      ? 0
      : significant
        ? EVOLUTION.momentDampening.value
        : EVOLUTION.dampening.value;
    const ownWeight = seen.userId === undefined ? weight : weight * EVOLUTION.overlayShare.value;
    const tell = { seen, significant, at };

    for (const trait of traits) {
      const { mean: old, precision } = own.read(trait);
      const room = EVOLUTION.dailyCap.value - (moved[trait] ?? 0);
      const change = moveTrait(old, precision, seen.value - held, ownWeight, dampening, room, trait, tell);
      moved[trait] = (moved[trait] ?? 0) + Math.abs(change.appliedDelta);
      if (!isProtected) own.note(trait, change.newValue, change.posteriorPrecision);
      changes.push(change);
    }

    if (seen.userId !== undefined) {
      let user = ledgers.get(seen.userId);
      if (!user) {
        const overlay = overlays.get(seen.userId) ?? createOverlay(character.id, seen.userId, at);
        user = { ledger: new Ledger(overlay.differences, at), changes: [] };
        ledgers.set(seen.userId, user);
      }
      const { ledger } = user;
      const met = (trait: BeliefTrait) => clamp(own.read(trait).mean + ledger.read(trait).mean, 0, 1);
      const error = seen.value - mean(traits, met);
      for (const trait of traits) {
        const { precision } = ledger.read(trait);
        const room = EVOLUTION.dailyCap.value;
        const change = moveTrait(met(trait), precision, error, weight, dampening, room, trait, tell);
        if (!isProtected) {
          ledger.note(trait, plainZero(change.newValue - own.read(trait).mean), change.posteriorPrecision);
        }
        user.changes.push(change);
      }
    }
    if (significant && !isProtected) moments.push(momentOf(character.id, seen, traits, changes, at));
  }

  const base = { type: 'personality.revised', characterId: character.id, atMs: at } as const;
  const from = sessionId === undefined ? {} : { sessionId };
  const nextOverlays = new Map<string, OverlayState>();
  const revisions: PersonalityRevised[] = [{ ...base, ...from, changes }];
  for (const [userId, { ledger, changes: theirs }] of ledgers) {
    const overlay = overlays.get(userId) ?? createOverlay(character.id, userId, at);
    nextOverlays.set(userId, {
      ...overlay,
      differences: ledger.close(),
      changes: overlay.changes + theirs.length,
    });
    revisions.push({ ...base, ...from, userId, changes: theirs });
  }
  const next: CharacterState = {
    ...character,
    beliefs: own.close(),
    changes: (character.changes ?? 0) + changes.length,
    day: { index: day, moved },
  };
  return { character: next, overlays: nextOverlays, revisions, moments };
}

/** The beliefs that evidence on a trait bears on. */
function traitsOf(trait: CompleteEvidence['trait']): readonly BeliefTrait[] {
  if (trait in ASPECTS || trait === 'honestyHumility' || trait === 'H') {
    return [trait === 'H' ? 'honestyHumility' : (trait as BeliefTrait)];
  }
  const domain = trait in BIG_FIVE ? BIG_FIVE[trait as keyof typeof BIG_FIVE] : (trait as Domain);
  return DOMAIN_BELIEFS[domain];
}

function mean(traits: readonly BeliefTrait[], of: (trait: BeliefTrait) => number): number {
  return traits.reduce((sum, trait) => sum + of(trait), 0) / traits.length;
}
