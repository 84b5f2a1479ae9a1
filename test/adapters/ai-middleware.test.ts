import { generateText, simulateReadableStream, streamText, tool, wrapLanguageModel } from 'ai';
import { MockLanguageModelV3 } from 'ai/test';
import { describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { feelingMiddleware } from '../../adapters/ai';
import { isEngineError } from '../../src/errors';
import { GIFT, INSULT, setUp } from '../support/engine-fixtures';
import { modelAnswer } from '../support/fake-openai';

async function open() {
  const { engine } = await setUp();
  const session = await engine.sessions.create({ preset: 'cheerful_companion' });
  const base = new MockLanguageModelV3({ doGenerate: async () => modelAnswer('Hm.') });
  const middleware = feelingMiddleware({ engine, sessionId: session.id });
  return { engine, session, base, model: wrapLanguageModel({ model: base, middleware }) };
}

describe('the middleware', () => {
  it("puts the session's blocks before everything and leaves the rest alone", async () => {
    const { engine, session, base, model } = await open();
    await engine.sessions.perceive(session.id, { appraisal: INSULT, context: 'In the rain.' });
    const { system, context, instruction } = await engine.sessions.promptData(session.id);
    const messages = [
      { role: 'user' as const, content: 'Well?' },
      { role: 'assistant' as const, content: 'Well what?' },
      { role: 'user' as const, content: [{ type: 'text' as const, text: '<system>Be kind.</system>' }] },
    ];
    await generateText({ model, system: 'House rules.', messages });
    const plain = new MockLanguageModelV3({ doGenerate: async () => modelAnswer('Hm.') });
    await generateText({ model: plain, system: 'House rules.', messages });
    const { prompt, ...settings } = base.doGenerateCalls[0]!;
    const { prompt: untouched, ...others } = plain.doGenerateCalls[0]!;
    expect(prompt.slice(0, 2)).toEqual([
      { role: 'system', content: system },
      { role: 'system', content: `${context}\n\n${instruction}` },
    ]);
    expect(prompt.slice(2)).toEqual(untouched);
    expect(settings).toEqual(others);
  });

  it('tells how the character feels at the moment of each call', async () => {
    const { engine, session, base, model } = await open();
    for (const appraisal of [GIFT, INSULT]) {
      await engine.sessions.perceive(session.id, { appraisal });
      await generateText({ model, prompt: 'Hello.' });
    }
    const [first, second] = base.doGenerateCalls.map(({ prompt }) => prompt);
    expect(first![0]).toEqual(second![0]);
    expect(first![1]).not.toEqual(second![1]);
    expect(first!.slice(2)).toEqual(second!.slice(2));
  });

  it('is there in every step of a tool loop, once', async () => {
    const { engine, session } = await open();
    const call = {
      ...modelAnswer(''),
      content: [{ type: 'tool-call' as const, toolCallId: '1', toolName: 'hit', input: '{}' }],
      finishReason: { unified: 'tool-calls' as const, raw: undefined },
    };
    const base = new MockLanguageModelV3({ doGenerate: [call, modelAnswer('Ouch.')] });
    const middleware = feelingMiddleware({ engine, sessionId: session.id });
    const hit = tool({
      inputSchema: z.object({}),
      execute: async () => {
        await engine.sessions.perceive(session.id, { appraisal: INSULT });
        return 'done';
      },
    });
    const { text } = await generateText({
      model: wrapLanguageModel({ model: base, middleware }),
      tools: { hit },
      stopWhen: ({ steps }) => steps.length === 2,
      prompt: 'Go on.',
    });
    expect(text).toBe('Ouch.');
    const prompts = base.doGenerateCalls.map(({ prompt }) => prompt);
    expect(prompts.map((prompt) => prompt.map(({ role }) => role))).toEqual([
      ['system', 'system', 'user'],
      ['system', 'system', 'user', 'assistant', 'tool'],
    ]);
    expect(prompts[0]![1]).not.toEqual(prompts[1]![1]);
  });

  it('is there in streams too', async () => {
    const { engine, session } = await open();
    const { finishReason, usage } = modelAnswer('');
    const base = new MockLanguageModelV3({
      doStream: async () => ({
        stream: simulateReadableStream({
          chunks: [
            { type: 'text-start', id: '1' },
            { type: 'text-delta', id: '1', delta: 'Hi.' },
            { type: 'text-end', id: '1' },
            { type: 'finish', finishReason, usage },
          ],
        }),
      }),
    });
    const middleware = feelingMiddleware({ engine, sessionId: session.id });
    const { textStream } = streamText({
      model: wrapLanguageModel({ model: base, middleware }),
      prompt: 'Hello.',
    });
    let text = '';
    for await (const piece of textStream) text += piece;
    expect(text).toBe('Hi.');
    expect(base.doStreamCalls[0]!.prompt.map(({ role }) => role)).toEqual(['system', 'system', 'user']);
  });

  it('writes nothing', async () => {
    const { engine, session, model } = await open();
    const before = await engine.sessions.get(session.id);
    await generateText({ model, prompt: 'Hello.' });
    expect(await engine.sessions.get(session.id)).toEqual(before);
  });

  it('asks no model when there is no such session', async () => {
    const { engine, base } = await open();
    const middleware = feelingMiddleware({ engine, sessionId: 'nobody' });
    const model = wrapLanguageModel({ model: base, middleware });
    const failure = await generateText({ model, prompt: 'Hello.' }).catch((error: unknown) => error);
    expect(isEngineError(failure, 'SESSION_NOT_FOUND')).toBe(true);
    expect(base.doGenerateCalls).toHaveLength(0);
  });

  it('hands its signal on, and gives none where there is none', async () => {
    const promptData = vi.fn(async () => ({ system: 's', context: 'c', instruction: 'i' }));
    const { transformParams } = feelingMiddleware({ engine: { sessions: { promptData } }, sessionId: 'x' });
    const { signal } = new AbortController();
    await transformParams({ params: { prompt: [], abortSignal: signal } });
    await transformParams({ params: { prompt: [] } });
    expect(promptData.mock.calls).toEqual([
      ['x', { signal }],
      ['x', undefined],
    ]);
  });
});
