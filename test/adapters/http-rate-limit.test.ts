import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createHttpHandler, type HttpHandlerOptions } from '../../adapters/http';
import { createRateLimiter, type RateLimit } from '../../adapters/http/rate-limit';
import { createEngine } from '../../src';
import { failureOf } from '../support/engine-fixtures';
import { ask, openSite, send, serveHere } from '../support/http-server';

const limits: fc.Arbitrary<Required<Pick<RateLimit, 'perMinute'>> & { burst: number }> = fc.record({
  perMinute: fc.oneof(
    fc.integer({ min: 1, max: 10_000 }),
    fc.double({ min: 0.01, max: 1000, noNaN: true, noDefaultInfinity: true }),
  ),
  burst: fc.oneof(
    fc.integer({ min: 1, max: 500 }),
    fc.integer({ min: 4, max: 200 }).map((quarters) => quarters / 4),
  ),
});
const pauses = fc.array(
  fc.oneof(fc.constant(0), fc.nat(20), fc.nat(60_000), fc.double({ min: 0, max: 5000, noNaN: true })),
  { minLength: 1, maxLength: 200 },
);

/** A limiter whose clock stands where `clock.nowMs` says. */
function limiterWith(limit: RateLimit, nowMs = 0) {
  const clock = { nowMs };
  const limiter = createRateLimiter(limit, () => clock.nowMs);
  return { clock, take: (account = 'a') => limiter.take(account) };
}

