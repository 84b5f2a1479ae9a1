import { z } from 'zod';
import { version } from '../../package.json';
import type { AnswerSpec, Dialect, Operation } from './operation';

type Json = Record<string, unknown>;

/** The OpenAPI 3.1 document of a dialect: its schemas are the ones that requests are checked with. */
export function openApiOf(dialect: Dialect): Json {
  const schemas: Json = {};
  const paths: Record<string, Json> = {};
  for (const entry of dialect.operations) {
    paths[entry.path] = { ...paths[entry.path], [entry.method]: describe(entry, dialect, schemas) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: dialect.title,
      version,
      description: dialect.description,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: Object.fromEntries(Object.entries(schemas).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: Object.fromEntries(
        dialect.keyHeaders.map((header) => [SCHEMES[header].name, SCHEMES[header].scheme]),
      ),
    },
  };
}

const SCHEMES = {
  authorization: { name: 'bearer', scheme: { type: 'http', scheme: 'bearer' } },
  'x-api-key': { name: 'apiKey', scheme: { type: 'apiKey', in: 'header', name: 'X-API-Key' } },
} as const;

function describe(entry: Operation, dialect: Dialect, schemas: Json): Json {
  const { id, summary, path, params, query, body, isBodyOptional, answers, isOpen } = entry;
  const parameters = [
    ...[...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
      name,
      in: 'path',
      required: true,
      schema: { type: 'string' },
      ...(params?.[name!] !== undefined && { description: params[name!] }),
    })),
    ...(query ? queryParameters(query, schemas) : []),
  ];
  const responses: Json = { default: answerOf(dialect.failureSpec, schemas) };
  for (const [status, spec] of Object.entries(answers)) responses[status] = answerOf(spec, schemas);
  return {
    operationId: id,
    summary,
    ...(isOpen
      ? { security: [] }
      : { security: dialect.keyHeaders.map((header) => ({ [SCHEMES[header].name]: [] })) }),
    ...(parameters.length > 0 && { parameters }),
    ...(body && {
      requestBody: {
        required: !isBodyOptional,
        content: { 'application/json': { schema: jsonSchemaOf(body, 'input', schemas) } },
      },
    }),
    responses,
  };
}

function queryParameters(query: z.ZodObject, schemas: Json): Json[] {
  const { properties = {}, required = [] } = jsonSchemaOf(query, 'input', schemas) as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    ...(description !== undefined && { description }),
    schema,
  }));
}

function answerOf({ description, schema, mediaType = 'application/json' }: AnswerSpec, schemas: Json): Json {
  if (schema)
    return { description, content: { [mediaType]: { schema: jsonSchemaOf(schema, 'output', schemas) } } };
  return mediaType === 'application/json' ? { description } : { description, content: { [mediaType]: {} } };
}

/** A schema as JSON Schema; schemas that have an id go to the components of the document. */
function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output', schemas: Json): Json {
  const document = z.toJSONSchema(z.object({ it: schema }), { io, unrepresentable: 'any' }) as unknown as {
    properties: { it: Json };
    $defs?: Record<string, Json>;
  };
  for (const [id, definition] of Object.entries(document.$defs ?? {})) schemas[id] = toComponents(definition);
  return toComponents(document.properties.it);
}

/** The same schema with its references leading to the components. */
function toComponents(schema: Json): Json {
  const text = JSON.stringify(schema, (key, value: unknown) =>
    key === '$ref' && typeof value === 'string' ? value.replace('#/$defs/', '#/components/schemas/') : value,
  );
  return JSON.parse(text) as Json;
}
