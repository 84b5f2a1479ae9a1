export type { Disposition } from './affect/disposition';
export type { Dynamics } from './affect/dynamics';
export type { RankedLabel } from './affect/label';
export {
  type CharacterCreated,
  type CharacterDeleted,
  type CharacterEvent,
  type CharacterUpdated,
  type CharacterView,
  createCharacter,
  createOverlay,
  dispositionOf,
  levelsAt,
  type NewCharacter,
  type Observed,
  observe,
  overridePersonality,
  type PersonalityMoment,
  type PersonalityOverridden,
  type PersonalityRestored,
  type PersonalityRevised,
  restorePersonality,
  type TraitChange,
  takePersonalitySnapshot,
  viewCharacter,
} from './character';
export {
  type EmotionLabel,
  type FeltLabel,
  LABEL_NAMES,
  LABELS,
  type LabelDefinition,
} from './constants/affect';
export { APPRAISAL_DIMENSIONS, APPRAISAL_RANGES, type AppraisalDimension } from './constants/appraisal';
export { IMAGE_ROLES, type ImageRole } from './constants/images';
export { METADATA_BYTES } from './constants/limits';
export { IMAGE_BYTES } from './constants/media';
export type { Preset } from './constants/presets';
export {
  ASPECTS,
  type Aspect,
  type BeliefTrait,
  DOMAINS,
  type Domain,
  FACET_NAMES,
  FACETS,
  type Facet,
} from './constants/traits';
export { createEngine } from './create-engine';
export type {
  BigFiveView,
  Character,
  EvolutionRecord,
  PersonalityAnswer,
  PersonalityProfile,
  TraitPrecision,
} from './engine/character-answers';
export type { ObservationAnswer, OverrideAnswer } from './engine/character-turns';
export type {
  CharacterPage,
  Characters,
  OverlayAnswer,
  OverlayPage,
  OverlayView,
  PersonalitySummary,
  TimeMachineAnswer,
} from './engine/characters';
export { type Consolidated, consolidate, type Life } from './engine/consolidate';
export type { CallOptions } from './engine/context';
export type { CreatedCharacter } from './engine/create-character-turn';
export type {
  EngineEvent,
  EngineEvents,
  EngineFlushed,
  Listener,
  ListenerFailed,
  Unsubscribe,
} from './engine/emitter';
export type { Engine } from './engine/engine';
export type { Images, StoredImage } from './engine/images';
export type { PageEnd } from './engine/pages';
export type { Persona } from './engine/persona-answers';
export type { Moment, Shift } from './engine/personality-history';
export type { PersonaPage, PersonaSnapshot, Personas } from './engine/personas';
export type { Populations, StoredPopulation } from './engine/populations';
export type { Presets } from './engine/presets';
export type { CharacterPolicy } from './engine/project-removal';
export type { Project, ProjectPage, Projects, WriteOptions } from './engine/projects';
export type {
  PastFeeling,
  Perception,
  Session,
  SessionStateView,
  SessionSummary,
} from './engine/session-answers';
export type {
  ElapsedEntry,
  OverriddenEntry,
  PerceivedEntry,
  RecordedEmotion,
  RestoredEntry,
  SessionHistoryEntry,
  UnfeltEntry,
} from './engine/session-history';
export type { ConsolidationAnswer } from './engine/session-turns';
export type { SessionPage, Sessions } from './engine/sessions';
export type { Damage, DamageKind } from './engine/upkeep/inspect';
export type {
  EraseAnswer,
  ImportAnswer,
  ImportOptions,
  ProgressOptions,
  RepairAnswer,
  RepairOptions,
  Upkeep,
} from './engine/upkeep/upkeep';
export type { LostUnits } from './engine/write-behind/flusher';
export {
  type DetailsOf,
  EngineError,
  ERROR_CODES,
  type ErrorCode,
  type ErrorDetails,
  type InputIssue,
  isEngineError,
} from './errors';
export {
  PROMPT_LENGTHS,
  type PromptData,
  type PromptMoment,
  type PromptSubject,
  parseSections,
  promptData,
  renderSections,
  type Section,
} from './expression';
export type { Vad } from './maths/vad';
export {
  parseAppraisal,
  parseCharacterState,
  parsePersonalitySnapshot,
  parseSessionSnapshot,
  parseSessionState,
} from './parse-states';
export type {
  PersonaCreated,
  PersonaDeleted,
  PersonaEvent,
  PersonaUpdated,
  PortraitFailed,
  PortraitGenerated,
  ProjectCreated,
  ProjectDeleted,
  ProjectUpdated,
} from './persona/events';
export { type ImageType, imageTypeOf } from './persona/image-type';
export {
  type Appraiser,
  type AppraiserAnswer,
  type AppraiserContext,
  type AppraiserInput,
  type Change,
  type ChangeLookup,
  type ChatMessage,
  type Clock,
  type Collection,
  type CommitOutcome,
  type CommitUnit,
  checkRestoration,
  checkRestorationTexts,
  checkUnitTexts,
  findConflict,
  findRivals,
  type HistoryRange,
  type ImageBytes,
  type ImageGenerator,
  type ImageProviderSettings,
  type ImageRequest,
  isWellFormed,
  type Kind,
  type LanguageModel,
  type NameKey,
  type NewEvent,
  type NewRecord,
  type Observer,
  planUnit,
  type RecordKey,
  type Restoration,
  type RestoreOutcome,
  type RivalLookup,
  refuseNewParent,
  type ScanPage,
  type ScanRequest,
  type Span,
  type Store,
  type StoredEntry,
  type StoredEvent,
  type StoredRecord,
  type StoreManifest,
  type StoreUpkeep,
  type StreamId,
  type TextFault,
  type Trim,
} from './ports';
export type { Appraisal, AppraisalInput } from './schema/appraisal';
export type { CharacterState } from './schema/character';
export type {
  CreateCharacterInput,
  PersonalityQuery,
  UpdatePersonalityInput,
} from './schema/characters-api';
export type { EmotionConfig } from './schema/emotion-config';
export type { EngineOptions } from './schema/engine-options';
export type { CompleteEvidence, Evidence } from './schema/evidence';
export type { Identity } from './schema/identity';
export type { Json, Metadata } from './schema/metadata';
export type { OverlayState } from './schema/overlay';
export type { Blueprint, CreatePersonaInput, PersonaState, UpdatePersonaInput } from './schema/persona';
export type { Facets, Personality } from './schema/personality';
export type { PersonalitySnapshot } from './schema/personality-snapshot';
export type { NextMessageInput, RenderPromptInput } from './schema/personas-api';
export type { CreateProjectInput, ProjectState, UpdateProjectInput } from './schema/project';
export type { CreateSessionInput, ListInput, PerceiveInput, SessionState } from './schema/session';
export type {
  ListSessionsInput,
  OverrideFeelingInput,
  SessionHistoryQuery,
  SessionSnapshot,
} from './schema/sessions-api';
export type { Retention } from './schema/upkeep';
export {
  createSession,
  type Emotion,
  elapse,
  type FeelingOverride,
  isWindowDue,
  type Mood,
  type NewSession,
  overrideFeeling,
  type PerceivedEvent,
  type PredictionError,
  perceive,
  restoreSnapshot,
  type SessionArchived,
  type SessionConsolidated,
  type SessionCreated,
  type SessionDeleted,
  type SessionElapsed,
  type SessionEvent,
  type SessionOverridden,
  type SessionPerceived,
  type SessionRestored,
  type SessionUnarchived,
  takeSnapshot,
  viewFeeling,
} from './session';
export type { AspectLevels, TraitLevels } from './traits/aspects';
export type { TraitBelief, TraitBeliefs } from './traits/beliefs';
