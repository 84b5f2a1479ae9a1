export { describeProfile, type ProfileSubject, type ProfileWords } from './profile';
export {
  PROMPT_LENGTHS,
  type PromptData,
  type PromptMoment,
  type PromptSubject,
  promptData,
} from './prompt-data';
export { parseSections, renderSections, type Section } from './sections';
