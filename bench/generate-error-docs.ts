import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { ERROR_CODES } from '../src/errors';

/** The page of all error codes, from the table in `src/errors/codes.ts`. */
export function errorPage(): string {
  const rows = Object.entries(ERROR_CODES).map(
    ([code, { meaning, retryable }]) => `| \`${code}\` | ${meaning} | ${retryable ? 'yes' : 'no'} |`,
  );
  return `# Errors

Everything that the engine throws on purpose is an \`EngineError\`: \`code\` says which kind, \`message\` says it in words,
\`details\` holds what a program needs to react, \`retryable\` whether the same call may succeed later, \`cause\` what lies behind it.
Tell kinds apart with \`isEngineError(error, 'CODE')\`, never with \`instanceof\`: a program may hold the ESM and the CommonJS build.
Outcomes that are to be expected are values: reading what does not exist gives \`undefined\`.

This page is generated from \`src/errors/codes.ts\` by \`npm run docs:errors\`.

| code | meaning | retry |
|---|---|---|
${rows.join('\n')}
`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  writeFileSync('docs/errors.md', errorPage());
