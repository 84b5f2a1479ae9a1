import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/*
 * Both entries in a process where none of the optional packages can be found: importing them works and says nothing, and only
 * what needs a package asks for it.
 */

const run = promisify(execFile);
const dataUrl = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`;

const HIDING = dataUrl(`
  export async function resolve(name, context, next) {
    if (['ai', '@ai-sdk/openai', '@resvg/resvg-js'].includes(name)) throw new Error('hidden: ' + name);
    return next(name, context);
  }`);
const REGISTER = dataUrl(`import { register } from 'node:module'; register(${JSON.stringify(HIDING)});`);

const entry = (name: string) => JSON.stringify(pathToFileURL(resolve('adapters', name, 'index.ts')).href);

const PROGRAM = `
  import { createAIAppraiser, createAILanguageModel, createOpenAIImageGenerator, feelingMiddleware } from ${entry('ai')};
  import { createPortraitGenerator, portraitSvg } from ${entry('portrait')};
  const model = { specificationVersion: 'v3', provider: 'p', modelId: 'm' };
  const request = { prompt: 'x', references: [], subject: 's' };
  const context = { goals: [], coreValues: [], emotion: { valence: 0, arousal: 0, dominance: 0 }, label: 'neutral' };
  const appraise = createAIAppraiser({ model, fallback: () => 'fallback' });
  const painter = createOpenAIImageGenerator({ apiKey: 'sk-x' });
  const portraits = createPortraitGenerator();
  const speaker = createAILanguageModel(model);
  portraitSvg(request);
  const sessions = { promptData: async () => ({ system: '', context: '', instruction: '' }) };
  await feelingMiddleware({ engine: { sessions }, sessionId: 's' }).transformParams({ params: { prompt: [] } });
  console.log('ready');
  const calls = [
    () => painter.generate(request),
    () => speaker.complete({ system: '', messages: [{ role: 'user', content: 'x' }] }),
    () => appraise({ text: 'x' }, context),
    () => portraits.generate(request),
  ];
  for (const call of calls) await call().then(console.log, (error) => console.log(error.code, error.message));
`;

it('importing the entries needs no optional package, and what needs one says which', async () => {
  const loader = pathToFileURL(resolve('node_modules/tsx/dist/loader.mjs')).href;
  const { stdout, stderr } = await run('node', [
    ...['--import', loader, '--import', REGISTER],
    ...['--input-type=module', '--eval', PROGRAM],
  ]);
  expect(stderr).toBe('');
  expect(stdout.trim().split('\n')).toEqual([
    'ready',
    'CONFIG_INVALID ai cannot be imported: run "npm install ai@6".',
    'CONFIG_INVALID ai cannot be imported: run "npm install ai@6".',
    'CONFIG_INVALID ai cannot be imported: run "npm install ai@6".',
    'CONFIG_INVALID @resvg/resvg-js cannot be imported: run "npm install @resvg/resvg-js@2".',
  ]);
});
