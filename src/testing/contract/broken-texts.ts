import type { CommitUnit, RecordKey, Store } from '../../ports';
import { check, expectRejection, same, show } from '../assertions';
import { allSessions, commit, committed, create, event, keyed, session, unit } from '../fixtures';
import type { Capability } from './refusals';
import { ruleGroup } from './rules';

// What some databases cannot hold: NUL, and the halves of a surrogate pair, alone or the wrong way round.
const BROKEN_TEXTS: readonly string[] = [
  ...['\0', 'a\0', '\0a', 'a\0b', 'a\0c'],
  ...['\ud800', '\udfff', 'a\ud83d', '\ude00a', '\ude00\ud83d', '\ud83d\ud83d'],
];

/** What becomes of them in a store that loses a part without a word. They are held first, under the texts that they may be confused with. */
const REMAINS: readonly string[] = ['', 'a', 'b', 'ab', 'ac', '\ufffd', 'a\ufffd', '\ufffda', '\ufffd\ufffd'];

/** A place in a record or an event where a text stands. */
interface Place {
  readonly name: string;
  readonly needs: readonly Capability[];
  /** A unit that stores a text there, in a record that is its own where it can be. */
  write(text: string, carrier: RecordKey): CommitUnit;
  /** The texts that are found there by the text itself, where it can be asked for. */
  read(store: Store, text: string, carrier: RecordKey): Promise<readonly (string | undefined)[]>;
}

const PLACES: readonly Place[] = [
  {
    name: 'ids',
    needs: [],
    write: (text) => unit([create(session(`id ${text}`))]),
    read: async (store, text) =>
      (await store.load([session(`id ${text}`)])).map((found) => found?.id.slice(3)),
  },
  {
    name: 'collections',
    needs: [],
    write: (text) => unit([create({ collection: `${text}/session`, id: 's' })]),
    read: async (store, text) =>
      (await store.load([{ collection: `${text}/session`, id: 's' }])).map((found) =>
        found?.collection.slice(0, -'/session'.length),
      ),
  },
  {
    name: 'parents',
    needs: [],
    write: (text, carrier) => unit([create(carrier, { parent: text })]),
    read: async (store, text) =>
      (await store.scan({ collection: 'session', parent: text, limit: 99 })).records.map(
        ({ parent }) => parent,
      ),
  },
  {
    name: 'names',
    needs: [],
    write: (text, carrier) => unit([create(carrier, { name: text })]),
    read: async (store, text) =>
      (await store.find([{ collection: 'session', parent: '', name: text }])).map((found) => found?.name),
  },
  {
    name: 'bodies',
    needs: [],
    write: (text, carrier) => unit([create(carrier, { body: text })]),
    read: async (store, _, carrier) =>
      (await store.load([carrier])).map((found) => found && String(found.body)),
  },
  {
    name: 'types of events',
    needs: ['history'],
    write: (text, carrier) => unit([create(carrier)], [event(carrier, { type: text })]),
    read: async (store, _, carrier) => (await store.history(carrier, {})).map(({ type }) => type),
  },
  {
    name: 'bodies of events',
    needs: ['history'],
    write: (text, carrier) => unit([create(carrier)], [event(carrier, { body: text })]),
    read: async (store, _, carrier) => (await store.history(carrier, {})).map(({ body }) => body),
  },
  {
    name: 'keys',
    needs: ['history', 'deduplication'],
    write: (text, carrier) => keyed(text, [create(carrier)], [event(carrier)]),
    read: async (store, text, carrier) => (await store.history(carrier, { key: text })).map(({ key }) => key),
  },
];

/** What a store cannot hold it must refuse: a text that comes back changed is another text. */
export const brokenTextRules = ruleGroup('broken texts', (rule) => {
  for (const place of PLACES) {
    rule(
      `gives NUL and lone surrogates in ${place.name} back to the letter, or refuses them with INPUT_INVALID`,
      async (store) => {
        const remains = REMAINS.map((text, index) => place.write(text, session(`remains ${index}`)));
        for (const outcome of await store.commit(remains)) same(outcome, committed(1), 'an ordinary text');
        for (const [index, text] of BROKEN_TEXTS.entries()) {
          await holdOrRefuse(store, place, text, session(`carrier ${index}`));
        }
      },
      place.needs,
    );
  }
});

async function holdOrRefuse(store: Store, place: Place, text: string, carrier: RecordKey): Promise<void> {
  const before = await allSessions(store);
  const writing = commit(store, place.write(text, carrier));
  if (await isFulfilled(writing)) {
    same(await writing, [committed(1)], `the outcome of ${show(text)}`);
    same(await place.read(store, text, carrier), [text], `what is found for ${show(text)}`);
    return;
  }
  await expectRejection(writing, 'INPUT_INVALID');
  same(await allSessions(store), before, `what is stored after ${show(text)} was refused`);
  const reading = place.read(store, text, carrier);
  if (!(await isFulfilled(reading))) return expectRejection(reading, 'INPUT_INVALID');
  const found = (await reading).filter((one) => one !== undefined);
  check(found.length === 0, `nothing is found for ${show(text)}, which was refused, but ${show(found)}`);
}

async function isFulfilled(call: Promise<unknown>): Promise<boolean> {
  const [result] = await Promise.allSettled([call]);
  return result?.status === 'fulfilled';
}
