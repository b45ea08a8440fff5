import { afterEach, describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import {
  type GatewayBench,
  rpc,
  send,
  startGateway,
} from '../../../testing/agentcore-gateway/gateway-fixture.ts';
import {
  signedByCaller,
  type ToSign,
} from '../../../testing/agentcore-gateway/sign-gateway-request.ts';

let bench: GatewayBench;

afterEach(() => bench.close());

const start = async (type: 'AWS_IAM' | 'NONE') => {
  bench = await startGateway({ authorizer: { type } });
};

/** Headers of a request signed with the caller's credentials. */
const signed = (body: string, more: Omit<ToSign, 'body'> = {}) =>
  signedByCaller(bench, { ...more, body });

const listing = JSON.stringify(rpc('tools/list'));

describe('a gateway with AWS_IAM', () => {
  it('accepts a signed request that IAM allows, and asks IAM about this gateway only', async () => {
    await start('AWS_IAM');
    const { status, body } = await send(bench.url, { body: listing, headers: signed(listing) });
    expect([status, body.result.tools.length]).toEqual([200, 1]);
    expect(bench.authorized).toEqual([
      expect.objectContaining({
        action: 'bedrock-agentcore:InvokeGateway',
        hop: 6,
        resource: bench.gateway.arn,
      }),
    ]);
  });

  it('refuses a request that IAM denies, and names the caller, action and resource', async () => {
    await start('AWS_IAM');
    bench.iam.effect = 'deny';
    const { status, headers, body } = await send(bench.url, {
      body: listing,
      headers: signed(listing),
    });
    expect([status, headers.get('x-amzn-errortype')]).toEqual([403, 'AccessDeniedException']);
    expect(body.message).toContain(
      `is not authorized to perform: bedrock-agentcore:InvokeGateway on resource: ${bench.gateway.arn}`,
    );
  });

  it.each([
    ['a bearer token', () => ({ authorization: 'Bearer abc' }), 'OAUTH_TOKEN_TO_AWS_SERVICE'],
    ['no credential', () => ({}), 'MissingAuthenticationTokenException'],
    ['another key', () => signed(listing, { secretAccessKey: 'x' }), 'InvalidSignatureException'],
    [
      'a signature for Lambda',
      () => signed(listing, { service: 'lambda' }),
      'InvalidSignatureException',
    ],
    ['a signature for another body', () => signed('{}'), 'InvalidSignatureException'],
  ])('refuses %s', async (_what, headers, code) => {
    await start('AWS_IAM');
    const { status } = await send(bench.url, { body: listing, headers: headers() });
    expect([400, 403]).toContain(status);
    expect(bench.decisions.all()).toEqual([
      expect.objectContaining({
        hop: 6,
        credential: 'iam',
        effect: 'deny',
        code,
        action: 'bedrock-agentcore:InvokeGateway',
        resource: bench.gateway.arn,
      }),
    ]);
    expect(bench.authorized).toEqual([]);
  });

  it('has no protected-resource metadata', async () => {
    await start('AWS_IAM');
    const path = '/.well-known/oauth-protected-resource';
    expect((await send(bench.url, { method: 'GET', path })).status).toBe(404);
  });
});

describe('a gateway with NONE', () => {
  it('accepts an official client without a credential, and records the decision', async () => {
    await start('NONE');
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(bench.url));
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    expect((await client.listTools()).tools).toHaveLength(1);
    await client.close();
    expect(bench.decisions.all().at(-1)).toMatchObject({
      hop: 6,
      credential: 'none',
      principal: 'anonymous',
      effect: 'allow',
    });
  });
});
