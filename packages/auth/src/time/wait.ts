import type { Clock } from './clock.ts';

/** Waits with `clock.wait()`, or with a timer if the clock has no `wait`. */
export const wait = async (clock: Clock, ms: number): Promise<void> => {
  await (clock.wait?.(ms) ?? new Promise((resolve) => setTimeout(resolve, ms)));
};
