import { describe, expect, it } from '@jest/globals';
import { createFakeClock } from '../testing/fake-clock.ts';
import { createCoolDown } from './cool-down.ts';
import { AuthError } from './errors.ts';

const failure = new AuthError('TOKEN_ENDPOINT_UNREACHABLE', 'down');

/** Attempts of a caller that asks every ten milliseconds and always fails. */
const attemptsWithin = (ms: number, random: () => number): number => {
  const clock = createFakeClock();
  const coolDown = createCoolDown(clock, random);
  let attempts = 0;
  for (let elapsed = 0; elapsed < ms; elapsed += 10) {
    if (coolDown.error === undefined) {
      attempts += 1;
      coolDown.start(failure);
    }
    clock.advance(10);
  }
  return attempts;
};

describe('CoolDown', () => {
  it.each([0, 0.5, 0.999])('for chance %d lets few attempts pass', (chance) => {
    expect(attemptsWithin(1_000, () => chance)).toBeLessThanOrEqual(4);
    expect(attemptsWithin(60_000, () => chance)).toBeLessThanOrEqual(12);
  });

  it('repeats its failure until the pause is over', () => {
    const clock = createFakeClock();
    const coolDown = createCoolDown(clock, () => 0.5);
    const delayMs = coolDown.start(failure);

    clock.advance(delayMs - 1);
    expect(coolDown.error).toBe(failure);
    clock.advance(1);
    expect(coolDown.error).toBeUndefined();
  });

  it('doubles the pause up to a minute, and begins anew after a reset', () => {
    const coolDown = createCoolDown(createFakeClock(), () => 0.5);
    const delays = Array.from({ length: 9 }, () => coolDown.start(failure));
    coolDown.reset();

    expect(delays).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000]);
    expect(coolDown.error).toBeUndefined();
    expect(coolDown.start(failure)).toBe(500);
  });

  it.each([
    [0, 375],
    [0.5, 500],
    [1, 625],
  ])('is spread by chance: for %d it lasts %d ms', (chance, delayMs) => {
    expect(createCoolDown(createFakeClock(), () => chance).start(failure)).toBe(delayMs);
  });

  it('lasts at least as long as the issuer asks', () => {
    const coolDown = createCoolDown(createFakeClock(), () => 0.5);
    const asked = new AuthError('TOKEN_ENDPOINT_UNAVAILABLE', 'busy', { retryAfterMs: 120_000 });

    expect(coolDown.start(asked)).toBe(120_000);
  });

  it('ends when the clock is set back', () => {
    const clock = createFakeClock();
    const coolDown = createCoolDown(clock, () => 0.5);
    coolDown.start(failure);
    clock.advance(-3_600_000);

    expect(coolDown.error).toBeUndefined();
  });
});
