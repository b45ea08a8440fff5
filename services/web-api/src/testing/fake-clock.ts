import type { Clock } from '../clock.ts';

export type FakeClock = Clock & {
  /** Lets time pass and rings every alarm that falls due, in order. */
  advance(ms: number): void;
  /** How many alarms are still set. */
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
    after(delayMs, action) {
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
