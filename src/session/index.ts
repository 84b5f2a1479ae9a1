export { createSession, eventBase, type NewSession } from './create-session';
export { elapse, viewFeeling } from './elapse';
export type {
  PredictionError,
  SessionConsolidated,
  SessionCreated,
  SessionDeleted,
  SessionElapsed,
  SessionEvent,
  SessionPerceived,
} from './events';
export { type PerceivedEvent, perceive } from './perceive';
export type { Emotion, Mood } from './view';
export { isWindowDue, summarise, withoutWindow } from './window';
