import type { PromptData, Session } from '../../../../src/index';
import { keptOf } from './wire-character';

/** The blocks of a prompt on the wire: each with its text, as the older API nests it. */
export function promptDataToWire(prompt: PromptData, session: Pick<Session, 'persona'>) {
  const system = systemText(prompt, session);
  return {
    system: { formatted: { system_prompt: system } },
    context: { formatted: { context_block: prompt.context } },
    instruction: { formatted: { instruction_block: prompt.instruction } },
    formatted: {
      system_prompt: system,
      context_block: prompt.context,
      instruction_block: prompt.instruction,
    },
  };
}

/**
 * The stable part of a prompt: the engine's own, and what the host has written beside it that only this API knows. All of it comes from
 * whoever made the character, none of it from those who talk to it.
 */
export function systemText(
  { system }: Pick<PromptData, 'system'>,
  { persona }: Pick<Session, 'persona'>,
): string {
  const { identity = {}, extra = {} } = keptOf(persona);
  const { culturalIdentity, extensions } = identity;
  const blocks = [
    system,
    section('Cultural identity', culturalIdentity),
    ...Object.entries(typeof extensions === 'object' && extensions !== null ? extensions : {}).map(
      ([title, words]) => section(title, words),
    ),
    section('About the user', extra['user_profile']),
    section('Rules', extra['behavior_rules']),
  ];
  return blocks.filter((block) => block !== '').join('\n\n');
}

function section(title: string, words: unknown): string {
  return typeof words === 'string' && words.trim() !== ''
    ? `${title.replace(/\s+/g, ' ')}: ${words.trim()}`
    : '';
}
