import { describe, expect, it } from 'vitest';
import { BROKEN_READERS } from './broken-readers';
import { BROKEN_SCOPES } from './broken-scopes';
import { type BrokenStores, brokenSubject, findFailures } from './broken-store';
import { BROKEN_UPKEEP } from './broken-upkeep';
import { BROKEN_WRITERS } from './broken-writers';

/*
 * A contract that lets a broken store pass would let the same mistake pass in an adapter. Each one is looked for by the group of rules
 * that is about its mistake, so that no rule rests on another group's finding things for it.
 */

const BROKEN_STORES: BrokenStores = {
  ...BROKEN_WRITERS,
  ...BROKEN_READERS,
  ...BROKEN_SCOPES,
  ...BROKEN_UPKEEP,
};

describe('the store contract fails a store that', () => {
  it.each(Object.entries(BROKEN_STORES))('%s', async (_, [group, damage]) => {
    expect(await findFailures(brokenSubject(damage), group)).not.toEqual([]);
  });
});
