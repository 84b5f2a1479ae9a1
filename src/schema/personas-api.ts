import { z } from 'zod';
import { LIMITS } from '../constants/limits';
import type { LanguageModel } from '../ports';
import { idSchema, prose } from './guards';

/** What becomes of the characters that were made from a persona which is deleted. */
export const deletePersonaSchema = z.strictObject({
  characters: z.enum(['restrict', 'detach', 'keep']).default('detach'),
});

/** Ids of several personas. */
export const batchIdsSchema = z.array(idSchema).max(LIMITS.historyLength);

const situation = {
  /** The situation that the persona is in. */
  scenario: prose(LIMITS.systemPromptLength).optional(),
  /** What it wants to come to, or what shows that it has. */
  goal: prose(LIMITS.systemPromptLength).optional(),
  /** A session whose character and present feeling come in. */
  session: idSchema.optional(),
};

/** What a persona's prompt is for. */
export const renderPromptSchema = z.strictObject({
  /** `simulated-user` talks to an assistant that is tried out; `character` speaks for itself. */
  purpose: z.enum(['simulated-user', 'character']),
  ...situation,
});

/** What a persona's prompt is for. */
export type RenderPromptInput = z.input<typeof renderPromptSchema>;

const messageSchema = z.strictObject({
  role: z.enum(['system', 'user', 'assistant', 'tool']),
  content: z.string().max(LIMITS.systemPromptLength),
});

/** What a persona's next line is to answer. */
export const nextMessageSchema = z.strictObject({
  /** The conversation as the assistant sees it: the persona's own lines are the user's. */
  history: z.array(messageSchema).max(LIMITS.historyLength),
  ...situation,
  /** Writes the line; the engine's own when absent. */
  languageModel: z
    .custom<LanguageModel>(
      (value) =>
        typeof value === 'object' && value !== null && typeof Reflect.get(value, 'complete') === 'function',
      'must be a language model with the method complete',
    )
    .optional(),
});

/** What a persona's next line is to answer. */
export type NextMessageInput = z.input<typeof nextMessageSchema>;
