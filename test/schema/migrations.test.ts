import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isEngineError } from '../../src';
import {
  SHAPES,
  type Shape,
  type StateKind,
  type Step,
  stateKindOf,
  toNewest,
} from '../../src/schema/migrations';

/** A shape of that many versions, whose every step leaves its mark. */
function shapeOf(version: number): Shape {
  const steps: Step[] = Array.from({ length: version - 1 }, (_, index) => (state) => ({
    ...state,
    marks: [...((state['marks'] as number[] | undefined) ?? []), index + 1],
  }));
  return { ...SHAPES.session, version, steps };
}

const codeOf = (call: () => unknown) => {
  try {
    call();
  } catch (error) {
    return isEngineError(error) ? error.code : String(error);
  }
  return undefined;
};

describe('bringing a state up to date', () => {
  it('takes every step from its version on, once and in order, and leaves everything else alone', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.jsonValue(),
        (a, b, body) => {
          const [from, to] = [Math.min(a, b), Math.max(a, b)];
          const state = { version: from, body };
          const expected = Array.from({ length: to - from }, (_, index) => from + index);
          const newest = toNewest(state, shapeOf(to), 'it');
          expect(newest).toEqual({ version: to, body, ...(to > from && { marks: expected }) });
          expect(state).toEqual({ version: from, body });
          expect(toNewest(newest, shapeOf(to), 'it')).toBe(newest);
        },
      ),
    );
  });

  it('is the same whether it is done at once or release by release', () => {
    for (let version = 1; version <= 5; version++) {
      let slowly: unknown = { version: 1 };
      for (let release = 1; release <= version; release++) slowly = toNewest(slowly, shapeOf(release), 'it');
      expect(JSON.stringify(slowly)).toBe(JSON.stringify(toNewest({ version: 1 }, shapeOf(version), 'it')));
    }
  });

  it('refuses what is newer, and what has no version', () => {
    for (const version of [3, 9, 1e300, Infinity]) {
      expect(codeOf(() => toNewest({ version }, shapeOf(2), 'it'))).toBe('STATE_VERSION_UNSUPPORTED');
    }
    for (const value of [
      null,
      'state',
      5,
      [],
      {},
      ...[0, -1, 1.5, '1', null, NaN].map((version) => ({ version })),
    ]) {
      expect(codeOf(() => toNewest(value, shapeOf(2), 'it'))).toBe('STATE_INVALID');
    }
  });
});

describe('the shapes of this release', () => {
  it('have one version more than steps, and a golden record of each version that was ever written', () => {
    const recorded: readonly StateKind[] = ['session', 'character'];
    for (const [kind, { version, steps, schema }] of Object.entries(SHAPES)) {
      expect(steps).toHaveLength(version - 1);
      if (!recorded.some((name) => name === kind)) continue;
      for (let old = 1; old <= version; old++) {
        const record = JSON.parse(
          readFileSync(new URL(`../golden/${kind}-v${old}.json`, import.meta.url), 'utf8'),
        );
        const state = JSON.parse(record.body);
        expect(state.version).toBe(old);
        expect(schema.safeParse(toNewest(state, SHAPES[kind as StateKind], kind)).error).toBeUndefined();
      }
    }
  });

  it('are found by the kinds that have one', () => {
    expect(stateKindOf('session')).toBe('session');
    for (const word of ['image', 'link', 'toString', '__proto__', ''])
      expect(stateKindOf(word)).toBeUndefined();
  });
});
