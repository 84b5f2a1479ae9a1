import type { ModelMessage } from 'ai';
import { renderSections } from '../../src/index';
import type { ChatMessage, LanguageModel } from '../../src/ports';
import { type AnyLanguageModel, isLanguageModel, toSDKModel } from './any-language-model';
import { type Patience, patienceIssues, refuse } from './check-options';
import { withDeadline } from './deadline';
import { describeFailure } from './failures';
import { loadAI } from './load-ai';

/** How a model is asked to speak. What is absent, the provider decides. */
export interface AILanguageModelOptions extends Patience {
  readonly temperature?: number | undefined;
  readonly maxOutputTokens?: number | undefined;
}

const TIMEOUT_MS = 60_000;
const RETRIES = 2;
const PARTY = 'The language model';

/**
 * Makes a language model of the engine's port out of any model of the AI SDK.
 *
 * A message of a tool is handed on as a user's, fenced and named, because a result without the call that it belongs to is
 * refused by providers. An empty answer is a failure.
 * @throws EngineError CONFIG_INVALID when an argument cannot be used. `complete` rejects with CONFIG_INVALID when `ai` is not
 * installed, with the signal's reason, and else with a plain error whose text is short and our own; its `cause` says more
 *
 * @example
 * const languageModel = createAILanguageModel(openai('gpt-4o-mini'), { temperature: 0.8 });
 */
export function createAILanguageModel(
  model: AnyLanguageModel,
  options: AILanguageModelOptions = {},
): LanguageModel {
  const issues = patienceIssues(options);
  if (!isLanguageModel(model)) issues.push({ path: ['model'], message: 'must be a model of the AI SDK' });
  refuse('createAILanguageModel', issues);
  const { timeoutMs = TIMEOUT_MS, maxRetries = RETRIES, temperature, maxOutputTokens } = options;
  return {
    async complete({ system, messages }, signal) {
      signal?.throwIfAborted();
      const { generateText } = await loadAI();
      let text: string;
      try {
        ({ text } = await withDeadline(timeoutMs, signal, (abortSignal) =>
          generateText({
            model: toSDKModel(model),
            ...(system !== '' && { system }),
            messages: messages.map(toModelMessage),
            // Whoever calls has put them there on purpose; without this the SDK writes a warning to the console.
            allowSystemInMessages: true,
            maxRetries,
            abortSignal,
            ...(temperature !== undefined && { temperature }),
            ...(maxOutputTokens !== undefined && { maxOutputTokens }),
          }),
        ));
      } catch (error) {
        signal?.throwIfAborted();
        throw describeFailure(error, { party: PARTY, timeoutMs });
      }
      if (text.trim() === '') throw new Error(`${PARTY} answered nothing.`);
      return text;
    },
  };
}

function toModelMessage({ role, content }: ChatMessage): ModelMessage {
  if (role !== 'tool') return { role, content };
  return { role: 'user', content: renderSections([{ name: 'tool-result', text: content }]) };
}
