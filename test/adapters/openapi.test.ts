import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, it } from 'vitest';
import { DIALECT_NAMES } from '../../adapters/http';
import { openApiDocument, openApiFile } from '../../bench/generate-openapi';
import { version } from '../../package.json';
import { ask, openSite } from '../support/http-server';

interface Described {
  readonly operationId: string;
  readonly summary: string;
  readonly security: readonly Record<string, readonly string[]>[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}

/** Everything in a document, with the way that leads to it. */
function* walk(value: unknown, path: readonly string[] = []): Generator<[readonly string[], unknown]> {
  yield [path, value];
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) yield* walk(inner, [...path, key]);
}

const KEYS = { sessions: ['bearer', 'apiKey'], personality: ['bearer'], personas: ['bearer', 'apiKey'] };

describe.each(DIALECT_NAMES)('the OpenAPI document of %s', async (dialect) => {
  const document = await openApiDocument(dialect);
  const paths = document['paths'] as Readonly<Record<string, Readonly<Record<string, Described>>>>;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({ path, method, ...described })),
  );

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const { valid, errors } = await validator.validate(structuredClone(document));
    expect(errors).toBeUndefined();
    expect({ valid, version: validator.version }).toEqual({ valid: true, version: '3.1' });
  });

  it('is what docs/openapi holds; `npm run docs:openapi` writes it anew', () => {
    const kept: unknown = JSON.parse(readFileSync(openApiFile(dialect), 'utf8'));
    expect(JSON.stringify(kept)).toBe(JSON.stringify(document));
  });

  it('is what a server gives that speaks other dialects, too, to anybody', async () => {
    const { handler } = await openSite({ dialects: undefined, apiKeys: ['k'] });
    const { status, text, headers } = await ask(handler, `/openapi/${dialect}.json`);
    expect({ status, text }).toEqual({ status: 200, text: JSON.stringify(document) });
    expect(headers.get('content-type')).toMatch(/^application\/json/);
  });

  it('names this version, and where each reference leads', () => {
    expect(document['info']).toMatchObject({ version, title: `animacy: ${dialect}` });
    let references = 0;
    for (const [path, value] of walk(document)) {
      if (path.at(-1) !== '$ref') continue;
      references += 1;
      const keys = String(value).split('/');
      expect(keys.slice(0, 3)).toEqual(['#', 'components', 'schemas']);
      const { schemas } = document['components'] as { readonly schemas: object };
      expect(Object.keys(schemas)).toContain(keys[3]);
    }
    expect(references).toBeGreaterThan(0);
  });

  it('keeps no schema that nothing refers to, and none without content', () => {
    const text = JSON.stringify(document);
    const { schemas } = document['components'] as { readonly schemas: Readonly<Record<string, object>> };
    for (const [name, schema] of Object.entries(schemas)) {
      expect(text).toContain(`"#/components/schemas/${name}"`);
      expect(Object.keys(schema).length).toBeGreaterThan(0);
    }
    expect(text).not.toContain('$defs');
  });

  it('gives each operation a name of its own, its parameters, its answers and its keys', () => {
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { path, operationId, summary, parameters = [], responses, security } of operations) {
      expect({ operationId, hasSummary: summary.length > 5 }).toEqual({ operationId, hasSummary: true });
      const inPath = parameters.filter((parameter) => parameter.in === 'path');
      expect(inPath.map(({ name }) => name)).toEqual(
        [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
      expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
      expect(Object.keys(responses)).toContain('default');
      expect(Object.keys(responses).some((status) => status.startsWith('2'))).toBe(true);
      const keys = security.flatMap((one) => Object.keys(one));
      expect([[], KEYS[dialect]]).toContainEqual(keys);
    }
  });

  it('says of no operation that it is open unless it is, and of none that it needs a key unless it does', async () => {
    const { handler } = await openSite({ dialects: [dialect], apiKeys: ['k'] });
    for (const { path, method, operationId, security } of operations) {
      const { status } = await ask(handler, path.replace(/\{\w+\}/g, 'x'), { method: method.toUpperCase() });
      expect({ operationId, isShut: status === 401 }).toEqual({ operationId, isShut: security.length > 0 });
    }
  });
});
