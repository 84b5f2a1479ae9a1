import type { Collection, Kind } from '../../ports';
import type { EngineContext } from '../context';
import { type GuardedStore, upkeepOf } from '../guarded-store';
import type { Records } from '../records';

/** What upkeep works on: an engine, and every scope that lies in its own. */
export interface House {
  readonly context: EngineContext;
  readonly records: Records;
  /** The path of the engine's own scope, `''` outside of all. */
  readonly path: string;
  /** The whole store, whatever the engine's scope is. */
  readonly root: GuardedStore;
  /** The store as the engine of a scope sees it, by the path of the scope. */
  readonly view: (path: string) => GuardedStore;
}

/** One collection, and the store in whose words it has no scope. */
export interface Place {
  readonly store: GuardedStore;
  readonly kind: Kind;
  /** The collection as the engine at work sees it: the path from its own scope, and the kind. */
  readonly label: Collection;
  /** Whether it lies in the engine's own scope rather than in one inside. */
  readonly isOwn: boolean;
}

const KINDS: Readonly<Record<Kind, true>> = {
  project: true,
  persona: true,
  character: true,
  overlay: true,
  session: true,
  image: true,
  link: true,
  population: true,
};

/**
 * Every collection of a scope and of those inside it, in the order of code units. What is called otherwise than the engine would call it was
 * put into the store by somebody else, and is left alone.
 * @throws EngineError STORE_CAPABILITY_MISSING
 */
export async function placesOf(house: House): Promise<readonly Place[]> {
  const beginning = house.path === '' ? '' : `${house.path}/`;
  const collections = await upkeepOf(house.root).collections();
  return collections.flatMap((collection) => {
    if (!collection.startsWith(beginning)) return [];
    return placeAt(house, collection.slice(beginning.length)) ?? [];
  });
}

/** The place of that label; undefined where the engine keeps nothing. */
export function placeAt(house: House, label: string): Place | undefined {
  const end = label.lastIndexOf('/');
  const kind = label.slice(end + 1);
  if (!Object.hasOwn(KINDS, kind)) return undefined;
  const inner = end < 0 ? '' : label.slice(0, end);
  if (inner !== '' && !inner.split('/').every(isScopeName)) return undefined;
  if (end === 0) return undefined;
  const path = house.path === '' || inner === '' ? house.path + inner : `${house.path}/${inner}`;
  return { store: house.view(path), kind: kind as Kind, label: label as Collection, isOwn: inner === '' };
}

/** Whether a part of a path is what a scope's name becomes, and not merely something that reads like it. */
function isScopeName(part: string): boolean {
  try {
    return part !== '' && encodeURIComponent(decodeURIComponent(part)) === part;
  } catch {
    return false;
  }
}
