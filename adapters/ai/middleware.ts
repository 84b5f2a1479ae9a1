import type { Sessions } from '../../src/index';

/** Whose feelings a model speaks with. */
export interface FeelingMiddlewareOptions {
  /** An engine, or as much of one as can tell about a session. */
  readonly engine: { readonly sessions: Pick<Sessions, 'promptData'> };
  readonly sessionId: string;
}

/** A middleware of the AI SDK, named by what it does, so that this type holds without the AI SDK. */
export interface FeelingMiddleware {
  readonly specificationVersion: 'v3';
  transformParams<P extends CallParams>(options: { readonly params: P }): Promise<P>;
}

interface CallParams {
  readonly prompt: readonly unknown[];
  readonly abortSignal?: AbortSignal | undefined;
}

/**
 * Makes a middleware for the AI SDK's `wrapLanguageModel` that tells a model who it speaks as and how that character feels at
 * the moment of each call, steps of a tool loop included: two system messages before all others, the first with what stays
 * the same from turn to turn, the second with the feeling and what to make of it. All other messages are handed on as they are.
 *
 * Nothing is written: events reach the session through `engine.sessions.perceive`.
 * @throws what `engine.sessions.promptData` rejects with, SESSION_NOT_FOUND for example, when the model is called
 *
 * @example
 * const model = wrapLanguageModel({ model: openai('gpt-4o-mini'), middleware: feelingMiddleware({ engine, sessionId }) });
 */
export function feelingMiddleware({ engine, sessionId }: FeelingMiddlewareOptions): FeelingMiddleware {
  return {
    specificationVersion: 'v3',
    async transformParams({ params }) {
      const { abortSignal } = params;
      const { system, context, instruction } = await engine.sessions.promptData(
        sessionId,
        abortSignal && { signal: abortSignal },
      );
      const prompt = [
        { role: 'system', content: system },
        { role: 'system', content: `${context}\n\n${instruction}` },
        ...params.prompt,
      ];
      return { ...params, prompt };
    },
  };
}
