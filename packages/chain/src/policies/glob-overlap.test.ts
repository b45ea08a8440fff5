import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { arnsOverlap, globsOverlap } from './glob-overlap.ts';

const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*'), maxLength: 8 });

const asExpression = (glob: string): RegExp => new RegExp(`^${glob.replaceAll('*', '.*')}$`);

describe('globsOverlap', () => {
  it.each([
    ['a*', '*b', true],
    ['a*c', 'ab*', true],
    ['agent/*', 'agent-alias/*', false],
    ['', '*', true],
    ['', 'a', false],
    ['a**b', 'ab', true],
  ])('%s and %s: %s', (left, right, overlap) => {
    expect(globsOverlap(left, right)).toBe(overlap);
  });

  it('is symmetric, and agrees with matching if one pattern has no wildcard', () => {
    fc.assert(
      fc.property(pattern, pattern, (left, right) => {
        const plain = right.replaceAll('*', 'b');
        expect(globsOverlap(left, right)).toBe(globsOverlap(right, left));
        expect(globsOverlap(left, plain)).toBe(asExpression(left).test(plain));
      }),
    );
  });
});

describe('arnsOverlap', () => {
  it.each([
    ['arn:*:bedrock:*:*:agent/*', 'arn:*:bedrock:*:*:agent-alias/*/*', false],
    ['arn:aws:logs:*:*:log-group:/aws/lambda/f:*', 'arn:*:logs:*:*:log-group:*:log-stream:*', true],
    ['arn:aws:*', 'arn:*:s3:::*', true],
  ])('%s and %s: %s', (left, right, overlap) => {
    expect(arnsOverlap(left, right)).toBe(overlap);
  });
});
