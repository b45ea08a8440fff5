import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../../testing/fake-clock.ts';
import { AuthError } from '../errors/auth-error.ts';
import type { AuthEvent } from '../observability/observer.ts';
import { createCoolDown } from './cool-down.ts';

const failure = new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'down');

const createFixture = (random = 0.5) => {
  const clock = createFakeClock();
  const events: AuthEvent[] = [];
  const ports = { clock, random: () => random };
  const coolDown = createCoolDown(ports, (event) => events.push(event));
  const startedFor = (error: AuthError): number => {
    coolDown.start(error);
    const event = events.at(-1);
    return event?.type === 'cooled_down' ? event.delayMs : Number.NaN;
  };
  return { clock, events, coolDown, startedFor };
};

/** The number of attempts of a caller that tries every ten milliseconds and always fails. */
const attemptsWithin = (ms: number, random: number): number => {
  const { clock, coolDown } = createFixture(random);
  let attempts = 0;
  for (let elapsed = 0; elapsed < ms; elapsed += 10) {
    if (coolDown.error() === undefined) {
      attempts += 1;
      coolDown.start(failure);
    }
    clock.advance(10);
  }
  return attempts;
};

describe('CoolDown', () => {
  it.each([0, 0.5, 0.999])('allows few attempts with random %d', (random) => {
    expect(attemptsWithin(1_000, random)).toBeLessThanOrEqual(4);
    expect(attemptsWithin(60_000, random)).toBeLessThanOrEqual(12);
  });

  it('has no error before its first start', () => {
    expect(createFixture().coolDown.error()).toBeUndefined();
  });

  it('returns the failure until the pause ends', () => {
    const { clock, coolDown, startedFor } = createFixture();
    const delayMs = startedFor(failure);

    expect(coolDown.error()).toBe(failure);
    clock.advance(delayMs - 1);
    expect(coolDown.error()).toBe(failure);
    clock.advance(1);
    expect(coolDown.error()).toBeUndefined();
  });

  it('doubles the pause up to one minute, and starts again after a reset', () => {
    const { coolDown, startedFor } = createFixture();
    const delays = Array.from({ length: 9 }, () => startedFor(failure));
    coolDown.reset();

    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(coolDown.error()).toBeUndefined();
    expect(startedFor(failure)).toBe(500);
  });

  it.each([
    [0, 375],
    [0.5, 500],
    [1, 625],
  ])('with random %d lasts %d ms', (random, delayMs) => {
    expect(createFixture(random).startedFor(failure)).toBe(delayMs);
  });

  it('lasts at least as long as Retry-After', () => {
    const { startedFor } = createFixture();
    const busy = new AuthError('TOKEN_ENDPOINT_UNAVAILABLE', 'busy', { retryAfterMs: 120_000 });

    expect(startedFor(busy)).toBe(120_000);
  });

  it('emits an event for each start, and works without a listener', () => {
    const { events, startedFor } = createFixture();
    startedFor(failure);
    const quiet = createCoolDown({ clock: createFakeClock(), random: () => 0.5 });
    quiet.start(failure);

    const code = 'TOKEN_ENDPOINT_UNREACHABLE';
    expect(events).toEqual([{ type: 'cooled_down', code, delayMs: 500 }]);
    expect(quiet.error()).toBe(failure);
  });

  it('ends if the clock is set back', () => {
    const { clock, coolDown } = createFixture();
    coolDown.start(failure);
    clock.advance(-3_600_000);

    expect(coolDown.error()).toBeUndefined();
  });
});
