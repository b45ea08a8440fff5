import { describe, expect, it } from '@jest/globals';
import { runRounds } from './rounds.ts';

const waitMs = 20;
const wait = () => new Promise((resolve) => setTimeout(resolve, waitMs));

describe('runRounds', () => {
  it('does not count time in which the process waits as processor time', async () => {
    const [timing] = await runRounds([{ name: 'wait', run: wait }], { rounds: 3, calls: 2 });
    expect(timing?.ns).toBeGreaterThan(0.9 * waitMs * 1e6);
    expect(timing?.cpuNs).toBeLessThan(timing?.ns ?? 0);
    expect(timing?.ratio).toBe(1);
  });
});
