import { afterEach, describe, expect, it } from '@jest/globals';
import {
  cognito,
  echo,
  method,
  post,
  startGateway,
  stopGateways,
} from '../../testing/api-gateway/gateway-fixture.ts';
import { functionArn } from '../../testing/lambda/lambda-fixture.ts';

afterEach(stopGateways);

describe('hop 1', () => {
  it('is open if the method says so, and is recorded', async () => {
    const gateway = await startGateway(echo);
    await post(gateway, '/dev/chat');
    expect(gateway.decisions.all()).toEqual([
      {
        at: expect.any(String),
        hop: 1,
        correlationId: 'extended-1',
        credential: 'none',
        principal: 'anonymous',
        action: 'execute-api:Invoke',
        resource: 'arn:aws:execute-api:us-east-1:111122223333:a1b2c3/dev/POST/chat',
        effect: 'allow',
        by: 'authorizer NONE',
        ms: expect.any(Number),
      },
    ]);
  });

  it('accepts a user token and passes its claims on as strings', async () => {
    const gateway = await startGateway(echo, [method({ authorization: cognito })]);
    const response = await post(gateway, '/dev/chat', {
      headers: { Authorization: 'Bearer user' },
    });
    expect(await response.json()).toHaveProperty('requestContext.authorizer', {
      claims: {
        sub: 'f3b1',
        client_id: 'web',
        scope: 'api/chat',
        exp: 'Fri May 25 19:27:57 UTC 2018',
        'cognito:groups': 'analysts,all',
      },
    });
    expect(gateway.decisions.all()).toMatchObject([
      {
        credential: 'cognito',
        principal: 'user f3b1',
        effect: 'allow',
        by: 'COGNITO_USER_POOLS authorizer users: access token with one of the scopes api/chat',
      },
    ]);
  });

  it.each([
    [{}, 401, 'UnauthorizedException', 'Unauthorized', 'TOKEN_MISSING'],
    [
      { Authorization: 'Bearer old' },
      401,
      'UnauthorizedException',
      'Unauthorized',
      'TOKEN_EXPIRED',
    ],
    [
      { Authorization: 'Bearer machine' },
      403,
      'AccessDeniedException',
      'User is not authorized to access this resource',
      'TOKEN_LACKS_SCOPE',
    ],
  ])('refuses %j with %i', async (...row) => {
    const [headers, status, errorType, message, code] = row;
    const gateway = await startGateway(echo, [method({ authorization: cognito })]);
    const response = await post(gateway, '/dev/chat', { headers });
    expect(response.status).toBe(status);
    expect(response.headers.get('x-amzn-errortype')).toBe(errorType);
    expect(response.headers.get('access-control-allow-origin')).toBe('https://ui.example');
    expect(response.headers.get('x-denied')).toBe(status === 403 ? 'yes' : null);
    expect(await response.json()).toEqual({ message });
    expect(gateway.decisions.all()).toMatchObject([
      { hop: 1, credential: 'cognito', principal: 'anonymous', effect: 'deny', code },
    ]);
    expect(gateway.lambda.requests).toEqual([]);
  });

  it('records a mock method with an authorizer, and no mock method without one', async () => {
    const integration = { type: 'MOCK', statusCode: 204, headers: { 'X-Mock': 'yes' } } as const;
    const gateway = await startGateway(echo, [
      method({ authorization: cognito, integration }),
      method({ httpMethod: 'OPTIONS', integration }),
    ]);
    const refused = await post(gateway, '/dev/chat');
    expect(refused.status).toBe(401);
    expect(refused.headers.get('x-mock')).toBeNull();
    const headers = { Authorization: 'Bearer user' };
    expect((await post(gateway, '/dev/chat', { headers })).status).toBe(204);
    expect((await post(gateway, '/dev/chat', { method: 'OPTIONS' })).status).toBe(204);
    expect(gateway.decisions.all().map(({ effect }) => effect)).toEqual(['deny', 'allow']);
  });
});

describe('hop 2', () => {
  it("invokes as API Gateway, with the method's ARN as source", async () => {
    const gateway = await startGateway(echo, [method({ path: '/findings/{id}' })]);
    await post(gateway, '/dev/findings/7');
    expect(gateway.lambda.requests).toMatchObject([
      {
        hop: 2,
        resource: functionArn('api'),
        caller: {
          kind: 'service',
          service: 'apigateway.amazonaws.com',
          sourceArn: 'arn:aws:execute-api:us-east-1:111122223333:a1b2c3/dev/POST/findings/7',
          sourceAccount: '111122223333',
          turn: 'extended-1',
        },
      },
    ]);
  });

  it.each(['BUFFERED', 'STREAM'] as const)(
    'answers 500 if API Gateway is not allowed to invoke the function, %s',
    async (transferMode) => {
      const gateway = await startGateway(echo, [method({ transferMode })]);
      gateway.lambda.denied.add('lambda:InvokeFunction');
      const response = await post(gateway, '/dev/chat');
      expect(response.status).toBe(500);
      expect(response.headers.get('access-control-allow-origin')).toBe('https://ui.example');
      expect(await response.json()).toEqual({ message: 'Internal server error' });
      expect(gateway.lambda.lines).toEqual([]);
    },
  );
});
