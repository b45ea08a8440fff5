import { describe, expect, it } from '@jest/globals';
import { faultHref, faultOfHash } from './fault-link.ts';

describe('faultOfHash', () => {
  it.each([
    [faultHref('wrong-client'), 'wrong-client'],
    ['', undefined],
    ['#fault-', undefined],
    ['#fault-<b>', undefined],
    ['#other', undefined],
  ])('%s', (hash, name) => expect(faultOfHash(hash)).toBe(name));
});
