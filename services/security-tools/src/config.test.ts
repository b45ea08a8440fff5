import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('reads the Region that the runtime sets', () => {
    expect(readConfig({ AWS_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
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
