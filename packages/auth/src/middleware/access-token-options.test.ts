import { describe, expect, it } from '@jest/globals';
import { thrown } from '../../testing/caught-error.ts';
import { createFakeSource } from '../../testing/fake-services.ts';
import { type AccessTokenOptions, parseOptions } from './access-token-options.ts';

const good: AccessTokenOptions = {
  credentials: createFakeSource(),
  tokenEndpoint: 'https://x.auth.us-east-1.amazoncognito.com/oauth2/token',
  issuer: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf',
  scopes: ['gateway/invoke'],
  gateway: { url: 'https://gateway.example/mcp', authorizer: 'CUSTOM_JWT' },
};

/** Parses options that TypeScript would refuse. */
const parse = (change: Record<string, unknown>) =>
  Reflect.apply(parseOptions, undefined, [{ ...good, ...change }]);

describe('parseOptions', () => {
  it('adds the defaults', () => {
    expect(parseOptions(good)).toMatchObject({
      tokenUse: 'access',
      renewBetween: [0.75, 0.85],
      minRemainingMs: 60_000,
      tokenTimeoutMs: 2_500,
      maxResponseBytes: 7_000_000,
      random: expect.any(Function),
    });
  });

  it.each([
    'http://127.0.0.1:1234/t',
    'http://127.8.9.10/t',
    'http://[::1]:80/t',
    'http://localhost/t',
    'https://example.com',
  ])('accepts the URL %s', (url) => {
    expect(parse({ tokenEndpoint: url, gateway: { ...good.gateway, url } })).toMatchObject({
      tokenEndpoint: url,
    });
  });

  it.each([
    'http://example.com/t',
    'http://127.0.0.1.example.com/t',
    'http://localhost.example/t',
    'http://notlocalhost/t',
    'https://:password@example.com/t',
    'http://10.0.0.1/t',
    'http://[::2]/t',
    'https://user@example.com/t',
    'https://example.com/t#x',
    'ftp://localhost/t',
    'file:///t',
    '/t',
    '',
  ])('refuses the URL %s for all three options', (url) => {
    for (const change of [
      { tokenEndpoint: url },
      { issuer: url },
      { gateway: { ...good.gateway, url } },
    ]) {
      expect(thrown(() => parse(change)).code).toBe('OPTIONS_INVALID');
    }
  });

  it.each([
    ['scope', { scope: 'typo' }],
    ['gateway.mode', { gateway: { ...good.gateway, mode: 1 } }],
    ['gateway.authorizer', { gateway: { url: 'https://gateway.example' } }],
    ['credentials', { credentials: {} }],
    ['issuer', { issuer: undefined }],
    ['scopes', { scopes: undefined }],
    ['scopes', { scopes: [] }],
    ['scopes', { scopes: ['two words'] }],
    ['tokenUse', { tokenUse: 'id' }],
    ['tokenTimeoutMs', { tokenTimeoutMs: 0 }],
    ['tokenTimeoutMs', { tokenTimeoutMs: '2500' }],
    ['renewBetween', { renewBetween: [0.9, 0.8] }],
    ['renewBetween', { renewBetween: [0.9, 1] }],
    ['renewBetween', { renewBetween: [0, 0.5] }],
    ['renewBetween', { renewBetween: [0.5] }],
    ['prefetch', { prefetch: 'yes' }],
    ['marginMs', { marginMs: 60_001 }],
    ['maxResponseBytes', { maxResponseBytes: 1.5 }],
    ['tokenStore', { tokenStore: { get: () => undefined } }],
    ['logger', { logger: {} }],
    ['send', { send: 'fetch' }],
  ])('names the wrong option %s', (path, change) => {
    const error = thrown(() => parse(change));

    expect(error.code).toBe('OPTIONS_INVALID');
    expect(error.message).toContain(path);
  });

  it.each([
    () => Number.NaN,
    () => 1,
    () => -0.1,
    () => '0.5',
    () => {
      throw new TypeError('hostile');
    },
  ])('uses the random number of the machine instead of that of %p', (random) => {
    const { random: checked } = parse({ random });
    const fractions = Array.from({ length: 100 }, checked);

    expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
    expect(new Set(fractions).size).toBeGreaterThan(1);
  });

  it('copies the renewal window, so that later changes have no effect', () => {
    const renewBetween = [0.5, 0.6];
    const settings = parse({ renewBetween });
    renewBetween[1] = 2;

    expect(settings.renewBetween).toEqual([0.5, 0.6]);
  });

  it.each(['AWS_IAM', 'NONE'])('refuses a gateway whose authorizer is %s', (authorizer) => {
    const gateway = { ...good.gateway, authorizer };

    expect(thrown(() => parse({ gateway })).code).toBe('MIXED_CREDENTIALS');
  });

  it('refuses missing options', () => {
    expect(thrown(() => Reflect.apply(parseOptions, undefined, [undefined])).code).toBe(
      'OPTIONS_INVALID',
    );
  });
});
