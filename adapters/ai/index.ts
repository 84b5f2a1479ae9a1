export type { AnyLanguageModel } from './any-language-model';
export { type AIAppraiserOptions, createAIAppraiser } from './appraiser';
export type { Patience } from './check-options';
export { createOpenAIImageGenerator, type OpenAIImageGeneratorOptions } from './image-generator';
export { type AILanguageModelOptions, createAILanguageModel } from './language-model';
export { type FeelingMiddleware, type FeelingMiddlewareOptions, feelingMiddleware } from './middleware';
