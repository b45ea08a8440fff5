import { request as httpRequest } from 'node:http';
import { systemClock } from '@hopwise/auth/clock';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  cors,
  echo,
  method,
  post,
  startGateway,
  stopGateways,
  verdicts,
} from '../../testing/api-gateway/gateway-fixture.ts';
import { seededAccount } from '../account.ts';
import { createDecisionRecord } from '../decisions/decision-record.ts';
import { createTurnTraces } from '../decisions/turn-traces.ts';
import { createApiGateway } from './create-api-gateway.ts';

afterEach(stopGateways);

describe('the proxy event', () => {
  it('has all members of a REST API event', async () => {
    const gateway = await startGateway(echo, [
      method({ path: '/findings/{id}', httpMethod: 'ANY' }),
    ]);
    const response = await post(gateway, '/dev/findings/a%2Fb?x=1&x=2&y=ü', {
      method: 'PUT',
      body: '{"ä":1}',
      headers: { 'X-Custom': 'one', 'X-Forwarded-For': '10.0.0.1', 'User-Agent': 'test' },
    });
    expect(await response.json()).toEqual({
      resource: '/findings/{id}',
      path: '/findings/a%2Fb',
      httpMethod: 'PUT',
      headers: expect.objectContaining({
        'X-Forwarded-For': '10.0.0.1, 127.0.0.1',
        'X-Forwarded-Proto': 'https',
        'X-Amzn-Trace-Id': expect.stringMatching(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Sampled=0$/),
      }),
      multiValueHeaders: expect.objectContaining({ 'X-Forwarded-Port': ['443'] }),
      queryStringParameters: { x: '2', y: 'ü' },
      multiValueQueryStringParameters: { x: ['1', '2'], y: ['ü'] },
      pathParameters: { id: 'a/b' },
      stageVariables: null,
      requestContext: {
        resourceId: '/findings/{id}',
        resourcePath: '/findings/{id}',
        httpMethod: 'PUT',
        extendedRequestId: 'extended-1',
        requestTime: '22/Nov/2026:12:34:56 +0000',
        requestTimeEpoch: Date.UTC(2026, 10, 22, 12, 34, 56),
        path: '/dev/findings/a%2Fb',
        accountId: '111122223333',
        protocol: 'HTTP/1.1',
        stage: 'dev',
        domainPrefix: 'a1b2c3',
        domainName: 'a1b2c3.execute-api.us-east-1.amazonaws.com',
        apiId: 'a1b2c3',
        requestId: 'generated-1',
        identity: expect.objectContaining({ sourceIp: '127.0.0.1', userAgent: 'test', user: null }),
      },
      body: '{"ä":1}',
      isBase64Encoded: false,
    });
  });

  it('has null for a missing query, path parameter or body', async () => {
    const gateway = await startGateway(echo);
    expect(await (await post(gateway, '/dev/chat')).json()).toMatchObject({
      queryStringParameters: null,
      multiValueQueryStringParameters: null,
      pathParameters: null,
      body: null,
    });
  });

  it('keeps repeated headers and the case of their names', async () => {
    const gateway = await startGateway(echo);
    const event = await new Promise<{ headers: object; multiValueHeaders: object }>((resolve) => {
      const request = httpRequest(`${gateway.origin}/dev/chat`, { method: 'POST' }, async (res) => {
        let text = '';
        for await (const chunk of res) text += chunk;
        resolve(JSON.parse(text));
      });
      request.setHeader('X-MiXed', ['one', 'two']);
      request.end();
    });
    expect(event.headers).toMatchObject({ 'X-MiXed': 'two' });
    expect(event.multiValueHeaders).toMatchObject({ 'X-MiXed': ['one', 'two'] });
    expect(Object.keys(event.headers)).not.toContain('Connection');
  });

  it.each(['constructor', '__proto__', 'toString'])('has the parameter %s', async (name) => {
    const gateway = await startGateway(echo);
    const response = await post(gateway, `/dev/chat?${name}=1&${name}=2`);
    const body = await response.text();
    expect(body).toContain(`"queryStringParameters":{"${name}":"2"}`);
    expect(body).toContain(`"multiValueQueryStringParameters":{"${name}":["1","2"]}`);
  });

  it('gives each request its own id, whatever id the caller sends', async () => {
    const gateway = await startGateway(echo);
    const chosen = {
      'X-Correlation-Id': 'of-another',
      'x-amz-apigw-id': 'of-another',
      'x-amzn-RequestId': 'of-another',
    };
    const send = async (): Promise<string> => {
      const response = await post(gateway, '/dev/chat', { headers: chosen });
      const { requestContext } = (await response.json()) as {
        requestContext: { extendedRequestId: string };
      };
      expect(response.headers.get('x-amz-apigw-id')).toBe(requestContext.extendedRequestId);
      return requestContext.extendedRequestId;
    };
    const ids = await Promise.all([send(), send()]);
    expect(ids.toSorted()).toEqual(['extended-1', 'extended-2']);
    expect(gateway.decisions.ofTurn('of-another')).toEqual([]);
    for (const id of ids) expect(gateway.decisions.ofTurn(id)).toHaveLength(1);
  });
});

