import { describe, expect, it } from '@jest/globals';
import { effectOfCode } from './denial-codes.ts';
import { hopCode } from './hop-codes.ts';
import { effectOfHopCode } from './hop-denials.ts';

describe('effectOfHopCode', () => {
  it.each(hopCode.options)('agrees with the effect of every code: %s', (code) => {
    expect(effectOfHopCode(code)).toBe(effectOfCode(code));
  });
});
