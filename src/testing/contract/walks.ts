import type { Store } from '../../ports';
import { check, same } from '../assertions';
import { commit, create, put, remove, session, sessions, unit } from '../fixtures';
import { ruleGroup } from './rules';

const FIFTY = sessions(50);
const IDS = FIFTY.map(({ id }) => id);
const PAGE = 7;
// All pages but the one with the last record.
const PAGES = 7;

/** Whoever walks through a collection meets what stays there exactly once, whatever comes and goes meanwhile. */
export const walkRules = ruleGroup('walks', (rule) => {
  rule('meets every record that stays exactly once while others come, change and go', async (store) => {
    await store.commit(FIFTY.map((key) => unit([create(key)])));
    const seen: string[] = [];
    let after = 0;
    for (let page = 1; page <= PAGES; page += 1) {
      const { records, more } = await store.scan({ collection: 'session', after, limit: PAGE });
      same(more, true, `whether more follows page ${page}`);
      seen.push(...records.map(({ id }) => id));
      const [first, last] = [records[0], records.at(-1)];
      check(first !== undefined && last !== undefined, `page ${page} is not empty`);
      after = last.position;
      await commit(store, unit([remove(last, 1)]), unit([create(session(`new ${page}`))]));
      await commit(store, unit([put(first, 1)]), unit([put(session('s49'), page)]));
    }
    same(seen, IDS.slice(0, PAGE * PAGES), 'the records of the pages');
    const news = Array.from({ length: PAGES }, (_, index) => `new ${index + 1}`);
    same(await walk(store, after), ['s49', ...news], 'what follows them');
  });

  rule('walks to the end after every record that was seen was removed', async (store) => {
    await store.commit(FIFTY.map((key) => unit([create(key)])));
    const first = await store.scan({ collection: 'session', limit: 40 });
    await store.commit(first.records.map((key) => unit([remove(key, 1)])));
    const rest = await walk(store, first.records.at(-1)?.position ?? 0);
    same(rest, IDS.slice(40), 'the records that were not seen');
  });

  rule('shows all that fifty writers make to one who keeps following the newest position', async (store) => {
    let isWriting = true;
    const seen: string[] = [];
    const follow = async (): Promise<void> => {
      let after = 0;
      // One more round after the last commit: then everything is there to be seen.
      for (let isLast = false; ; isLast = !isWriting) {
        for (let more = true; more; ) {
          const page = await store.scan({ collection: 'session', after, limit: PAGE });
          for (const { id, position } of page.records) {
            check(position > after, 'positions rise from page to page');
            after = position;
            seen.push(id);
          }
          more = page.more;
        }
        if (isLast) return;
      }
    };
    const write = async (): Promise<void> => {
      try {
        await Promise.all(FIFTY.map((key) => commit(store, unit([create(key)]))));
      } finally {
        isWriting = false;
      }
    };
    await Promise.all([follow(), write()]);
    same(seen.length, FIFTY.length, 'the number of records that were seen');
    same(new Set(seen).size, FIFTY.length, 'the number of different ones');
  });
});

/** The ids of everything after a position, page by page. */
async function walk(store: Store, start: number): Promise<readonly string[]> {
  const ids: string[] = [];
  for (let after = start, more = true; more; ) {
    const page = await store.scan({ collection: 'session', after, limit: PAGE });
    ids.push(...page.records.map(({ id }) => id));
    after = page.records.at(-1)?.position ?? after;
    more = page.more;
  }
  return ids;
}
