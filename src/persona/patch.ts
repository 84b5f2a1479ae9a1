/** A patch: what is absent stays, `null` clears. */
export type PatchOf<S> = { readonly [K in keyof S]?: S[K] | null | undefined };

/**
 * A state with a patch applied, and which of its fields are not what they were.
 * @returns the state itself when nothing changes
 * Effects: pure.
 */
export function applyPatch<S extends object>(
  state: S,
  patch: PatchOf<S>,
): { readonly state: S; readonly changed: readonly (keyof S & string)[] } {
  const next = { ...state };
  const changed: (keyof S & string)[] = [];
  for (const key of Object.keys(patch) as (keyof S & string)[]) {
    const value = patch[key];
    if (value === undefined || isSame(value ?? undefined, state[key])) continue;
    changed.push(key);
    if (value === null) delete next[key];
    else next[key] = value as S[typeof key];
  }
  return changed.length === 0 ? { state, changed } : { state: next, changed };
}

function isSame(one: unknown, other: unknown): boolean {
  return one === other || JSON.stringify(one) === JSON.stringify(other);
}
