import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createEngine, type Engine } from '../../src';
import { createManualClock, STORE_KINDS } from '../support/engine-fixtures';
import { live, stepLists } from '../support/scope-lives';

/** The ways to the scopes that live side by side. */
const WAYS: readonly (readonly string[])[] = [[], ['a'], ['a', 'b'], ['b'], ['a/b'], ['session']];

const walk = (engine: Engine, way: readonly string[]) =>
  way.reduce((outer, name) => outer.scope(name), engine);

describe.each(STORE_KINDS)('scopes over $kind', (kind) => {
  it('live side by side as if each had a store of its own', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(...WAYS.map(() => stepLists)), fc.boolean(), async (lives, areTheyMixed) => {
        const clock = createManualClock();
        const open = () => createEngine({ store: kind.newDisk().open(), clock, seed: 7 });
        const shared = await open();
        const together: unknown[] = [];
        const begin = (index: number) => live(walk(shared, WAYS[index]!), lives[index]!);
        if (areTheyMixed) together.push(...(await Promise.all(WAYS.map((_, index) => begin(index)))));
        else for (const index of WAYS.keys()) together.push(await begin(index));
        await shared.close();
        for (const [index, way] of WAYS.entries()) {
          const alone = await open();
          expect(together[index], way.join(' > ')).toEqual(await live(walk(alone, way), lives[index]!));
          await alone.close();
        }
      }),
      { numRuns: kind.kind === 'memory' ? 60 : 10 },
    );
  });
});
