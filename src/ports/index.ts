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
  ScanPage,
  ScanRequest,
  Store,
  StoredEvent,
  StoredRecord,
  StoreManifest,
  StreamId,
} from './store';
