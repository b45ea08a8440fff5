import { afterEach, describe, expect, it } from '@jest/globals';
import { tokenRequest } from './token-request.ts';

const settings = {
  tokenEndpoint: 'https://x.auth.us-east-1.amazoncognito.com/oauth2/token',
  scopes: ['gateway/invoke', 'gateway/read'],
  tokenTimeoutMs: 2_500,
};

const credentials = { clientId: 'a', clientSecret: 'b' };

describe('tokenRequest', () => {
  afterEach(() => {
    delete process.env._X_AMZN_TRACE_ID;
  });

  it('posts a form, and accepts only uncompressed JSON', () => {
    expect(tokenRequest(credentials, settings)).toMatchObject({
      method: 'POST',
      url: new URL(settings.tokenEndpoint),
      headers: {
        accept: 'application/json',
        'accept-encoding': 'identity',
        authorization: `Basic ${btoa('a:b')}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      timeoutMs: 2_500,
      maxResponseBytes: 65_536,
    });
  });

  it('sends the trace id of the invocation', () => {
    process.env._X_AMZN_TRACE_ID = 'Root=1-67;Sampled=1';
    const { headers } = tokenRequest(credentials, settings);

    expect(headers['x-amzn-trace-id']).toBe('Root=1-67;Sampled=1');
  });

  it.each([undefined, '', 'a b', ' a', 'a\r\nb: c', 'é', 'x'.repeat(513)])(
    'sends no trace header for %j',
    (traceId) => {
      if (traceId !== undefined) process.env._X_AMZN_TRACE_ID = traceId;

      expect(tokenRequest(credentials, settings).headers).not.toHaveProperty('x-amzn-trace-id');
    },
  );

  it.each(['plain', 'AZaz09', '*-._'])(
    'sends client id and client secret %s in the header',
    (text) => {
      const { headers, body } = tokenRequest({ clientId: text, clientSecret: text }, settings);

      expect(headers.authorization).toBe(`Basic ${btoa(`${text}:${text}`)}`);
      expect(new URLSearchParams(body).has('client_secret')).toBe(false);
    },
  );

  it.each(['a:b', '%41', 'a+b c', 'a/b=&', 'ünïcode €', '~'])(
    'sends the client secret %s in the form, because servers read the header in two ways',
    (clientSecret) => {
      const { headers, body } = tokenRequest({ clientId: 'client', clientSecret }, settings);

      expect(headers).not.toHaveProperty('authorization');
      expect(Object.fromEntries(new URLSearchParams(body))).toMatchObject({
        grant_type: 'client_credentials',
        client_id: 'client',
        client_secret: clientSecret,
      });
    },
  );

  it('requests the given scopes, or all scopes of the client', () => {
    const some = tokenRequest(credentials, settings);
    const all = tokenRequest(credentials, { ...settings, scopes: null });

    expect(some.body).toBe('grant_type=client_credentials&scope=gateway%2Finvoke+gateway%2Fread');
    expect(all.body).toBe('grant_type=client_credentials');
  });
});
