import { Hono } from 'hono';
import { createHttpHandler } from '../adapters/http';
import { type FetchHandler, serve } from '../adapters/http/node';
import { createLexiconAppraiser } from '../adapters/lexicon';
import { createSqliteStore } from '../adapters/sqlite';
import { createEngine } from '../src/index';

/** The server side of the HTTP bench: `bare` is what Hono does alone, `animacy` the whole. */
const [, , kind, path] = process.argv;

function bare(): FetchHandler {
  const app = new Hono();
  const text = 'x'.repeat(700);
  app.get('/read', (c) => c.json({ text }));
  app.post('/echo', async (c) => {
    await c.req.json();
    return c.json({ text });
  });
  return async (request) => app.fetch(request);
}

async function animacy(): Promise<FetchHandler> {
  const engine = await createEngine({
    store: createSqliteStore({ path: path! }),
    appraiser: createLexiconAppraiser(),
  });
  return createHttpHandler({ engine });
}

const server = await serve(kind === 'bare' ? bare() : await animacy());
process.send!(server.url);
process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
