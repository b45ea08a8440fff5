import { describe, expect, it } from '@jest/globals';
import { throttleWaitMs } from './throttle-wait.ts';

const nowMs = Date.parse('2026-11-22T12:00:00Z');

describe('throttleWaitMs', () => {
  it.each([
    [{ retryAfter: 2 }, undefined, 2000],
    [{ retryAfter: 0 }, undefined, 0],
    [{ retryAfter: 0.5 }, '7', 500],
    [{ retryAfter: -1 }, '7', 7000],
    [{ retryAfter: 'soon' }, undefined, 1000],
    [undefined, '3', 3000],
    [undefined, ' 3 ', 3000],
    [undefined, 'Sun, 22 Nov 2026 12:00:05 GMT', 5000],
    [undefined, 'Sun, 22 Nov 2026 11:00:00 GMT', 0],
    [undefined, '-5', 1000],
    [undefined, '1e3', 1000],
    [undefined, 'soon', 1000],
    [undefined, '', 1000],
    [undefined, undefined, 1000],
  ])('with data %j and header %j waits %d ms', (data, header, expected) => {
    const headers = header === undefined ? {} : { 'retry-after': header };
    expect(throttleWaitMs({ data }, headers, nowMs)).toBe(expected);
  });
});
