import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('reads the Region that the runtime sets', () => {
    expect(readConfig({ AWS_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
  });

  it.each([
    [undefined, { connectionTimeoutMs: 2_000, requestTimeoutMs: 5_000, serviceTimeoutMs: 8_000 }],
    ['2', { connectionTimeoutMs: 4_000, requestTimeoutMs: 10_000, serviceTimeoutMs: 16_000 }],
    ['4', { connectionTimeoutMs: 8_000, requestTimeoutMs: 20_000, serviceTimeoutMs: 20_000 }],
  ])('has time limits by the factor %s, and none is longer than the function', (factor, limits) => {
    const environment = { AWS_REGION: 'eu-west-1', TIME_LIMIT_FACTOR: factor };
    expect(readConfig(environment)).toMatchObject(limits);
  });

  it.each([{}, { AWS_REGION: '' }])('refuses an environment without a Region', (environment) => {
    expect(() => readConfig(environment)).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: 'These environment variables are missing or malformed: AWS_REGION.',
      }),
    );
  });
});
