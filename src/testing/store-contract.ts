import { aliasingRules } from './contract/aliasing';
import { historyRules } from './contract/history';
import { hostileTextRules } from './contract/hostile-texts';
import { keyRules } from './contract/keys';
import { lifeRules } from './contract/life';
import { modelRules } from './contract/model';
import { nameRules } from './contract/names';
import { outcomeRules } from './contract/outcomes';
import { recordRules } from './contract/records';
import type { RuleGroup } from './contract/rules';
import { scaleRules } from './contract/scale';
import { scanRules } from './contract/scans';
import { scopeRules } from './contract/scopes';
import type { StoreContractRunner, StoreContractSubject } from './subject';

// From the plain to the intricate: the first test that fails should be the one that says most about the mistake.
const GROUPS: readonly RuleGroup[] = [
  recordRules,
  scanRules,
  nameRules,
  outcomeRules,
  keyRules,
  historyRules,
  hostileTextRules,
  scopeRules,
  aliasingRules,
  scaleRules,
  lifeRules,
  modelRules,
];

/**
 * Registers the tests that every store must pass: each rule of the port by example, and random lists of commands
 * against a model. A capability that the manifest denies is tested for its refusal instead.
 * Run it from one test file, without running its tests side by side.
 *
 * @example
 * import { describe, it } from 'vitest';
 * storeContract({ describe, it }, { name: 'mine', open: async () => createMyStore() });
 */
export function storeContract(runner: StoreContractRunner, subject: StoreContractSubject): void {
  runner.describe(`store contract: ${subject.name}`, () => {
    for (const register of GROUPS) register(runner, subject);
  });
}
