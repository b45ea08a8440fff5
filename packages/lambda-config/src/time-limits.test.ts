import { describe, expect, it } from '@jest/globals';
import * as z from 'zod/mini';
import { readEnvironment } from './read-environment.ts';
import { timeLimitOf, timeLimitVariables } from './time-limits.ts';

const limitMs = 3_000;
const read = (environment: Record<string, string>) =>
  timeLimitOf(limitMs, readEnvironment(z.object(timeLimitVariables), environment));

describe('timeLimitOf', () => {
  it('leaves a limit as it is by default', () => {
    expect(read({})).toBe(limitMs);
  });

  it.each(['1', '1.5', '10'])('multiplies a limit by the factor %s', (factor) => {
    expect(read({ TIME_LIMIT_FACTOR: factor })).toBe(Number(factor) * limitMs);
  });

  it.each(['', '0', '0.9', '10.1', '-2', 'four', 'Infinity'])(
    'refuses the factor "%s"',
    (factor) => {
      expect(() => read({ TIME_LIMIT_FACTOR: factor })).toThrow(
        'These environment variables are missing or malformed: TIME_LIMIT_FACTOR.',
      );
    },
  );
});
