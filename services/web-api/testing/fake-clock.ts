import type { Clock } from '@hopwise/auth/clock';
import type { SetAlarm } from '../src/alarm.ts';

export type FakeClock = Clock & {
  readonly setAlarm: SetAlarm;
  /** Advances the time and runs all alarms that are due, in order. */
  advance(ms: number): void;
  /** The number of alarms that are still set. */
  pending(): number;
};

export const createFakeClock = (): FakeClock => {
  let now = 1_000_000;
  const alarms = new Set<{ readonly at: number; readonly action: () => void }>();

  const nextUntil = (end: number) =>
    [...alarms].filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];

  return {
    now: () => now,
    pending: () => alarms.size,
    setAlarm(delayMs, action) {
      const alarm = { at: now + delayMs, action };
      alarms.add(alarm);
      return () => alarms.delete(alarm);
    },
    advance(ms) {
      const end = now + ms;
      for (let alarm = nextUntil(end); alarm !== undefined; alarm = nextUntil(end)) {
        alarms.delete(alarm);
        now = alarm.at;
        alarm.action();
      }
      now = end;
    },
  };
};
