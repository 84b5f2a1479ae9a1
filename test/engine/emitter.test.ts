import { describe, expect, it } from 'vitest';
import type { EngineEvent, ListenerFailed } from '../../src';
import { createEmitter } from '../../src/engine/emitter';
import { settled } from '../support/engine-fixtures';

const created: EngineEvent = { type: 'session.created', sessionId: 's', characterId: 'c', atMs: 0 };
const deleted: EngineEvent = { type: 'session.deleted', sessionId: 's', characterId: 'c', atMs: 0 };

function listen() {
  const counted: string[] = [];
  const emitter = createEmitter({ count: (name, by) => void counted.push(`${name} ${by}`) });
  const failures: ListenerFailed[] = [];
  const heard: EngineEvent[] = [];
  emitter.on('engine.listenerFailed', (event) => void failures.push(event));
  return { emitter, counted, failures, heard };
}

describe('an emitter', () => {
  it('tells those who asked for the type, and those who asked for any, in the order in which they asked', () => {
    const { emitter } = listen();
    const heard: string[] = [];
    emitter.on('session.created', () => void heard.push('first'));
    emitter.on('session.created', () => void heard.push('second'));
    emitter.on('session.deleted', () => void heard.push('never'));
    emitter.onAny((event) => void heard.push(`any ${event.type}`));
    emitter.emit(created);
    expect(heard).toEqual(['first', 'second', 'any session.created']);
  });

  it('stops telling who has unsubscribed; doing so twice takes nobody else along', () => {
    const { emitter, heard } = listen();
    const keep = (event: EngineEvent) => void heard.push(event);
    const stop = emitter.on('session.created', () => void heard.push(deleted));
    const stopAny = emitter.onAny(() => void heard.push(deleted));
    emitter.on('session.created', keep);
    emitter.onAny(keep);
    for (const end of [stop, stop, stopAny, stopAny]) end();
    emitter.emit(created);
    expect(heard).toEqual([created, created]);
  });

  it('keeps two subscriptions of one function apart', () => {
    const { emitter, heard } = listen();
    const listener = (event: EngineEvent) => void heard.push(event);
    const stop = emitter.on('session.created', listener);
    emitter.on('session.created', listener);
    stop();
    stop();
    emitter.emit(created);
    expect(heard).toHaveLength(1);
  });

  it('goes on when listeners throw, reject or answer what looks like a promise and fails, and tells of each', async () => {
    const { emitter, failures, heard, counted } = listen();
    const faults: (() => unknown)[] = [
      () => {
        throw new Error('sync');
      },
      async () => {
        throw new Error('async');
      },
      // biome-ignore lint/suspicious/noThenProperty: a promise of somebody else's making
      () => ({ then: (_: unknown, reject: (error: unknown) => void) => reject(new Error('thenable')) }),
      () => ({
        // biome-ignore lint/suspicious/noThenProperty: a promise of somebody else's making
        then: () => {
          throw new Error('broken thenable');
        },
      }),
      () => {
        throw undefined;
      },
    ];
    for (const fault of faults) emitter.on('session.created', fault as () => void);
    emitter.onAny(faults[0] as () => void);
    emitter.on('session.created', (event) => void heard.push(event));
    emitter.emit(created);
    expect(heard).toEqual([created]);
    await settled();
    const told = failures.map(({ eventType, error }) => [eventType, (error as Error | undefined)?.message]);
    expect(told).toHaveLength(6);
    for (const message of ['sync', 'async', 'thenable', 'broken thenable', undefined]) {
      expect(told).toContainEqual(['session.created', message]);
    }
    // The one who hears of any event fails at each of these failures too: that is counted and not told again.
    expect(counted).toHaveLength(6 + 6);
  });

  it('counts what the listeners of failures throw, and goes no further', async () => {
    const { emitter, counted, failures } = listen();
    emitter.on('engine.listenerFailed', () => {
      throw new Error('worse');
    });
    emitter.on('engine.listenerFailed', async () => {
      throw new Error('worse still');
    });
    emitter.on('session.created', () => {
      throw new Error('bad');
    });
    emitter.emit(created);
    await settled();
    expect(failures).toHaveLength(1);
    expect(counted).toHaveLength(3);
  });

  it('lets listeners come and go and emit while it is telling, and loses nobody', () => {
    const { emitter } = listen();
    const heard: string[] = [];
    const stop = emitter.on('session.created', () => {
      heard.push('once');
      stop();
      emitter.on('session.created', () => void heard.push('late'));
      emitter.emit(deleted);
    });
    emitter.on('session.created', () => void heard.push('last'));
    emitter.on('session.deleted', () => void heard.push('inner'));
    emitter.emit(created);
    expect(heard).toEqual(['once', 'inner', 'last']);
    emitter.emit(created);
    expect(heard.slice(3)).toEqual(['last', 'late']);
  });

  it('holds ten thousand listeners', () => {
    const { emitter } = listen();
    let calls = 0;
    const stops = Array.from({ length: 10_000 }, () =>
      emitter.on('session.created', () => {
        calls += 1;
      }),
    );
    emitter.emit(created);
    for (const stop of stops) stop();
    emitter.emit(created);
    expect(calls).toBe(10_000);
  });

  it('forgets everybody when it is cleared', () => {
    const { emitter, heard } = listen();
    emitter.on('session.created', (event) => void heard.push(event));
    emitter.onAny((event) => void heard.push(event));
    emitter.clear();
    emitter.emit(created);
    expect(heard).toEqual([]);
  });
});
