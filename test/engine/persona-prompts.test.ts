import { describe, expect, it } from 'vitest';
import type { NextMessageInput, RenderPromptInput } from '../../src';
import { parseSections } from '../../src';
import { failureOf, INSULT, STORE_KINDS } from '../support/engine-fixtures';
import { createFakeModel, recordsOf, setUpPersonas } from '../support/persona-fixtures';

const SCENE = { scenario: 'A transfer was charged twice.', goal: 'The second charge is refunded.' };
const HISTORY = [
  { role: 'assistant', content: 'How can I help?' },
  { role: 'user', content: 'I was charged twice.' },
  { role: 'assistant', content: 'Let me see.' },
] as const;

/** The names of the sections of a prompt. */
function namesIn(prompt: string): readonly string[] {
  return [...prompt.matchAll(/^<([a-z]+)-[0-9a-f]{8}>$/gm)].map(([, name]) => name!);
}

describe.each(STORE_KINDS)('prompts of personas over $kind', (kind) => {
  it('tell who somebody is, in which situation, and nothing that nobody said', async () => {
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { description: 'Retired teacher' });
    const bare = await personas.create({ name: 'Bo' });
    const whole = await personas.renderPrompt(id, { purpose: 'simulated-user', ...SCENE });
    expect(namesIn(whole)).toEqual(['name', 'description', 'instructions', 'scenario', 'goal']);
    for (const words of ['Ruth', 'Retired teacher', 'You are Ruth.', SCENE.scenario, SCENE.goal]) {
      expect(whole).toContain(`>\n${words}\n<`);
    }
    expect(namesIn(await personas.renderPrompt(bare.id, { purpose: 'character' }))).toEqual(['name']);
    expect(await personas.renderPrompt(id, { purpose: 'character', ...SCENE })).not.toBe(whole);
  });

  it('take in the character of a session and how it feels now, and leave the session as it is', async () => {
    const { engine, personas, add, store, clock } = await setUpPersonas(kind);
    const { id } = await add('Ruth', { blueprint: { preset: 'anxious_helper' } });
    const session = await engine.sessions.create({ personaId: id });
    await engine.sessions.perceive(session.id, { appraisal: INSULT });
    const before = await recordsOf(store);
    const input = { purpose: 'character', session: session.id } as const;
    const fresh = await personas.renderPrompt(id, input);
    expect(namesIn(fresh)).toEqual(['name', 'instructions', 'personality', 'feeling']);
    expect(await personas.renderPrompt(id, input)).toBe(fresh);
    clock.advance(12 * 3600);
    const later = await personas.renderPrompt(id, input);
    // Only the feeling has changed, and it stands last.
    const [begin, at] = [fresh.indexOf('<feeling-'), later.indexOf('<feeling-')];
    expect(later).not.toBe(fresh);
    expect(later.slice(0, at)).toBe(fresh.slice(0, begin));
    const { context } = (await engine.sessions.promptData(session.id)) as { context: string };
    expect(later).toContain(parseSections(context)![0]!.text);
    expect(await recordsOf(store)).toEqual(before);
    await failureOf(personas.renderPrompt(id, { ...input, session: 'nothing' }), 'SESSION_NOT_FOUND');
  });

  it('[defect 20] ask a model for the next line with the very prompt that is shown, and with the roles turned round', async () => {
    const languageModel = createFakeModel('  Ruth: "When do I get it back?"\n');
    const { engine, personas, add, store } = await setUpPersonas(kind, { languageModel });
    const { id } = await add('Ruth');
    const { id: session } = await engine.sessions.create({ personaId: id });
    const before = await recordsOf(store);
    const answer = await personas.nextMessage(id, { history: [...HISTORY], ...SCENE, session });
    expect(answer).toStrictEqual({ content: 'When do I get it back?' });
    expect(languageModel.requests).toEqual([
      {
        system: await personas.renderPrompt(id, { purpose: 'simulated-user', ...SCENE, session }),
        messages: [
          { role: 'user', content: 'How can I help?' },
          { role: 'assistant', content: 'I was charged twice.' },
          { role: 'user', content: 'Let me see.' },
        ],
      },
    ]);
    expect(await recordsOf(store)).toEqual(before);
  });

  it('[defect 20] tell the model of tools on the assistant’s side, and of system messages nothing', async () => {
    const languageModel = createFakeModel();
    const { personas, add } = await setUpPersonas(kind, { languageModel });
    const { id } = await add('Ruth');
    const messagesFor = async (...history: NextMessageInput['history']) => {
      await personas.nextMessage(id, { history });
      return languageModel.requests.at(-1)!.messages;
    };
    const [begin, ask] = ['(The conversation begins here.)', '(Write the next message of Ruth.)'];
    expect(await messagesFor()).toEqual([{ role: 'user', content: `${begin}\n\n${ask}` }]);
    const messages = await messagesFor(
      { role: 'system', content: 'You are the bot of a bank.' },
      { role: 'user', content: 'Hello?' },
      { role: 'tool', content: '{"balance":5}' },
      { role: 'assistant', content: 'You have 5 pounds.' },
    );
    expect(messages.map(({ role }) => role)).toEqual(['user', 'assistant', 'user']);
    expect(messages[1]).toEqual({ role: 'assistant', content: 'Hello?' });
    expect(messages[2]!.content).toMatch(/^\(Not said to you.*\{"balance":5\}.*You have 5 pounds\.$/s);
    expect(JSON.stringify(messages)).not.toContain('bot of a bank');
  });

  it('need a model: LANGUAGE_MODEL_MISSING without one; one that is handed in outweighs the engine’s', async () => {
    const own = createFakeModel('mine');
    const { personas, add } = await setUpPersonas(kind);
    const { id } = await add('Ruth');
    await failureOf(personas.nextMessage(id, { history: [] }), 'LANGUAGE_MODEL_MISSING');
    expect(await personas.nextMessage(id, { history: [], languageModel: own })).toEqual({ content: 'mine' });

    const engines = createFakeModel('the engine’s');
    const other = await setUpPersonas(kind, { languageModel: engines });
    const ruth = await other.add('Ruth');
    const input = { history: [], languageModel: own };
    expect(await other.personas.nextMessage(ruth.id, input)).toEqual({ content: 'mine' });
    expect(engines.requests).toEqual([]);
  });

  it('fail with LANGUAGE_MODEL_FAILED when the model throws or says nothing', async () => {
    const languageModel = createFakeModel();
    const { personas, add } = await setUpPersonas(kind, { languageModel });
    const { id } = await add('Ruth');
    const cause = new Error('429: key sk-secret');
    const answers: readonly (() => unknown)[] = [
      () => Promise.reject(cause),
      () => '',
      () => ' \n ',
      () => 'Ruth:',
      () => '""',
      () => undefined,
      () => 5,
      () => ({ content: 'an object' }),
    ];
    for (const answer of answers) {
      languageModel.answer = answer;
      const error = await failureOf(personas.nextMessage(id, { history: [] }), 'LANGUAGE_MODEL_FAILED');
      expect(error.retryable).toBe(true);
      expect(error.details).toEqual({ id });
      expect(error.message).not.toContain('sk-secret');
      expect(error.cause).toBe(answer === answers[0] ? cause : undefined);
    }
  });

  it('are given up when the signal says so, at once and with its reason, even by a model that does not listen', async () => {
    const languageModel = createFakeModel();
    const { personas, add } = await setUpPersonas(kind, { languageModel });
    const { id } = await add('Ruth');
    const early = AbortSignal.abort(new Error('too late'));
    const call = personas.nextMessage(id, { history: [] }, { signal: early });
    await expect(call).rejects.toBe(early.reason);
    expect(languageModel.requests).toEqual([]);
    const controller = new AbortController();
    languageModel.answer = (signal) => {
      expect(signal).toBe(controller.signal);
      controller.abort(new Error('enough'));
      return new Promise(() => {});
    };
    const late = personas.nextMessage(id, { history: [] }, { signal: controller.signal });
    await expect(late).rejects.toThrow('enough');
  });

  it('refuse what is no situation', async () => {
    const { personas, add } = await setUpPersonas(kind, { languageModel: createFakeModel() });
    const { id } = await add('Ruth');
    for (const input of [
      undefined,
      null,
      {},
      { purpose: 'other' },
      { purpose: 'character', goal: 'a\u0000' },
    ]) {
      await failureOf(personas.renderPrompt(id, input as RenderPromptInput), 'INPUT_INVALID');
    }
    const message = { role: 'user', content: 'a' };
    for (const input of [
      undefined,
      {},
      { history: [{ ...message, role: 'robot' }] },
      { history: [{ ...message, content: 5 }] },
      { history: Array(1001).fill(message) },
      { history: [], languageModel: () => 'a' },
      { history: [], purpose: 'character' },
    ]) {
      await failureOf(personas.nextMessage(id, input as NextMessageInput), 'INPUT_INVALID');
    }
  });
});
