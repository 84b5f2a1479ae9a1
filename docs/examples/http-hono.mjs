// The APIs of animacy inside a Hono app, beside its own routes:
//
//   npm install animacy hono
//   API_KEY=mk_try_me node http-hono.mjs
//   curl -H 'Authorization: Bearer mk_try_me' http://127.0.0.1:3000/v1/presets
import { createEngine } from 'animacy';
import { createHttpHandler } from 'animacy/http';
import { serve } from 'animacy/http/node';
import { Hono } from 'hono';

const engine = await createEngine();
const handler = await createHttpHandler({ engine, apiKeys: [process.env.API_KEY] });

const app = new Hono();
app.get('/hello', (c) => c.text('hello'));
// Last, because it answers whatever gets this far. Below a prefix: app.mount('/animacy', handler).
app.all('*', (c) => handler(c.req.raw));

// Any server of Hono will do; this one answers what it has accepted before it ends.
const server = await serve(app.fetch, { port: Number(process.env.PORT ?? 3000) });
console.log(`listening on ${server.url}`);
process.once('SIGTERM', () => server.close().then(() => engine.close()));
