import { Validator } from '@seriousme/openapi-schema-validator';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpHandler } from '../../adapters/http';
import { createMemoryStore } from '../../adapters/memory';
import { createEngine } from '../../src';
import { appraisals } from '../support/arbitraries';
import { createManualClock } from '../support/engine-fixtures';
import { WALKED_OPERATIONS, type WalkedAgent, walkPersonalityApi } from '../support/http-personality-walk';

const scores = fc.oneof(
  fc.integer({ min: 0, max: 100 }),
  fc.double({ min: 0, max: 100, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const each = <K extends string>(...names: readonly K[]) =>
  fc
    .tuple(...names.map(() => scores))
    .map((values) => Object.fromEntries(names.map((name, i) => [name, values[i]])) as Record<K, number>);

const agents: fc.Arbitrary<WalkedAgent> = fc.record({
  name: fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    .filter(
      (name) =>
        name !== '.' && name !== '..' && !/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u.test(name),
    ),
  big5: each('openness', 'conscientiousness', 'extraversion', 'agreeableness', 'neuroticism'),
  dimensions: each(
    'intellect',
    'aesthetic',
    'industriousness',
    'orderliness',
    'enthusiasm',
    'assertiveness',
    'compassion',
    'politeness',
    'withdrawal',
    'volatility',
  ),
  mood: each('valence', 'arousal', 'tension', 'affiliation'),
  events: fc.array(appraisals, { minLength: 2, maxLength: 6 }),
});

async function walk(agent: WalkedAgent, isExtended: boolean) {
  const clock = createManualClock();
  const engine = await createEngine({ clock, seed: 7, store: createMemoryStore() });
  try {
    const handler = await createHttpHandler({
      engine,
      dialects: ['personality'],
      problemExtensions: isExtended,
    });
    return await walkPersonalityApi({ handler, engine, advance: clock.advance, isExtended }, agent);
  } finally {
    await engine.close();
  }
}

describe('the document of the personality dialect', () => {
  it('is a document of OpenAPI 3.1 about every operation', async () => {
    const engine = await createEngine({ store: createMemoryStore() });
    const handler = await createHttpHandler({ engine, dialects: ['personality'] });
    const answer = await handler(new Request('http://localhost/openapi/personality.json'));
    await engine.close();
    const document = (await answer.json()) as { paths: Record<string, object> };
    const { valid, errors } = await new Validator().validate(structuredClone(document));
    expect([valid, errors]).toEqual([true, undefined]);
    const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    expect(operations.sort()).toEqual([...WALKED_OPERATIONS].sort());
  });
});

describe('every answer of the personality dialect', () => {
  it.each([true, false])(
    'has the members of document and contract, with extensions: %s',
    async (isExtended) => {
      await fc.assert(
        fc.asyncProperty(agents, async (agent) => {
          const { problems, answered } = await walk(agent, isExtended);
          expect(problems).toEqual([]);
          expect([...answered].sort()).toEqual([...WALKED_OPERATIONS].sort());
        }),
        { numRuns: 12 },
      );
    },
  );

  it('is noticed when it is not', async () => {
    const clock = createManualClock();
    const engine = await createEngine({ clock, seed: 7, store: createMemoryStore() });
    const real = await createHttpHandler({ engine, dialects: ['personality'] });
    const [agent] = fc.sample(agents, 1);
    const handler = async (request: Request) => {
      const response = await real(request);
      if (!request.url.endsWith('/personality/users')) return response;
      const body = { ...((await response.json()) as object), more: 1 };
      return new Response(JSON.stringify(body), { headers: { 'content-type': 'application/json' } });
    };
    const report = await walkPersonalityApi(
      { handler, engine, advance: clock.advance, isExtended: true },
      agent!,
    );
    await engine.close();
    expect(report.problems).toHaveLength(4);
  });
});
