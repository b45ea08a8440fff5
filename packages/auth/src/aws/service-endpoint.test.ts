import { describe, expect, it } from '@jest/globals';
import { serviceEndpoint } from './service-endpoint.ts';

const service = {
  signingName: 'secretsmanager',
  targetPrefix: 'secretsmanager',
  endpointVariable: 'SECRETS_MANAGER',
};
const endpoint = (region: string, env: Readonly<Record<string, string>> = {}): string =>
  serviceEndpoint(service, region, env).href;

describe('serviceEndpoint', () => {
  it.each([
    ['eu-central-1', {}, 'https://secretsmanager.eu-central-1.amazonaws.com/'],
    ['us-gov-west-1', {}, 'https://secretsmanager.us-gov-west-1.amazonaws.com/'],
    ['cn-north-1', {}, 'https://secretsmanager.cn-north-1.amazonaws.com.cn/'],
    [
      'us-east-1',
      { AWS_USE_FIPS_ENDPOINT: 'true' },
      'https://secretsmanager-fips.us-east-1.amazonaws.com/',
    ],
    [
      'us-east-1',
      { AWS_USE_DUALSTACK_ENDPOINT: 'true' },
      'https://secretsmanager.us-east-1.api.aws/',
    ],
    ['us-east-1', { AWS_ENDPOINT_URL: 'http://127.0.0.1:9/' }, 'http://127.0.0.1:9/'],
    [
      'us-east-1',
      {
        AWS_ENDPOINT_URL: 'https://a.example',
        AWS_ENDPOINT_URL_SECRETS_MANAGER: 'https://b.example',
      },
      'https://b.example/',
    ],
    [
      'us-east-1',
      { AWS_ENDPOINT_URL: 'https://a.example', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      'https://secretsmanager.us-east-1.amazonaws.com/',
    ],
  ])('in %s with %j is %s', (region, env, expected) => {
    expect(endpoint(region, env)).toBe(expected);
  });

  it('is the ordinary host for a service whose host has both IP versions', () => {
    const env = { AWS_USE_DUALSTACK_ENDPOINT: 'true' };
    const cognito = { ...service, signingName: 'cognito-idp', isDualStack: true };

    expect(serviceEndpoint(cognito, 'us-east-1', env).host).toBe(
      'cognito-idp.us-east-1.amazonaws.com',
    );
    expect(serviceEndpoint(cognito, 'cn-north-1', env).host).toBe(
      'cognito-idp.cn-north-1.api.amazonwebservices.com.cn',
    );
  });

  it.each(['', 'us-iso-east-1', 'eusc-de-east-1', 'evil.example/', 'us-east-1.evil.example#'])(
    'is refused for the Region %j',
    (region) => {
      expect(() => endpoint(region)).toThrow('OPTIONS_INVALID');
    },
  );

  it.each(['http://example.com', 'ftp://127.0.0.1', 'no URL', 'https://user:word@example.com'])(
    'is refused when it is configured as %j',
    (url) => {
      expect(() => endpoint('us-east-1', { AWS_ENDPOINT_URL: url })).toThrow('OPTIONS_INVALID');
    },
  );
});
