import { Validator } from '@seriousme/openapi-schema-validator';
import { Ajv2020 } from 'ajv/dist/2020';
import { describe, expect, it } from 'vitest';
import { type Answer, IMAGES, NOBODY, PERSONAS, setUpHttp } from '../support/http-fixtures-personas';
import { createFakeGenerator, imageOf } from '../support/persona-fixtures';

/** The part of a document that answers are held against. */
interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
}

interface OperationObject {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: object }>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, object>> }>>;
}

const CONFIG = '/api/projects/p/config';
const NO_JSON = Symbol('no JSON');

async function begin() {
  const bench = await setUpHttp(undefined, { imageGenerator: createFakeGenerator() });
  const { status, body } = await bench.ask('GET', '/openapi/personas.json');
  expect(status).toBe(200);
  return { ...bench, document: body as Document };
}

/** Looks up what a document says of a path that was asked, and holds answers against it. */
function checkerOf(document: Document) {
  const ajv = new Ajv2020({ strict: false, formats: { 'date-time': true } });
  ajv.addSchema(document, 'document');
  const seen = new Set<string>();
  const pointer = (...keys: readonly string[]) =>
    `document#${keys.map((key) => `/${encodeURIComponent(key.replaceAll('~', '~0').replaceAll('/', '~1'))}`).join('')}`;

  return {
    seen,
    check(method: string, path: string, answer: Answer) {
      const asked = path.split('?')[0]!;
      const template = Object.keys(document.paths).find((key) =>
        new RegExp(`^${key.replace(/\{\w+\}/g, '[^/]+')}$`).test(asked),
      )!;
      const operation = document.paths[template]![method.toLowerCase()]!;
      const status = String(answer.status) in operation.responses ? String(answer.status) : 'default';
      // Only what went well has to be named; a walk that meets the unforeseen is to say so.
      if (answer.status < 300) expect(status, `${method} ${path}`).not.toBe('default');
      seen.add(`${operation.operationId} ${answer.status < 300}`);
      const { content } = operation.responses[status]!;
      const type = answer.headers.get('content-type')?.split(';')[0] ?? NO_JSON;
      if (type !== 'application/json') {
        expect(Object.keys(content ?? {})).toEqual(type === NO_JSON ? [] : ['image/*']);
        return;
      }
      const place = pointer(
        'paths',
        template,
        method.toLowerCase(),
        'responses',
        status,
        'content',
        type,
        'schema',
      );
      const validate = ajv.compile({ $ref: place });
      expect(
        validate(answer.body),
        `${method} ${path} ${answer.status}: ${ajv.errorsText(validate.errors)}`,
      ).toBe(true);
    },
  };
}

