import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { thrown } from '../../testing/caught-error.ts';
import { hostileValue } from '../../testing/hostile-values.ts';
import {
  checkAuthorizedRequest,
  checkCredentials,
  checkRequestToSign,
  type GuardedGateway,
} from './request-guard.ts';

const gatewayUrl = 'https://demo-abcdefghij.gateway.bedrock-agentcore.us-east-1.amazonaws.com/mcp';
const otherGatewayUrl = gatewayUrl.replace('demo', 'other');
const bearer = { authorization: 'bearer abc' };
const signature = { Authorization: 'AWS4-HMAC-SHA256 Credential=AKIA/x' };

describe('checkAuthorizedRequest', () => {
  const check = (url: string, headers: Record<string, string> = {}) =>
    checkAuthorizedRequest({ method: 'POST', url, headers }, gatewayUrl).url;

  it.each([gatewayUrl, gatewayUrl.replace('/mcp', '/other?x=1'), gatewayUrl.toUpperCase()])(
    'accepts %s',
    (url) => {
      expect(check(url).origin).toBe(new URL(gatewayUrl).origin);
    },
  );

  it.each([
    'https://bedrock-runtime.us-east-1.amazonaws.com/',
    'https://bucket.s3.amazonaws.com/key',
    'https://sts.cn-north-1.amazonaws.com.cn/',
    'https://lambda.us-east-1.api.aws/',
    'https://s3.eusc-de-east-1.amazonaws.eu/',
    'https://LAMBDA.us-east-1.AmazonAWS.com/',
    'https://lambda.us-east-1.amazonaws.com./',
    'https://x.gateway.bedrock-agentcore.cn-north-1.amazonaws.com.cn/mcp',
  ])('refuses a token to the AWS service at %s', (url) => {
    expect(thrown(() => check(url)).code).toBe('OAUTH_TOKEN_TO_AWS_SERVICE');
  });

  it.each([
    otherGatewayUrl,
    gatewayUrl.replace('https:', 'http:'),
    gatewayUrl.replace('.com', '.com:8443'),
    gatewayUrl.replace('amazonaws.com', 'amazonaws.com.example.org'),
    'https://notamazonaws.com/',
    'https://example.com/',
  ])('refuses a token to another origin at %s', (url) => {
    expect(thrown(() => check(url)).code).toBe('ORIGIN_NOT_GATEWAY');
  });

  it.each([
    [gatewayUrl, signature],
    [gatewayUrl, bearer],
    [gatewayUrl, { 'Proxy-Authorization': 'Basic x' }],
    [gatewayUrl, { 'X-Amz-Security-Token': 'x' }],
    [gatewayUrl, { 'X-Amz-Content-Sha256': 'x' }],
    [`${gatewayUrl}?X-Amz-Signature=x`, {}],
    [`${gatewayUrl}?x-amz-credential=x`, {}],
    [gatewayUrl.replace('//', '//user:password@'), {}],
    [gatewayUrl.replace('//', '//user@'), {}],
    [gatewayUrl.replace('//', '//:password@'), {}],
  ] as const)('refuses a request that already has credentials: %s %j', (url, headers) => {
    const error = thrown(() => check(url, headers));

    expect(error.code).toBe('MIXED_CREDENTIALS');
    expect(error.message).not.toMatch(/password|AKIA/);
  });

  it.each([
    'Authorization-Note',
    'x-authorization',
    'x-x-amz-security-token',
    'X-Amz-Security-Token-Note',
    'X-Amz-Content-Sha256-Note',
    'x-host',
    'Host-Note',
    'Upgrade-Insecure-Requests',
  ])('accepts the header %s', (name) => {
    expect(check(gatewayUrl, { [name]: 'x' }).href).toBe(gatewayUrl);
  });

  it.each(['X-Amz-Signature-Note', 'my-x-amz-credential'])(
    'accepts the query parameter %s',
    (name) => {
      expect(check(`${gatewayUrl}?${name}=x`).search).toBe(`?${name}=x`);
    },
  );

  const host = new URL(gatewayUrl).host;
  it.each([
    ['/mcp', {}, 'REQUEST_INVALID: auth.request: url must be an absolute http or https URL'],
    [gatewayUrl, { Host: 'x' }, `REQUEST_INVALID: ${host}: header Host must not be set`],
    [
      'https://amazonaws.com/',
      {},
      'OAUTH_TOKEN_TO_AWS_SERVICE: amazonaws.com: an AWS service requires IAM, not a token',
    ],
    [
      'https://example.com/',
      {},
      `ORIGIN_NOT_GATEWAY: example.com: the token is only for https://${host}`,
    ],
    [gatewayUrl, bearer, `MIXED_CREDENTIALS: ${host}: the request already has credentials`],
  ])('for %s with %j, names what was expected', (url, headers, message) => {
    expect(thrown(() => check(url, headers)).message).toBe(message);
  });

  it.each(['mcp', '/mcp', ''])('refuses %j, which is not an absolute URL', (url) => {
    expect(thrown(() => check(url)).code).toBe('REQUEST_INVALID');
  });

  it.each(['Host', 'content-length', 'Transfer-Encoding', 'connection', 'upgrade'])(
    'refuses the header %s',
    (name) => {
      expect(thrown(() => check(gatewayUrl, { [name]: 'x' })).code).toBe('REQUEST_INVALID');
    },
  );

  it.each([0, -1, Number.NaN])('refuses the timeout %d', (timeoutMs) => {
    const request = { method: 'GET', url: gatewayUrl, timeoutMs };

    expect(thrown(() => checkAuthorizedRequest(request, gatewayUrl)).message).toMatch(
      /^REQUEST_INVALID: .*: timeoutMs must be positive$/,
    );
  });
});

