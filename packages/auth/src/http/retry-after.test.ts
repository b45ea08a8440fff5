import { describe, expect, it } from '@jest/globals';
import { hostileValues } from '../../testing/hostile-values.ts';
import { retryAfterMs } from './retry-after.ts';

const now = Date.UTC(2026, 0, 1);

describe('retryAfterMs', () => {
  it.each([
    ['7', 7_000],
    [' 7 ', 7_000],
    ['300', 300_000],
    ['301', 300_000],
    ['99999999999999999999', 300_000],
    ['Thu, 01 Jan 2026 00:00:09 GMT', 9_000],
    ['Thursday, 01-Jan-26 00:00:09 GMT', 9_000],
    // Run with TZ=Asia/Tokyo to see that it is not read as local time.
    ['Thu Jan  1 00:00:09 2026', 9_000],
    ['Thu, 01 Jan 2026 01:00:00 GMT', 300_000],
    ['0', 0],
    ['Thu, 01 Jan 2026 00:00:00 GMT', 0],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
  ])('reads %s', (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });

  it.each([
    undefined,
    '',
    '-1',
    '1.5',
    '1e3',
    '7 s',
    's 7',
    'x Thu, 01 Jan 2026 00:00:09 GMT',
    'soon',
    'Thu, 99 Jan 2026 00:00:00 GMT',
  ])('returns undefined for %s', (header) => {
    expect(retryAfterMs(header, now)).toBeUndefined();
  });

  it.each(hostileValues.map((create) => create()))('throws no error for the time %#', (time) => {
    const date = 'Thu, 01 Jan 2026 00:00:09 GMT';
    const read = (header: unknown) => Reflect.apply(retryAfterMs, undefined, [header, time]);
    expect(read('7')).toBe(7_000);
    if (typeof time !== 'number' || Number.isNaN(time)) expect(read(date)).toBeUndefined();
  });
});
