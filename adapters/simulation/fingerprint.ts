import { createHash } from 'node:crypto';
import { LABELS } from '../../src/constants/affect';
import * as affect from '../../src/constants/coefficients';
import * as evolution from '../../src/constants/evolution';
import { NORMS } from '../../src/constants/norms';

/** Changes when the same request ends in other bytes than it did before, or the snapshot of a run in another form. */
const FORMAT = 3;

/**
 * Tells runs apart that do not end in the same bytes: by the version, every number of the model of feelings (a changed coefficient need not
 * have a version of its own yet), and what was asked for.
 * @param asked plain values
 */
export function fingerprintOf(version: string, asked: readonly unknown[]): string {
  const words = JSON.stringify([FORMAT, version, numbersOf({ affect, evolution, LABELS, NORMS }), asked]);
  return createHash('sha256').update(words).digest('hex').slice(0, 32);
}

/** All numbers below a node, with the names that lead to them and in the order of those: loaders differ in theirs. */
export function numbersOf(node: unknown, path = ''): readonly (readonly [string, number])[] {
  if (typeof node === 'number') return [[path, node]];
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, child]) => numbersOf(child, `${path}.${name}`));
}
