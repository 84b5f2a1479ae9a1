import type { NewEvent } from '../../ports';
import { same, show } from '../assertions';
import {
  allSessions,
  commit,
  committed,
  create,
  event,
  idsOf,
  keyed,
  remove,
  session,
  unit,
} from '../fixtures';
import { HOSTILE_TEXTS } from '../hostile-texts';
import { needing, ruleGroup } from './rules';

/** Every text that a schema of the engine lets through is a text like any other, and differs from those that look like it. */
export const hostileTextRules = ruleGroup('hostile texts', (rule) => {
  const whereKeys = needing(rule, 'history', 'deduplication');

  rule('tells hostile and near-equal ids apart', async (store) => {
    await store.commit(HOSTILE_TEXTS.map((id) => unit([create(session(id), { body: `body of ${id}` })])));
    const loaded = await store.load(HOSTILE_TEXTS.map(session));
    for (const [index, id] of HOSTILE_TEXTS.entries()) {
      same(loaded[index]?.id, id, 'the id');
      same(loaded[index]?.body, `body of ${id}`, `the body of ${show(id)}`);
    }
    same(idsOf(await allSessions(store)), HOSTILE_TEXTS, 'the ids in order of creation');
    for (const id of HOSTILE_TEXTS) {
      same(await commit(store, unit([remove(session(id), 1)])), [committed(0)], show(id));
    }
  });

  rule('tells hostile and near-equal names and parents apart', async (store) => {
    const units = HOSTILE_TEXTS.flatMap((text, index) => [
      unit([create(session(`s${index}`), { parent: text, name: text })]),
      unit([create(session(`c${index}`), { parent: 'one', name: text })]),
    ]);
    for (const outcome of await store.commit(units)) same(outcome, committed(1), 'an outcome');
    const found = await store.find(
      HOSTILE_TEXTS.map((name) => ({ collection: 'session', parent: 'one', name })),
    );
    for (const [index, text] of HOSTILE_TEXTS.entries()) {
      same(found[index]?.id, `c${index}`, `the holder of ${show(text)}`);
      same(found[index]?.name, text, 'its name');
      const { records } = await store.scan({ collection: 'session', parent: text, limit: 9 });
      const below = records.map(({ id, parent }) => [id, parent]);
      same(below, [[`s${index}`, text]], `what stands below ${show(text)}`);
    }
  });

  whereKeys('tells hostile and near-equal keys, types and streams apart', async (store) => {
    const units = HOSTILE_TEXTS.map((text) => keyed(text, [create(session(text))], [occurrence(text)]));
    for (const outcome of await store.commit(units)) same(outcome, committed(1), 'an outcome');
    for (const outcome of await store.commit(units)) {
      same(outcome.status, 'duplicate', 'an outcome of the second round');
    }
    for (const text of HOSTILE_TEXTS) {
      const events = await store.history(session(text), { key: text });
      const expected = { ...occurrence(text), sequence: 1, revision: 1, key: text };
      same(events, [expected], `the history of ${show(text)}`);
    }
  });
});

function occurrence(text: string): NewEvent {
  return event(session(text), { type: text, body: text });
}
