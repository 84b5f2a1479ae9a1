import type { Appraiser, AppraiserAnswer } from '../../src/ports';
import { type AnyLanguageModel, isLanguageModel, toSDKModel } from './any-language-model';
import { APPRAISAL_INSTRUCTIONS, appraisalRequest } from './appraisal-instructions';
import { APPRAISAL_JSON_SCHEMA, readAppraisal } from './appraisal-schema';
import { type Patience, patienceIssues, refuse } from './check-options';
import { withDeadline } from './deadline';
import { describeFailure } from './failures';
import { loadAI } from './load-ai';

/** Which model appraises, and what happens when it does not. */
export interface AIAppraiserOptions extends Patience {
  readonly model: AnyLanguageModel;
  /** The provider decides when absent; reasoning models take none. */
  readonly temperature?: number | undefined;
  /** Who appraises when the model fails or is too slow, for example `createLexiconAppraiser()`; nobody when absent. */
  readonly fallback?: Appraiser | undefined;
}

const TIMEOUT_MS = 10_000;
const RETRIES = 2;
// A model that has answered nonsense twice is not going to do better.
const ASKED_AT_MOST = 2;

/**
 * Makes an appraiser that asks a language model for the nine numbers of an appraisal, as a structured answer.
 *
 * The instructions are the model's system message and hold no foreign word; character, situation and text are in the user
 * message, in fenced sections. An answer that is no appraisal is asked for once more. What the engine is told is checked here
 * and again by the engine.
 * @throws EngineError CONFIG_INVALID when an option cannot be used. The appraiser rejects with CONFIG_INVALID when `ai` is not
 * installed, with the signal's reason, and else, without a fallback, with a plain error whose text is short and our own
 *
 * @example
 * const engine = await createEngine({ appraiser: createAIAppraiser({ model: openai('gpt-4o-mini') }) });
 */
export function createAIAppraiser(options: AIAppraiserOptions): Appraiser {
  const { model, temperature, fallback, timeoutMs = TIMEOUT_MS, maxRetries = RETRIES } = options ?? {};
  const issues = patienceIssues({ timeoutMs, maxRetries });
  if (!isLanguageModel(model)) issues.push({ path: ['model'], message: 'must be a model of the AI SDK' });
  if (fallback !== undefined && typeof fallback !== 'function')
    issues.push({ path: ['fallback'], message: 'must be an appraiser' });
  refuse('createAIAppraiser', issues);

  return async (input, context, signal) => {
    signal?.throwIfAborted();
    const { generateText, jsonSchema, NoObjectGeneratedError, NoOutputGeneratedError, Output } =
      await loadAI();
    const schema = jsonSchema<AppraiserAnswer>(APPRAISAL_JSON_SCHEMA, { validate: readAppraisal });

    async function ask(abortSignal: AbortSignal): Promise<AppraiserAnswer> {
      for (let asked = 1; ; asked++) {
        try {
          const { output } = await generateText({
            model: toSDKModel(model),
            system: APPRAISAL_INSTRUCTIONS,
            prompt: appraisalRequest(input.text, context),
            output: Output.object({ schema, name: 'appraisal' }),
            maxRetries,
            abortSignal,
            ...(temperature !== undefined && { temperature }),
          });
          return output;
        } catch (error) {
          const isNonsense =
            NoObjectGeneratedError.isInstance(error) || NoOutputGeneratedError.isInstance(error);
          if (!isNonsense || asked === ASKED_AT_MOST) throw error;
        }
      }
    }

    try {
      return await withDeadline(timeoutMs, signal, ask);
    } catch (error) {
      signal?.throwIfAborted();
      if (fallback) return fallback(input, context, signal);
      throw describeFailure(error, { party: 'The appraising model', timeoutMs });
    }
  };
}
