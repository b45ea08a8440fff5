import { getEventListeners } from 'node:events';
import { describe, expect, it, jest } from '@jest/globals';
import { AuthError } from '../errors/auth-error.ts';
import { countDown, withTimeLimit } from './time-limit.ts';

const timedOut = new AuthError('TOKEN_ENDPOINT_TIMEOUT', 'Too late.');
const aborted = new AuthError('REQUEST_ABORTED', 'Aborted.');
const onTimeout = () => timedOut;
const never = new Promise<never>(() => undefined);

describe('withTimeLimit', () => {
  it('returns the value, and leaves no timer or listener', async () => {
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const { signal } = new AbortController();
    const limit = { timeoutMs: 60_000, onTimeout, signal };
    await expect(withTimeLimit(async () => 'value', limit)).resolves.toBe('value');
    expect(getEventListeners(signal, 'abort')).toEqual([]);
    expect(cleared).toHaveBeenCalledTimes(1);
    cleared.mockRestore();
  });

  it('rejects at the limit', async () => {
    await expect(withTimeLimit(() => never, { timeoutMs: 1, onTimeout })).rejects.toBe(timedOut);
  });

  it('accepts an infinite limit', async () => {
    const limit = { timeoutMs: Number.POSITIVE_INFINITY, onTimeout };
    await expect(withTimeLimit(async () => 'value', limit)).resolves.toBe('value');
  });

  it('rejects with the abort error when the signal aborts', async () => {
    const controller = new AbortController();
    const { signal } = controller;
    const limit = { timeoutMs: 60_000, onTimeout, signal, onAbort: () => aborted };
    const end = withTimeLimit(() => never, limit);
    controller.abort();
    await expect(end).rejects.toBe(aborted);
  });

  it('rejects immediately if the signal is already aborted', async () => {
    const limit = { timeoutMs: 60_000, onTimeout, signal: AbortSignal.abort() };
    await expect(withTimeLimit(() => never, limit)).rejects.toBe(timedOut);
  });
});

describe('work that starts within a limit', () => {
  it('does not start if the signal is already aborted', async () => {
    let isStarted = false;
    const start = async () => {
      isStarted = true;
    };
    const limit = { timeoutMs: 60_000, onTimeout, signal: AbortSignal.abort() };
    await expect(withTimeLimit(start, limit)).rejects.toBe(timedOut);
    expect(isStarted).toBe(false);
  });

  it('does not start if the signal cannot be listened to', async () => {
    let isStarted = false;
    const start = async () => {
      isStarted = true;
      throw timedOut;
    };
    const signal = new AbortController().signal;
    const broken = new TypeError('broken');
    Object.defineProperty(signal, 'addEventListener', {
      value: () => {
        throw broken;
      },
    });
    await expect(withTimeLimit(start, { timeoutMs: 60_000, onTimeout, signal })).rejects.toBe(
      broken,
    );
    expect(isStarted).toBe(false);
  });

  it('clears the timer if it throws at the start', async () => {
    const cleared = jest.spyOn(globalThis, 'clearTimeout');
    const start = () => {
      throw timedOut;
    };
    await expect(withTimeLimit(start, { timeoutMs: 60_000, onTimeout })).rejects.toBe(timedOut);
    expect(cleared).toHaveBeenCalledTimes(1);
    cleared.mockRestore();
  });
});

describe('countDown', () => {
  it('returns the time left, and throws if none is left', () => {
    let elapsedMs = 0;
    const clock = { now: () => 0, monotonic: () => 5_000 + elapsedMs };
    const leftMs = countDown(clock, 100, onTimeout);
    expect(leftMs()).toBe(100);
    elapsedMs = 99;
    expect(leftMs()).toBe(1);
    elapsedMs = 100;
    expect(leftMs).toThrow(timedOut);
  });
});
