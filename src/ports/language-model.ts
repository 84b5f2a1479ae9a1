/** One message of a conversation, as the chat interfaces of language models have it. */
export interface ChatMessage {
  readonly role: 'system' | 'user' | 'assistant' | 'tool';
  readonly content: string;
}

/** Answers a conversation with the next message's text. May be slow and may fail. */
export interface LanguageModel {
  complete(
    request: { readonly system: string; readonly messages: readonly ChatMessage[] },
    signal?: AbortSignal,
  ): Promise<string>;
}
