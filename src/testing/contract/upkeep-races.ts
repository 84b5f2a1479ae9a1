import { check, same } from '../assertions';
import {
  commit,
  create,
  event,
  happened,
  put,
  replacement,
  restoration,
  sequences,
  session,
  sessions,
  unit,
} from '../fixtures';
import { needingUpkeep, ruleGroup } from './rules';
import { findOneWinner } from './winner';

const FIFTY = sessions(50);

/** Upkeep stands in the same races as any other work. */
export const upkeepRaceRules = ruleGroup('races of the upkeep', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject);
  const whereHistory = needingUpkeep(rule, subject, 'history');
  const s = session('s');

  upkeepRule('lets one of fifty restorations of one record win', async (upkeep, store) => {
    const race = FIFTY.map((_, index) => upkeep.restore([restoration(s, { body: `${index}`, revision: 7 })]));
    const winner = findOneWinner(await Promise.all(race), 'conflict');
    same((await store.load([s]))[0]?.body, `${winner}`, 'the body of the winner');
  });

  upkeepRule('lets one of fifty restorations of one name win', async (upkeep, store) => {
    const race = FIFTY.map((key) => upkeep.restore([restoration(key, { name: 'n' })]));
    const winner = findOneWinner(await Promise.all(race), 'taken');
    const [holder] = await store.find([{ collection: 'session', parent: '', name: 'n' }]);
    same(holder?.id, `s${winner}`, 'the holder of the name');
  });

  upkeepRule(
    'lets either restorations or writers of one revision win, and one of them',
    async (upkeep, store) => {
      await commit(store, unit([create(s)]));
      const race = FIFTY.map((_, index) => {
        const parts = { body: `${index}` };
        if (index % 2 === 0) return commit(store, unit([put(s, 1, parts)]));
        return upkeep.restore([replacement(1, s, { ...parts, revision: 2 })]);
      });
      const winner = findOneWinner(await Promise.all(race), 'conflict');
      const [record] = await store.load([s]);
      same([record?.body, record?.revision], [`${winner}`, 2], 'the record of the winner');
    },
  );

  whereHistory('counts each event once when fifty trim one history', async (upkeep, store) => {
    const events = FIFTY.map((_, index) => happened(s, index + 1));
    await upkeep.restore([restoration(s, {}, events)]);
    const race = FIFTY.map((_, index) => upkeep.trim([{ stream: s, beforeSequence: index + 2 }]));
    const gone = (await Promise.all(race)).flat().reduce((sum, count) => sum + count, 0);
    same(gone, FIFTY.length - 1, 'how many went');
    same(await sequences(store, s), [FIFTY.length], 'the newest');
  });

  whereHistory('leaves no gap when events come while others go', async (upkeep, store) => {
    await commit(store, unit([create(s)], [event(s)]));
    const write = async (): Promise<void> => {
      for (let revision = 1; revision < FIFTY.length; revision += 1) {
        await commit(store, unit([put(s, revision)], [event(s)]));
      }
    };
    let gone = 0;
    const trim = async (): Promise<void> => {
      for (let turn = 0; turn < FIFTY.length; turn += 1) {
        const [count = 0] = await upkeep.trim([{ stream: s, beforeSequence: turn }]);
        gone += count;
      }
    };
    await Promise.all([write(), trim()]);
    const left = await sequences(store, s);
    same(left.at(-1), FIFTY.length, 'the newest');
    check(
      left.every((sequence, index) => sequence === gone + index + 1),
      'nothing is missing after the first',
    );
  });
});
