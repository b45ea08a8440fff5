import { describe, expect, it } from '@jest/globals';
import { readConfig } from './config.ts';

const variables = {
  GATEWAY_URL: 'https://gw-a1b2c3d4e5.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp',
  SECRET_ID: 'hopwise/dev/machine-client',
  TOKEN_URL: 'https://hopwise-dev.auth.us-east-1.amazoncognito.com/oauth2/token',
  ISSUER: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf',
  SCOPE: 'gateway/invoke',
  TARGET_NAME: 'security',
  UNRELATED: 'x',
};

describe('readConfig', () => {
  it('reads every setting', () => {
    expect(readConfig(variables)).toEqual({
      gatewayUrl: variables.GATEWAY_URL,
      secretId: variables.SECRET_ID,
      tokenUrl: variables.TOKEN_URL,
      issuer: variables.ISSUER,
      scopes: ['gateway/invoke'],
      targetName: 'security',
      secretTimeoutMs: 3_000,
      secretRequestTimeoutMs: 1_250,
      tokenTimeoutMs: 2_500,
      logger: { serviceName: 'bedrock-gateway-proxy', logLevel: 'INFO' },
    });
  });

  it.each([
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/mcp'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080/mcp'],
    ['http://127.0.0.1:8080/mcp/', 'http://127.0.0.1:8080/mcp'],
    ['http://127.0.0.1:8080/stage', 'http://127.0.0.1:8080/stage/mcp'],
  ])('derives the MCP endpoint from %s', (url, gatewayUrl) => {
    expect(readConfig({ ...variables, GATEWAY_URL: url })).toMatchObject({ gatewayUrl });
  });

  it('makes the time limits longer by their factor', () => {
    expect(readConfig({ ...variables, TIME_LIMIT_FACTOR: '4' })).toMatchObject({
      secretTimeoutMs: 12_000,
      secretRequestTimeoutMs: 5_000,
      tokenTimeoutMs: 10_000,
    });
  });

  it('splits a list of scopes', () => {
    expect(readConfig({ ...variables, SCOPE: 'a/b c/d' }).scopes).toEqual(['a/b', 'c/d']);
  });

  it('names every variable that is missing or malformed, but no value', () => {
    const wrong = {
      ...variables,
      GATEWAY_URL: 'ftp://canary',
      SCOPE: 'canary "',
      TARGET_NAME: 'a_b',
    };
    expect(() => readConfig({ ...wrong, SECRET_ID: undefined })).toThrow(
      expect.objectContaining({
        code: 'CONFIG_INVALID',
        message:
          'These environment variables are missing or malformed: GATEWAY_URL, SECRET_ID, SCOPE, TARGET_NAME.',
      }),
    );
  });
});
