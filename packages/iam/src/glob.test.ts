import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { literalGlob, matchesGlob, parseGlob } from './glob.ts';

const matches = (pattern: string, text: string) => matchesGlob(parseGlob(pattern), text);

/** A simple matcher that is too slow for long texts. */
const matchesSlowly = (pattern: string, text: string): boolean => {
  const [first, ...rest] = pattern;
  if (first === undefined) return text === '';
  const tail = rest.join('');
  if (first === '*') {
    return matchesSlowly(tail, text) || (text !== '' && matchesSlowly(pattern, text.slice(1)));
  }
  return text !== '' && (first === '?' || first === text[0]) && matchesSlowly(tail, text.slice(1));
};

describe('matchesGlob', () => {
  it.each([
    ['', '', true],
    ['', 'a', false],
    ['*', '', true],
    ['?', '', false],
    ['**a**', 'a', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['*?', 'x', true],
    ['.+(', '.+(', true],
  ])('of %j and %j: %s', (pattern, text, expected) => {
    expect(matches(pattern, text)).toBe(expected);
  });

  it('agrees with a simple matcher', () => {
    const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 });
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 });
    fc.assert(
      fc.property(pattern, text, (one, other) => matches(one, other) === matchesSlowly(one, other)),
    );
  });

  it('matches the characters of a literal text only', () => {
    fc.assert(fc.property(fc.string(), (text) => matchesGlob(literalGlob(text), text)));
    expect(matchesGlob(literalGlob('*'), 'a')).toBe(false);
  });

  it('answers fast where backtracking would never end', () => {
    expect(matches(`${'a*'.repeat(200)}b`, 'a'.repeat(2000))).toBe(false);
  });
});
