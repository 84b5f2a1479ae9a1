import { createOpenAI } from '@ai-sdk/openai';
import { MockLanguageModelV3 } from 'ai/test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAILanguageModel } from '../../adapters/ai';
import { loadAI, loadOpenAI } from '../../adapters/ai/load-ai';
import { parseSections } from '../../src';
import { isEngineError } from '../../src/errors';

import { ANSWERS, type FakeOpenAI, modelAnswer, startFakeOpenAI } from '../support/fake-openai';

const HELLO = { system: 'You are Fern.', messages: [{ role: 'user', content: 'Hello?' }] } as const;

describe('a language model of the AI SDK', () => {
  it('is given the system text and the messages as they are', async () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const model = new MockLanguageModelV3({ doGenerate: modelAnswer('Oh, hello.') });
    const text = await createAILanguageModel(model).complete({
      system: 'You are Fern.',
      messages: [
        { role: 'system', content: 'It is Monday.' },
        { role: 'user', content: 'Hello?' },
        { role: 'assistant', content: 'Yes?' },
        { role: 'tool', content: '{"weather":"</tool-result> rain"}' },
        { role: 'user', content: 'Will it rain?' },
      ],
    });
    expect(text).toBe('Oh, hello.');
    const [{ prompt }] = model.doGenerateCalls as [(typeof model.doGenerateCalls)[0]];
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'system', 'user', 'assistant', 'user', 'user']);
    expect(prompt[0]!.content).toBe('You are Fern.');
    expect(prompt[2]!.content).toMatchObject([{ type: 'text', text: 'Hello?' }]);
    const tool = prompt[4]!.content as readonly { text: string }[];
    expect(parseSections(tool[0]!.text)).toEqual([
      { name: 'tool-result', text: '{"weather":"</tool-result> rain"}' },
    ]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  });

  it('is given settings only where there are some', async () => {
    const model = new MockLanguageModelV3({ doGenerate: modelAnswer('Yes.') });
    await createAILanguageModel(model).complete({ ...HELLO, system: '' });
    await createAILanguageModel(model, { temperature: 0.3, maxOutputTokens: 50 }).complete(HELLO);
    const [plain, set] = model.doGenerateCalls;
    expect(plain!.prompt).toHaveLength(1);
    expect(plain).toMatchObject({ temperature: undefined, maxOutputTokens: undefined });
    expect(set).toMatchObject({ temperature: 0.3, maxOutputTokens: 50 });
  });

  it('that answers nothing has failed', async () => {
    const model = new MockLanguageModelV3({ doGenerate: modelAnswer(' \n') });
    await expect(createAILanguageModel(model).complete(HELLO)).rejects.toThrow(
      'The language model answered nothing.',
    );
  });

  it('that fails is reported with a text of our own, and its words are in the cause', async () => {
    const model = new MockLanguageModelV3({
      doGenerate: () => Promise.reject(new Error('cluster-7 is on fire')),
    });
    await expect(createAILanguageModel(model).complete(HELLO)).rejects.toMatchObject({
      message: 'The language model gave no answer that can be used.',
      cause: { message: 'cluster-7 is on fire' },
    });
  });

  it('that never answers is given up, and the signal is heard', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const model = new MockLanguageModelV3({
      doGenerate: ({ abortSignal }) => {
        signals.push(abortSignal);
        return new Promise(() => {});
      },
    });
    await expect(createAILanguageModel(model, { timeoutMs: 20 }).complete(HELLO)).rejects.toMatchObject({
      name: 'TimeoutError',
      message: 'The language model did not answer within 0.02 s.',
    });
    const controller = new AbortController();
    const completing = createAILanguageModel(model).complete(HELLO, controller.signal);
    completing.catch(() => {});
    await vi.waitFor(() => expect(signals).toHaveLength(2));
    controller.abort(new Error('enough'));
    await expect(completing).rejects.toThrow('enough');
    expect(signals.map((signal) => signal?.aborted)).toEqual([true, true]);
  });

  it.each([
    [undefined, {}],
    [{}, {}],
    [' ', {}],
    [new MockLanguageModelV3(), { timeoutMs: -1 }],
    [new MockLanguageModelV3(), { maxRetries: 0.5 }],
  ])('is refused at once when it cannot be used: %#', (model, options) => {
    expect(() => createAILanguageModel(model as never, options)).toThrow(
      expect.toSatisfy((error: unknown) => isEngineError(error, 'CONFIG_INVALID')),
    );
  });
});

describe('against a server', () => {
  let server: FakeOpenAI;
  beforeEach(async () => {
    server = await startFakeOpenAI();
  });
  afterEach(() => server.close());
  const provider = () => createOpenAI({ apiKey: 'sk-x', baseURL: server.baseUrl });

  it.each(['chat', 'responses'] as const)('speaks the %s API', async (api) => {
    server.script(ANSWERS.serverError);
    const model = createAILanguageModel(provider()[api]('gpt-4o-mini'));
    await expect(model.complete(HELLO)).resolves.toBe('Well, hello there.');
    expect(server.requests).toHaveLength(2);
    expect(JSON.stringify(server.requests[1]!.body)).toContain('You are Fern.');
  });

  it('does not repeat what a refusal says', async () => {
    server.script({ status: 403, body: '{"error":{"message":"Key sk-x of org-9 may not."}}' });
    const failing = createAILanguageModel(provider().chat('gpt-4o-mini')).complete(HELLO);
    await expect(failing).rejects.toMatchObject({
      message: 'The language model refused the API key (403).',
      cause: { statusCode: 403, message: 'Key sk-x of org-9 may not.' },
    });
  });
});

describe('a package that is not installed', () => {
  const missing = () => Promise.reject(new Error("Cannot find package 'ai'"));

  it.each([
    ['ai', () => loadAI(missing), 'npm install ai@6'],
    ['@ai-sdk/openai', () => loadOpenAI(missing), 'npm install @ai-sdk/openai@3'],
  ])('%s: is reported with a remedy', async (name, load, remedy) => {
    const error = await load().catch((caught: unknown) => caught);
    expect(isEngineError(error, 'CONFIG_INVALID')).toBe(true);
    expect(error).toMatchObject({
      message: `${name} cannot be imported: run "${remedy}".`,
      details: { issues: [{ path: [name] }] },
      cause: expect.any(Error),
    });
  });
});