/** URLs whose `origin` or host is the gateway's, but which lead elsewhere or nowhere. */
const otherSchemes = ['blob:', 'filesystem:', 'view-source:', 'data:text/plain,', 'javascript:'];

describe('URLs that are not http or https', () => {
  it.each([
    ...otherSchemes.map((scheme) => `${scheme}${gatewayUrl}`),
    gatewayUrl.replace('https:', 'ws:'),
    gatewayUrl.replace('https:', 'wss:'),
    gatewayUrl.replace('https:', 'ftp:'),
    gatewayUrl.replace('https:', 'file:'),
    gatewayUrl.replace('https:', 'httpsx:'),
    gatewayUrl.replace('https:', 'blob:https:'),
  ])('are refused by each check: %s', (url) => {
    const request = { method: 'POST', url };
    for (const check of [
      () => checkAuthorizedRequest(request, gatewayUrl),
      () => checkRequestToSign(request, gatewayUrl),
      () =>
        checkCredentials({ url, headers: bearer }, { url: gatewayUrl, authorizer: 'CUSTOM_JWT' }),
    ]) {
      expect(thrown(check).message).toMatch(/^REQUEST_INVALID: .*url must be an absolute http/);
    }
  });
});

/** Text that a client, a proxy or a lenient server removes or ignores around a scheme. */
const padding = fc
  .array(fc.constantFrom(' ', '\t', ',', '"', ';', '\xa0', ' '), { maxLength: 3 })
  .map((characters) => characters.join(''));
const separator = fc.constantFrom(' ', '  ', '\t', ' \t', '\xa0', ',', ':', ' "');
const inAnyCase = (text: string) =>
  fc
    .array(fc.boolean(), { minLength: text.length, maxLength: text.length })
    .map((upper) =>
      [...text].map((char, at) => (upper[at] ? char.toUpperCase() : char.toLowerCase())).join(''),
    );
const jwt = 'eyJhbGciOiJub25lIn0.eyJpc3MiOiJ4In0.c2ln';
const tokenHeader = fc.oneof(
  fc
    .tuple(padding, inAnyCase('bearer'), separator, fc.constantFrom(jwt, 'opaque', ''), padding)
    .map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('Basic eDp5, ', 'Negotiate, '), inAnyCase('bearer'))
    .map(([other, scheme]) => `${other}${scheme} ${jwt}`),
  fc.tuple(padding, fc.constant(jwt)).map((parts) => parts.join('')),
);
const tokenRequest = fc.oneof(
  fc
    .tuple(fc.constantFrom('authorization', 'Proxy-Authorization').chain(inAnyCase), tokenHeader)
    .map(([name, value]) => ({ query: '', headers: { [name]: value } })),
  fc.tuple(tokenHeader).map(([value]) => ({
    query: '',
    headers: { authorization: 'Basic eDp5', Authorization: value },
  })),
  fc
    .tuple(
      inAnyCase('access_token'),
      fc.constantFrom('', '%61ccess_token'),
      fc.constantFrom(jwt, 'opaque', ''),
    )
    .map(([name, encoded, value]) => ({
      query: `?a=1&${encoded || name}=${value}`,
      headers: {} as Record<string, string>,
    })),
);

