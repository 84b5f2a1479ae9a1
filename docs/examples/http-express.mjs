// The APIs of animacy inside an Express 5 app, beside its own routes:
//
//   npm install animacy express
//   API_KEY=mk_try_me node http-express.mjs
//   curl -H 'Authorization: Bearer mk_try_me' http://127.0.0.1:3000/v1/presets
import { createEngine } from 'animacy';
import { createHttpHandler } from 'animacy/http';
import { toNodeListener } from 'animacy/http/node';
import express from 'express';

const engine = await createEngine();
const handler = await createHttpHandler({ engine, apiKeys: [process.env.API_KEY] });

const app = express();
// A parser belongs to the route that needs it: `app.use(express.json())` would read the bodies of the handler, too.
app.post('/echo', express.json(), (request, response) => response.json(request.body));
// Last, because it answers whatever gets this far. Below a prefix it is found there: app.use('/animacy', ...).
app.use(toNodeListener(handler));

const server = app.listen(process.env.PORT ?? 3000, '127.0.0.1', () =>
  console.log(`listening on http://127.0.0.1:${server.address().port}`),
);
process.once('SIGTERM', () => server.close(() => engine.close()));
