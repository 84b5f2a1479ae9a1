import { check, same, show } from '../assertions';
import { event, happened, keyed, put, restoration, session } from '../fixtures';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { needingUpkeep, ruleGroup } from './rules';

/** To the upkeep, too, a text is a text like any other. */
export const upkeepTextRules = ruleGroup('hostile texts of the upkeep', (rule, subject) => {
  const upkeepRule = needingUpkeep(rule, subject, 'history', 'deduplication');

  upkeepRule('restores and trims hostile and near-equal texts', async (upkeep, store) => {
    const entries = HOSTILE_TEXTS.map((text) => {
      const parts = { type: text, body: text };
      const events = [happened(session(text), 1, parts), happened(session(text), 2, { ...parts, key: text })];
      return restoration(session(text), { parent: text, name: text, body: text }, events);
    });
    for (const outcome of await upkeep.restore(entries)) same(outcome.status, 'restored', 'an outcome');
    const loaded = await store.load(HOSTILE_TEXTS.map(session));
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      const record = loaded[index];
      same([record?.id, record?.parent, record?.name, record?.body], [text, text, text, text], show(text));
    }
    for (const text of HOSTILE_TEXTS) {
      const gone = await upkeep.trim([{ stream: session(text), beforeSequence: 2 }]);
      same(gone, [1], `how many events of ${show(text)} went`);
    }
    for (const { record, events } of entries) {
      same(await store.history(record, {}), events.slice(1), `the history of ${show(record.id)}`);
    }
    const again = HOSTILE_TEXTS.map((text) => keyed(text, [put(session(text), 1)], [event(session(text))]));
    for (const { status } of await store.commit(again)) same(status, 'duplicate', 'an outcome');
  });

  upkeepRule('names collections by hostile and near-equal texts', async (upkeep, store) => {
    const collections = HOSTILE_TEXTS.map((text) => `${text}/session` as const);
    await upkeep.restore(collections.map((collection) => restoration({ collection, id: 's' })));
    same(await upkeep.collections(), [...collections].sort(), 'the collections');
    check(
      (await store.load(collections.map((collection) => ({ collection, id: 's' })))).every(Boolean),
      'all are there',
    );
  });
});
