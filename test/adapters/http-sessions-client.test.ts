import { createRequire } from 'node:module';
import type * as SDK from '@molroo-io/sdk';
import { MockLanguageModelV3 } from 'ai/test';
import { describe, expect, it } from 'vitest';
import { WIRE_LABELS } from '../../adapters/http/dialects/sessions/wire-feeling';
import { EngineError } from '../../src';
import { STORE_KINDS } from '../support/engine-fixtures';
import { modelAnswer } from '../support/fake-openai';
import {
  type ServedBench,
  type SessionsOptions,
  serveSessions,
  WIRE_GIFT,
  WIRE_INSULT,
} from '../support/http-fixtures-sessions';

/*
 * The npm client of the sessions API against a server on 127.0.0.1: each call it can make of a persona. The numbers of needs are those of the
 * contract's last section.
 */

// Its ESM build does not load in Node.
const { Molroo, MolrooApiError, NEUTRAL_APPRAISAL, DEFAULT_PERSONA } = createRequire(import.meta.url)(
  '@molroo-io/sdk',
) as typeof SDK;

type Persona = Awaited<ReturnType<SDK.Molroo['connectPersona']>>;
type MemoryOf = NonNullable<Parameters<SDK.Molroo['connectPersona']>[1]>;
type Episode = Parameters<NonNullable<MemoryOf['memory']>['saveEpisode']>[0];
type ToldEvent = Parameters<NonNullable<MemoryOf['events']>['emit']>[0];

const SERA = {
  identity: {
    name: 'Sera',
    role: 'barista',
    speakingStyle: 'warm and brief',
    coreValues: ['honesty', 'kindness'],
    culturalIdentity: 'Busan, 1990s',
    description: 'She grew up behind a counter.',
    extensions: { 'Behavior Rules': 'Never sells decaf.' },
  },
  personality: { O: 0.7, C: 0.6, E: 0.8, A: 0.9, N: 0.3, H: 0.8 },
  goals: [
    { id: 'g1', content: 'remember every name', priority: 0.8, mutable: false, status: 'active' as const },
  ],
};
const GIFT = WIRE_GIFT;
const INSULT = { ...WIRE_INSULT, internal_standards: 0, adjustment_potential: 0.5, urgency: 0.5 };

const clientOf = ({ url }: ServedBench, apiKey = 'mk_test_1') => new Molroo({ apiKey, baseUrl: url });
const open = async (kind?: (typeof STORE_KINDS)[number], options: SessionsOptions = {}) => {
  const bench = await serveSessions(kind, options);
  return { ...bench, molroo: clientOf(bench) };
};

/** A provider of the AI SDK that says these objects one after the other, and the last of them from then on. */
const provider = (...objects: readonly unknown[]) => {
  let next = 0;
  return new MockLanguageModelV3({
    doGenerate: async () => {
      const object = objects[Math.min(next++, objects.length - 1)];
      return modelAnswer(typeof object === 'string' ? object : JSON.stringify(object));
    },
  });
};

/** The client takes both kinds under one name; to the compiler the kinds of all versions of the AI SDK are too many. */
const asLLM = (model: MockLanguageModelV3) => model as unknown as SDK.LLMAdapter;

/** An adapter of the client's own kind, which remembers what it was asked. */
const adapter = (text: string, ...objects: readonly unknown[]) => {
  const asked: { kind: 'text' | 'object'; system: string; messages: readonly SDK.Message[] }[] = [];
  let next = 0;
  const llm: SDK.LLMAdapter = {
    async generateText({ system = '', messages }) {
      asked.push({ kind: 'text', system, messages: [...messages] });
      return { text };
    },
    async generateObject<T>({ system = '', messages }: SDK.GenerateObjectOptions<T>) {
      asked.push({ kind: 'object', system, messages: [...messages] });
      return { object: objects[Math.min(next++, objects.length - 1)] as T };
    },
  };
  return { llm, asked };
};

/** A memory that keeps one episode for each id, as a database would. */
const createMemory = () => {
  const episodes = new Map<string, Episode>();
  const queries: SDK.RecallQuery[] = [];
  return {
    episodes,
    queries,
    async saveEpisode(episode: Episode) {
      episodes.set(episode.id, episode);
    },
    async recall(query: SDK.RecallQuery) {
      queries.push(query);
      const { sourceEntity, limit = 10, minImportance = 0 } = query;
      return [...episodes.values()]
        .filter((one) => sourceEntity === undefined || one.sourceEntity === sourceEntity)
        .filter(({ importance }) => importance >= minImportance)
        .sort((a, b) => b.timestamp - a.timestamp)
        .slice(0, limit);
    },
  };
};

const createEvents = () => {
  const told: ToldEvent[] = [];
  return { told, emit: async (event: ToldEvent) => void told.push(event) };
};

/** What the client throws. */
async function failureOf(call: Promise<unknown>): Promise<{ code: string; status: number; message: string }> {
  const error = await call.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof MolrooApiError)) throw new Error(`was to fail with MolrooApiError, not ${error}`);
  return { code: error.code, status: error.status, message: error.message };
}

