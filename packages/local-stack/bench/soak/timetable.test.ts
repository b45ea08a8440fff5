import { seededRandom } from '@hopwise/benchmark/statistics';
import { describe, expect, it } from '@jest/globals';
import { timetableOf } from './timetable.ts';

const faults = Array.from({ length: 45 }, (_, index) => `fault-${index}`);
const minuteMs = 60_000;

describe.each([[2], [30]])('the timetable of %i minutes', (minutes) => {
  const runMs = minutes * minuteMs;
  const periods = timetableOf(faults, { runMs, random: seededRandom(7) });
  const of = (name: string) => periods.filter(({ fault }) => fault === name);

  it('has each fault on for one percent of the time', () => {
    for (const name of faults) {
      const onMs = of(name).reduce((sum, { lengthMs }) => sum + lengthMs, 0);
      expect(onMs / runMs).toBeCloseTo(0.01, 10);
    }
  });

  it('lies within the run, in the order of time, and no fault overlaps itself', () => {
    for (const { atMs, lengthMs } of periods) {
      expect(atMs).toBeGreaterThanOrEqual(0);
      expect(atMs + lengthMs).toBeLessThanOrEqual(runMs);
    }
    expect(periods).toEqual(periods.toSorted((a, b) => a.atMs - b.atMs));
    for (const name of faults) {
      const ends = of(name).map(({ atMs, lengthMs }) => atMs + lengthMs);
      of(name).forEach(({ atMs }, index) => {
        expect(atMs).toBeGreaterThanOrEqual(ends[index - 1] ?? 0);
      });
    }
  });

  it('has several faults on at once at some time', () => {
    const overlaps = periods.some(({ atMs, lengthMs }, index) =>
      periods.slice(index + 1).some((later) => later.atMs < atMs + lengthMs),
    );
    expect(overlaps).toBe(true);
  });

  it('repeats with the same seed', () => {
    expect(timetableOf(faults, { runMs, random: seededRandom(7) })).toEqual(periods);
  });
});