describe('checkCredentials, for a token in any form', () => {
  it('refuses to send it to another origin', () => {
    const origins = ['https://example.com/', 'https://sts.amazonaws.com/', otherGatewayUrl];
    const property = fc.property(
      tokenRequest,
      fc.constantFrom(...origins),
      fc.constantFrom<GuardedGateway['authorizer']>('CUSTOM_JWT', 'AWS_IAM'),
      ({ query, headers }, origin, authorizer) => {
        const request = { url: `${origin}${query}`, headers };
        const error = thrown(() => checkCredentials(request, { url: gatewayUrl, authorizer }));
        expect(['OAUTH_TOKEN_TO_AWS_SERVICE', 'ORIGIN_NOT_GATEWAY']).toContain(error.code);
      },
    );
    fc.assert(property, { numRuns: 1_000 });
  });

  const encoded = (claims: object) => Buffer.from(JSON.stringify(claims)).toString('base64url');
  const accessJwt = `eyJhbGciOiJub25lIn0.${encoded({ token_use: 'access' })}.c2ln`;
  const clientJwt = `eyJhbGciOiJub25lIn0.${encoded({ client_id: 'client-1' })}.c2ln`;
  const typedJwt = `${encoded({ typ: 'at+jwt' })}.${encoded({ iss: 'x' })}.c2ln`;
  const idJwt = `eyJhbGciOiJub25lIn0.${encoded({ token_use: 'id', aud: 'client-1' })}.c2ln`;
  const places: readonly ((token: string) => readonly [string, Record<string, string>])[] = [
    (token) => ['', { 'x-note': token }],
    (token) => ['', { cookie: `session=${token}; a=b` }],
    (token) => ['', { 'sec-websocket-protocol': `chat, ${token}` }],
    (token) => ['', { authorization: `Basic ${btoa(`user:${token}`)}` }],
    (token) => [`?code=${token}`, {}],
    (token) => [`?a=1;token=${token}`, {}],
    (token) => [token, {}],
    (token) => [token.replaceAll('e', '%65'), {}],
  ];

  it.each([accessJwt, clientJwt, typedJwt])(
    'refuses to send a JWT access token to another origin in any place: %s',
    (token) => {
      const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
      const requests = [
        ...places.map((place) => place(token)).map(([path, headers]) => ({ path, headers })),
        { path: `@elsewhere.example/`, headers: {}, user: token },
        { path: `@elsewhere.example/`, headers: {}, user: `user:${token}` },
      ].map(({ path, headers, ...more }) => ({
        url: 'user' in more ? `https://${more.user}${path}` : `https://elsewhere.example/${path}`,
        headers,
      }));
      for (const request of requests) {
        expect(thrown(() => checkCredentials(request, gateway)).code).toBe('ORIGIN_NOT_GATEWAY');
      }
    },
  );

  it.each([
    ['', { 'X-Access-Token': 'opaque' }],
    ['', { access_token: 'opaque' }],
    ['', { 'x-forwarded-authorization': 'Bearer opaque' }],
    ['', { cookie: 'a=b; access_token=opaque' }],
    ['?authorization=Bearer%20opaque', {}],
    ['?access_token[]=opaque', {}],
    ['?a=1;access_token=opaque', {}],
  ])(
    'refuses to send an opaque token to another origin where servers look for it: %s %j',
    (query, headers) => {
      const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
      const request = { url: `https://example.com/${query}`, headers };

      expect(thrown(() => checkCredentials(request, gateway)).code).toBe('ORIGIN_NOT_GATEWAY');
    },
  );

  it('reads no header that an object inherits, and refuses such an object', () => {
    const inherited = Object.assign(Object.create(null), { authorization: 'Bearer x' });
    const request = { url: 'https://example.com/', headers: Object.create(inherited) };
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };

    expect(thrown(() => checkCredentials(request, gateway)).code).toBe('REQUEST_INVALID');
  });

  it.each(places.map((place) => place(idJwt)))(
    'accepts an ID token elsewhere than in Authorization: %s %j',
    (path, headers) => {
      const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
      const check = () =>
        checkCredentials({ url: `https://example.com/${path}`, headers }, gateway);

      expect(check).not.toThrow();
    },
  );

  it.each([
    ['', { 'authorization-note': 'Bearer opaque' }],
    ['', { myauthorization: 'Bearer opaque' }],
    ['', { 'my-access-token': 'opaque' }],
    ['', { 'x-access-token-type': 'opaque' }],
    ['', { cookie2: 'access_token=opaque' }],
    ['', { 'set-cookie': 'access_token=opaque' }],
    ['', { 'x-note': `see basic ${btoa(`user:${accessJwt}`)}` }],
    ['', { 'x-note': `${encoded({ typ: 'at+jwt-x' })}.${encoded({ iss: 'x' })}.c2ln` }],
    ['?my_access_token=opaque', {}],
    ['?access_token_type=opaque', {}],
  ])('accepts data whose name or form only resembles a token: %s %j', (query, headers) => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
    const check = () => checkCredentials({ url: `https://example.com/${query}`, headers }, gateway);

    expect(check).not.toThrow();
  });

  it.each([' Basic ', 'basic  ', '\tBASIC \t'])(
    'refuses to send a JWT access token as a password to another origin, after %j',
    (scheme) => {
      const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
      const headers = { authorization: `${scheme}${btoa(`user:${accessJwt}`)}` };
      const check = () => checkCredentials({ url: 'https://example.com/', headers }, gateway);

      expect(thrown(check).code).toBe('ORIGIN_NOT_GATEWAY');
    },
  );

  it.each(['AWS4-HMAC-SHA256 Credential=x', ' \tAWS4-ECDSA-P256-SHA256 Credential=x'])(
    'refuses to send it together with the signature %j, to any origin',
    (authorization) => {
      const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
      const request = {
        url: 'https://sts.amazonaws.com/?access_token=x',
        headers: { authorization },
      };

      expect(thrown(() => checkCredentials(request, gateway)).message).toBe(
        'MIXED_CREDENTIALS: sts.amazonaws.com: the request has a token and a SigV4 signature',
      );
    },
  );

  it('says where the token of a URL belongs', () => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
    const request = { url: `${gatewayUrl}?access_token=x`, headers: {} };

    expect(thrown(() => checkCredentials(request, gateway)).message).toMatch(
      /: the URL has a token, which belongs in the Authorization header$/,
    );
  });

  it('searches long text in linear time', () => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
    const headers = { 'x-note': 'eyJ'.repeat(100_000), 'x-dots': 'eyJa.'.repeat(50_000) };

    expect(() => checkCredentials({ url: 'https://example.com/', headers }, gateway)).not.toThrow();
  });

  it('refuses to send it to a gateway that requires IAM, or together with a signature', () => {
    const property = fc.property(tokenRequest, fc.boolean(), ({ query, headers }, isSigned) => {
      const gateway: GuardedGateway = {
        url: gatewayUrl,
        authorizer: isSigned ? 'CUSTOM_JWT' : 'AWS_IAM',
      };
      const signed = isSigned && { 'x-amz-security-token': 'x' };
      const request = { url: `${gatewayUrl}${query}`, headers: { ...headers, ...signed } };
      expect(thrown(() => checkCredentials(request, gateway)).code).toBe('MIXED_CREDENTIALS');
    });
    fc.assert(property, { numRuns: 1_000 });
  });

  it.each([
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer\tx' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer ' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer a b' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer a, Bearer b' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: jwt }, ''],
    ['NO_TOKEN_TO_GATEWAY', { authorization: 'Bearer a', Authorization: 'Bearer b' }, ''],
    ['NO_TOKEN_TO_GATEWAY', { 'proxy-authorization': 'Bearer a' }, ''],
    ['MIXED_CREDENTIALS', {}, '?access_token=x'],
    ['MIXED_CREDENTIALS', bearer, '?Access_Token=x'],
  ] as const)('to the gateway, throws %s: %j %s', (code, headers, query) => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
    const check = () => checkCredentials({ url: `${gatewayUrl}${query}`, headers }, gateway);

    expect(thrown(check).code).toBe(code);
  });

  it.each([
    { authorization: ' Bearer x' },
    { authorization: '\tBearer  x\t' },
    { AUTHORIZATION: 'BEARER x=' },
  ])('accepts a token that HTTP parsers read as one: %j', (headers) => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };

    expect(() => checkCredentials({ url: gatewayUrl, headers }, gateway)).not.toThrow();
  });

  it.each([
    { authorization: 'Basic eDp5' },
    { authorization: 'Digest username="x-bearer-y"' },
    { authorization: 'AWS4-HMAC-SHA256 Credential=x, SignedHeaders=host;x-bearer-token' },
    { 'x-note': 'Bearer x' },
  ])('accepts other credentials to other origins: %j', (headers) => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };

    expect(() => checkCredentials({ url: 'https://example.com/', headers }, gateway)).not.toThrow();
  });
});

