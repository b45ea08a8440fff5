import { describe, expect, it } from '@jest/globals';
import { limitProcessTime } from './process-time-limit.ts';

const exceeded = (limitMs: number, waitedMs: () => number): Promise<number> => {
  const startedAtMs = performance.now();
  return new Promise((resolve) => {
    limitProcessTime({
      pid: 1,
      limitMs,
      waitedMs,
      onExceeded: () => resolve(performance.now() - startedAtMs),
    });
  });
};

describe('the time limit of a process', () => {
  it('counts the time in which the process runs or sleeps', async () => {
    // The timer of Node can be a millisecond early.
    expect(await exceeded(20, () => 7)).toBeGreaterThanOrEqual(19);
  });

  it('does not count the time in which the process waits for a processor', async () => {
    const startedAtMs = performance.now();
    const firstMs = 40;
    const elapsedMs = await exceeded(20, () => Math.min(firstMs, performance.now() - startedAtMs));
    expect(elapsedMs).toBeGreaterThanOrEqual(59);
  });

  it('ends for a process that only waits', async () => {
    const startedAtMs = performance.now();
    const elapsedMs = await exceeded(10, () => performance.now() - startedAtMs);
    expect(elapsedMs).toBeGreaterThanOrEqual(99);
  });

  it('ends with the process', async () => {
    let isExceeded = false;
    const end = limitProcessTime({
      pid: 1,
      limitMs: 5,
      onExceeded: () => {
        isExceeded = true;
      },
    });
    end();
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(isExceeded).toBe(false);
  });
});
