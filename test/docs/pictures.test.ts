import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PICTURES } from '../../bench/pictures/draw';

const page = readFileSync('docs/model/pictures.md', 'utf8');

describe.each(Object.entries(PICTURES))('docs/model/%s', (name, draw) => {
  it('is what bench/pictures/draw.ts draws', () => {
    expect(readFileSync(`docs/model/${name}`, 'utf8')).toBe(draw());
  });

  it('is shown on the page of pictures', () => {
    expect(page).toContain(`](${name})`);
  });
});
