import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isTooDeep, maxNesting, parseBoundedJson } from './bounded-json.ts';

/** Lists and objects inside each other, in any order. */
const nested = (wraps: readonly boolean[]): unknown =>
  wraps.reduce<unknown>((inner, isList) => (isList ? [1, inner] : { a: inner, b: 1 }), 'x');

const wraps = (levels: number) =>
  fc.array(fc.boolean(), { minLength: levels, maxLength: levels }).map(nested);

describe('the nesting of JSON', () => {
  it('is accepted up to the bound, whatever it consists of', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: maxNesting }).chain(wraps), (value) => {
        expect(isTooDeep(value)).toBe(false);
        expect(parseBoundedJson(JSON.stringify(value))).toEqual(value);
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  it('is refused beyond the bound', () => {
    const beyond = fc.integer({ min: maxNesting + 1, max: maxNesting * 3 }).chain(wraps);
    fc.assert(
      fc.property(beyond, (value) => isTooDeep(value)),
      { seed: 2, numRuns: 50 },
    );
  });

  it.each([
    ['lists', '[', ']'],
    ['objects', '{"a":', '}'],
  ])(
    'of 200,000 %s is refused with an error of the parser, not of the call stack',
    (_name, open, close) => {
      const text = `${open.repeat(200_000)}1${close.repeat(200_000)}`;
      expect(() => parseBoundedJson(text)).toThrow(SyntaxError);
      expect(() => parseBoundedJson(text)).toThrow('The JSON is nested deeper than 200 levels.');
    },
  );

  it('does not count a shared value more than its levels', () => {
    const shared = Array.from({ length: maxNesting }).reduce<unknown>((one) => [one, one], 'x');
    expect(isTooDeep(shared)).toBe(false);
  });
});
