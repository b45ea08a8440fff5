import { inspect } from 'node:util';
import { describe, expect, it } from '@jest/globals';
import { AccessToken } from './access-token.ts';

const policy = (random: number) => ({
  renewBetween: [0.75, 0.85] as const,
  minRemainingMs: 60_000,
  random: () => random,
});

const tokenOf = (lifeSeconds: number, random = 0.5): AccessToken =>
  new AccessToken(
    {
      accessToken: 'token-value',
      source: 'issuer',
      requestedAt: 0,
      expiresAt: lifeSeconds * 1_000,
    },
    policy(random),
  );

describe('AccessToken', () => {
  it.each([
    [0, 2_700_000],
    [0.5, 2_880_000],
    [1, 3_060_000],
  ])('with a life of one hour and random %d, is renewed at %d ms', (random, renewAt) => {
    expect(tokenOf(3_600, random).renewAt).toBeCloseTo(renewAt, 3);
  });

  it('uses the whole life for the renewal window if the window just fits into the usable part', () => {
    expect(tokenOf(400).renewAt).toBeCloseTo(320_000, 3);
  });

  it.each([
    [3_600, 3_540_000],
    [300, 240_000],
    [60, 48_000],
    [1, 800],
  ])('with a life of %d s is usable until %d ms', (lifeSeconds, usableUntil) => {
    const token = tokenOf(lifeSeconds);

    expect(token.usableUntil).toBe(usableUntil);
    expect(token.isUsable(usableUntil - 1)).toBe(true);
    expect(token.isUsable(usableUntil)).toBe(false);
  });

  it.each([1, 30, 60, 300, 400, 3_600, 86_400])(
    'with a life of %d s is always renewed before its usable part ends',
    (lifeSeconds) => {
      for (const random of [0, 0.5, 0.999]) {
        const token = tokenOf(lifeSeconds, random);
        expect(token.renewAt).toBeGreaterThan(0.5 * lifeSeconds * 1_000);
        expect(token.renewAt).toBeLessThan(token.usableUntil);
      }
    },
  );

  it('is used for at most one day', () => {
    const token = tokenOf(1e9);

    expect(token.expiresAt).toBe(86_400_000);
    expect(token.usableUntil).toBe(86_340_000);
    expect(token.renewAt).toBeLessThan(token.usableUntil);
  });

  it('is not usable if the clock was set back before its request', () => {
    const token = tokenOf(3_600);

    expect(token.isUsable(-5_000)).toBe(true);
    expect(token.isUsable(-5_001)).toBe(false);
  });

  it('does not show its value when printed', () => {
    const printed = inspect(tokenOf(60), { depth: 12, showHidden: true, getters: false });

    expect(printed + JSON.stringify(tokenOf(60))).not.toContain('token-value');
  });
});
