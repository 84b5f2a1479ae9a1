export { nextMessageRequest } from './next-message';
export { renderPersonaPrompt } from './persona-prompt';
export { cleanReply } from './persona-reply';
export { describePersonality } from './personality-text';
export { portraitPrompt } from './portrait-prompt';
export { describeProfile, type ProfileSubject, type ProfileWords } from './profile';
export {
  PROMPT_LENGTHS,
  type PromptData,
  type PromptMoment,
  type PromptSubject,
  promptData,
} from './prompt-data';
export { parseSections, renderSections, type Section } from './sections';
