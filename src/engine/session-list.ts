import { parseWith } from '../schema/parse';
import { type ListSessionsInput, listSessionsSchema } from '../schema/sessions-api';
import { readState } from './codec';
import type { EngineContext } from './context';
import { pageEnd, pageOf, readSound } from './pages';
import type { Records } from './records';
import { type SessionSummary, toIso } from './session-answers';
import type { SessionPage } from './sessions';

/** One page of sessions; one whose character is damaged is listed without its name. Users and archived sessions are sorted out after the page was read, because no store knows of them. */
export async function listSessions(
  { store }: EngineContext,
  records: Records,
  input: ListSessionsInput | undefined,
): Promise<SessionPage> {
  const { characterId, userId, ...page } = parseWith(listSessionsSchema, input ?? {}, 'the listing');
  const place = {
    collection: 'session',
    ...(characterId !== undefined && { parent: characterId }),
  } as const;
  const { items, next } = await pageOf(store, place, page, (record) => readState('session', record));
  const states = items.filter(
    (state) => state.archivedAtMs === undefined && (userId === undefined || state.userId === userId),
  );
  const ids = [...new Set(states.map((state) => state.characterId))];
  const found = await store.load(ids.map((id) => ({ collection: 'character', id }) as const));
  const read = readSound(
    found.filter((record) => record !== undefined),
    records.read,
  );
  const characters = new Map(read.items.map((character) => [character.state.id, character]));
  const sessions = states.map((state): SessionSummary => {
    const name = characters.get(state.characterId)?.view.identity.name;
    return {
      id: state.id,
      characterId: state.characterId,
      ...(state.userId !== undefined && { userId: state.userId }),
      ...(name !== undefined && { name }),
      createdAt: toIso(state.createdAtMs),
      lastActiveAt: toIso(state.clockMs),
      turns: state.turns,
      label: state.label,
    };
  });
  return { sessions, ...pageEnd(next.cursor, [...(next.damaged ?? []), ...read.damaged]) };
}
