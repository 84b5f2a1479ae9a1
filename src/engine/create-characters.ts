import { invalid } from '../affect/authored';
import { characterTime, overlayId, takePersonalitySnapshot } from '../character';
import { LIMITS } from '../constants/limits';
import type { StoredRecord } from '../ports';
import type { CharacterState } from '../schema/character';
import {
  batchSchema,
  createCharacterSchema,
  momentsQuerySchema,
  type PersonalityQuery,
  personalityQuerySchema,
  updatePersonalitySchema,
} from '../schema/characters-api';
import { evidenceListSchema } from '../schema/evidence';
import { instantSchema, line } from '../schema/guards';
import { parseWith, refuseNewer } from '../schema/parse';
import { PERSONALITY_SNAPSHOT_VERSION, personalitySnapshotSchema } from '../schema/personality-snapshot';
import { characterAnswer, evolutionOf, profileOf } from './character-answers';
import { deleteCharacterTurn, observeTurn, overrideTurn, restorePersonalityTurn } from './character-turns';
import type { Characters, OverlayView } from './characters';
import { checkId } from './check-id';
import { nameKey, readState } from './codec';
import { characterNotFound, type EngineContext } from './context';
import { createCharacterTurn } from './create-character-turn';
import { readPage } from './pages';
import { readChanges, readHeldAt, readMoments, readWeek, shiftsOf } from './personality-history';
import type { LoadedCharacter, Records } from './records';
import { toIso } from './session-answers';

