import type { Outstanding } from './outstanding';

/** What is said of somebody about whom nothing stands out. */
export const GENERIC_TRAITS: readonly string[] = ['balanced'];

const FEWEST = 3;
const MOST = 5;

/**
 * The adjectives that set somebody apart, the strongest first.
 *
 * Model: each domain's strongest word and every word that strikes against its domain, at most five. Where these are fewer
 * than three, the strongest of the others join them until they are three or none is left. Fewer than three happen where
 * only honesty-humility, which has no aspects, or a single aspect stands out. Basis: chosen; domains before their parts,
 * because two words for one domain say less than one word for each of two.
 * @param outstanding as `outstandingWords` orders them
 * @returns one to five different words; {@link GENERIC_TRAITS} if nothing stands out
 * Effects: pure; total.
 */
export function primaryTraits(outstanding: readonly Outstanding[]): readonly string[] {
  const leads = outstanding.filter(
    (one) => one.isStriking || one === outstanding.find(({ domain }) => domain === one.domain),
  );
  const chosen = new Set(leads.slice(0, MOST));
  for (const one of outstanding) {
    if (chosen.size >= FEWEST) break;
    chosen.add(one);
  }
  const words = outstanding.filter((one) => chosen.has(one)).map(({ word }) => word);
  return words.length > 0 ? words : GENERIC_TRAITS;
}
