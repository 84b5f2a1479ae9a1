import { Immer } from 'immer';

// A private instance: immer's global setters belong to the host, and freezing every state would cost more than the transition.
const immer = new Immer({ autoFreeze: false });

/**
 * Makes the next state from the present one: the recipe writes into a draft, the present state stays as it is.
 * Kernels compute first; a recipe only assigns.
 */
export function assemble<S extends object>(state: S, recipe: (draft: Mutable<S>) => void): S {
  return immer.produce(state, recipe as (draft: unknown) => void) as S;
}

/** A type without its `readonly`, all the way down. */
export type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
