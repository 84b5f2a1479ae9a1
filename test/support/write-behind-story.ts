import type { Engine, Perception } from '../../src';
import { GIFT, INSULT } from './engine-fixtures';

/** How many sessions the story goes on in, in turn. */
export const SESSIONS = 7;

/** What the story is told with: it is the same whoever tells it. */
export const STORY = {
  clock: { now: () => Date.UTC(2030, 0, 1) },
  seed: 7,
  flushEveryMs: 20,
  maxPending: 150,
} as const;

/** Takes a turn of the story. */
export function playTurn(engine: Engine, id: string, turn: number): Promise<Perception> {
  return engine.sessions.perceive(id, {
    appraisal: turn % 3 === 0 ? INSULT : GIFT,
    elapsedSeconds: 600 + turn,
    text: `turn ${turn}`,
  });
}
