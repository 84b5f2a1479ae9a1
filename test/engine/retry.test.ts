import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIMITS } from '../../src/constants/limits';
import { LOST_RACE, untilWon } from '../../src/engine/retry';
import { failureOf } from '../support/engine-fixtures';

describe('an attempt that may lose a race', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  /** Runs to the end whatever has to be waited for in between. */
  async function inNoTime<T>(call: Promise<T>): Promise<T> {
    const [result] = await Promise.all([call, vi.runAllTimersAsync()]);
    return result;
  }

  function losing(times: number) {
    let attempts = 0;
    const attempt = async () => {
      attempts += 1;
      return attempts > times ? `won at ${attempts}` : LOST_RACE;
    };
    return { attempt, count: () => attempts };
  }

  it('is made once when it wins, without waiting', async () => {
    const { attempt, count } = losing(0);
    expect(await untilWon('s', attempt, {})).toBe('won at 1');
    expect([count(), vi.getTimerCount()]).toEqual([1, 0]);
  });

  it('is repeated until it wins', async () => {
    const counted: [string, number][] = [];
    const observer = { count: (name: string, by: number) => void counted.push([name, by]) };
    const won = LIMITS.commitAttempts;
    expect(await inNoTime(untilWon('s', losing(won - 1).attempt, { observer }))).toBe(`won at ${won}`);
    expect(counted).toEqual(Array(won - 1).fill(['animacy.commit.conflict', 1]));
  });

  it('ends with REVISION_CONFLICT when it never wins, after waiting for less than a second', async () => {
    const { attempt, count } = losing(1000);
    const start = Date.now();
    const error = await failureOf(inNoTime(untilWon('s', attempt, {})), 'REVISION_CONFLICT');
    expect(error.details).toEqual({ id: 's', attempts: LIMITS.commitAttempts });
    expect(error.retryable).toBe(true);
    expect(count()).toBe(LIMITS.commitAttempts);
    expect(Date.now() - start).toBeLessThan(1000);
  });

  it('is not repeated when it throws', async () => {
    const attempt = vi.fn(async () => {
      throw new Error('broken');
    });
    await expect(untilWon('s', attempt, {})).rejects.toThrow('broken');
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('is not repeated after its signal was aborted', async () => {
    const abort = new AbortController();
    const attempt = vi.fn(async () => {
      abort.abort(new Error('enough'));
      return LOST_RACE;
    });
    await expect(inNoTime(untilWon('s', attempt, { signal: abort.signal }))).rejects.toThrow('enough');
    expect(attempt).toHaveBeenCalledTimes(1);
  });
});
