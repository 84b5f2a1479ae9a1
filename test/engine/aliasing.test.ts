import { describe, expect, it } from 'vitest';
import type { Bench } from '../support/engine-fixtures';
import { exportOf, GIFT, INSULT, STORE_KINDS, setUp } from '../support/engine-fixtures';

/** Spoils a value all the way down, as a careless caller might; what is frozen stays as it is. */
function spoil(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    spoil(part);
    if (typeof part === 'number') Reflect.set(value, key, 0.123);
    if (typeof part === 'string') Reflect.set(value, key, 'spoiled');
  }
  if (Array.isArray(value) && !Object.isFrozen(value)) value.push('spoiled');
}

/** A day in the life of an engine; each answer goes through `use` as it comes. */
async function live({ engine, clock, store }: Bench, use: (answer: unknown) => void) {
  const seen: unknown[] = [];
  const take = <T>(answer: T): T => {
    seen.push(structuredClone(JSON.parse(JSON.stringify(answer))));
    const { id, characterId, cursor } = answer as { id?: string; characterId?: string; cursor?: string };
    use(answer);
    return { ...answer, id, characterId, cursor };
  };
  const input = { appraisal: { ...GIFT }, text: 'hello', idempotencyKey: 'k' };
  const one = take(
    await engine.sessions.create({
      preset: 'rival',
      facets: { anxiety: 0.2 },
      emotionConfig: { noisePerHour: 0.02, homeBase: { valence: 0.1 } },
    }),
  );
  const two = take(
    await engine.sessions.create({
      characterId: one.characterId!,
      goals: ['win'],
      emotionConfig: { timeScale: 2 },
    }),
  );
  for (const { id } of [one, two]) {
    take(await engine.sessions.perceive(id!, input));
    clock.advance(600);
    take(await engine.sessions.state(id!));
    take(await engine.sessions.perceive(id!, { appraisal: INSULT }));
    take(await engine.sessions.tick(id!, 60));
    take(await engine.sessions.tick(id!, 0));
    take(await engine.sessions.promptData(id!));
    take(await engine.sessions.get(id!));
    take(await engine.sessions.perceive(id!, input));
    take(await engine.sessions.list());
    take(engine.presets.get('rival'));
    take(engine.presets.list());
  }
  return { seen, held: await exportOf(store) };
}

describe.each(STORE_KINDS)('what the engine hands out over $kind', (kind) => {
  it('may be spoiled by whoever gets it: the engine and all later answers stay as they are', async () => {
    const expected = await live(await setUp(kind), () => {});
    const actual = await live(await setUp(kind), spoil);
    expect(actual).toEqual(expected);
  });

  it('may be spoiled by listeners: the engine and the caller’s answers stay as they are', async () => {
    const expected = await live(await setUp(kind), () => {});
    const bench = await setUp(kind);
    bench.engine.onAny(spoil);
    for (const type of [
      'session.created',
      'session.perceived',
      'session.elapsed',
      'character.created',
    ] as const) {
      bench.engine.on(type, spoil);
    }
    const actual = await live(bench, () => {});
    expect(actual.held).toEqual(expected.held);
    expect(actual.seen).toEqual(expected.seen);
  });

  it('may be spoiled by an appraiser', async () => {
    const run = async (spoils: boolean) => {
      const { engine } = await setUp(kind, {
        appraiser: (input, context) => {
          if (spoils) spoil(context);
          if (spoils) spoil(input);
          return { ...GIFT };
        },
      });
      const { id } = await engine.sessions.create({ preset: 'rival' });
      for (let turn = 0; turn < 2; turn++) await engine.sessions.perceive(id, { text: 'x' });
      return [await engine.sessions.get(id), await engine.sessions.state(id)];
    };
    expect(await run(true)).toEqual(await run(false));
  });
});
