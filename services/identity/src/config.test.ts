import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const variables = {
  SECRET_ID:
    'arn:aws:secretsmanager:us-east-1:111122223333:secret:hopwise/dev/gateway-client-AbCdEf',
  USER_POOL_ID: 'us-east-1_AbCdEf',
  TOKEN_URL: 'https://hopwise-dev.auth.us-east-1.amazoncognito.com/oauth2/token',
  ISSUER: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf',
  SCOPE: 'hopwise/invoke',
};

describe('readConfig', () => {
  it('reads every setting', () => {
    expect(readConfig(variables)).toEqual({
      secretId: variables.SECRET_ID,
      userPoolId: variables.USER_POOL_ID,
      tokenUrl: variables.TOKEN_URL,
      issuer: variables.ISSUER,
      scope: variables.SCOPE,
      tokenTimeoutMs: 5_000,
      connectionTimeoutMs: 1_000,
      requestTimeoutMs: 5_000,
      logger: { serviceName: 'identity', logLevel: 'INFO' },
    });
  });

  it.each(Object.keys(variables))('names %s if it is missing, and shows no value', (name) => {
    const read = () => readConfig({ ...variables, [name]: undefined });
    expect(read).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message: `These environment variables are missing or malformed: ${name}.`,
      }),
    );
  });
});
