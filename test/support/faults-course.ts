import { createMemoryStore } from '../../adapters/memory';
import { createEngine } from '../../src';
import { type Deed, doDeed, recordsOf, setScene } from './faults-deeds';
import { LIFE_OPTIONS } from './faults-life';
import { putInOrder, type StoredDeed } from './faults-order';

/** What a course of deeds gave. */
export interface Course {
  /** The answers that were given, by tag. */
  readonly answers: readonly (readonly [tag: string, answer: string])[];
  /** Deeds of which the caller does not know whether they were stored. */
  readonly unknown: readonly string[];
  /** What was stored, in that order. */
  readonly stored: readonly StoredDeed[];
  readonly records: string;
}

/**
 * Whether each deed that was acknowledged is stored once, each of unknown outcome at most once and no other at all, and whether a single writer
 * gets the same answers and records by doing what is stored one after the other.
 * @returns every breach in one line
 */
export async function judgeCourse(course: Course, deeds: readonly Deed[]): Promise<readonly string[]> {
  const wrong: string[] = [];
  const acknowledged = new Set(course.answers.map(([tag]) => tag));
  for (const { tag } of deeds) {
    const times = course.stored.filter((stored) => stored.tag === tag).length;
    if (acknowledged.has(tag) && times !== 1)
      wrong.push(`${tag} was acknowledged and is stored ${times} times`);
    else if (course.unknown.includes(tag) && times > 1) wrong.push(`${tag} is stored ${times} times`);
    else if (!acknowledged.has(tag) && !course.unknown.includes(tag) && times > 0) {
      wrong.push(`${tag} is stored, and its caller was told that it is not`);
    }
  }
  const ordered = putInOrder(course.stored);
  if ('circle' in ordered)
    return [...wrong, `no order fits ${ordered.circle.map(({ tag }) => tag).join(', ')}`];
  return [...wrong, ...(await replay(course, ordered.order, deeds))];
}

async function replay(
  { answers, records }: Course,
  order: readonly StoredDeed[],
  deeds: readonly Deed[],
): Promise<readonly string[]> {
  const wrong: string[] = [];
  const byTag = new Map(deeds.map((deed) => [deed.tag, deed]));
  const store = createMemoryStore();
  const engine = await createEngine({ ...LIFE_OPTIONS, store });
  const scene = await setScene(engine);
  const due = new Map<string, string>();
  for (const { tag } of order) due.set(tag, await doDeed(engine, scene, byTag.get(tag)!));
  for (const [tag, answer] of answers) {
    if (answer !== due.get(tag)) wrong.push(`${tag} was answered ${answer} instead of ${due.get(tag)}`);
  }
  if ((await recordsOf(store, scene)) !== records) {
    wrong.push('what is stored differs from what the deeds give one after the other');
  }
  await engine.close();
  return wrong;
}