describe('the OpenAPI document of the personas dialect', () => {
  it('is valid OpenAPI 3.1', async () => {
    const { document } = await begin();
    const { valid, errors } = await new Validator().validate({ ...structuredClone(document) });
    expect(errors).toBeUndefined();
    expect(valid).toBe(true);
  });

  it('has every route, with an id of its own, and its shapes as components', async () => {
    const { document } = await begin();
    const routes = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path}`),
    );
    const project = '/api/projects/{projectId}';
    expect(routes.sort()).toEqual(
      [
        `delete ${project}`,
        `delete ${project}/images/{id}`,
        `delete ${project}/personas/{id}`,
        'get /api/projects',
        `get ${project}`,
        `get ${project}/config`,
        `get ${project}/images`,
        `get ${project}/images/{id}`,
        `get ${project}/personas`,
        `get ${project}/personas/{id}`,
        'get /api/status',
        'post /api/projects',
        `post ${project}/images`,
        `post ${project}/personas`,
        `post ${project}/personas/{id}/generate-image`,
        `put ${project}/config`,
        `put ${project}/personas/{id}`,
      ].sort(),
    );
    const ids = Object.values(document.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    );
    expect(new Set(ids).size).toBe(ids.length);
    const { components } = document as unknown as { components: { schemas: Record<string, object> } };
    expect(components.schemas['Persona']).toMatchObject({
      type: 'object',
      required: ['id', 'name', 'createdAt', 'updatedAt'],
      additionalProperties: false,
    });
    expect(components.schemas['NewPersona']).toMatchObject({ required: ['name'] });
    expect(components.schemas['Headers']).toMatchObject({
      type: 'object',
      additionalProperties: { type: 'string' },
    });
  });

  it('tells the shape of every answer of a walk over all endpoints', async () => {
    const { ask, document } = await begin();
    const { check, seen } = checkerOf(document);
    const walk = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
      const answer = await ask(method, path, {
        ...(body !== undefined && { body }),
        ...(headers && { headers }),
      });
      check(method, path, answer);
      return answer;
    };
    const { id } = (await walk('POST', PERSONAS, { name: 'A', headers: { a: '1' } })).body;
    const path = `${PERSONAS}/${id}`;
    await walk('POST', PERSONAS, { name: 'A' });
    await walk('POST', PERSONAS, {});
    await walk('POST', PERSONAS, 'broken');
    await walk('POST', PERSONAS, ' '.repeat(1_100_000));
    await walk('GET', PERSONAS);
    await walk('GET', path);
    await walk('GET', `${PERSONAS}/${NOBODY}`);
    await walk('GET', `${PERSONAS}/%zz`);
    await walk('GET', `${PERSONAS}/${'x'.repeat(101)}`);
    await walk('POST', `${path}/generate-image`);
    await walk('PUT', path, { description: 'd', systemPrompt: 's' });
    await walk('PUT', path, { name: 'B' }, { 'if-match': '"1"' });
    const { imageUrl } = (await walk('POST', `${path}/generate-image`)).body;
    await walk('GET', path);
    const imageBase64 = Buffer.from(imageOf('png')).toString('base64');
    await walk('POST', IMAGES, { imageBase64, role: 'upload' });
    await walk('POST', IMAGES, {});
    await walk('GET', `${IMAGES}?role=upload`);
    await walk('GET', IMAGES);
    await walk('GET', `${IMAGES}/${imageUrl}`);
    await walk('DELETE', `${IMAGES}/${imageUrl}`);
    await walk('DELETE', `${IMAGES}/${imageUrl}`);
    await walk('GET', `${IMAGES}/${imageUrl}`);
    await walk('GET', CONFIG);
    const models = { image: 'gpt-image-1' };
    await walk('PUT', CONFIG, { llmSettings: { provider: 'openai', apiKey: 'sk-0123456789', models } });
    await walk('GET', CONFIG);
    await walk('PUT', CONFIG, { llmSettings: {} });
    await walk('GET', '/api/status');
    await walk('GET', '/api/projects');
    const project = (await walk('POST', '/api/projects', { name: 'Shop' })).body;
    await walk('POST', '/api/projects', {});
    await walk('GET', `/api/projects/${project.id}`);
    await walk('DELETE', path);
    await walk('DELETE', path);
    await walk('DELETE', `/api/projects/${project.id}`);
    await walk('DELETE', `/api/projects/${project.id}`);
    await walk('GET', `/api/projects/${project.id}`);

    const served = Object.values(document.paths).flatMap((entry) =>
      Object.values(entry).map(({ operationId }) => `${operationId} true`),
    );
    expect([...seen].filter((entry) => entry.endsWith('true')).sort()).toEqual(served.sort());
  });

  it('takes the bodies that the documentation shows, and tells what it refuses', async () => {
    const { document } = await begin();
    const ajv = new Ajv2020({ strict: false });
    ajv.addSchema(document, 'document');
    const takes = (schema: string, value: unknown) =>
      ajv.compile({ $ref: `document#/components/schemas/${schema}` })(value);
    expect(takes('NewPersona', { name: 'impatient-user', headers: { 'X-User-Language': 'en' } })).toBe(true);
    expect(takes('NewPersona', { description: 'x' })).toBe(false);
    expect(takes('NewPersona', { name: '' })).toBe(false);
    expect(takes('NewPersona', { name: 'A', headers: { a: 1 } })).toBe(false);
    expect(takes('PersonaUpdate', { systemPrompt: 'x', imageUrl: null, other: 1 })).toBe(true);
    expect(takes('PersonaUpdate', { name: 5 })).toBe(false);
  });
});
