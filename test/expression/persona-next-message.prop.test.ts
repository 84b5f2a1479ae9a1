import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextMessageRequest, SHOWN_MESSAGES } from '../../src/expression/next-message';
import type { ChatMessage } from '../../src/ports';
import { words } from './persona-arbitraries';

const message: fc.Arbitrary<ChatMessage> = fc.record({
  role: fc.constantFrom('system', 'user', 'assistant', 'tool'),
  content: words,
});
const histories = fc.array(message, { maxLength: 12 });
const inputs = fc.record({ prompt: words, history: histories, name: words });

/** A history in which every message can be told from every other. */
const numbered = fc
  .array(fc.constantFrom<ChatMessage['role']>('system', 'user', 'assistant', 'tool'), { maxLength: 250 })
  .map((roles) => roles.map((role, i): ChatMessage => ({ role, content: `[line ${i}]` })));

const linesIn = (text: string) => text.match(/\[line \d+\]/g) ?? [];

describe('the request for the next message', () => {
  it('has both sides in turn, the other one first and last, and something in every message', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const { system, messages } = nextMessageRequest(input);
        expect(system).toBe(input.prompt);
        expect(messages.length % 2).toBe(1);
        messages.forEach(({ role, content }, i) => {
          expect(role).toBe(i % 2 === 0 ? 'user' : 'assistant');
          expect(content.trim()).not.toBe('');
          expect(content.isWellFormed()).toBe(true);
        });
      }),
      { numRuns: 3000 },
    );
  });

  it('puts into the mouth of the persona its own words and nothing else', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const { messages } = nextMessageRequest({ prompt: '', history, name: 'Ruth' });
        const own = messages.filter(({ role }) => role === 'assistant').map(({ content }) => content);
        const lines = history.filter(({ role, content }) => role === 'user' && content.trim() !== '');
        expect(own.join('\n\n')).toBe(lines.map(({ content }) => content.toWellFormed()).join('\n\n'));
      }),
      { numRuns: 3000 },
    );
  });

  it('shows the last messages, all of them, once, in order and on the right side', () => {
    fc.assert(
      fc.property(numbered, (history) => {
        const { messages } = nextMessageRequest({ prompt: '', history, name: 'Ruth' });
        const shown = history.filter(({ role }) => role !== 'system').slice(-SHOWN_MESSAGES);
        expect(messages.flatMap(({ content }) => linesIn(content))).toEqual(
          shown.map(({ content }) => content),
        );
        for (const { role, content } of messages) {
          for (const line of linesIn(content)) {
            const source = history.find((one) => one.content === line)!;
            expect(role === 'assistant').toBe(source.role === 'user');
          }
        }
      }),
    );
  });

  it('does not know of system messages and blank ones', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const history = input.history.filter(({ role, content }) => role !== 'system' && content.trim());
        expect(nextMessageRequest({ ...input, history })).toEqual(nextMessageRequest(input));
      }),
    );
  });

  it('is the same for the same conversation, and changes nothing of it', () => {
    fc.assert(
      fc.property(inputs, (input) => {
        const before = structuredClone(input);
        for (const one of input.history) Object.freeze(one);
        Object.freeze(input.history);
        expect(nextMessageRequest(input)).toEqual(nextMessageRequest(before));
        expect(input).toEqual(before);
      }),
    );
  });
});