describe('routing', () => {
  const who = (name: string) => ({
    integration: { type: 'MOCK', statusCode: 200, headers: { 'X-Matched': name } } as const,
  });

  it('prefers static over parameter over greedy paths, and a method over ANY', async () => {
    const gateway = await startGateway(echo, [
      method({ path: '/{proxy+}', httpMethod: 'ANY', ...who('greedy') }),
      method({ path: '/{id}', ...who('parameter') }),
      method({ path: '/chat', httpMethod: 'ANY', ...who('any') }),
      method({ path: '/chat', ...who('static') }),
      method({ path: '/', httpMethod: 'GET', ...who('root') }),
    ]);
    const matched = async (verb: string, path: string) =>
      (await post(gateway, path, { method: verb })).headers.get('x-matched');
    expect(await matched('POST', '/dev/chat')).toBe('static');
    expect(await matched('GET', '/dev/chat')).toBe('any');
    expect(await matched('POST', '/dev/other')).toBe('parameter');
    expect(await matched('POST', '/dev/a/b')).toBe('greedy');
    expect(await matched('GET', '/dev')).toBe('root');
    expect(await matched('GET', '/dev/')).toBe('root');
  });

  it.each([
    ['POST', '/dev/unknown'],
    ['POST', '/other/chat'],
    ['POST', '/'],
    ['POST', '/dev/chat/'],
    ['GET', '/dev/chat'],
  ])('answers the unknown route %s %s as API Gateway does', async (verb, path) => {
    const gateway = await startGateway(echo);
    const response = await post(gateway, path, { method: verb });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    expect(response.headers.get('x-amzn-requestid')).toBe('generated-1');
    expect(response.headers.get('x-amz-apigw-id')).toBe('extended-1');
    expect(await response.json()).toEqual({ message: 'Missing Authentication Token' });
    expect(gateway.decisions.all()).toEqual([]);
  });

  it('answers a preflight with its mock integration, and records nothing', async () => {
    const gateway = await startGateway(echo, [
      method({
        httpMethod: 'OPTIONS',
        integration: { type: 'MOCK', statusCode: 204, headers: { ...cors } },
      }),
    ]);
    const response = await post(gateway, '/dev/chat', { method: 'OPTIONS' });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://ui.example');
    expect(gateway.decisions.all()).toEqual([]);
  });

  it('refuses two APIs whose stages have the same name', () => {
    const api = { id: 'a', name: 'a', stageName: 'dev', methods: [], gatewayResponses: new Map() };
    expect(() =>
      createApiGateway({
        restApis: [api, { ...api, id: 'b' }],
        lambda: {
          invoke: () => Promise.reject(),
          invokeWithResponseStream: () => Promise.reject(),
        },
        authorizeToken: verdicts,
        decisions: createDecisionRecord(systemClock),
        traces: createTurnTraces(systemClock),
        clock: systemClock,
        account: seededAccount,
        randomId: () => 'id',
        randomExtendedId: () => 'id',
      }),
    ).toThrow(RangeError);
  });
});
