import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type EndpointFixture,
  startEndpoint,
} from '../../testing/aws-endpoint/endpoint-fixture.ts';
import { sendSigned, signedRequest } from '../../testing/aws-endpoint/signed-request.ts';

const bearer = { authorization: 'Bearer an.oauth.token' };

let fixture: EndpointFixture;

describe('a refused signature', () => {
  beforeEach(async () => {
    fixture = await startEndpoint({
      services: () =>
        ['guardduty', 'secretsmanager', 'bedrock'].map((signingName) => ({
          signingName,
          handle: () => Promise.reject(new Error('The service was reached.')),
        })),
    });
  });

  afterEach(() => fixture.server.close());

  const ask = (path: string, headers: Record<string, string>) =>
    fetch(`${fixture.server.origin}${path}`, { method: 'POST', headers, body: '{}' });

  const target = { 'x-amz-target': 'secretsmanager.GetSecretValue' };

  it('answers in the protocol of the intended service', async () => {
    const json = await ask('/', target);
    expect(json.status).toBe(400);
    expect(await json.json()).toEqual({
      __type: 'MissingAuthenticationTokenException',
      message: 'Missing Authentication Token',
    });
    const rest = await ask('/findings', {});
    expect(rest.status).toBe(403);
    expect(rest.headers.get('x-amzn-errortype')).toBe('MissingAuthenticationTokenException');
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const query = await ask('/', form);
    expect(query.status).toBe(403);
    expect(await query.text()).toContain('<Code>MissingAuthenticationToken</Code>');
  });

  it.each([
    { path: '/agents/A/agentAliases/B/sessions/c/text', headers: {}, hop: 3 },
    { path: '/', headers: target, hop: 6 },
    { path: '/findings', headers: {}, hop: 7 },
    { path: '/detector', headers: {}, hop: 7 },
    { path: '/2015-03-31/functions/f/invocations', headers: {}, hop: null },
  ])(
    'records an OAuth token sent to $path as OAUTH_TOKEN_TO_AWS_SERVICE',
    async ({ path, headers, hop }) => {
      const trace = { 'x-amzn-trace-id': fixture.traces.headerOf('turn-0002') };
      const response = await ask(path, { ...headers, ...bearer, ...trace });
      expect(response.status).toBe(400);
      expect(fixture.decisions.ofTurn('turn-0002')).toEqual([
        expect.objectContaining({
          hop,
          credential: 'iam',
          effect: 'deny',
          principal: 'unknown',
          code: 'OAUTH_TOKEN_TO_AWS_SERVICE',
        }),
      ]);
      expect(JSON.stringify(fixture.decisions.all())).not.toContain('oauth.token');
    },
  );

  it('records both credentials in one request as MIXED_CREDENTIALS', async () => {
    const { headers } = signedRequest(fixture, { body: '{}' });
    const socket = connect(fixture.server.port, '127.0.0.1');
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
    socket.end(
      [
        'POST /detector HTTP/1.1',
        ...lines,
        'Authorization: Bearer t',
        'Connection: close',
        '',
        '{}',
      ].join('\r\n'),
    );
    await socket.toArray();
    expect(fixture.decisions.all()).toEqual([
      expect.objectContaining({ effect: 'deny', code: 'MIXED_CREDENTIALS', hop: 7 }),
    ]);
  });

  it('attributes a refused signature of a known session to its turn', async () => {
    fixture.moveClock(6 * 60 * 1000);
    const response = await sendSigned(fixture);
    expect(response.status).toBe(403);
    expect(fixture.decisions.ofTurn('turn-0001')).toEqual([
      expect.objectContaining({
        hop: 7,
        principal: fixture.session.principalArn,
        action: 'GET /detector',
        resource: 'guardduty',
        by: expect.stringMatching(/^SigV4: Signature expired/),
        code: 'InvalidSignatureException',
      }),
    ]);
  });

  it('refuses a signature for a service other than the intended one', async () => {
    const response = await sendSigned(fixture, { service: 'bedrock' });
    expect(response.status).toBe(403);
    expect(await response.json()).toEqual({
      message: expect.stringContaining("correct service: 'guardduty'"),
    });
  });
});
