import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { generateKeyPair, SignJWT, UnsecuredJWT } from 'jose';
import {
  clientId,
  type GatewayBench,
  nowMs,
  rpc,
  scope,
  send,
  startGateway,
} from '../../../testing/agentcore-gateway/gateway-fixture.ts';

let bench: GatewayBench;

beforeEach(async () => {
  bench = await startGateway();
});
afterEach(() => bench.close());

const listWith = (token: string | undefined, headers: Record<string, string> = {}) =>
  send(bench.url, { token, headers, body: rpc('tools/list') });

const decision = () => bench.decisions.all().at(-1);

describe('JWT authorizer of the gateway', () => {
  it('accepts a token of an allowed client with an allowed scope, and records the decision', async () => {
    const answer = await send(bench.url, {
      token: await bench.issuer.token({ scope: `other/scope ${scope}` }),
      headers: { 'x-amzn-trace-id': bench.traces.headerOf('turn-0001') },
      body: rpc('tools/list'),
    });
    expect(answer.status).toBe(200);
    expect(decision()).toEqual({
      hop: 6,
      correlationId: 'turn-0001',
      at: new Date(nowMs).toISOString(),
      credential: 'oauth',
      principal: `app client ${clientId}`,
      action: 'bedrock-agentcore:InvokeGateway',
      resource: bench.gateway.arn,
      effect: 'allow',
      by: `CUSTOM_JWT authorizer: issuer, client_id, scope ${scope}`,
      ms: expect.any(Number),
    });
    expect(decision()?.ms).toBeGreaterThan(0);
  });

  it.each([
    [
      'metadata',
      {},
      { _meta: { 'hopwise/correlationId': 'turn-0001', correlationId: 'turn-0001' } },
    ],
    ['a header', { 'x-correlation-id': 'turn-0001', 'x-amz-apigw-id': 'turn-0001' }, {}],
    ['its own tracing header', { 'x-amzn-trace-id': 'Root=turn-0001' }, {}],
    ['several tracing headers', { 'x-amzn-trace-id': 'Root=1-0-0, Root=turn-0001' }, {}],
  ])('records no turn that a client with a token claims in %s', async (_name, headers, params) => {
    bench.traces.headerOf('turn-0001');
    const token = await bench.issuer.token();
    await send(bench.url, { token, headers, body: rpc('tools/list', params) });
    expect(decision()).toMatchObject({ effect: 'allow', correlationId: null });
  });

  it('answers 401 with id 0 and the resource metadata without a token', async () => {
    const answer = await listWith(undefined);
    expect(answer).toMatchObject({
      status: 401,
      body: { jsonrpc: '2.0', id: 0, error: { code: -32001, message: 'Missing Bearer token' } },
    });
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer scope="${scope}", resource_metadata="${new URL('/.well-known/oauth-protected-resource', bench.url)}"`,
    );
    expect(decision()).toMatchObject({
      effect: 'deny',
      code: 'NO_TOKEN_TO_GATEWAY',
      principal: 'anonymous',
      correlationId: null,
    });
  });

  it.each([
    ['another scheme', 'Basic eDp5'],
    ['an empty token', 'Bearer '],
    [
      'a SigV4 signature',
      'AWS4-HMAC-SHA256 Credential=A/20261122/us-east-1/bedrock-agentcore/aws4_request',
    ],
  ])('treats %s as a missing token', async (_, authorization) => {
    const answer = await listWith(undefined, { authorization });
    const error = { code: -32001, message: 'Missing Bearer token' };
    expect(answer).toMatchObject({ status: 401, body: { id: 0, error } });
    expect(decision()).toMatchObject({ effect: 'deny', code: 'NO_TOKEN_TO_GATEWAY' });
  });

  it('refuses a token that is not a JWT', async () => {
    const error = { code: -32001, message: 'Invalid Bearer token' };
    expect(await listWith('abc.def')).toMatchObject({ status: 401, body: { id: 0, error } });
    expect(decision()).toMatchObject({ effect: 'deny', code: 'TOKEN_INVALID' });
  });

  it('reports a token with a signature as MIXED_CREDENTIALS', async () => {
    const answer = await listWith(await bench.issuer.token(), {
      'x-amz-security-token': 'session',
    });
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { message: 'Invalid Bearer token' } },
    });
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(decision()).toMatchObject({ effect: 'deny', code: 'MIXED_CREDENTIALS' });
  });

  it('reports a token with a presigned query as MIXED_CREDENTIALS', async () => {
    await send(bench.url, {
      token: await bench.issuer.token(),
      path: '/mcp?X-Amz-Signature=abc',
      body: rpc('tools/list'),
    });
    expect(decision()).toMatchObject({ code: 'MIXED_CREDENTIALS' });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['of another issuer', { iss: 'http://127.0.0.1:1/other' }, 'ISSUER_MISMATCH'],
    ['of another client', { client_id: 'other' }, 'CLIENT_NOT_ALLOWED'],
    ['without client_id', { client_id: undefined }, 'CLIENT_NOT_ALLOWED'],
    ['that has just expired', { exp: nowMs / 1000 }, 'TOKEN_EXPIRED'],
    ['without exp', { exp: undefined }, 'TOKEN_INVALID'],
    ['that is not valid yet', { nbf: nowMs / 1000 + 1 }, 'TOKEN_INVALID'],
  ])('refuses a token %s', async (_, claims, code) => {
    const answer = await listWith(await bench.issuer.token(claims));
    expect(answer).toMatchObject({
      status: 401,
      body: { error: { message: 'Invalid Bearer token' } },
    });
    expect(decision()).toMatchObject({ effect: 'deny', code });
  });

  it('accepts a token until its last second', async () => {
    expect((await listWith(await bench.issuer.token({ exp: nowMs / 1000 + 1 }))).status).toBe(200);
  });

  it('refuses a forged signature, an unsecured token and HS256', async () => {
    const { privateKey } = await generateKeyPair('RS256');
    const claims = { iss: bench.issuer.issuer, client_id: clientId, scope, exp: nowMs / 1000 + 60 };
    const tokens = [
      await bench.issuer.token({}, privateKey),
      new UnsecuredJWT(claims).encode(),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS256' }).sign(Buffer.alloc(32, 1)),
    ];
    for (const token of tokens) {
      expect((await listWith(token)).status).toBe(401);
      expect(decision()).toMatchObject({ effect: 'deny', code: 'TOKEN_INVALID' });
    }
  });

  it('answers 403 if only the scope is missing', async () => {
    const answer = await listWith(await bench.issuer.token({ scope: 'gateway/other' }));
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toMatch(
      /^Bearer error="insufficient_scope", scope="gateway\/invoke", resource_metadata="/,
    );
    expect(decision()).toMatchObject({
      effect: 'deny',
      code: 'INSUFFICIENT_SCOPE',
      principal: `app client ${clientId}`,
    });
  });

  it('finds a rotated key at once, and still accepts the older key', async () => {
    const older = await bench.issuer.token();
    expect((await listWith(older)).status).toBe(200);
    await bench.issuer.rotate();
    expect((await listWith(await bench.issuer.token())).status).toBe(200);
    expect((await listWith(older)).status).toBe(200);
  });

  it('answers 500 while the issuer fails, then recovers', async () => {
    bench.issuer.answers['/pool/.well-known/openid-configuration'] = (_, response) =>
      response.writeHead(503).end();
    const token = await bench.issuer.token();
    expect(await listWith(token)).toMatchObject({ status: 500, body: { error: { code: -32603 } } });
    expect(decision()).toMatchObject({ effect: 'deny', code: 'ISSUER_UNAVAILABLE' });
    bench.issuer.answers['/pool/.well-known/openid-configuration'] = (_, response) =>
      response.end('x'.repeat(200_000));
    expect((await listWith(token)).status).toBe(500);
    delete bench.issuer.answers['/pool/.well-known/openid-configuration'];
    bench.issuer.answers['/pool/.well-known/jwks.json'] = (request) => request.destroy();
    expect((await listWith(token)).status).toBe(500);
    delete bench.issuer.answers['/pool/.well-known/jwks.json'];
    expect((await listWith(token)).status).toBe(200);
  });
});

describe('a gateway with AllowedAudience', () => {
  it('refuses a Cognito machine token, which has no aud, and accepts a token with an allowed aud', async () => {
    const restricted = await startGateway({}, { allowedAudience: ['gw'] });
    const request = { body: rpc('tools/list') };
    const refused = await send(restricted.url, {
      token: await restricted.issuer.token(),
      ...request,
    });
    const token = await restricted.issuer.token({ aud: ['gw', 'x'] });
    const taken = await send(restricted.url, { token, ...request });
    await restricted.close();
    expect([refused.status, taken.status]).toEqual([401, 200]);
    expect(restricted.decisions.all().map(({ code }) => code)).toEqual([
      'AUDIENCE_NOT_ALLOWED',
      undefined,
    ]);
  });
});

describe('a gateway with CustomClaims', () => {
  it.each([
    ['EQUALS', ['blue'], 'blue', 200],
    ['EQUALS', ['blue'], 'red', 401],
    ['EQUALS', ['blue'], ['blue'], 401],
    ['CONTAINS', ['blue'], ['red', 'blue'], 200],
    ['CONTAINS', ['blue'], ['red'], 401],
    ['CONTAINS_ANY', ['blue', 'green'], ['green'], 200],
    ['CONTAINS_ANY', ['blue', 'green'], undefined, 401],
  ] as const)('with %s %j and the claim %j: %s', async (...[operator, values, team, status]) => {
    const customClaims = [{ name: 'team', operator, values }];
    const restricted = await startGateway({}, { customClaims });
    const token = await restricted.issuer.token(team === undefined ? {} : { team });
    const answer = await send(restricted.url, { token, body: rpc('tools/list') });
    await restricted.close();
    expect(answer.status).toBe(status);
    const [decision] = restricted.decisions.all();
    expect(decision?.code).toBe(status === 200 ? undefined : 'CLAIM_NOT_ALLOWED');
  });
});