const feelingIn = async (persona: Persona) => {
  const { emotion } = await persona.getState();
  return emotion;
};

describe.each(STORE_KINDS)('the npm client on $kind', (kind) => {
  it('[needs 1, 2, 6] creates, connects to, patches, destroys and restores a persona', async () => {
    const { molroo, exchanges, clock } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    expect(sera.id).toMatch(/^[0-9a-f-]{36}$/);
    const [{ headers, status, answered }] = exchanges as [(typeof exchanges)[0]];
    expect([headers.get('idempotency-key')?.length, headers.get('x-api-key'), status]).toEqual([
      36,
      'mk_test_1',
      201,
    ]);
    const { result } = JSON.parse(answered);
    expect([result.id, result.personaId]).toEqual([sera.id, sera.id]);

    const again = await molroo.connectPersona(sera.id);
    expect((await feelingIn(again)).discrete!.intensity).toBe(0);
    expect(await molroo.listPersonas()).toEqual({
      personas: [
        {
          id: sera.id,
          personaId: sera.id,
          tenantId: 'default',
          config: SERA,
          engineVersion: expect.stringMatching(/^\d+\.\d+\.\d+/),
          createdAt: clock.nowMs,
        },
      ],
    });

    await sera.patch({
      config: {
        identity: { name: 'Sera Kim', extensions: { Secret: 'She hates coffee.' } },
        personality: { ...SERA.personality, N: 0.9 },
        goals: [{ content: 'open a second shop' }],
        reflection: { turnFallback: 5 },
      },
    });
    const [patched] = (await molroo.listPersonas()).personas;
    expect(patched!.config).toEqual({
      identity: { ...SERA.identity, name: 'Sera Kim', extensions: { Secret: 'She hates coffee.' } },
      personality: { ...SERA.personality, N: 0.9 },
      goals: [{ content: 'open a second shop' }],
      reflection: { turnFallback: 5 },
    });
    await sera.patch({});
    expect((await molroo.listPersonas()).personas).toEqual([patched]);

    await sera.perceive('You are useless.', { appraisal: INSULT });
    const felt = await feelingIn(sera);
    await sera.destroy();
    expect(await molroo.listPersonas()).toEqual({ personas: [] });
    for (const call of [
      () => molroo.connectPersona(sera.id),
      () => sera.getState(),
      () => sera.perceive('Anybody there?'),
      () => sera.getPromptContext(),
      () => sera.searchMemory('useless'),
      () => sera.getSnapshot(),
      () => sera.tick(1),
      () => sera.setEmotion({ V: 0 }),
      () => sera.patch({ config: { goals: [] } }),
      () => sera.destroy(),
    ]) {
      expect(await failureOf(call())).toMatchObject({ code: 'PERSONA_NOT_FOUND', status: 404 });
    }
    await sera.restore();
    expect(await feelingIn(sera)).toEqual(felt);
    await sera.restore();

    for (const { method, sent, status: code, answered: text } of exchanges) {
      if (method === 'GET' || method === 'DELETE') expect(sent).toBe('');
      if (code < 300) expect(JSON.parse(text)).toEqual({ result: expect.any(Object) });
      else
        expect(JSON.parse(text).error).toEqual({
          code: expect.any(String),
          message: expect.any(String),
          status: code,
        });
    }
  });

  it('creates a persona from a description', async () => {
    const { molroo } = await open(kind);
    const model = provider({
      persona: {
        identity: {
          name: 'Nox',
          role: 'night porter',
          core_values: ['quiet', 'duty', 'tea'],
          speaking_style: 'Whispers, never asks twice.',
        },
        personality: { O: 0.4, C: 0.9, E: 0.1, A: 0.6, N: 0.7, H: 0.8 },
        goals: [{ content: 'let nobody wake the guests', priority: 1, mutable: false }],
      },
      character_backstory: 'Twenty years of nights.',
      behavior_rules: 'Never raises the voice.',
    });
    // @ts-expect-error the client's type of models, met with itself, has too many members for the compiler
    const nox: Persona = await molroo.createPersona('A night porter who whispers', { llm: asLLM(model) });
    expect(model.doGenerateCalls).toHaveLength(1);
    const [record] = (await molroo.listPersonas()).personas;
    expect(record).toMatchObject({
      id: nox.id,
      config: {
        identity: {
          name: 'Nox',
          description: 'Twenty years of nights.',
          extensions: { 'Behavior Rules': 'Never raises the voice.' },
        },
        personality: { C: 0.9, E: 0.1 },
        goals: [{ content: 'let nobody wake the guests', priority: 1, mutable: false }],
      },
    });
    const { systemPrompt } = await nox.getPromptContext();
    for (const words of [
      'Nox',
      'Twenty years of nights.',
      'Never raises the voice.',
      'Whispers',
      'let nobody wake',
    ]) {
      expect(systemPrompt).toContain(words);
    }
  });

  it('[need 7] lists more personas than a page has room for, at once and without those destroyed', async () => {
    const { molroo } = await open(kind);
    const made: Persona[] = [];
    for (let i = 0; i < 123; i++) {
      made.push(await molroo.createPersona({ ...DEFAULT_PERSONA, identity: { name: `No. ${i}` } }));
    }
    await made[7]!.destroy();
    await made[105]!.destroy();
    const { personas, nextCursor } = await molroo.listPersonas();
    expect(nextCursor).toBeUndefined();
    const left = made.filter((_, i) => i !== 7 && i !== 105);
    expect(personas.map(({ id }) => id)).toEqual(left.map(({ id }) => id));
    expect(personas[99]!.config.identity!.name).toBe('No. 100');
  });

  it('[need 7] lists the others when one is deleted meanwhile', async () => {
    const { molroo, engine } = await open(kind);
    const [ann, bob] = [await molroo.createPersona(SERA), await molroo.createPersona(SERA)];
    const { get } = engine.sessions;
    // Between the reading of a session and that of its character both are deleted.
    const gone = new EngineError('CHARACTER_NOT_FOUND', 'there is no such character', {} as never);
    const sessions = engine.sessions as { get: typeof get };
    sessions.get = (id, options) => (id === ann.id ? Promise.reject(gone) : get(id, options));
    expect((await molroo.listPersonas()).personas.map(({ id }) => id)).toEqual([bob.id]);
  });

  it('[needs 4, 8] perceives: with an appraisal and without, events, a source as text and as object', async () => {
    const { molroo, clock } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    const read = await sera.perceive('I am so disappointed in you.', { from: 'Ann' });
    expect(read.emotion.vad.V).toBeLessThan(0.2);
    expect(read.memoryEpisode).toMatchObject({
      type: 'chat_message',
      sourceEntity: 'Ann',
      content: 'I am so disappointed in you.',
      context: 'I am so disappointed in you.',
      timestamp: clock.nowMs,
      emotionSnapshot: read.emotion.vad,
    });

    const given = await sera.perceive('A cake, for you!', {
      from: { name: 'Bob', description: 'a regular', extensions: { Mood: 'in love' } },
      appraisal: GIFT,
      payload: { channel: 'shop' },
    });
    expect(given.memoryEpisode).toMatchObject({ sourceEntity: 'Bob', appraisal: GIFT });
    expect(given.emotion.vad.V).toBeGreaterThan(read.emotion.vad.V);
    expect(given.emotion).toEqual(await feelingIn(sera));
    expect(given['mood']).toMatchObject({ valence: expect.any(String), arousal: expect.any(String) });

    const event = await sera.event('door slam from behind', 'The door slams.', {
      appraisal: INSULT,
      from: ' Ann from Leeds ',
    });
    expect(event.memoryEpisode).toMatchObject({
      type: 'door slam from behind',
      sourceEntity: ' Ann from Leeds ',
    });
    for (const { emotion, memoryEpisode } of [read, given, event]) {
      expect(WIRE_LABELS).toContain(emotion.discrete.primary);
      expect(emotion.discrete.intensity).toBeGreaterThanOrEqual(0);
      for (const value of [memoryEpisode!.importance, memoryEpisode!.emotionSnapshot.A]) {
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
      }
    }
    // Nothing said and nothing appraised: it happened, and that is all.
    const before = await feelingIn(sera);
    const empty = await sera.perceive('');
    expect(empty.emotion.vad).toEqual(before.vad);
    expect(empty.memoryEpisode).toMatchObject({ content: '', context: 'chat_message' });
    // Less than not relevant at all is not relevant at all.
    const aversion = await sera.perceive('So what?', {
      appraisal: { ...NEUTRAL_APPRAISAL, goal_relevance: -1 } as never,
    });
    expect(aversion.memoryEpisode!.appraisal!.goal_relevance).toBe(0);
  });

  it('lets a stimulus set and push the emotion, clamped to what there is', async () => {
    const { molroo } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    const options = { appraisal: NEUTRAL_APPRAISAL as never };
    const set = await sera.perceive('!', {
      ...options,
      stimulus: {
        vadOverride: { V: -0.5, A: 0.75, D: 0.25 },
        bodyBudgetDelta: -0.1,
        soulStageForce: 7,
      } as never,
    });
    expect(set.emotion.vad).toEqual({ V: -0.5, A: 0.75, D: 0.25 });
    expect(set.memoryEpisode!.emotionSnapshot).toEqual(set.emotion.vad);
    const pushed = await sera.perceive('!', {
      ...options,
      stimulus: { vadDelta: { V: 0.25, A: 5 } } as never,
    });
    expect(pushed.emotion.vad.V).toBeCloseTo(-0.25, 12);
    expect(pushed.emotion.vad.A).toBe(1);
    const both = await sera.perceive('!', {
      ...options,
      stimulus: { vadOverride: { D: -0.9 }, vadDelta: { D: -0.5, V: -9 } } as never,
    });
    expect(both.emotion.vad).toMatchObject({ V: -1, D: -1 });
    expect((await feelingIn(sera)).vad).toEqual(both.emotion.vad);
    const none = await sera.perceive('!', { ...options, stimulus: {} as never });
    expect(none.emotion).toEqual(both.emotion);
  });

  it('tells the appraiser and the prompt what a client remembers and how it stands with the source', async () => {
    const situations: (string | undefined)[] = [];
    const { molroo } = await open(kind, {
      appraiser: (_, { situation }) => {
        situations.push(situation);
        return {
          goalRelevance: 0.5,
          goalCongruence: 0,
          expectedness: 0.5,
          controllability: 0.5,
          agency: 0,
          normCompatibility: 0,
        };
      },
    });
    const sera = await molroo.createPersona(SERA);
    const { memoryEpisode } = await sera.perceive('Hello again.', { from: 'Ann', appraisal: GIFT });
    await sera.perceive('Still here?', {
      from: 'Ann',
      priorEpisodes: [memoryEpisode!, { ...memoryEpisode!, id: 'x', context: 'y'.repeat(5000) }],
      relationshipContext: { trust: 0.7, familiarity: 0.25 },
    });
    expect(situations).toHaveLength(1);
    expect(situations[0]).toContain('chat_message from Ann');
    expect(situations[0]).toContain('trust 0.70 of 1');
    expect(situations[0]).toContain('familiarity 0.25 of 1');
    expect(situations[0]).toContain('before: Hello again.');
    expect(situations[0]!.length).toBeLessThan(2000);
    expect((await sera.getPromptContext()).systemPrompt).toContain('before: Hello again.');
  });

  it('lets time pass and feelings be set', async () => {
    const { molroo, clock } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    const home = (await feelingIn(sera)).vad;
    await sera.setEmotion({ V: -0.75, A: 0.5 });
    expect((await feelingIn(sera)).vad).toEqual({ V: -0.75, A: 0.5, D: home.D });
    await sera.setEmotion({ D: -0.125 });
    expect((await feelingIn(sera)).vad).toEqual({ V: -0.75, A: 0.5, D: -0.125 });

    expect(await sera.tick(3600)).toMatchObject({ pendingEvents: [] });
    const later = (await feelingIn(sera)).vad;
    expect(later.V).toBeGreaterThan(-0.75);
    await sera.tick(0);
    expect((await feelingIn(sera)).vad).toEqual(later);
    await sera.tick(86_400 * 365);
    const rested = (await feelingIn(sera)).vad;
    for (const axis of ['V', 'A', 'D'] as const) expect(rested[axis]).toBeCloseTo(home[axis], 3);
    // The clock passes as well, for readers too.
    await sera.setEmotion({ V: 0.9 });
    clock.advance(7200);
    expect((await feelingIn(sera)).vad.V).toBeLessThan(0.9);
  });

  it('[need 10] takes a feeling along and puts it back, into itself and into another', async () => {
    const { molroo } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    await sera.perceive('You are useless. "\\u2028" 🍰', { from: 'Ann', appraisal: INSULT });
    const snapshot = await sera.getSnapshot();
    const copy = JSON.parse(JSON.stringify(snapshot));
    expect(copy).toEqual(snapshot);
    const felt = await feelingIn(sera);

    await sera.perceive('I take that back.', { from: 'Ann', appraisal: GIFT });
    expect(await feelingIn(sera)).not.toEqual(felt);
    await sera.putSnapshot(copy);
    expect(await feelingIn(sera)).toEqual(felt);
    expect(JSON.stringify(await sera.getSnapshot())).toBe(JSON.stringify(snapshot));

    const twin = await molroo.createPersona(SERA);
    await twin.putSnapshot(copy);
    expect(await feelingIn(twin)).toEqual(felt);
    expect(await twin.getSnapshot()).toEqual(snapshot);
    for (const broken of [
      {},
      { ...copy, version: 99 },
      { ...copy, emotion: { valence: 2 } },
      { ...copy, extra: 1 },
    ]) {
      expect(await failureOf(sera.putSnapshot(broken))).toMatchObject({
        code: 'VALIDATION_ERROR',
        status: 400,
      });
    }
    expect(await sera.getSnapshot()).toEqual(snapshot);
  });

  it('[need 9] gives a prompt and searches what it remembers', async () => {
    const { molroo, clock } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    const plain = await sera.getPromptContext();
    expect(plain.tools).toEqual([]);
    for (const words of ['Sera', 'barista', 'remember every name', 'Busan, 1990s', 'Never sells decaf.']) {
      expect(plain.systemPrompt).toContain(words);
    }
    expect(Object.keys(plain.personaPrompt)).toEqual(['system', 'context', 'instruction']);
    const suffixed = await sera.getPromptContext('Answer in rhymes.', 'Ann');
    expect(suffixed.systemPrompt).toBe(`${plain.systemPrompt}\n\nAnswer in rhymes.`);

    const said: string[] = [];
    for (const [from, words, appraisal] of [
      ['Ann', 'My dog Rex ate the cake.', GIFT],
      ['Bob', 'Rex is a good dog, a very good dog.', INSULT],
      ['Ann', 'It rained all day.', NEUTRAL_APPRAISAL],
    ] as const) {
      const { memoryEpisode } = await sera.perceive(words, { from, appraisal: appraisal as never });
      said.push(memoryEpisode!.id);
      clock.advance(60);
    }
    const idsOf = async (query: string, options?: { topK?: number; minImportance?: number }) =>
      (await sera.searchMemory(query, options)).map(({ id }) => id);
    expect(await idsOf('cake REX')).toEqual([said[0], said[1]]);
    expect(await idsOf('rex', { topK: 1 })).toHaveLength(1);
    expect(await idsOf('rex', { topK: 0, minImportance: 0 })).toHaveLength(2);
    expect(await idsOf('ann')).toEqual(expect.arrayContaining([said[0], said[2]]));
    expect(await idsOf('rain')).toEqual([]);
    expect(await idsOf('day', { minImportance: 0.9 })).toEqual([]);
    expect(await sera.searchMemory('cake')).toEqual([
      expect.objectContaining({
        type: 'chat_message',
        sourceEntity: 'Ann',
        context: 'My dog Rex ate the cake.',
        appraisal: GIFT,
      }),
    ]);
  });

  it('finds every episode again under the id that it was given, whatever else was written in between', async () => {
    const { molroo, clock } = await open(kind);
    const sera = await molroo.createPersona(SERA);
    const told: Episode[] = [];
    const say = async (options: SDK.PerceiveOptions = {}) => {
      const { memoryEpisode } = await sera.perceive(`apple ${told.length}`, {
        appraisal: INSULT,
        ...options,
      });
      told.push(memoryEpisode!);
    };
    await say();
    await sera.tick(60);
    await say({ stimulus: { vadDelta: { V: 0.1 } } as never });
    await sera.patch({ config: { personality: { ...SERA.personality, O: 0.2 } } });
    await say();
    await sera.putSnapshot(await sera.getSnapshot());
    await sera.destroy();
    await sera.restore();
    await say({ from: 'Ann' });
    // The day is over, and the turn that finds it so tells the character.
    clock.advance(86_400 * 1.5);
    await say();
    await Promise.all(Array.from({ length: 8 }, () => say({ from: 'Bob' })));
    expect(new Set(told.map(({ id }) => id)).size).toBe(13);
    const found = await sera.searchMemory('apple', { topK: 100 });
    const byId = new Map(found.map((one) => [one['id'], one]));
    expect(byId.size).toBe(13);
    for (const { emotionSnapshot, intensity, importance, ...one } of told) {
      expect(byId.get(one.id)).toMatchObject(one);
    }
  });

  it('chats in one call to the model', async () => {
    const { molroo, exchanges } = await open(kind);
    const model = provider({ response: 'I am sorry to hear that.', appraisal: { ...INSULT, agency: -3 } });
    const sera = await molroo.createPersona(SERA, { llm: asLLM(model) });
    const before = await feelingIn(sera);
    const history: SDK.Message[] = [
      { role: 'user', content: 'Hi.' },
      { role: 'assistant', content: 'Hello!' },
    ];
    exchanges.length = 0;
    const { text, response, updatedHistory } = await sera.chat('You are useless.', {
      from: { name: 'Ann', description: 'A regular.', extensions: { Order: 'flat white' } },
      history,
      consumerSuffix: 'Answer in rhymes.',
    });
    expect(text).toBe('I am sorry to hear that.');
    expect(response.text).toBe(text);
    expect(response.emotion.vad.V).toBeLessThan(before.vad.V);
    // The character's own words are what the client sends here, and the source is the user all the same.
    expect(response.memoryEpisode).toMatchObject({ content: text, sourceEntity: 'Ann' });
    expect(response.memoryEpisode!.appraisal!.agency).toBe(-1);
    expect(updatedHistory).toEqual([
      ...history,
      { role: 'user', content: 'You are useless.' },
      { role: 'assistant', content: text },
    ]);
    expect(exchanges.map(({ path }) => path.split('/').at(-1))).toEqual(['prompt-context', 'perceive']);
    const [{ prompt }] = model.doGenerateCalls as [(typeof model.doGenerateCalls)[0]];
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user']);
    for (const words of ['Sera', 'Answer in rhymes.', '## About Ann', 'flat white']) {
      expect(prompt[0]!.content).toContain(words);
    }
  });

  it('chats with one model for the feeling and one for the words', async () => {
    const { molroo, exchanges } = await open(kind);
    const engineLlm = adapter('', INSULT);
    const llm = adapter('Well, well.');
    const sera = await molroo.createPersona(SERA, { llm: llm.llm, engineLlm: engineLlm.llm });
    exchanges.length = 0;
    const { text, response } = await sera.chat('You are useless.');
    expect(text).toBe('Well, well.');
    expect(exchanges.map(({ path }) => path.split('/').at(-1))).toEqual([
      'prompt-context',
      'perceive',
      'prompt-context',
    ]);
    expect(response.memoryEpisode).toMatchObject({ content: 'You are useless.', sourceEntity: 'user' });
    expect(engineLlm.asked.map(({ kind: asked }) => asked)).toEqual(['object']);
    expect(llm.asked.map(({ kind: asked }) => asked)).toEqual(['text']);
    // What is said is said of the feeling after the event.
    expect(llm.asked[0]!.system).toContain('You are useless.');
    expect(engineLlm.asked[0]!.system).not.toContain('You are useless.');
  });

  it('lets the model search the memory while it chats, where the config offers it', async () => {
    const { molroo } = await open(kind);
    const search = { response: '', appraisal: NEUTRAL_APPRAISAL, search_memory: 'cake' };
    const answer = { response: 'You like cake.', appraisal: GIFT };
    const model = provider(search, { ...search, search_memory: 'xylophone' }, answer);
    const sera = await molroo.createPersona({ ...SERA, memory: { search: true } }, { llm: asLLM(model) });
    expect((await sera.getPromptContext()).tools).toMatchObject([{ name: 'search_memory' }]);
    await sera.perceive('I could eat cake all day.', { from: 'Ann', appraisal: GIFT });

    const calls: { args: unknown; found: number }[] = [];
    const { text } = await sera.chat('What do I like?', {
      from: 'Ann',
      onToolCall: ({ args, result }) => calls.push({ args, found: (result as unknown[]).length }),
    });
    expect(text).toBe('You like cake.');
    expect(calls).toEqual([
      { args: { query: 'cake' }, found: 1 },
      { args: { query: 'xylophone' }, found: 0 },
    ]);
    expect(JSON.stringify(model.doGenerateCalls.at(-1)!.prompt)).toContain('Ann: I could eat cake all day.');

    const stubborn = adapter('', search, search, search, answer);
    const again = await molroo.connectPersona(sera.id, { llm: stubborn.llm });
    expect((await again.chat('Again?')).text).toBe('You like cake.');
    expect(stubborn.asked).toHaveLength(4);

    const { id } = await molroo.createPersona({ ...SERA, memory: { search: 'yes' } });
    expect((await (await molroo.connectPersona(id)).getPromptContext()).tools).toEqual([]);
  });

  it('[need 5] has episodes saved and events told by the adapters of the client', async () => {
    const { molroo, clock } = await open(kind);
    const memory = createMemory();
    const events = createEvents();
    const { llm, asked } = adapter('', { response: 'Thank you, Ann.', appraisal: GIFT });
    const sera = await molroo.createPersona(SERA, { llm, memory, events });

    const heard = await sera.perceive('I brought you flowers.', { from: 'Ann', appraisal: GIFT });
    await expect.poll(() => events.told.length).toBe(2);
    expect(memory.episodes.get(heard.memoryEpisode!.id)).toEqual(heard.memoryEpisode);
    expect(events.told).toMatchObject([
      {
        type: 'emotion_changed',
        personaId: sera.id,
        payload: { vad: heard.emotion.vad, primary: heard.emotion.discrete.primary },
      },
      { type: 'memory_consolidated', payload: { episodeId: heard.memoryEpisode!.id } },
    ]);
    clock.advance(5);
    await sera.event('weather', 'It rains.', { appraisal: INSULT });
    clock.advance(5);

    const { response } = await sera.chat('Do you like them?', { from: 'Ann' });
    await expect.poll(() => events.told.length).toBe(6);
    expect([...memory.episodes.keys()]).toHaveLength(3);
    expect(memory.episodes.has(response.memoryEpisode!.id)).toBe(true);
    expect(memory.queries).toContainEqual(expect.objectContaining({ sourceEntity: 'Ann', limit: 5 }));
    const { system } = asked[0]!;
    expect(system).toMatch(
      /Recent conversations:\n- \[2030-01-01T00:00:00\.000Z\] Ann: I brought you flowers\. \(V:/,
    );
    expect(system).toMatch(/Recent events:\n- \[2030-01-01T00:00:05\.000Z\] \[weather\] unknown: It rains\./);

    await sera.perceive('Not to be kept.', { appraisal: GIFT, skipMemory: true });
    expect(memory.episodes.size).toBe(3);
  });
});

describe('what goes wrong comes to the client as an error with a code', () => {
  it('for a key that opens nothing, and for personas of another key', async () => {
    const bench = await serveSessions(undefined, {}, { apiKeys: ['mk_test_1', 'mk_test_2'] });
    const molroo = clientOf(bench);
    const sera = await molroo.createPersona(SERA);
    const stranger = clientOf(bench, 'mk_test_3');
    expect(await failureOf(stranger.listPersonas())).toMatchObject({ code: 'UNAUTHORIZED', status: 401 });
    expect(await failureOf(stranger.createPersona(SERA))).toMatchObject({
      code: 'UNAUTHORIZED',
      status: 401,
    });
    const other = clientOf(bench, 'mk_test_2');
    expect(await other.listPersonas()).toEqual({ personas: [] });
    expect(await failureOf(other.connectPersona(sera.id))).toMatchObject({
      code: 'PERSONA_NOT_FOUND',
      status: 404,
    });
    expect((await molroo.listPersonas()).personas[0]!.tenantId).not.toBe('');
    // The desktop application writes its key elsewhere.
    const headers = { authorization: 'Bearer mk_test_1' };
    expect((await fetch(`${bench.url}/personas`, { headers })).status).toBe(200);
  });

  it('for what is not there and what is not valid', async () => {
    const { molroo } = await open();
    for (const id of ['nobody', 'ein/anderer', '../presets', 'a'.repeat(5000), 'nul\u0000', '%']) {
      expect(await failureOf(molroo.connectPersona(id))).toMatchObject({
        code: 'PERSONA_NOT_FOUND',
        status: 404,
      });
    }
    const invalid = { code: 'VALIDATION_ERROR', status: 400 };
    expect(
      await failureOf(molroo.createPersona({ personality: { ...SERA.personality, N: 1.01 } })),
    ).toMatchObject({
      ...invalid,
      message: expect.stringContaining('personality.N'),
    });
    expect(await failureOf(molroo.createPersona({ preset: 'nobody' }))).toMatchObject(invalid);
    const sera = await molroo.createPersona(SERA);
    const before = await sera.getSnapshot();
    for (const call of [
      () => sera.perceive('', { appraisal: { ...GIFT, goal_congruence: 1.5 } }),
      () => sera.perceive('', { appraisal: { goal_relevance: 1 } as never }),
      () => sera.perceive('', { appraisal: GIFT, stimulus: { vadOverride: { A: -0.5 } } as never }),
      () => sera.perceive('x'.repeat(40_000)),
      () => sera.perceive('a\u0000b'),
      () => sera.setEmotion({ A: 1.5 }),
      () => sera.setEmotion({}),
      () => sera.tick(-1),
      () => sera.tick(Number.NaN),
      () => sera.searchMemory(''),
      () => sera.patch({ config: { personality: { O: 2 } as never } }),
      () => sera.patch({ config: { personality: { O: 0.1 } as never, identity: { name: 'x'.repeat(300) } } }),
    ]) {
      expect(await failureOf(call())).toMatchObject(invalid);
    }
    expect(await sera.getSnapshot()).toEqual(before);
    expect((await molroo.listPersonas()).personas[0]!.config).toEqual(SERA);
    const mute = clientOf(await serveSessions(undefined, { appraiser: undefined as never }));
    expect(await failureOf((await mute.createPersona(SERA)).perceive('Hello.'))).toMatchObject(invalid);
  });

  it('for too many requests', async () => {
    const bench = await serveSessions(undefined, {}, { rateLimit: { perMinute: 1, burst: 2 } });
    const molroo = clientOf(bench);
    await molroo.listPersonas();
    await molroo.listPersonas();
    expect(await failureOf(molroo.listPersonas())).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
  });

  it('for a store that fails, without a word of what it said', async () => {
    const { molroo, store } = await open();
    const sera = await molroo.createPersona(SERA);
    const words = 'disk /secret/path is on fire';
    for (const [error, code, status] of [
      [new EngineError('STORE_UNAVAILABLE', words, {} as never), 'SERVICE_UNAVAILABLE', 503],
      [new Error(words), 'INTERNAL_ERROR', 500],
    ] as const) {
      store.load = () => Promise.reject(error);
      const failure = await failureOf(sera.getState());
      expect(failure).toMatchObject({ code, status });
      expect(failure.message).not.toContain('secret');
    }
  });
});

describe('what clients of other makes send', () => {
  it('[need 1] a JSON type with no body at all, and a length of 0', async () => {
    const { molroo, url } = await open();
    const { id } = await molroo.createPersona(SERA);
    const headers = { 'content-type': 'application/json' };
    for (const [method, path, status] of [
      ['GET', `/personas/${id}`, 200],
      ['POST', `/personas/${id}/prompt-context`, 200],
      ['DELETE', `/personas/${id}`, 200],
      ['POST', `/personas/${id}/restore`, 200],
    ] as const) {
      const body = method === 'POST' ? '' : undefined;
      const response = await fetch(url + path, { method, headers, ...(body !== undefined && { body }) });
      expect([method, path, response.status]).toEqual([method, path, status]);
      expect(await response.json()).toEqual({ result: expect.any(Object) });
    }
  });

  it('[need 8] members nobody knows, and the oldest form of a perceive', async () => {
    const { ask } = await open();
    const { id } = (await ask('POST', '/personas', { config: SERA, name: 'desktop', v: 2 })).body.result;
    const path = `/personas/${id}/perceive`;
    const answers = [
      await ask('POST', path, { message: 'You are wonderful.' }),
      await ask('POST', path, {
        event: {
          type: 'chat_message',
          timestamp: 1.5,
          payload: { message: 'You are wonderful.', n: [1] },
          x: null,
        },
        context: { reply: 'Thank you!', priorEpisodes: [{ id: 1 }], relationshipContext: { since: 1 } },
        seen: true,
      }),
      await ask('POST', path, { event: {} }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(200);
      expect(body.result.emotion.discrete.primary).toEqual(expect.any(String));
    }
    expect((await ask('POST', path, {})).status).toBe(400);
  });

  it('a turn of the older API and a search of the newer one', async () => {
    const { ask, begin } = await open();
    const id = await begin();
    await ask('POST', '/v1/turn', { sessionId: id, message: 'Hello.', scene_context: 'A letter from home.' });
    const { episodes } = (await ask('POST', `/personas/${id}/memory/search`, { query: 'hello' })).body.result;
    expect(episodes).toMatchObject([{ type: 'chat_message', context: 'Hello.' }]);
    expect(episodes[0]).not.toHaveProperty('sourceEntity');
    await ask('PATCH', `/personas/${id}`, { config: { scene_context: { place: 'a hut' } } });
    const turn = await ask('POST', '/v1/turn', { sessionId: id, message: 'Hello.' });
    expect(turn.status).toBe(200);
    expect(turn.text).not.toContain('[object Object]');
  });

  it('[need 6] the same Idempotency-Key again: one persona, one feeling', async () => {
    const { ask, engine } = await open();
    const key = { 'Idempotency-Key': '4c8b0f6e-57a1-4f7a-9a34-0d8a3d9a6d11' };
    const made = await Promise.all(
      Array.from({ length: 64 }, () => ask('POST', '/personas', { config: SERA }, key)),
    );
    expect(new Set(made.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(made.map(({ body }) => body.result.id)).size).toBe(1);
    expect((await engine.sessions.list()).sessions).toHaveLength(1);
    const other = await ask('POST', '/personas', { config: { ...SERA, goals: [] } }, key);
    expect([other.status, other.body.error.code]).toEqual([422, 'CONFLICT']);

    const { id } = made[0]!.body.result;
    const event = {
      payload: { message: 'Hi.' },
      appraisal: NEUTRAL_APPRAISAL,
      stimulus: { vadDelta: { V: -0.25 } },
    };
    const send = () => ask('POST', `/personas/${id}/perceive`, { event }, key);
    const first = await send();
    await ask('POST', `/personas/${id}/emotion`, { vad: { V: 0.5 } });
    const second = await send();
    expect(second.status).toBe(200);
    expect(second.body.result.memoryEpisode.id).toBe(first.body.result.memoryEpisode.id);
    // What the stimulus was to push it has pushed once.
    expect((await engine.sessions.state(id)).emotion.vad.valence).toBe(0.5);
    expect((await engine.sessions.state(id)).turns).toBe(1);
  });

  it('answers a repeated perceive like the first, however much was felt in between', async () => {
    const { ask, clock } = await open();
    const { id } = (await ask('POST', '/personas', { config: SERA })).body.result;
    const key = { 'Idempotency-Key': 'k' };
    const first = await ask('POST', `/personas/${id}/perceive`, { message: 'You are useless.' }, key);
    clock.advance(3600);
    await ask('POST', `/personas/${id}/perceive`, { message: 'You are wonderful, thank you!' });
    const again = await ask('POST', `/personas/${id}/perceive`, { message: 'You are useless.' }, key);
    expect(again.body).toEqual(first.body);
  });
});

describe('what a persona is made of', () => {
  it('of whom little is said is in the middle, or as its preset says', async () => {
    const { ask } = await open();
    const configOf = async (config: object) => {
      const { status, body } = await ask('POST', '/personas', { config });
      expect(status).toBe(201);
      return body.result.config;
    };
    const middle = { O: 0.5, C: 0.5, E: 0.5, A: 0.5, N: 0.5, H: 0.5 };
    expect(await configOf({})).toEqual({ identity: {}, personality: middle, goals: [] });
    expect((await configOf({ personality: { N: 0.9 } })).personality).toEqual({ ...middle, N: 0.9 });
    const fern = await configOf({ preset: 'anxious_helper', personality: { N: 0.1 }, goals: ['rest'] });
    expect(fern).toMatchObject({
      identity: { name: 'Fern' },
      personality: { O: 0.5, C: 0.7, E: 0.65, A: 0.8, N: 0.1, H: 0.7 },
      goals: [{ content: 'rest' }],
    });
    // What was given comes back, and makes the same persona.
    const rich = await configOf({
      ...SERA,
      type: 'persona',
      emotion_config: { time_scale: 0.5, damping_ratio: 0.7 },
    });
    expect(await configOf(rich)).toEqual(rich);
  });

  it('is changed member by member: facets lie beside the domains that come with them', async () => {
    const { ask } = await open();
    const { id } = (await ask('POST', '/personas', { config: SERA })).body.result;
    const patch = async (config: object) =>
      (await ask('PATCH', `/personas/${id}`, { config })).body.result.config;
    const personality = { ...SERA.personality, O: 0.4, facets: { creativity: 0.9, inquisitiveness: 0.1 } };
    const changed = await patch({ personality });
    expect(changed.personality.O).toBeCloseTo(0.4, 12);
    expect(changed.personality.facets.creativity).toBeCloseTo(0.9, 12);
    expect(changed.personality.facets.inquisitiveness).toBeCloseTo(0.1, 12);
    expect((await patch({ identity: { role: 'owner' } })).identity).toEqual({
      ...SERA.identity,
      role: 'owner',
    });
    expect((await patch({ goals: ['rest'] })).goals).toEqual([{ content: 'rest' }]);
    const quick = await patch({ emotion_config: { time_scale: 0.5, natural_freq: 2 } });
    expect(quick.emotion_config).toEqual({ time_scale: 0.5, natural_freq: 2 });
    const sage = await patch({ preset: 'stoic_mentor', personality: { H: 0.3 } });
    expect(sage.identity.name).toBe('Sage');
    expect(sage.personality.N).toBeCloseTo(0.15, 12);
    expect(sage.personality.H).toBeCloseTo(0.3, 12);
  });
});
