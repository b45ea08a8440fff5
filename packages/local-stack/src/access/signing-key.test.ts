import { KeyObject } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { signingKey } from './signing-key.ts';

const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const scope = { date: '20150830', region: 'us-east-1', service: 'iam' };

describe('signingKey', () => {
  test("derives the key of AWS's example", () => {
    expect(signingKey({ secretAccessKey }, scope).export().toString('hex')).toBe(
      'c4afb1cc5771d871763a393e44b703571b55cc28424d1a5e86da6ed3c154a4b9',
    );
  });

  test('keeps no buffer in memory', () => {
    expect(signingKey({ secretAccessKey }, scope)).toBeInstanceOf(KeyObject);
  });

  test('gives each session, day, Region and service its own key', () => {
    const session = { secretAccessKey };
    const keys = [
      signingKey(session, scope),
      signingKey(session, { ...scope, date: '20150831' }),
      signingKey(session, { ...scope, region: 'us-west-2' }),
      signingKey(session, { ...scope, service: 'sts' }),
      signingKey({ secretAccessKey: 'another' }, scope),
    ];
    expect(new Set(keys.map((key) => key.export().toString('hex'))).size).toBe(keys.length);
  });

  test('derives the same key again, also after many other services', () => {
    const session = { secretAccessKey };
    const key = signingKey(session, scope);
    expect(signingKey(session, scope)).toBe(key);
    for (let at = 0; at < 100; at += 1) signingKey(session, { ...scope, service: `service-${at}` });
    expect(signingKey(session, scope)).not.toBe(key);
    expect(signingKey(session, scope).equals(key)).toBe(true);
  });
});
