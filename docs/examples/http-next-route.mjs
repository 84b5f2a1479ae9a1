// The APIs of animacy in a Next.js app. Save it as app/[...path]/route.js, or as app/animacy/[...path]/route.js with the line
// that stands in a comment below; all other routes of the app outrank it.
import { createEngine } from 'animacy';
import { createHttpHandler } from 'animacy/http';

// The development server loads modules anew; the characters must outlive that.
globalThis.animacy ??= createEngine().then((engine) =>
  createHttpHandler({ engine, apiKeys: [process.env.API_KEY] }),
);

async function handle(request) {
  const handler = await globalThis.animacy;
  // Below a prefix, take it off:
  // return handler(new Request(request.url.replace('/animacy/', '/'), request));
  return handler(request);
}

export {
  handle as DELETE,
  handle as GET,
  handle as HEAD,
  handle as OPTIONS,
  handle as PATCH,
  handle as POST,
  handle as PUT,
};