/** The characters of one engine. */
export function createCharacters(context: EngineContext, records: Records): Characters {
  const { store } = context;

  async function find(id: string): Promise<LoadedCharacter> {
    const loaded = await records.character(id);
    if (!loaded) throw characterNotFound(id);
    return loaded;
  }

  const timeOf = ({ state }: LoadedCharacter) => characterTime(state, context.now());
  const streamOf = (id: string) => ({ collection: 'character', id }) as const;

  function overlayView(character: LoadedCharacter, record: StoredRecord): OverlayView {
    const state = readState('overlay', record);
    const at = timeOf(character);
    const updatedAt = Math.max(...Object.values(state.differences).map(({ updatedAtMs }) => updatedAtMs));
    return {
      ...profileOf(character.state, state, at),
      userId: state.userId,
      createdAt: toIso(state.createdAtMs),
      updatedAt: toIso(updatedAt),
    };
  }

  async function changesOf(
    stream: Parameters<typeof readChanges>[1],
    { historyLimit, since }: { historyLimit: number; since?: number | undefined },
    untilMs?: number,
  ) {
    const range = {
      ...(since !== undefined && { sinceMs: since }),
      ...(untilMs !== undefined && { untilMs }),
    };
    return (await readChanges(store, stream, range, historyLimit)).map(evolutionOf);
  }

  const parseQuery = (query: PersonalityQuery | undefined) =>
    parseWith(personalityQuerySchema, query ?? {}, 'the query');

  return {
    create: (input, options) =>
      context.run('animacy.characters.create', options, () =>
        createCharacterTurn(
          context,
          records,
          parseWith(createCharacterSchema, input, 'the character'),
          options?.signal,
        ),
      ),
    get: (id, options) =>
      context.run('animacy.characters.get', options, async () => {
        const loaded = await records.character(checkId(id));
        return loaded && characterAnswer(loaded);
      }),
    getByName: (name, options) =>
      context.run('animacy.characters.getByName', options, async () => {
        const checked = parseWith(line(LIMITS.nameLength), name, 'name');
        const [record] = await store.find([{ collection: 'character', parent: '', name: nameKey(checked) }]);
        return record && characterAnswer(records.read(record));
      }),
    list: (input, options) =>
      context.run('animacy.characters.list', options, async () => {
        const { items, next } = await readPage(store, { collection: 'character' }, input, (record) =>
          characterAnswer(records.read(record)),
        );
        return { characters: items, ...next };
      }),
    delete: (id, options) =>
      context.run('animacy.characters.delete', options, async () => {
        const checked = checkId(id);
        const deleted = await deleteCharacterTurn(context, records, checked, options?.signal);
        return { deleted, id: checked };
      }),
    personality: (id, query, options) =>
      context.run('animacy.characters.personality', options, async () => {
        const parsed = parseQuery(query);
        const loaded = await find(checkId(id));
        const evolution = await changesOf(streamOf(id), parsed);
        return { profile: profileOf(loaded.state, undefined, timeOf(loaded)), evolution };
      }),
    personalities: (ids, options) =>
      context.run('animacy.characters.personalities', options, async () => {
        const loaded = await records.characters(parseWith(batchSchema, ids, 'ids'));
        return Object.fromEntries(
          [...loaded].map(([id, character]) => [
            id,
            {
              profile: profileOf(character.state, undefined, timeOf(character)),
              evolutionCount: character.state.changes ?? 0,
            },
          ]),
        );
      }),
    updatePersonality: (id, input, options) =>
      context.run('animacy.characters.updatePersonality', options, () =>
        overrideTurn(
          context,
          records,
          checkId(id),
          parseWith(updatePersonalitySchema, input, 'the personality'),
          options?.signal,
        ),
      ),
    snapshot: (id, options) =>
      context.run('animacy.characters.snapshot', options, async () =>
        takePersonalitySnapshot((await find(checkId(id))).state, context.now()),
      ),
    restoreSnapshot: (id, snapshot, options) =>
      context.run('animacy.characters.restoreSnapshot', options, () => {
        const checked = checkId(id);
        refuseNewer(snapshot, PERSONALITY_SNAPSHOT_VERSION, 'the snapshot');
        const parsed = parseWith(personalitySnapshotSchema, snapshot, 'the snapshot');
        return restorePersonalityTurn(context, records, checked, parsed, options);
      }),
    observe: (id, evidence, options) =>
      context.run('animacy.characters.observe', options, () =>
        observeTurn(
          context,
          records,
          checkId(id),
          parseWith(evidenceListSchema, evidence, 'the evidence'),
          options?.signal,
        ),
      ),
    recentShifts: (id, options) =>
      context.run('animacy.characters.recentShifts', options, async () => {
        const atMs = timeOf(await find(checkId(id)));
        const { changes, days } = await readWeek(store, streamOf(id), atMs);
        return { shifts: shiftsOf(changes, days) };
      }),
    significantMoments: (id, query, options) =>
      context.run('animacy.characters.significantMoments', options, async () => {
        const { limit } = parseWith(momentsQuerySchema, query ?? {}, 'the query');
        await find(checkId(id));
        return { moments: await readMoments(store, streamOf(id), limit) };
      }),
    overlays: (id, input, options) =>
      context.run('animacy.characters.overlays', options, async () => {
        const character = await find(checkId(id));
        const place = { collection: 'overlay', parent: id } as const;
        const { items, next } = await readPage(store, place, input, (record) =>
          overlayView(character, record),
        );
        return { overlays: items, ...next };
      }),
    overlay: (id, userId, query, options) =>
      context.run('animacy.characters.overlay', options, async () => {
        const parsed = parseQuery(query);
        const character = await find(checkId(id));
        const key = { collection: 'overlay', id: overlayId(id, checkId(userId)) } as const;
        const [record] = await store.load([key]);
        if (!record) return undefined;
        return {
          overlay: overlayView(character, record),
          base: profileOf(character.state, undefined, timeOf(character)),
          evolution: await changesOf(key, parsed),
        };
      }),
    at: (id, instant, query, options) =>
      context.run('animacy.characters.at', options, async () => {
        const atMs = parseWith(instantSchema, instant, 'the instant');
        const parsed = parseQuery(query);
        const loaded = await find(checkId(id));
        const now = timeOf(loaded);
        const { createdAtMs } = loaded.state;
        if (atMs < createdAtMs || atMs > now) {
          const message = atMs > now ? 'lies in the future' : 'lies before the character was created';
          throw invalid('the instant', [{ path: [], message }]);
        }
        const [held, evolution] = await Promise.all([
          readHeldAt(store, streamOf(id), atMs),
          changesOf(streamOf(id), parsed, atMs),
        ]);
        return {
          requestedAt: toIso(atMs),
          profile: profileOf(asOf(loaded, held), undefined, atMs),
          current: profileOf(loaded.state, undefined, now),
          evolution,
        };
      }),
  };
}

/** The character with the beliefs that it held at another time. */
function asOf({ state }: LoadedCharacter, held: CharacterState['beliefs'] | undefined): CharacterState {
  return held ? { ...state, beliefs: held } : state;
}
