import type { LanguageModel as SDKLanguageModel } from 'ai';

/**
 * A language model of the AI SDK, as its providers make them (`openai('gpt-4o-mini')`), or the id of one. Only what tells such a
 * model from something else is named here, so that these types hold without the AI SDK.
 */
export type AnyLanguageModel =
  | string
  | { readonly specificationVersion: string; readonly provider: string; readonly modelId: string };

/** Whether a value looks like a model. */
export function isLanguageModel(value: unknown): value is AnyLanguageModel {
  if (typeof value === 'string') return value.trim() !== '';
  return typeof value === 'object' && value !== null && 'specificationVersion' in value;
}

/** The same model as the AI SDK wants it; whether it can use it, it checks itself. */
export function toSDKModel(model: AnyLanguageModel): SDKLanguageModel {
  return model as SDKLanguageModel;
}
