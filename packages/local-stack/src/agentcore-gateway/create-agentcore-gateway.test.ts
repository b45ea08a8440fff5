import { describe, expect, it } from '@jest/globals';
import {
  rpc,
  type Sent,
  securityTarget,
  send,
} from '../../testing/agentcore-gateway/gateway-fixture.ts';
import { useGateway } from '../../testing/agentcore-gateway/use-gateway.ts';

const { post, restart, bench } = useGateway();

describe('the MCP endpoint', () => {
  it("lists tools without initialize, also without MCP's Accept header", async () => {
    const { status, body } = await post(rpc('tools/list'), { headers: { accept: '*/*' } });
    expect(status).toBe(200);
    expect(body.result).toEqual({
      tools: [
        {
          name: 'security___list_findings',
          description: 'Lists findings.',
          inputSchema: securityTarget.tools[0]?.inputSchema,
        },
      ],
    });
  });

  it('initializes, accepts notifications and answers ping', async () => {
    const initialize = rpc('initialize', {
      protocolVersion: '2025-06-18',
      capabilities: {},
      clientInfo: { name: 'test', version: '1' },
    });
    const { body, headers } = await post(initialize);
    expect(body.result).toMatchObject({
      protocolVersion: '2025-06-18',
      capabilities: { tools: {} },
      serverInfo: { name: 'security-gw' },
    });
    expect(headers.get('mcp-session-id')).toBeNull();
    const notified = await post({ jsonrpc: '2.0', method: 'notifications/initialized' });
    expect(notified).toMatchObject({ status: 202, body: undefined });
    expect((await post(rpc('ping'))).body).toEqual({ jsonrpc: '2.0', id: 7, result: {} });
  });

  it('offers its latest version to a client that requests an unsupported version', async () => {
    const params = {
      protocolVersion: '2024-11-05',
      capabilities: {},
      clientInfo: { name: 'x', version: '1' },
    };
    const { body } = await post(rpc('initialize', params));
    expect(body.result.protocolVersion).toBe('2025-11-25');
  });

  it.each<[string, unknown, Sent & { status: number; code: number }]>([
    ['an unknown method', rpc('tools/destroy'), { status: 200, code: -32601 }],
    ['a method of another capability', rpc('resources/list'), { status: 200, code: -32601 }],
    ['no JSON', '{"jsonrpc":', { status: 400, code: -32700 }],
    ['a batch', [rpc('ping')], { status: 400, code: -32600 }],
    ['no JSON-RPC', { hello: 1 }, { status: 400, code: -32600 }],
    ['an unknown cursor', rpc('tools/list', { cursor: 'x' }), { status: 200, code: -32602 }],
    [
      'another media type',
      'x',
      { headers: { 'content-type': 'text/plain' }, status: 415, code: -32600 },
    ],
    [
      'a client that does not accept JSON',
      rpc('ping'),
      { headers: { accept: 'text/html' }, status: 406, code: -32600 },
    ],
    ['GET', undefined, { method: 'GET', status: 405, code: -32000 }],
    ['DELETE', undefined, { method: 'DELETE', status: 405, code: -32000 }],
  ])('refuses %s', async (_, body, { status, code, ...sent }) => {
    expect(await post(body, sent)).toMatchObject({ status, body: { error: { code } } });
  });

  it('treats a request without a version as 2025-03-26, and refuses unsupported versions', async () => {
    expect(
      (await post(rpc('ping'), { headers: { 'mcp-protocol-version': '2024-11-05' } })).status,
    ).toBe(400);
    await restart({ supportedVersions: ['2025-11-25'] });
    const response = await fetch(bench().url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await bench().issuer.token()}`,
      },
      body: JSON.stringify(rpc('initialize')),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      id: 7,
      error: {
        message: 'Unsupported MCP protocol version: 2025-03-26. Supported versions: [2025-11-25]',
      },
    });
  });

  it('lists tools in pages of fifty', async () => {
    const [tool] = securityTarget.tools;
    if (tool === undefined) throw new Error('Expected a tool.');
    const tools = Array.from({ length: 101 }, (_, index) => ({ ...tool, name: `tool_${index}` }));
    await restart({ targets: [{ ...securityTarget, tools }] });
    const sizes: number[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await post(rpc('tools/list', cursor === undefined ? {} : { cursor }));
      sizes.push(body.result.tools.length);
      cursor = body.result.nextCursor;
    } while (cursor !== undefined);
    expect(sizes).toEqual([50, 50, 1]);
  });

  it('refuses a body above 6 MB', async () => {
    const { status } = await post(rpc('ping', { filler: 'x'.repeat(6 * 1024 * 1024) }));
    expect(status).toBe(413);
  });

  it('serves only its resource metadata without a credential', async () => {
    const path = '/.well-known/oauth-protected-resource';
    expect(await send(bench().url, { method: 'GET', path })).toMatchObject({
      status: 200,
      body: {
        authorization_servers: [bench().issuer.issuer],
        resource: bench().url,
        scopes_supported: ['gateway/invoke'],
      },
    });
    expect((await send(bench().url, { method: 'GET', path: '/' })).status).toBe(404);
  });
});
