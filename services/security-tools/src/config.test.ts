import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

describe('readConfig', () => {
  it('reads the Region of the runtime', () => {
    expect(readConfig({ AWS_REGION: 'eu-west-1' })).toMatchObject({ region: 'eu-west-1' });
  });

  it.each([{}, { AWS_REGION: '' }])('refuses an environment without one', (environment) => {
    expect(() => readConfig(environment)).toThrow('AWS_REGION');
  });
});
