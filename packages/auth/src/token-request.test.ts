import { describe, expect, it } from '@jest/globals';
import { basicAuthorization, tokenRequest } from './token-request.ts';

const settings = {
  tokenEndpoint: 'https://x.auth.us-east-1.amazoncognito.com/oauth2/token',
  scopes: ['gateway/invoke', 'gateway/read'],
  tokenTimeoutMs: 2_500,
};

const decodeBasic = (header: string): string[] =>
  Buffer.from(header.replace(/^Basic /, ''), 'base64')
    .toString('utf8')
    .split(':')
    .map((half) => new URLSearchParams(`x=${half}`).get('x') ?? '');

describe('tokenRequest', () => {
  it.each(['plain', 'a:b', '%41', 'a+b c', 'a/b=&', 'ünïcode €', '~*-._'])(
    'carries the client id and secret %s unharmed',
    (text) => {
      const header = basicAuthorization({ clientId: text, clientSecret: text });

      expect(decodeBasic(header)).toEqual([text, text]);
    },
  );

  it('asks for the scopes, or for all of the client', () => {
    const credentials = { clientId: 'a', clientSecret: 'b' };
    const some = tokenRequest(credentials, settings);
    const all = tokenRequest(credentials, { ...settings, scopes: null });

    expect(some.body).toBe('grant_type=client_credentials&scope=gateway%2Finvoke+gateway%2Fread');
    expect(all.body).toBe('grant_type=client_credentials');
  });
});
