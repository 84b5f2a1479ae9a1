import { LIMITS } from '../constants/limits';
import type { ChatMessage } from '../ports';
import { cutText } from '../text/cut-text';
import { renderSections } from './sections';
import { oneLine } from './text';

/** How many messages of a history are shown to the model, the last ones. Basis: chosen, several times a usual conversation. */
export const SHOWN_MESSAGES = 100;

/** A conversation that a simulated user is to go on with. */
export interface NextMessageInput {
  /** What `renderPersonaPrompt` made for the purpose `simulated-user`. */
  readonly prompt: string;
  /** The conversation as the assistant knows it: the persona's lines are `user`, the assistant's `assistant`. */
  readonly history: readonly ChatMessage[];
  /** What the persona is called. */
  readonly name: string;
}

/** What a `LanguageModel` is asked for the persona's next message. */
export interface NextMessageRequest {
  /** The prompt as it was handed in. */
  readonly system: string;
  /** `user` and `assistant` in turn; `user` first and last. */
  readonly messages: readonly ChatMessage[];
}

// In brackets, as stage directions are: nobody in the conversation has said this.
const BEGINNING = '(The conversation begins here.)';
const LEFT_OUT = '(Earlier messages are left out.)';
const TOOL_NOTE = '(Not said to you: what a tool gave to the assistant.)';

/**
 * A conversation seen from the user's side, for a model that plays the user.
 *
 * Model: roles change sides, as the model that is asked always speaks as `assistant`: the persona's own lines, `user`
 * in the history, become `assistant`, the assistant's become `user`. What a tool gave is told on the assistant's side,
 * fenced and marked as not said. System messages and blank ones are dropped; of the rest the last {@link SHOWN_MESSAGES}
 * stay. Neighbours of one side become one message, with a blank line in between. Chat interfaces want a `user` to begin and to be
 * answered, so a note in brackets stands first where the persona's line would, and asks for the next line where the persona
 * had the last word. Broken Unicode becomes U+FFFD, since providers refuse it.
 * Pure; total. Long messages stay long: how much a model takes is up to the caller.
 */
export function nextMessageRequest({ prompt, history, name }: NextMessageInput): NextMessageRequest {
  const spoken = history.filter(({ role, content }) => role !== 'system' && content.trim() !== '');
  const shown = spoken.slice(-SHOWN_MESSAGES);
  const [first] = shown;
  const last = shown[shown.length - 1];
  const messages: ChatMessage[] = [];
  if (!first || first.role === 'user')
    add(messages, 'user', shown.length < spoken.length ? LEFT_OUT : BEGINNING);
  for (const message of shown) {
    if (message.role === 'user') add(messages, 'assistant', message.content);
    else add(messages, 'user', message.role === 'tool' ? toolWords(message.content) : message.content);
  }
  if (!last || last.role === 'user') add(messages, 'user', nudge(name));
  return { system: prompt, messages };
}

function add(messages: ChatMessage[], role: 'user' | 'assistant', content: string): void {
  const words = content.toWellFormed();
  const previous = messages[messages.length - 1];
  if (previous?.role !== role) messages.push({ role, content: words });
  else messages[messages.length - 1] = { role, content: `${previous.content}\n\n${words}` };
}

function toolWords(content: string): string {
  // Between fenced tags, so that a tool's words cannot pass for the assistant's.
  return `${TOOL_NOTE}\n${renderSections([{ name: 'tool', text: content.toWellFormed() }])}`;
}

function nudge(name: string): string {
  const called = cutText(oneLine(name), LIMITS.nameLength);
  return called === '' ? '(Write your next message.)' : `(Write the next message of ${called}.)`;
}
