import { layOutAuthored } from '../affect/dynamics-lanes';
import type { EmotionConfig } from '../schema/emotion-config';
import type { FacetOffsets } from '../traits/facets';

/** What the author of a character has set beside its traits: how it feels and how it changes is worked out with it, always anew. */
export interface Manner {
  readonly offsets: FacetOffsets;
  readonly config: EmotionConfig;
  /** How sure its traits are at its beginning; `authored` when absent. */
  readonly certainty?: 'authored' | 'blank' | undefined;
  /** Factor of the weight of all evidence; 1 when absent. */
  readonly plasticity?: number | undefined;
  /** Whether what it feels tells of its traits; it does when absent. */
  readonly learnsFromSessions?: boolean | undefined;
}

/** Whether what a character feels from day to day moves its traits. */
export function learnsFromLife({ plasticity, learnsFromSessions }: Manner): boolean {
  return learnsFromSessions !== false && plasticity !== 0;
}

/**
 * The manners of a population, each kept once however many rows have it. The first is that of characters of whom nothing was set.
 * Which number a manner gets follows from the list and from which rows have which, so that a restored population numbers on alike.
 */
export class Manners {
  private readonly places = new Map<string, number>();
  private readonly laidOut: Float64Array[] = [];
  private unused = 0;

  /**
   * @param list the manners, by number
   * @param uses how many rows have each of them
   */
  constructor(
    readonly list: Manner[] = [{ offsets: {}, config: {} }],
    private readonly uses: number[] = [0],
  ) {
    for (const [number, manner] of list.entries()) {
      if (number > 0 && uses[number] === 0) this.unused++;
      else this.places.set(keyOf(manner), number);
    }
  }

  /** The number of a manner that so many rows more have, > 0. */
  take(manner: Manner, rows: number): number {
    const key = keyOf(manner);
    const known = this.places.get(key);
    const number = known ?? (this.unused > 0 ? this.uses.indexOf(0, 1) : this.list.length);
    if (known === undefined) {
      if (number < this.list.length) this.unused--;
      this.places.set(key, number);
      this.list[number] = manner;
      delete this.laidOut[number];
    }
    this.uses[number] = (this.uses[number] ?? 0) + rows;
    return number;
  }

  /** One row less has it. */
  leave(number: number): void {
    this.uses[number]! -= 1;
    if (number === 0 || this.uses[number]! > 0) return;
    this.places.delete(keyOf(this.list[number]!));
    this.unused++;
  }

  /** The manner of that number. */
  of(number: number): Manner {
    return this.list[number]!;
  }

  /** The manner of that number, as `AuthoredLane` numbers it. Laid out when it is asked for first. Never write. */
  lanesOf(number: number): Float64Array {
    const known = this.laidOut[number];
    if (known) return known;
    const { offsets, config } = this.of(number);
    const lanes = layOutAuthored(offsets, config);
    this.laidOut[number] = lanes;
    return lanes;
  }
}

function keyOf({ offsets, config, certainty, plasticity, learnsFromSessions }: Manner): string {
  return JSON.stringify([offsets, config, certainty, plasticity, learnsFromSessions]);
}
