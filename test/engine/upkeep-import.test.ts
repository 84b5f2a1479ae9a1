import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { failureOf, GIFT, INSULT, setUp } from '../support/engine-fixtures';
import { exported } from '../support/upkeep-fixtures';

/** Two characters, one of them with a name and with two sessions, one of those with turns. */
async function household() {
  const bench = await setUp();
  const { engine, clock } = bench;
  await engine.sessions.create({ preset: 'rival' });
  const { id: characterId } = await engine.characters.create({ id: 'ida', name: 'Ida', preset: 'mentor' });
  const { id } = await engine.sessions.create({ characterId, userId: 'u' });
  await engine.sessions.create({ characterId });
  for (const appraisal of [GIFT, INSULT, GIFT]) {
    await engine.sessions.perceive(id, { appraisal, idempotencyKey: `${clock.nowMs}` });
    clock.advance(50_000);
  }
  const lines = await exported(engine);
  return { ...bench, characterId, id, lines };
}

describe('an import', () => {
  it('refuses every export of which one character is another, and has written nothing of the changed record', async () => {
    const { lines, engine } = await household();
    const text = lines.join('');
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom('0', '5', '"', 'x', '}', ' '),
        async (at, other) => {
          fc.pre(text[at] !== other);
          const changed = text.slice(0, at) + other + text.slice(at + 1);
          const target = await setUp();
          const given = changed.split('\n').slice(0, -1);
          await expect(target.engine.upkeep.import(given, { onExisting: 'refuse' })).rejects.toMatchObject({
            code: expect.stringMatching(/^(?:EXPORT_INVALID|STATE_VERSION_UNSUPPORTED)$/),
          });
          const kept = await exported(target.engine);
          for (const line of kept.slice(1, -1)) expect(lines).toContain(line);
        },
      ),
      { numRuns: 150 },
    );
    // Nothing of it concerned the engine that was exported.
    expect(await exported(engine)).toEqual(lines);
  });

  it('refuses an export that ends too early, wherever it ends', async () => {
    const { lines } = await household();
    for (let length = 0; length < lines.length; length++) {
      const { engine } = await setUp();
      const cut = lines.slice(0, length);
      const error = await failureOf(engine.upkeep.import(cut, { onExisting: 'skip' }), 'EXPORT_INVALID');
      expect(error.details.line).toBe(length + 1);
    }
  });

  it('of a trial run writes nothing, and finds the same', async () => {
    const { lines, engine } = await household();
    const { engine: target } = await setUp();
    const answer = { created: lines.length - 2, replaced: 0, skipped: 0 };
    const trial = await target.upkeep.import(lines, { onExisting: 'refuse', dryRun: true });
    expect(trial).toMatchObject(answer);
    expect(await exported(target)).toHaveLength(2);
    expect(await target.upkeep.import(lines, { onExisting: 'refuse' })).toEqual(trial);
    await failureOf(engine.upkeep.import(lines, { onExisting: 'refuse', dryRun: true }), 'ALREADY_EXISTS');
    await failureOf(
      target.upkeep.import(lines.slice(0, -1), { onExisting: 'skip', dryRun: true }),
      'EXPORT_INVALID',
    );
  });

  it('leaves alone, refuses or replaces what is there, as it is told', async () => {
    const { lines, engine, id } = await household();
    const records = lines.length - 2;
    await engine.sessions.perceive(id, { appraisal: INSULT, text: 'later' });
    const later = await exported(engine);
    const error = await failureOf(engine.upkeep.import(lines, { onExisting: 'refuse' }), 'ALREADY_EXISTS');
    expect(error.details.collection).toBe('character');
    expect(await engine.upkeep.import(lines, { onExisting: 'skip' })).toEqual({
      created: 0,
      replaced: 0,
      skipped: records,
      events: 0,
    });
    expect(await exported(engine)).toEqual(later);
    expect(await engine.upkeep.import(lines, { onExisting: 'replace' })).toMatchObject({ replaced: records });
    expect(await exported(engine)).toEqual(lines);
    // The engine has seen the session as it was later, and goes on from what is there now.
    expect((await engine.sessions.perceive(id, { appraisal: GIFT })).revision).toBe(5);
  });

  it('takes what an interrupted one left, and finishes it', async () => {
    const { lines } = await household();
    const { engine } = await setUp();
    await failureOf(engine.upkeep.import(lines.slice(0, 4), { onExisting: 'refuse' }), 'EXPORT_INVALID');
    await engine.upkeep.import(lines, { onExisting: 'skip' });
    expect(await exported(engine)).toEqual(lines);
  });

  it('takes lines with and without a line feed, from lists and from streams', async () => {
    const { lines } = await household();
    async function* stream() {
      for (const line of lines) yield line.trimEnd();
      yield '';
    }
    const { engine } = await setUp();
    await engine.upkeep.import(stream(), { onExisting: 'refuse' });
    expect(await exported(engine)).toEqual(lines);
  });

  it('says which line it is that cannot be', async () => {
    const { lines } = await household();
    const { engine } = await setUp();
    const [header = '', first = '', ...rest] = lines;
    const edited = (change: (record: Record<string, unknown>) => object) =>
      `${JSON.stringify(change(JSON.parse(first)))}\n`;
    const cases: readonly (readonly [number, readonly string[]])[] = [
      [1, []],
      [1, ['{}']],
      [1, ['no json']],
      [1, [first, ...rest]],
      [2, [header, 'null', ...rest]],
      [2, [header, '{"records":1}', ...rest]],
      [2, [header, edited((record) => ({ ...record, collection: 'nothing' })), ...rest]],
      [2, [header, edited((record) => ({ ...record, collection: 'a b/character' })), ...rest]],
      [2, [header, edited((record) => ({ ...record, collection: '/character' })), ...rest]],
      [2, [header, edited((record) => ({ ...record, id: 'other' })), ...rest]],
      [2, [header, edited((record) => ({ ...record, bytes: 'AAAA' })), ...rest]],
      [2, [header, edited((record) => ({ ...record, events: [{}] })), ...rest]],
      [2, [header, edited((record) => ({ ...record, extra: 1 })), ...rest]],
      [lines.length - 1, [header, ...rest]],
      [lines.length + 1, [...lines, first]],
    ];
    for (const [line, given] of cases) {
      const error = await failureOf(engine.upkeep.import(given, { onExisting: 'skip' }), 'EXPORT_INVALID');
      expect(error.details.line).toBe(line);
      expect(error.message).toContain(`line ${line}`);
    }
  });

  it('refuses a name that another has, and a newer format', async () => {
    const { lines } = await household();
    const { engine } = await setUp();
    await engine.characters.create({ id: 'other', name: 'Ida', preset: 'mentor' });
    const error = await failureOf(engine.upkeep.import(lines, { onExisting: 'replace' }), 'NAME_TAKEN');
    expect(error.details).toEqual({ collection: 'character', name: 'Ida' });
    const newer = ['{"format":"animacy-export","version":2,"more":1}', ...lines.slice(1)];
    await failureOf(engine.upkeep.import(newer, { onExisting: 'skip' }), 'STATE_VERSION_UNSUPPORTED');
  });

  it('checks its options, and gives up for its signal', async () => {
    const { lines } = await household();
    const { engine } = await setUp();
    // @ts-expect-error what a caller without types may do
    await failureOf(engine.upkeep.import(lines, { onExisting: 'maybe' }), 'INPUT_INVALID');
    const stopping = new AbortController();
    async function* stream() {
      yield* lines.slice(0, 3);
      stopping.abort(new Error('enough'));
      yield* lines.slice(3);
    }
    const call = engine.upkeep.import(stream(), { onExisting: 'skip', signal: stopping.signal });
    await expect(call).rejects.toThrow('enough');
  });
});
