import type { Clock } from './clock.ts';

/** Whether fewer than `ms` milliseconds have passed since `since`. `false` if the clock was set back before `since`. */
export const isWithin = (clock: Clock, ms: number, since: number): boolean => {
  const elapsedMs = clock.now() - since;
  return elapsedMs >= 0 && elapsedMs < ms;
};
