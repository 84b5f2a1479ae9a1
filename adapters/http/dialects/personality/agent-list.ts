import type { z } from 'zod';
import type { Character } from '../../../../src/index';
import type { Call } from '../../operation';
import { asIn } from './lookup';
import { type agentsAnswer, agentToWire, nameOf } from './wire-agent';
import { cardOf } from './wire-card';

/** Which agents are listed. */
interface Wanted {
  readonly page_size: number;
  readonly cursor?: string | undefined;
  readonly search?: string | undefined;
  readonly project_id?: string | undefined;
  readonly include_count?: string | undefined;
}

type Lister = Pick<Call, 'engine' | 'tenant' | 'signal'>;

// Who looks for something rare gets a short page after so many agents, and goes on from there.
const MOST_SEARCHED = 2000;

/**
 * One page of agents.
 * @throws RequestRefused invalid, on a cursor that no page gave
 */
export async function listAgents(lister: Lister, wanted: Wanted): Promise<z.infer<typeof agentsAnswer>> {
  const isWanted = filterOf(wanted);
  const found: Character[] = [];
  let cursor = wanted.cursor;
  let searched = 0;
  do {
    // As many as are missing, so that no page holds more than was asked for and its end is where the next begins.
    const page = await readPage(lister, cursor, wanted.page_size - found.length);
    found.push(...page.characters.filter(isWanted));
    searched += page.characters.length;
    cursor = page.cursor;
  } while (cursor !== undefined && found.length < wanted.page_size && searched < MOST_SEARCHED);
  return {
    items: found.map((character) => agentToWire(character, lister.tenant)),
    has_more: cursor !== undefined,
    ...(cursor !== undefined && { next_cursor: cursor }),
    ...(wanted.include_count === 'true' && { total_count: await countAgents(lister, isWanted) }),
  };
}

async function countAgents(lister: Lister, isWanted: (character: Character) => boolean): Promise<number> {
  let count = 0;
  let cursor: string | undefined;
  do {
    const page = await readPage(lister, cursor, 100);
    count += page.characters.filter(isWanted).length;
    cursor = page.cursor;
  } while (cursor !== undefined);
  return count;
}

function readPage({ engine, signal }: Lister, cursor: string | undefined, limit: number) {
  const page = engine.characters.list({ limit, ...(cursor !== undefined && { cursor }) }, { signal });
  return asIn(['query', 'cursor'], cursor, page);
}

function filterOf({ search, project_id: project }: Wanted): (character: Character) => boolean {
  const sought = search === undefined ? undefined : comparable(search);
  return (character) => {
    if (project !== undefined && cardOf(character).project_id !== project) return false;
    if (sought === undefined) return true;
    return [nameOf(character) ?? '', character.id].some((text) => comparable(text).includes(sought));
  };
}

function comparable(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
