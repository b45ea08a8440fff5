import { describe, expect, it } from '@jest/globals';
import { faultsOfCode } from './faults-of-code.ts';

describe('faultsOfCode', () => {
  it.each([
    ['CLIENT_NOT_ALLOWED', ['wrong-client']],
    ['client-not-allowed', ['wrong-client']],
    ['API_OPEN', []],
    ['wrong-client', []],
  ])('reads %s', (text, faults) => {
    expect(faultsOfCode(text)).toEqual(faults);
  });
});
