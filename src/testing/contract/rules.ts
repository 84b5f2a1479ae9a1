import type { Store, StoreUpkeep } from '../../ports';
import { check } from '../assertions';
import type { StoreContractRunner, StoreContractSubject } from '../subject';
import { type Capability, expectRefusal } from './refusals';

/** Registers one rule as a test that gets an empty store of its own. */
type RegisterRule = (
  name: string,
  body: (store: Store) => Promise<void>,
  needs?: readonly Capability[],
) => void;

/** Registers one rule of the upkeep as a test that gets an empty store of its own. */
type RegisterUpkeepRule = (name: string, body: (upkeep: StoreUpkeep, store: Store) => Promise<void>) => void;

/** Registers one rule on a store that was closed and opened again: `reopen` closes the one and gives the other. */
type RegisterRestartRule = (
  name: string,
  body: (store: Store, reopen: () => Promise<Store>) => Promise<void>,
  needs?: readonly Capability[],
) => void;

/** What a runner may hand to a test that is running: a way to say that it does not apply. */
interface RunningTest {
  skip(reason: string): unknown;
}

/** A rule that found that it does not apply to this store. */
class DoesNotApply extends Error {}

/** A group of rules that belong together: registers a test for each of them. */
export type RuleGroup = (runner: StoreContractRunner, subject: StoreContractSubject) => void;

/** Makes a group of rules. */
export function ruleGroup(
  name: string,
  register: (rule: RegisterRule, subject: StoreContractSubject, runner: StoreContractRunner) => void,
): RuleGroup {
  return (runner, subject) =>
    runner.describe(name, () => register(createRegisterRule(runner, subject), subject, runner));
}

/** Registers rules that only stores with these capabilities must keep; the others must refuse. */
export function needing(rule: RegisterRule, ...needs: readonly Capability[]): RegisterRule {
  return (name, body) => rule(name, body, needs);
}

/** Registers rules of the upkeep. They do not apply to a store without one, unless the subject says that it has one. */
export function needingUpkeep(
  rule: RegisterRule,
  { capabilities }: StoreContractSubject,
  ...needs: readonly Capability[]
): RegisterUpkeepRule {
  const isDemanded = capabilities?.upkeep === true;
  return (name, body) =>
    rule(
      name,
      (store) => {
        if (store.upkeep !== undefined) return body(store.upkeep, store);
        check(!isDemanded, 'the store has the upkeep that its subject says it has');
        throw new DoesNotApply('the store has no upkeep');
      },
      needs,
    );
}

/**
 * Registers rules about what is there after a restart. They do not apply to a store that is not durable; where the subject has no
 * `reopen` they cannot be checked, which is said and not passed over.
 */
export function afterRestart(
  rule: RegisterRule,
  subject: StoreContractSubject,
  { it }: StoreContractRunner,
): RegisterRestartRule {
  if (subject.capabilities?.durable === false) return () => {};
  const { reopen } = subject;
  if (reopen === undefined) {
    return (name) => {
      const said = `${name} (not checked: the subject has no reopen)`;
      if (it.skip === undefined) it(said, async () => {});
      else it.skip(said, async () => {});
    };
  }
  return (name, body, needs) =>
    rule(
      name,
      async (store) => {
        if (!store.supports.durable) throw new DoesNotApply('the store is not durable');
        let open = store;
        const restart = async (): Promise<Store> => {
          await open.close();
          open = await reopen.call(subject);
          return open;
        };
        try {
          await body(store, restart);
        } finally {
          await open.close();
        }
      },
      needs,
    );
}

function createRegisterRule(runner: StoreContractRunner, subject: StoreContractSubject): RegisterRule {
  return (name, body, needs = []) => {
    // A parameter with a name would be taken by some runners for the callback of a test of theirs.
    runner.it(name, async (...given: readonly unknown[]) => {
      try {
        await withStore(subject, (store) => judge(store, body, needs));
      } catch (error) {
        if (!(error instanceof DoesNotApply)) throw error;
        const [running] = given;
        if (isRunningTest(running)) running.skip(error.message);
      }
    });
  };
}

async function withStore(
  subject: StoreContractSubject,
  work: (store: Store) => Promise<void>,
): Promise<void> {
  const store = await subject.open();
  try {
    await work(store);
  } finally {
    await store.close();
  }
}

async function judge(
  store: Store,
  body: (store: Store) => Promise<void>,
  needs: readonly Capability[],
): Promise<void> {
  const missing = needs.find((capability) => !store.supports[capability]);
  if (missing === undefined) await body(store);
  else await expectRefusal(store, missing);
}

function isRunningTest(value: unknown): value is RunningTest {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'skip') === 'function';
}
