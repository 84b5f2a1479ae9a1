export type { Appraiser, AppraiserAnswer, AppraiserContext, AppraiserInput } from './appraiser';
export type { Clock } from './clock';
export type { ImageBytes, ImageGenerator, ImageProviderSettings, ImageRequest } from './image-generator';
export type { ChatMessage, LanguageModel } from './language-model';
export type { Observer, Span } from './observer';
export type {
  Change,
  Collection,
  CommitOutcome,
  CommitUnit,
  HistoryRange,
  Kind,
  NameKey,
  NewEvent,
  NewRecord,
  RecordKey,
  Restoration,
  RestoreOutcome,
  ScanPage,
  ScanRequest,
  Store,
  StoredEntry,
  StoredEvent,
  StoredRecord,
  StoreManifest,
  StoreUpkeep,
  StreamId,
  Trim,
} from './store';
export {
  type ChangeLookup,
  checkRestoration,
  checkRestorationTexts,
  checkUnitTexts,
  findConflict,
  findRivals,
  isWellFormed,
  joinKey,
  planUnit,
  type RivalLookup,
  refuseNewParent,
  type TextFault,
} from './unit-rules';
