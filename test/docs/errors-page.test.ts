import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { errorPage } from '../../bench/generate-error-docs';

it('docs/errors.md is what the table of codes gives', () => {
  expect(readFileSync('docs/errors.md', 'utf8')).toBe(errorPage());
});
