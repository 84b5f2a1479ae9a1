export { BEHAVIOURS, levelPhrase, type MarkedLevel } from './behaviours';
export { LEVELS, type Level, levelOf, STRENGTHS, type Strength, strengthOf } from './levels';
export { describePersonality } from './personality-text';
export { PHRASES, type Phrase } from './phrases';
export {
  PROMPT_LENGTHS,
  type PromptData,
  type PromptMoment,
  type PromptSubject,
  promptData,
} from './prompt-data';
export { parseSections, renderSections, type Section } from './sections';
