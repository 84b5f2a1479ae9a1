import { ASPECTS, type BeliefTrait, BIG_FIVE, DOMAIN_BELIEFS, type Domain } from '../constants/traits';
import type { CompleteEvidence } from '../schema/evidence';

/** The beliefs that evidence on a trait bears on. Effects: pure. */
export function traitsOf(trait: CompleteEvidence['trait']): readonly BeliefTrait[] {
  if (trait in ASPECTS || trait === 'honestyHumility' || trait === 'H') {
    return [trait === 'H' ? 'honestyHumility' : (trait as BeliefTrait)];
  }
  const domain = trait in BIG_FIVE ? BIG_FIVE[trait as keyof typeof BIG_FIVE] : (trait as Domain);
  return DOMAIN_BELIEFS[domain];
}
