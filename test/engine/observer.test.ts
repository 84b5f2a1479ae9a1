import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../adapters/memory';
import { createEngine, type Observer } from '../../src';
import { createFaultStore } from '../support/engine-fault-store';
import { createManualClock, GIFT, NEUTRAL, settled } from '../support/engine-fixtures';

describe('an observer', () => {
  it('sees every call begin and end, with its error when it failed, and never what users said', async () => {
    const open = new Set<string>();
    const ended: (readonly [name: string, error: unknown])[] = [];
    const attributes: unknown[] = [];
    const observer: Observer = {
      span(name, given) {
        attributes.push(given);
        const key = `${name} ${attributes.length}`;
        open.add(key);
        return {
          end: (error) => {
            if (!open.delete(key)) throw new Error(`${key} ended twice`);
            ended.push([name, error]);
          },
        };
      },
    };
    const engine = await createEngine({ observer, clock: createManualClock(), seed: 1 });
    const { sessions } = engine;
    const { id } = await sessions.create({ personality: NEUTRAL });
    await sessions.perceive(id, { appraisal: GIFT, text: 'a secret', context: 'another' });
    await sessions.tick(id, 5);
    await sessions.state(id);
    await sessions.list();
    await sessions.delete(id);
    expect(ended).toEqual(
      ['create', 'perceive', 'tick', 'state', 'list', 'delete'].map((name) => [
        `animacy.sessions.${name}`,
        undefined,
      ]),
    );
    ended.length = 0;
    // Refused while it runs, and refused before anything is read.
    await expect(sessions.state(id)).rejects.toThrow();
    await expect(sessions.perceive(id, {})).rejects.toThrow();
    await expect(sessions.perceive('', { appraisal: GIFT })).rejects.toThrow();
    await expect(sessions.tick(id, -1)).rejects.toThrow();
    await expect(sessions.delete('\u0000')).rejects.toThrow();
    expect(ended.map(([, error]) => (error as { code?: string }).code)).toEqual([
      'SESSION_NOT_FOUND',
      ...Array(4).fill('INPUT_INVALID'),
    ]);
    expect(open.size).toBe(0);
    expect(JSON.stringify(attributes)).not.toContain('secret');
    expect(attributes[0]).toEqual({ store: 'memory' });
  });

  it('counts lost races and failed listeners', async () => {
    const counts = new Map<string, number>();
    const observer: Observer = {
      count: (name, by) => void counts.set(name, (counts.get(name) ?? 0) + by),
    };
    const store = createFaultStore(createMemoryStore());
    const engine = await createEngine({ observer, store });
    const { id } = await engine.sessions.create({ personality: NEUTRAL });
    store.faults = ['lose', 'lose'];
    engine.on('session.perceived', async () => {
      throw new Error('listener');
    });
    await engine.sessions.perceive(id, { appraisal: GIFT });
    await settled();
    expect(Object.fromEntries(counts)).toEqual({
      'animacy.commit.conflict': 2,
      'animacy.listener.failed': 1,
    });
  });
});
