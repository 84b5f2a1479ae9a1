import { z } from 'zod';
import type { SessionHistoryEntry } from '../../../../src/index';
import { type Operation, operation } from '../../operation';
import { result, resultSpec } from './envelope';
import { type Episode, episodeOf, episodeSchema, sourceOf } from './episode';
import { sessionOf } from './lookup';
import { systemText } from './prompt';
import { keptOf } from './wire-character';

const text = z.string();
const DEFAULT_TOP = 5;

/** What a persona tells a language model, and what it remembers, in the newer API. */
export const personaPrompts: readonly Operation[] = [
  operation({
    method: 'post',
    path: '/personas/{id}/prompt-context',
    id: 'promptContext',
    summary: 'The prompt of a persona as it feels now',
    body: z.strictObject({
      consumerSuffix: text.max(20_000).optional(),
      sourceEntity: text.max(200).optional(),
    }),
    isBodyOptional: true,
    answers: resultSpec(
      'One text, and the same in blocks',
      z
        .strictObject({
          systemPrompt: text,
          personaPrompt: z.looseObject({}),
          tools: z.array(z.looseObject({ name: text })),
        })
        .meta({ id: 'PromptContext' }),
    ),
    async handle(call) {
      const session = await sessionOf(call, call.params['id']!);
      const prompt = await call.engine.sessions.promptData(session.id, { signal: call.signal });
      const system = systemText(prompt, session);
      const suffix = call.body.consumerSuffix ?? '';
      const blocks = [system, prompt.context, prompt.instruction, suffix];
      return result({
        systemPrompt: blocks.filter((block) => block !== '').join('\n\n'),
        personaPrompt: { system, context: prompt.context, instruction: prompt.instruction },
        tools: offersSearch(keptOf(session.persona).extra) ? [SEARCH_TOOL] : [],
      });
    },
  }),
  operation({
    method: 'post',
    path: '/personas/{id}/memory/search',
    id: 'searchMemory',
    summary: 'Find what was said or done in earlier turns of this session',
    body: z.strictObject({
      query: text.min(1).max(2000),
      topK: z.int().min(1).max(100).default(DEFAULT_TOP),
      minImportance: z.number().min(0).max(1).default(0),
    }),
    answers: resultSpec(
      'The best matches first',
      z.strictObject({ episodes: z.array(episodeSchema) }).meta({ id: 'EpisodeList' }),
    ),
    async handle(call) {
      const { query, topK, minImportance } = call.body;
      const { id } = await sessionOf(call, call.params['id']!);
      const { events } = await call.engine.sessions.history(id, { limit: 1000 }, { signal: call.signal });
      const episodes = events.flatMap((event) => (event.type === 'perceived' ? [remembered(id, event)] : []));
      return result({ episodes: search(episodes, query, minImportance).slice(0, topK) });
    },
  }),
];

const SEARCH_TOOL = {
  name: 'search_memory',
  description: 'Searches what was said and done in earlier turns of this conversation.',
  parameters: { type: 'object', properties: { query: { type: 'string' } }, required: ['query'] },
};

// Opt-in: the tool changes what the client asks its language model for.
function offersSearch(extra: Readonly<Record<string, unknown>> | undefined): boolean {
  const memory = extra?.['memory'] as { readonly search?: unknown } | undefined;
  return memory?.search === true;
}

function remembered(sessionId: string, event: Extract<SessionHistoryEntry, { type: 'perceived' }>): Episode {
  const { id: revision, at, text: words, context, appraisal, emotion } = event;
  return episodeOf({ sessionId, revision, at, text: words, ...sourceOf(context), appraisal, emotion });
}

/** Episodes that share words with a query, those with most of them first; of equals the more important, then the newer. */
function search(episodes: readonly Episode[], query: string, minImportance: number): Episode[] {
  const wanted = wordsOf(query);
  const scored = episodes
    .filter((episode) => episode.importance >= minImportance)
    .map((episode) => ({
      episode,
      hits: hitsIn(wordsOf(`${episode.content} ${episode.type} ${episode.sourceEntity ?? ''}`), wanted),
    }))
    .filter(({ hits }) => hits > 0);
  scored.sort(
    (a, b) =>
      b.hits - a.hits ||
      b.episode.importance - a.episode.importance ||
      b.episode.timestamp - a.episode.timestamp,
  );
  return scored.map(({ episode }) => episode);
}

function hitsIn(words: ReadonlySet<string>, wanted: ReadonlySet<string>): number {
  let hits = 0;
  for (const word of wanted) if (words.has(word)) hits++;
  return hits;
}

function wordsOf(words: string): ReadonlySet<string> {
  return new Set(
    words
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [],
  );
}
