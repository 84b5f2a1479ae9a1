import { createDisposition } from '../affect/disposition';
import { type EmotionLabel, type FeltLabel, LABEL_NAMES } from '../constants/affect';
import type { EmotionConfig } from '../schema/emotion-config';
import type { Personality } from '../schema/personality';
import { createSession } from '../session/create-session';
import { perceive } from '../session/perceive';
import type { FacetOffsets } from '../traits/facets';
import { EVENT_BATTERY } from './event-battery';

/** How large a share of events ends in each label; labels that none ends in are absent. */
export type Tendencies = Readonly<Partial<Record<EmotionLabel, number>>>;

/**
 * What a character is prone to feel: the share of {@link EVENT_BATTERY} that it gives each name to.
 *
 * Model: each event is perceived by a new session, at home base and without expectations; shares are of those events that
 * leave a feeling with a name. Computed with the transition that turns are made of, so that it is what the engine does.
 * @returns shares in (0, 1] by falling size, equals in the order of `LABELS`, summing to 1 to 1e-12; nothing for somebody
 * whom no event of the battery moves
 * Effects: pure; total.
 */
export function emotionalTendencies(
  personality: Personality,
  offsets: FacetOffsets,
  config: EmotionConfig,
): Tendencies {
  const disposition = createDisposition(personality, offsets, config);
  const { session } = createSession(
    { id: 'profile', characterId: 'profile', nowMs: 0, seed: 0 },
    disposition,
  );
  const counts = new Map<FeltLabel, number>();
  for (const appraisal of EVENT_BATTERY) {
    const [{ emotion }] = perceive(session, disposition, { appraisal, elapsedSeconds: 0, clockMs: 0 }).events;
    counts.set(emotion.label, (counts.get(emotion.label) ?? 0) + 1);
  }
  const named = EVENT_BATTERY.length - (counts.get('neutral') ?? 0);
  const found = LABEL_NAMES.filter((label) => counts.has(label));
  found.sort((one, other) => counts.get(other)! - counts.get(one)!);
  return Object.fromEntries(found.map((label) => [label, counts.get(label)! / named]));
}