describe('checkCredentials, called by untyped code', () => {
  it('throws an AuthError or accepts the request, and reads nothing else of it', () => {
    const gateway: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
    const valid = { url: gatewayUrl, headers: bearer, data: 'other' };
    const calls: ((value: unknown) => unknown[])[] = [
      (value) => [value, gateway],
      (value) => [{ ...valid, url: value }, gateway],
      (value) => [{ ...valid, headers: value }, gateway],
      (value) => [valid, value],
      (value) => [valid, { ...gateway, url: value }],
      (value) => [valid, { ...gateway, authorizer: value }],
    ];
    const property = fc.property(hostileValue, fc.constantFrom(...calls), (create, parameters) => {
      const error = thrown(() => Reflect.apply(checkCredentials, undefined, parameters(create())));
      expect(['REQUEST_INVALID', 'NO_TOKEN_TO_GATEWAY']).toContain(error.code);
    });
    fc.assert(property, { numRuns: 1_000 });
    expect(() => checkCredentials(valid, gateway)).not.toThrow();
  });
});

describe('a token in the URL', () => {
  it('counts as credentials of the request', () => {
    const request = { method: 'POST', url: `${gatewayUrl}?access_token=x` };
    for (const check of [checkAuthorizedRequest, checkRequestToSign]) {
      expect(thrown(() => check(request, gatewayUrl)).code).toBe('MIXED_CREDENTIALS');
    }
  });
});

