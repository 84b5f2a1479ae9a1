import { EngineError } from '../../src/errors';

/** The AI SDK. */
export type AISDK = typeof import('ai');
/** Its provider of OpenAI's models. */
export type OpenAISDK = typeof import('@ai-sdk/openai');

/**
 * Imports the AI SDK.
 * @throws EngineError CONFIG_INVALID, with what to install, when it is not there
 */
export function loadAI(load: () => Promise<AISDK> = () => import('ai')): Promise<AISDK> {
  return loadPackage('ai', 'ai@6', load);
}

/**
 * Imports the AI SDK's provider of OpenAI's models.
 * @throws EngineError CONFIG_INVALID, with what to install, when it is not there
 */
export function loadOpenAI(
  load: () => Promise<OpenAISDK> = () => import('@ai-sdk/openai'),
): Promise<OpenAISDK> {
  return loadPackage('@ai-sdk/openai', '@ai-sdk/openai@3', load);
}

// Both are optional: whoever imports animacy/ai for one part of it need not have what the others use.
async function loadPackage<T>(name: string, wanted: string, load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (cause) {
    const message = `${name} cannot be imported: run "npm install ${wanted}".`;
    throw new EngineError('CONFIG_INVALID', message, { issues: [{ path: [name], message }] }, { cause });
  }
}
