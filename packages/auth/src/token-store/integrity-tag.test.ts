import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createFakeClock } from '../../testing/fake-clock.ts';
import type { ClientCredentials } from '../credentials/credentials-source.ts';
import { addTag, hasRightTag, storeKey } from './integrity-tag.ts';
import type { SharedTokensPorts, StoredToken } from './token-store.ts';

const client = fc.record({
  clientId: fc.string({ minLength: 1 }),
  clientSecret: fc.string({ minLength: 1 }),
});
const key = fc.string();
const token = fc.record({
  accessToken: fc.string({ minLength: 1 }),
  requestedAt: fc.integer({ min: 0 }),
  expiresAt: fc.integer({ min: 0 }),
});

describe('the integrity tag', () => {
  it('is right for the same client secret, key and token', () => {
    fc.assert(
      fc.property(client, key, token, (by, under, stored) => {
        expect(hasRightTag(by, under, addTag(by, under, stored))).toBe(true);
      }),
    );
  });

  it('has one form for all versions of this library, because they share the store', () => {
    const stored = { accessToken: 'token', requestedAt: 1, expiresAt: 2 };
    expect(addTag(one, 'name', stored).tag).toBe(hmacOf(['tag', 'name', 'token', 1, 2]));
  });

  it('is wrong after any change', () => {
    type Stored = { by: ClientCredentials; under: string; token: StoredToken };
    const changes: readonly ((stored: Stored, other: string) => Partial<Stored>)[] = [
      ({ by }, other) => ({ by: { ...by, clientSecret: `${by.clientSecret}${other}` } }),
      ({ under }, other) => ({ under: `${under}${other}` }),
      (stored, other) => ({
        token: { ...stored.token, accessToken: `${stored.token.accessToken}${other}` },
      }),
      (stored, other) => ({
        token: { ...stored.token, requestedAt: stored.token.requestedAt + other.length },
      }),
      (stored, other) => ({
        token: { ...stored.token, expiresAt: stored.token.expiresAt - other.length },
      }),
      (stored, other) => ({ token: { ...stored.token, tag: other } }),
      (stored) => ({ token: { ...stored.token, tag: '' } }),
      (stored) => ({ token: { ...stored.token, tag: stored.token.tag.slice(0, 40) } }),
      (stored) => ({ token: { ...stored.token, tag: `${stored.token.tag}AAAA` } }),
    ];
    const original = fc.record({ by: client, under: key, untagged: token });
    const change = fc.record({
      apply: fc.constantFrom(...changes),
      text: fc.string({ minLength: 1 }),
    });
    const property = fc.property(original, change, ({ by, under, untagged }, { apply, text }) => {
      const stored = { by, under, token: addTag(by, under, untagged) };
      const changed = { ...stored, ...apply(stored, text) };
      expect(hasRightTag(changed.by, changed.under, changed.token)).toBe(false);
    });
    fc.assert(property, { numRuns: 1_000 });
  });
});

const one = { clientId: 'client', clientSecret: 'secret' };
const hmacOf = (parts: readonly unknown[]): string =>
  createHmac('sha256', one.clientSecret).update(JSON.stringify(parts)).digest('base64url');

describe('storeKey', () => {
  const ports: SharedTokensPorts = {
    tokenEndpoint: 'https://issuer.example/token',
    issuer: 'https://issuer.example',
    scopes: ['a', 'b'],
    tokenUse: 'access',
    renewBetween: [0.75, 0.85],
    minRemainingMs: 60_000,
    random: () => 0.5,
    clock: createFakeClock(),
    credentials: { get: () => Promise.reject(), replace: () => Promise.reject() },
    observer: { emit: () => undefined, log: () => undefined },
  };

  it('does not depend on the order of the scopes', () => {
    expect(storeKey(one, { ...ports, scopes: ['b', 'a'] })).toBe(storeKey(one, ports));
  });

  it.each([
    [{ ...one, clientId: 'other' }, ports],
    [{ ...one, clientSecret: 'other' }, ports],
    [one, { ...ports, tokenEndpoint: 'https://issuer.example/other' }],
    [one, { ...ports, issuer: null }],
    [one, { ...ports, scopes: ['a'] }],
    [one, { ...ports, scopes: null }],
  ])('depends on everything else: %j', (by, changed) => {
    expect(storeKey(by, changed)).not.toBe(storeKey(one, ports));
  });

  it('has one form for all versions of this library, because they share the store', () => {
    const parts = [ports.tokenEndpoint, ports.issuer, one.clientId, ['a', 'b']];
    expect(storeKey(one, ports)).toBe(`access-token:${hmacOf(['key', ...parts])}`);
  });
});
