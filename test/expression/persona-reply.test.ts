import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanReply } from '../../src/expression/persona-reply';
import { words } from './persona-arbitraries';

describe('cleanReply', () => {
  it.each([
    ['Hello.', 'Hello.'],
    [' \n Hello. \t', 'Hello.'],
    ['Ann: Hello.', 'Hello.'],
    ['ann:Hello.', 'Hello.'],
    ['Ann:*sighs* Hello.', '*sighs* Hello.'],
    ['ANN:\nHello.', 'Hello.'],
    ['**Ann:** Hello.', 'Hello.'],
    ['**Ann**: Hello.', 'Hello.'],
    ['Ann：你好', '你好'],
    ['Ann: Ann: Hello.', 'Hello.'],
    ['Ann:', ''],
    ['"Hello."', 'Hello.'],
    ['“Hello.”', 'Hello.'],
    ['„Hallo.“', 'Hallo.'],
    ['«Bonjour.»', 'Bonjour.'],
    ['「你好」', '你好'],
    ["'I don't know.'", "I don't know."],
    ['‘I don’t know.’', 'I don’t know.'],
    ['Ann: "Hello."', 'Hello.'],
    ['Ann:"Hello."', 'Hello.'],
    ['"Ann: Hello."', 'Hello.'],
    ['" Hello. "', 'Hello.'],
    ['""', ''],
    ['"“Hello.”"', 'Hello.'],
    ['Line one.\n\nLine two.', 'Line one.\n\nLine two.'],
  ])('makes of %j %j', (text, reply) => {
    expect(cleanReply(text, 'Ann')).toBe(reply);
  });

  it.each([
    'Anna: Hello.',
    'Bob: Hello.',
    'Note: it is late.',
    'I am Ann: nice to meet you.',
    'Ann:) Hello.',
    'Ann:-( Hello.',
    'Ann://example.org',
    'Ann said: hello.',
    'Ann : Hello.',
    '**Ann** is my name.',
    'https://example.org',
    '"Yes," she said, "no."',
    '“Yes,” she said, “no.”',
    "'Yes,' she said, 'no.'",
    '“Hello. “Hi.”',
    '"Hello." he said',
    'He said "hello."',
    '"',
    'Hello."',
    'The dogs’ bowls are ‘empty’',
    '”Hello.“',
    '',
  ])('leaves %j alone', (text) => {
    expect(cleanReply(text, 'Ann')).toBe(text);
  });

  it('removes no label where the name is absent or blank, and none but the name', () => {
    expect(cleanReply('Ann: Hello.')).toBe('Ann: Hello.');
    expect(cleanReply(': Hello.', ' ')).toBe(': Hello.');
    expect(cleanReply('Ruth Okafor: Hello.', ' Ruth\nOkafor ')).toBe('Hello.');
    expect(cleanReply('.*: Hello.', '.*')).toBe('Hello.');
    expect(cleanReply('Ann: Hello.', '.*')).toBe('Ann: Hello.');
  });

  it('gives a part of the text, trimmed, that it would not clean again', () => {
    const piece = fc.constantFrom(
      'Ann',
      'ann',
      ':',
      '**',
      ' ',
      '\n',
      '"',
      "'",
      '“',
      '”',
      '‘',
      '’',
      '„',
      '«',
      '»',
      'a',
      '：',
    );
    const texts = fc.oneof(
      fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')),
      words,
    );
    fc.assert(
      fc.property(texts, fc.oneof(fc.constant('Ann'), words), (text, name) => {
        const reply = cleanReply(text, name);
        expect(text).toContain(reply);
        expect(reply).toBe(reply.trim());
        expect(cleanReply(reply, name)).toBe(reply);
      }),
      { numRuns: 10_000 },
    );
  });

  it('gives back what was said under every wrapping', () => {
    const plain = fc.lorem({ maxCount: 8 }).filter((text) => !/^ann/i.test(text));
    const wraps = fc.constantFrom(
      (text: string) => text,
      (text: string) => `"${text}"`,
      (text: string) => `Ann: ${text}`,
      (text: string) => `**Ann:** “${text}”\n`,
      (text: string) => ` "Ann:\n${text}" `,
    );
    fc.assert(
      fc.property(plain, wraps, (text, wrap) => {
        expect(cleanReply(wrap(text), 'Ann')).toBe(text);
      }),
    );
  });

  it('takes a long reply without effort', () => {
    expect(cleanReply('Ann: '.repeat(200_000), 'Ann')).toBe('');
    expect(cleanReply('"'.repeat(1_000_000), 'Ann')).toHaveLength(1_000_000);
    expect(cleanReply(`"${"a'".repeat(500_000)}"`, 'Ann')).toHaveLength(1_000_000);
  });
});
