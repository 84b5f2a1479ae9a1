import { mkdirSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { createHttpHandler, DIALECT_NAMES, type DialectName } from '../adapters/http';
import { createEngine } from '../src';

/** Where the document of a dialect is kept. */
export const openApiFile = (dialect: DialectName) => `docs/openapi/${dialect}.json`;

/** The OpenAPI document that a server gives of a dialect. */
export async function openApiDocument(dialect: DialectName): Promise<Record<string, unknown>> {
  await using engine = await createEngine();
  const handler = await createHttpHandler({ engine, dialects: [dialect] });
  const answer = await handler(new Request(`http://localhost/openapi/${dialect}.json`));
  return (await answer.json()) as Record<string, unknown>;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  mkdirSync('docs/openapi', { recursive: true });
  for (const dialect of DIALECT_NAMES) {
    writeFileSync(openApiFile(dialect), `${JSON.stringify(await openApiDocument(dialect), null, 2)}\n`);
  }
}
