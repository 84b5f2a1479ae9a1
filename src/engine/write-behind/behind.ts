import type { Store } from '../../ports';
import type { Barred } from './barred';
import type { Flusher } from './flusher';
import type { Heads } from './heads';
import type { Pending } from './pending';

/** What the parts of a write-behind share. */
export interface Behind {
  readonly store: Store;
  readonly pending: Pending;
  readonly heads: Heads;
  readonly barred: Barred;
  readonly flusher: Flusher;
  readonly maxPending: number;
  /** Whether nothing more may wait. */
  isEnding: boolean;
}
