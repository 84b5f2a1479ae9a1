import { createRequire } from 'node:module';
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { describe, expect, it } from 'vitest';

const rules = createRequire(import.meta.url)('../../.dependency-cruiser.cjs');

describe('the floors of the house', () => {
  it('are imported downwards only, without cycles, and foreign code stays in its place', async () => {
    const { output } = await cruise(
      ['src', 'adapters'],
      { ruleSet: rules, ...rules.options, validate: true },
      {},
      { tsConfig: extractTSConfig('tsconfig.json') },
    );
    const { summary } = output as ICruiseResult;
    expect(summary.totalCruised).toBeGreaterThan(60);
    expect(summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`)).toEqual([]);
  });
});
