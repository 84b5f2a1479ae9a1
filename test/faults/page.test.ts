import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EXPERIMENTS } from '../../bench/faults/experiments';
import { type Line, updatePage } from '../../bench/faults/table';

const PAGE = 'before\n<!-- faults: begin -->\n<!-- faults: end -->\nafter\n';
const ORDER = ['F1', 'F2'];
const line = (id: string, found: string): Line => [id, 'fault', 'a | b', '1,000', found, '1.5'];

describe('the table of docs/reliability.md', () => {
  it('takes up what was found, in its order, and keeps what was not looked for again', () => {
    const once = updatePage(PAGE, [line('F2', 'old')], ORDER);
    const twice = updatePage(once, [line('F1', 'new')], ORDER);
    const rows = twice.split('\n').filter((row) => row.startsWith('| F'));
    expect(rows).toEqual([
      '| F1 | fault | a \\| b | 1,000 | new | 1.5 |',
      '| F2 | fault | a \\| b | 1,000 | old | 1.5 |',
    ]);
    expect(updatePage(twice, [line('F1', 'new')], ORDER)).toBe(twice);
    expect([twice.startsWith('before\n'), twice.endsWith('\nafter\n')]).toEqual([true, true]);
  });

  it('is refused by a page that has no place for it', () => {
    expect(() => updatePage('nothing', [], ORDER)).toThrow('no place');
  });

  it('tells of every experiment as it is made, and of nothing that must not be', () => {
    const page = readFileSync('docs/reliability.md', 'utf8');
    for (const { id, fault, done } of EXPERIMENTS) expect(page).toContain(`| ${id} | ${fault} | ${done} |`);
    expect(page).not.toContain('things that must not be |');
  });
});
