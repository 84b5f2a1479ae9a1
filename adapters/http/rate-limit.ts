/** How many requests one key may make. */
export interface RateLimit {
  /** Requests per minute in the long run. */
  readonly perMinute: number;
  /** Requests at once after a pause; as many as a minute allows when absent. */
  readonly burst?: number | undefined;
}

/** A limiter of requests. */
export interface RateLimiter {
  /** Takes one request from an account. @returns 0 when it may go on, else the seconds until one may, a whole number */
  take(account: string): number;
}

interface Bucket {
  tokens: number;
  atMs: number;
}

const MOST_BUCKETS = 10_000;
// A token is whole up to what is lost in sums of fractions: who waits as long as told must not be a billionth too early.
const WHOLE = 1 - 1e-9;

/**
 * A token bucket for each account. Those that have not asked for longest are forgotten first, so that memory stays bounded; a forgotten
 * bucket is a full one.
 * @param now milliseconds, best of a clock that never runs backwards, for example `performance.now`
 */
export function createRateLimiter(
  { perMinute, burst = perMinute }: RateLimit,
  now: () => number,
): RateLimiter {
  const perMs = perMinute / 60_000;
  const buckets = new Map<string, Bucket>();
  return {
    take(account) {
      const atMs = now();
      const bucket = buckets.get(account) ?? { tokens: burst, atMs };
      buckets.delete(account);
      buckets.set(account, bucket);
      if (buckets.size > MOST_BUCKETS) buckets.delete(buckets.keys().next().value!);
      // A clock that ran backwards must not make the same time count twice.
      const passedMs = Math.max(0, atMs - bucket.atMs);
      bucket.tokens = Math.min(burst, bucket.tokens + passedMs * perMs);
      bucket.atMs += passedMs;
      if (bucket.tokens < WHOLE) return Math.ceil((WHOLE - bucket.tokens) / perMs / 1000);
      bucket.tokens -= 1;
      return 0;
    },
  };
}
