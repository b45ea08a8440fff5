import { type Clock, monotonicMs } from './clock.ts';
import { timeFrom } from './time-from.ts';

/**
 * A clock whose functions never throw. The option is for tests and has no error code: where a clock gives no time, the
 * machine's time counts.
 */
export const checkedClock = (clock: Clock): Clock => ({
  now: () => timeFrom(() => clock.now()) ?? Date.now(),
  monotonic: () => monotonicMs(clock),
  async wait(ms) {
    try {
      if (clock.wait) return await clock.wait(ms);
    } catch {
      // The machine waits instead.
    }
    await new Promise((resolve) => setTimeout(resolve, ms));
  },
});