describe('checkRequestToSign', () => {
  it('names the origin that the signature is for', () => {
    const request = { method: 'POST', url: 'https://example.com/' };
    const { origin } = new URL(gatewayUrl);

    expect(thrown(() => checkRequestToSign(request, gatewayUrl)).message).toBe(
      `ORIGIN_NOT_GATEWAY: example.com: the signature is only for ${origin}`,
    );
  });
});

describe('checkCredentials', () => {
  const jwt: GuardedGateway = { url: gatewayUrl, authorizer: 'CUSTOM_JWT' };
  const iam: GuardedGateway = { url: gatewayUrl, authorizer: 'AWS_IAM' };

  it.each([
    [jwt, gatewayUrl, bearer],
    [iam, gatewayUrl, signature],
    [jwt, 'https://sts.amazonaws.com/', signature],
    [jwt, 'https://example.com/', {}],
    [jwt, gatewayUrl, { authorization: 'bearer AWS4-' }],
    [jwt, gatewayUrl, { ...bearer, 'x-x-amz-security-token': 'x' }],
    [jwt, gatewayUrl, { ...bearer, 'x-amz-security-token-x': 'x' }],
  ] as const)('accepts %j %s %j', (gateway, url, headers) => {
    expect(() => checkCredentials({ url, headers }, gateway)).not.toThrow();
  });

  it.each([
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl }],
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl, headers: signature }],
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl, headers: { authorization: 'Basic x' } }],
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl, headers: { authorization: 'x bearer y' } }],
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl, headers: { 'x-authorization': 'bearer y' } }],
    ['NO_TOKEN_TO_GATEWAY', jwt, { url: gatewayUrl, headers: { 'authorization-x': 'bearer y' } }],
    [
      'MIXED_CREDENTIALS',
      jwt,
      { url: gatewayUrl, headers: { ...bearer, 'x-amz-security-token': 'x' } },
    ],
    ['MIXED_CREDENTIALS', jwt, { url: `${gatewayUrl}?X-Amz-Signature=x`, headers: bearer }],
    ['MIXED_CREDENTIALS', iam, { url: gatewayUrl, headers: bearer }],
    ['OAUTH_TOKEN_TO_AWS_SERVICE', jwt, { url: 'https://sts.amazonaws.com/', headers: bearer }],
    ['ORIGIN_NOT_GATEWAY', jwt, { url: 'https://example.com/', headers: bearer }],
  ] as const)('throws %s: %j %j', (code, gateway, request) => {
    expect(thrown(() => checkCredentials(request, gateway)).code).toBe(code);
  });

  const host = new URL(gatewayUrl).host;
  it.each([
    [
      jwt,
      { ...bearer, 'x-amz-security-token': 'x' },
      'the request has a token and a SigV4 signature',
    ],
    [iam, bearer, 'the request has a token, but this gateway requires IAM'],
    [jwt, signature, 'this gateway accepts only a bearer token'],
  ] as const)('for %j with %j, says: %s', (gateway, headers, why) => {
    expect(thrown(() => checkCredentials({ url: gatewayUrl, headers }, gateway)).message).toMatch(
      new RegExp(`: ${host}: ${why}$`),
    );
  });
});