describe('a token bucket', () => {
  it('lets through no more than the burst and what has come in since, in any stretch of time', () => {
    fc.assert(
      fc.property(limits, pauses, ({ perMinute, burst }, waits) => {
        const { clock, take } = limiterWith({ perMinute, burst });
        const passed: number[] = [];
        for (const wait of waits) {
          clock.nowMs += wait;
          if (take() === 0) passed.push(clock.nowMs);
        }
        for (const [first, from] of passed.entries()) {
          for (let last = first; last < passed.length; last++) {
            const most = burst + ((passed[last]! - from) * perMinute) / 60_000;
            expect(last - first + 1).toBeLessThanOrEqual(most + 1e-6);
          }
        }
      }),
      { numRuns: 200 },
    );
  });

  it('lets through all that is due: a burst at once, and one more whenever there is time for it', () => {
    fc.assert(
      fc.property(limits, ({ perMinute, burst }) => {
        const { clock, take } = limiterWith({ perMinute, burst });
        for (let i = 0; i < Math.floor(burst); i++) expect(take()).toBe(0);
        expect(take()).toBeGreaterThan(0);
        for (let i = 0; i < 20; i++) {
          clock.nowMs += 60_000 / perMinute;
          expect(take()).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('tells a wait that is long enough and not a second too long', () => {
    fc.assert(
      fc.property(limits, pauses, ({ perMinute, burst }, waits) => {
        const { clock, take } = limiterWith({ perMinute, burst });
        for (const wait of waits) {
          clock.nowMs += wait;
          const told = take();
          expect(Number.isInteger(told) && told >= 0).toBe(true);
          if (told === 0) continue;
          if (told > 1) {
            clock.nowMs += (told - 1) * 1000;
            expect(take()).toBe(1);
            clock.nowMs += 1000;
          } else clock.nowMs += 1000;
          expect(take()).toBe(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('costs nothing to be refused', () => {
    const { clock, take } = limiterWith({ perMinute: 60, burst: 1 });
    take();
    for (let i = 0; i < 1000; i++) expect(take()).toBe(1);
    clock.nowMs = 1000;
    expect(take()).toBe(0);
  });

  it('allows at once as many as a minute does, where nothing else is said', () => {
    const { take } = limiterWith({ perMinute: 5 });
    expect([1, 2, 3, 4, 5, 6].map(() => take())).toEqual([0, 0, 0, 0, 0, 12]);
  });

  it('gives nothing while the clock stands, and one burst when it jumps ahead', () => {
    const { clock, take } = limiterWith({ perMinute: 60, burst: 3 });
    const passing = () => Array.from({ length: 1000 }, () => take()).filter((wait) => wait === 0).length;
    expect(passing()).toBe(3);
    expect(passing()).toBe(0);
    clock.nowMs = 10 * 365 * 86_400_000;
    expect(passing()).toBe(3);
    clock.nowMs += 0.001;
    expect(passing()).toBe(0);
  });

  it('counts no time twice when the clock runs backwards', () => {
    fc.assert(
      fc.property(
        limits,
        fc.array(fc.integer({ min: -5000, max: 5000 }), { minLength: 1, maxLength: 200 }),
        ({ perMinute, burst }, jumps) => {
          const { clock, take } = limiterWith({ perMinute, burst }, 1_000_000);
          take();
          let passed = 1;
          let latest = clock.nowMs;
          for (const jump of jumps) {
            clock.nowMs += jump;
            latest = Math.max(latest, clock.nowMs);
            if (take() === 0) passed += 1;
          }
          expect(passed).toBeLessThanOrEqual(burst + ((latest - 1_000_000) * perMinute) / 60_000 + 1e-6);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('counts each account by itself', () => {
    fc.assert(
      fc.property(
        limits,
        fc.array(fc.record({ account: fc.constantFrom('a', 'b', 'c'), wait: fc.nat(2000) }), {
          maxLength: 100,
        }),
        (limit, steps) => {
          const together = limiterWith(limit);
          const alone = { a: limiterWith(limit), b: limiterWith(limit), c: limiterWith(limit) };
          for (const { account, wait } of steps) {
            together.clock.nowMs += wait;
            const own = alone[account as 'a'];
            own.clock.nowMs = together.clock.nowMs;
            expect(together.take(account)).toBe(own.take(account));
          }
        },
      ),
    );
  });

  it('remembers ten thousand accounts, and forgets those that have been silent for longest', () => {
    const { take } = limiterWith({ perMinute: 1, burst: 1 });
    const name = (index: number) => `account-${index}`;
    for (let i = 0; i < 10_000; i++) take(name(i));
    // Each of them is remembered, and the first has been heard of last.
    for (let i = 9999; i >= 0; i--) expect(take(name(i))).toBeGreaterThan(0);
    take(name(10_000));
    expect(take(name(0))).toBeGreaterThan(0);
    // It is the one that was silent for longest that had to go, and is full again.
    expect(take(name(9999))).toBe(0);
  });

  it('takes no more memory for a million accounts than for ten thousand', () => {
    const maps: Map<unknown, unknown>[] = [];
    const original = globalThis.Map;
    class Watched<K, V> extends original<K, V> {
      constructor() {
        super();
        maps.push(this as Map<unknown, unknown>);
      }
    }
    globalThis.Map = Watched as MapConstructor;
    const limiter = createRateLimiter({ perMinute: 60 }, () => 0);
    globalThis.Map = original;
    let most = 0;
    for (let i = 0; i < 100_000; i++) {
      limiter.take(`account-${i}`);
      most = Math.max(most, ...maps.map(({ size }) => size));
    }
    expect(maps).toHaveLength(1);
    expect(most).toBeLessThanOrEqual(10_001);
    expect(maps[0]!.size).toBe(10_000);
  });
});

describe('a server with a limit', () => {
  afterEach(() => {
    vi.restoreAllMocks();
  });

  const SLOW = { perMinute: 0.01, burst: 25 };
  const PATHS = { sessions: '/v1/presets', personality: '/api/v1/agents', personas: '/api/projects' };
  const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

  it('lets exactly the burst through of a thousand requests at once, whatever they say where they come from', async () => {
    const { handler, told } = await openSite({ apiKeys: ['a', 'b'], rateLimit: SLOW });
    const { port } = await serveHere(handler);
    const answers: { status: number; wait: string | null }[] = [];
    for (let sent = 0; sent < 1000; sent += 50) {
      const batch = Array.from({ length: 50 }, async (_, index) => {
        const from = `10.0.${sent}.${index}`;
        const { status, headers } = await send(port, '/v1/presets', {
          headers: {
            ...bearer('a'),
            'x-forwarded-for': from,
            'x-real-ip': from,
            forwarded: `for=${from}`,
            'cf-connecting-ip': from,
            'user-agent': from,
          },
        });
        answers.push({ status, wait: headers.get('retry-after') });
      });
      await Promise.all(batch);
    }
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(25);
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(975);
    for (const { wait } of refused) expect(Number(wait)).toBeGreaterThan(5000);
    // The other key has its own.
    expect((await send(port, '/v1/presets', { headers: bearer('b') })).status).toBe(200);
    // What needs no key is not counted.
    for (let i = 0; i < 40; i++) {
      expect((await send(port, '/v1/health', { headers: bearer('a') })).status).toBe(200);
      expect((await send(port, '/openapi/sessions.json')).status).toBe(200);
    }
    expect(told).toEqual([]);
  });

  it('counts over all dialects, and refuses in the words of each', async () => {
    const { handler } = await openSite({ apiKeys: ['a'], rateLimit: { perMinute: 3 }, dialects: undefined });
    const first = Object.values(PATHS).map((path) => ask(handler, path, { headers: bearer('a') }));
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual([200, 200, 200]);
    const refusals = await Promise.all(
      ['/v1/presets', '/personas', PATHS.personality, PATHS.personas].map((path) =>
        ask(handler, path, { headers: bearer('a') }),
      ),
    );
    for (const { status, headers } of refusals) {
      expect({ status, wait: headers.get('retry-after') }).toEqual({ status: 429, wait: '20' });
    }
    const message = 'Too many requests';
    expect(refusals[0]!.json).toEqual({ error: { code: 'RATE_LIMIT', message, status: 429 } });
    expect(refusals[1]!.json).toEqual({ error: { code: 'RATE_LIMITED', message, status: 429 } });
    expect(refusals[2]!.json).toMatchObject({
      title: message.replace('many r', 'Many R'),
      status: 429,
      detail: message,
    });
    expect(refusals[2]!.headers.get('content-type')).toBe('application/problem+json');
    expect(refusals[3]!.json).toEqual({ error: message });
  });

  it('lets a client through that waits as long as it was told', async () => {
    let nowMs = 1000;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    const { handler } = await openSite({ apiKeys: ['a'], rateLimit: { perMinute: 7, burst: 1 } });
    const once = () => ask(handler, '/v1/presets', { headers: bearer('a') });
    expect((await once()).status).toBe(200);
    for (let i = 0; i < 20; i++) {
      const { status, headers } = await once();
      expect(status).toBe(429);
      nowMs += Number(headers.get('retry-after')) * 1000;
      expect((await once()).status).toBe(200);
    }
  });

  it('counts the keys of one tenant apart', async () => {
    const { handler } = await openSite({
      apiKeys: [
        { key: 'a1', tenant: 't' },
        { key: 'a2', tenant: 't' },
      ],
      rateLimit: { perMinute: 0.01, burst: 1 },
    });
    const statuses: number[] = [];
    for (const key of ['a1', 'a1', 'a2', 'a2']) {
      statuses.push((await ask(handler, '/v1/presets', { headers: bearer(key) })).status);
    }
    expect(statuses).toEqual([200, 429, 200, 429]);
  });

  it('counts everybody together where no key is needed', async () => {
    const { handler } = await openSite({ rateLimit: { perMinute: 0.01, burst: 2 } });
    const statuses: number[] = [];
    for (const key of ['x', 'y', 'z']) {
      statuses.push((await ask(handler, '/v1/presets', { headers: bearer(key) })).status);
    }
    expect(statuses).toEqual([200, 200, 429]);
  });

  it('counts what it refuses for its content, and not what comes without a key', async () => {
    const { handler } = await openSite({ apiKeys: ['a'], rateLimit: { perMinute: 0.01, burst: 2 } });
    for (let i = 0; i < 10; i++) expect((await ask(handler, '/v1/presets')).status).toBe(401);
    expect((await ask(handler, '/v1/persona', { headers: bearer('a'), body: '{' })).status).toBe(415);
    expect((await ask(handler, '/v1/persona/none', { headers: bearer('a') })).status).toBe(404);
    expect((await ask(handler, '/v1/presets', { headers: bearer('a') })).status).toBe(429);
  });

  it.each<[string, Partial<RateLimit>]>([
    ['none', { perMinute: 0 }],
    ['fewer than none', { perMinute: -1 }],
    ['no number', { perMinute: Number.NaN }],
    ['any number', { perMinute: Number.POSITIVE_INFINITY }],
    ['half a request', { perMinute: 0.5 }],
    ['no burst', { perMinute: 10, burst: 0 }],
    ['a burst that is no number', { perMinute: 10, burst: Number.NaN }],
  ])('refuses to allow %s', async (_, rateLimit) => {
    const engine = await createEngine();
    const options = { engine, dialects: ['sessions'], rateLimit } as HttpHandlerOptions;
    await failureOf(createHttpHandler(options), 'CONFIG_INVALID');
    await engine.close();
  });
});
