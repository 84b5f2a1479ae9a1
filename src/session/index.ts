export { archiveSession, unarchiveSession } from './archive';
export { createSession, eventBase, type NewSession } from './create-session';
export { elapse, viewFeeling } from './elapse';
export type {
  PredictionError,
  SessionArchived,
  SessionConsolidated,
  SessionCreated,
  SessionDeleted,
  SessionElapsed,
  SessionEvent,
  SessionOverridden,
  SessionPerceived,
  SessionRestored,
  SessionUnarchived,
} from './events';
export { type FeelingOverride, overrideFeeling } from './override-feeling';
export { type PerceivedEvent, perceive } from './perceive';
export { feelingAt, type Remembered } from './recall';
export { restoreSnapshot, takeSnapshot } from './snapshot';
export { sessionTimeAfter } from './time';
export type { Emotion, Mood } from './view';
export { isWindowDue, summarise, withoutWindow } from './window';
