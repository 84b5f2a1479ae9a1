import { aliasingRules } from './contract/aliasing';
import { brokenTextRules } from './contract/broken-texts';
import { historyRules } from './contract/history';
import { hostileTextRules } from './contract/hostile-texts';
import { keyRules } from './contract/keys';
import { lifeRules } from './contract/life';
import { manifestRules } from './contract/manifest';
import { modelRules } from './contract/model';
import { momentRules } from './contract/moments';
import { nameRules } from './contract/names';
import { outcomeRules } from './contract/outcomes';
import { raceRules } from './contract/races';
import { recordRules } from './contract/records';
import type { RuleGroup } from './contract/rules';
import { scaleRules } from './contract/scale';
import { scanRules } from './contract/scans';
import { scopeRules } from './contract/scopes';
import { upkeepRules } from './contract/upkeep';
import { walkRules } from './contract/walks';
import type { StoreContractRunner, StoreContractSubject } from './subject';

// From the plain to the intricate: the first test that fails should be the one that says most about the mistake.
const GROUPS: readonly RuleGroup[] = [
  manifestRules,
  recordRules,
  scanRules,
  walkRules,
  nameRules,
  outcomeRules,
  keyRules,
  historyRules,
  hostileTextRules,
  brokenTextRules,
  scopeRules,
  aliasingRules,
  scaleRules,
  raceRules,
  momentRules,
  upkeepRules,
  lifeRules,
  modelRules,
];

/**
 * Registers the tests that every store must pass: each rule of the port by example, races, and random lists of commands
 * against a model, whose report holds the seed and the shortest list that fails. A capability that the manifest denies is tested for
 * its refusal instead; rules of an upkeep or of durability are skipped where a store has none, and fail where its subject says that it has.
 * Run it from one test file, without running its tests side by side.
 *
 * @example
 * import { describe, it } from 'vitest';
 * storeContract({ describe, it }, { name: 'mine', open: async () => createMyStore(), capabilities: { durable: false } });
 */
export function storeContract(runner: StoreContractRunner, subject: StoreContractSubject): void {
  runner.describe(`store contract: ${subject.name}`, () => {
    for (const register of GROUPS) register(runner, subject);
  });
}
