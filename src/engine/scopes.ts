/**
 * The engines of all scopes, by the path of their scope. One is known for as long as somebody has it in hand or it is in use; then it is
 * forgotten, because a process may serve more tenants than it has room for.
 */
export interface Scopes<E extends object> {
  /** The engine of a scope, made when there is none. */
  open(path: string, make: (path: string) => E): E;
  /** Takes note that an engine is in use, even if nobody has it in hand: it has listeners, or a call of it is running. */
  hold(engine: E): void;
  /** Takes note that an engine is no longer in use. */
  release(engine: E): void;
  /** Makes room for another engine of that scope. */
  forget(path: string, engine: E): void;
  /** Every engine that is known or in use. */
  all(): ReadonlySet<E>;
}

/** A register of engines that holds on to those in use alone. */
export function createScopes<E extends object>(): Scopes<E> {
  const known = new Map<string, WeakRef<E>>();
  const inUse = new Set<E>();
  const gone = new FinalizationRegistry<string>((path) => {
    // Another engine may have been opened there by then.
    if (known.get(path)?.deref() === undefined) known.delete(path);
  });
  return {
    open(path, make) {
      const found = known.get(path)?.deref();
      if (found) return found;
      const made = make(path);
      known.set(path, new WeakRef(made));
      gone.register(made, path);
      return made;
    },
    hold: (engine) => void inUse.add(engine),
    release: (engine) => void inUse.delete(engine),
    forget(path, engine) {
      if (known.get(path)?.deref() === engine) known.delete(path);
    },
    all() {
      const engines = new Set(inUse);
      for (const ref of known.values()) {
        const engine = ref.deref();
        if (engine) engines.add(engine);
      }
      return engines;
    },
  };
}
