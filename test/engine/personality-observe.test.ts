import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../src';
import { allOf } from '../character/stored';
import { failureOf, NEUTRAL, START, STORE_KINDS, setUp } from '../support/engine-fixtures';

describe.each(STORE_KINDS)('observing over $kind', (kind) => {
  async function begin() {
    const bench = await setUp(kind);
    await bench.engine.characters.create({ id: 'ada', personality: NEUTRAL });
    bench.clock.advance(3600);
    bench.events.length = 0;
    return bench;
  }

  it('answers every change that it made, those of the character apart from those of its users', async () => {
    const { engine } = await begin();
    const answer = await engine.characters.observe('ada', [
      { trait: 'A', value: 1 },
      { trait: 'withdrawal', value: 0, weight: 2, trigger: 'storm', userId: 'u' },
      { trait: 'honestyHumility', value: 0.9, reasoning: 'gave it back', userId: 'v' },
    ]);
    const told = (changes: typeof answer.evolution) =>
      changes.map(({ traitCategory, traitName, triggerType, userId }) =>
        [traitCategory, traitName, triggerType, userId].join(' '),
      );
    expect(told(answer.evolution)).toEqual([
      'dimensions compassion observation ',
      'dimensions politeness observation ',
      'dimensions withdrawal storm u',
      'hexaco honestyHumility observation v',
    ]);
    expect(answer.overlays.map(({ userId, evolution }) => [userId, ...told(evolution)])).toEqual([
      ['u', 'dimensions withdrawal storm u'],
      ['v', 'hexaco honestyHumility observation v'],
    ]);
    for (const { timestamp } of answer.evolution) expect(timestamp).toBe('2030-01-01T01:00:00.000Z');
    const { evolution } = await engine.characters.personality('ada');
    expect(evolution).toEqual([...answer.evolution].reverse());
    expect(answer.evolution[3]?.reasoning).toBe('gave it back');
  });

  it('nothing answers nothing, and writes nothing', async () => {
    const { engine, events } = await begin();
    expect(await engine.characters.observe('ada', [])).toEqual({ evolution: [], overlays: [] });
    expect((await engine.characters.get('ada'))?.revision).toBe(1);
    expect(events).toEqual([]);
  });

  it('takes every name that a trait has, up to a thousand observations at once', async () => {
    const { engine } = await begin();
    const names = ['O', 'openness', 'intellect', 'H', 'honestyHumility', 'neuroticism'] as const;
    const evidence = names.map((trait) => ({ trait, value: 1 }));
    const { evolution } = await engine.characters.observe('ada', evidence);
    expect(evolution.map(({ traitName }) => traitName)).toEqual([
      'intellect',
      'aesthetic',
      'intellect',
      'aesthetic',
      'intellect',
      'honestyHumility',
      'honestyHumility',
      'withdrawal',
      'volatility',
    ]);
    const many: Evidence[] = Array.from({ length: 1000 }, () => ({ trait: 'C', value: 0.5 }));
    expect((await engine.characters.observe('ada', many)).evolution).toHaveLength(2000);
    await failureOf(engine.characters.observe('ada', [...many, many[0]!]), 'INPUT_INVALID');
  });

  it('applies all of a list or none of it: what is wrong with one is said by the path that leads to it', async () => {
    const { engine, store, events } = await begin();
    const before = await allOf(store);
    const good = { trait: 'A', value: 1, userId: 'u' };
    const wrong: [object, string][] = [
      [{ trait: 'kindness' }, 'trait'],
      [{ trait: 'a' }, 'trait'],
      [{ trait: '__proto__' }, 'trait'],
      [{ trait: 'toString' }, 'trait'],
      [{ trait: undefined }, 'trait'],
      [{ value: 1.0001 }, 'value'],
      [{ value: -0.0001 }, 'value'],
      [{ value: Number.NaN }, 'value'],
      [{ value: Number.POSITIVE_INFINITY }, 'value'],
      [{ value: '0.5' }, 'value'],
      [{ value: undefined }, 'value'],
      [{ weight: Number.NaN }, 'weight'],
      [{ weight: 0 }, 'weight'],
      [{ weight: -1 }, 'weight'],
      [{ weight: 101 }, 'weight'],
      [{ weight: Number.POSITIVE_INFINITY }, 'weight'],
      [{ impact: 1.1 }, 'impact'],
      [{ impact: Number.NaN }, 'impact'],
      [{ trigger: '' }, 'trigger'],
      [{ trigger: 'a\nb' }, 'trigger'],
      [{ reasoning: 'a\u0000b' }, 'reasoning'],
      [{ userId: '' }, 'userId'],
      [{ userId: '\ud800' }, 'userId'],
      [{ at: START + 3600_000 + 1001 }, 'at'],
      [{ at: '2030-01-02T00:00:00Z' }, 'at'],
      [{ at: new Date(START + 86_400_000) }, 'at'],
      [{ at: '2030-01-01' }, 'at'],
      [{ at: '2030-01-01T00:30:00' }, 'at'],
      [{ at: '2030-02-30T00:00:00Z' }, 'at'],
      [{ at: 'yesterday' }, 'at'],
      [{ at: new Date('yesterday') }, 'at'],
      [{ at: Number.NaN }, 'at'],
      [{ at: null }, 'at'],
      [{ confidence: 1 }, 'confidence'],
    ];
    for (const [parts, key] of wrong) {
      const evidence = [good, good, { ...good, ...parts }, good] as unknown as Evidence[];
      const error = await failureOf(engine.characters.observe('ada', evidence), 'INPUT_INVALID');
      expect(error.details.issues[0]?.path).toEqual([2, key]);
    }
    for (const bad of [null, {}, 'A', [null], [[]]] as unknown as Evidence[][]) {
      await failureOf(engine.characters.observe('ada', bad), 'INPUT_INVALID');
    }
    await failureOf(engine.characters.observe('nobody', [good as Evidence]), 'CHARACTER_NOT_FOUND');
    expect(await allOf(store)).toEqual(before);
    expect(events).toEqual([]);
  });

  it('refuses the future in every place where it finds it, but not a clock that is a little ahead', async () => {
    const { engine, clock } = await begin();
    const at = (ms: number): Evidence => ({ trait: 'A', value: 1, at: clock.nowMs + ms });
    const error = await failureOf(
      engine.characters.observe('ada', [at(-1), at(2000), at(0), at(5000)]),
      'INPUT_INVALID',
    );
    expect(error.details.issues.map(({ path }) => path)).toEqual([
      [1, 'at'],
      [3, 'at'],
    ]);
    const { evolution } = await engine.characters.observe('ada', [at(1000), at(0)]);
    for (const { timestamp } of evolution) expect(timestamp).toBe('2030-01-01T01:00:00.000Z');
  });

  it('takes instants in every form for the same instant', async () => {
    const { engine } = await begin();
    const forms = [START, new Date(START), '2030-01-01T00:00:00Z', '2030-01-01T05:30:00+05:30'];
    const { evolution } = await engine.characters.observe(
      'ada',
      forms.map((at) => ({ trait: 'honestyHumility', value: 0.5, at })),
    );
    expect(new Set(evolution.map(({ timestamp }) => timestamp)).size).toBe(1);
  });

  it('many times at once loses nothing and counts nothing twice', async () => {
    const { engine } = await begin();
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) =>
        engine.characters.observe('ada', [{ trait: 'A', value: 1, weight: 0.1, userId: `u${i % 3}` }]),
      ),
    );
    const all = answers.flatMap(({ evolution }) => evolution);
    const { profile, evolution } = await engine.characters.personality('ada', { historyLimit: 1000 });
    expect(evolution).toEqual([...all].reverse());
    expect(profile.traitPrecisions.compassion.observationCount).toBe(100);
    expect((await engine.characters.personalities(['ada']))['ada']?.evolutionCount).toBe(200);
    const { overlays } = await engine.characters.overlays('ada');
    expect(overlays.map(({ traitPrecisions }) => traitPrecisions.compassion.observationCount)).toEqual([
      34, 33, 33,
    ]);
    expect((await engine.characters.get('ada'))?.revision).toBe(101);
  });
});
