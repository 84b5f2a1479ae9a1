export { createSession, type NewSession } from './create-session';
export { elapse, viewFeeling } from './elapse';
export type {
  PredictionError,
  SessionCreated,
  SessionDeleted,
  SessionElapsed,
  SessionEvent,
  SessionPerceived,
} from './events';
export { type PerceivedEvent, perceive } from './perceive';
export type { Emotion, Mood } from './view';
