import { request as httpRequest } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { LambdaInvokeError } from '../lambda/lambda-invoker.ts';
import {
  type GatewayBench,
  rpc,
  type Sent,
  securityTarget,
  send,
  startGateway,
  succeeded,
} from './testing/gateway-bench.ts';

let bench: GatewayBench;
let token: string;

beforeEach(async () => {
  bench = await startGateway();
  token = await bench.issuer.token();
});
afterEach(() => bench.close());

const post = (body: unknown, sent: Sent = {}) => send(bench.url, { token, body, ...sent });

const call = (values: unknown = { severity: 'HIGH' }, name = 'security___list_findings') =>
  post(
    rpc('tools/call', { name, arguments: values, _meta: { 'hopwise/correlationId': 'turn-0001' } }),
  );

const opaque = {
  isError: true,
  content: [{ type: 'text', text: 'An internal error occurred. Please retry later.' }],
};

describe('tools/call', () => {
  it('invokes the target with the bare arguments, in the name of the gateway role', async () => {
    const answer = await call({ severity: 'HIGH', limit: 2, ids: ['a'], extra: { any: 'thing' } });
    expect(answer).toMatchObject({ status: 200, body: { jsonrpc: '2.0', id: 7 } });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body.result).toMatchObject({
      isError: false,
      content: [{ type: 'text', text: '{"ok":true,"summary":"Two findings."}' }],
    });
    expect(bench.assumed).toMatchObject([
      {
        service: 'bedrock-agentcore.amazonaws.com',
        roleArn: bench.gateway.roleArn,
        sourceArn: bench.gateway.arn,
        sourceAccount: '111122223333',
        hop: 7,
      },
    ]);
    const [invocation] = bench.invocations;
    expect(JSON.parse(Buffer.from(invocation?.payload ?? []).toString())).toEqual({
      severity: 'HIGH',
      limit: 2,
      ids: ['a'],
      extra: { any: 'thing' },
    });
    expect(invocation).toMatchObject({
      functionArn: securityTarget.lambdaArn,
      hop: 7,
      turn: 'turn-0001',
      caller: { kind: 'session', session: { roleArn: bench.gateway.roleArn } },
      clientContext: {
        custom: {
          bedrockAgentCoreMessageVersion: '1.0',
          bedrockAgentCoreMcpMessageId: '7',
          bedrockAgentCoreGatewayId: bench.gateway.gatewayId,
          bedrockAgentCoreTargetId: 'TARGET1234',
          bedrockAgentCoreToolName: 'security___list_findings',
        },
      },
    });
  });

  it.each([
    ['a string', succeeded('good'), '"good"'],
    ['nothing', { ...succeeded(null), payload: new Uint8Array() }, 'null'],
    [
      'an HTTP envelope',
      succeeded({ statusCode: 200, body: 'x' }),
      '{"statusCode":200,"body":"x"}',
    ],
  ])('hands on %s as JSON text', async (_, result, text) => {
    bench.target.invoke = async () => result;
    expect((await call()).body.result.content).toEqual([{ type: 'text', text }]);
  });

  it('says nothing of why a target failed', async () => {
    bench.target.invoke = async () => ({
      ...succeeded({ errorMessage: 'secret' }),
      functionError: 'Unhandled',
    });
    expect((await call()).body.result).toMatchObject(opaque);
    bench.target.invoke = () =>
      Promise.reject(new LambdaInvokeError('AccessDeniedException', 'no'));
    expect(await call()).toMatchObject({ status: 200, body: { result: opaque } });
    bench.target.trusted = false;
    expect(await call()).toMatchObject({ status: 200, body: { result: opaque } });
  });

  it('refuses an unknown tool, also one without its prefix', async () => {
    expect((await call({}, 'list_findings')).body.error).toMatchObject({
      code: -32602,
      message: 'Unknown tool: list_findings',
    });
  });

  it.each([
    [{}, 'severity is required'],
    [{ severity: 1 }, 'severity must be of type string'],
    [{ severity: 'LOW', limit: 1.5 }, 'limit must be of type integer'],
    [{ severity: 'LOW', ids: 'a' }, 'ids must be of type array'],
    [{ severity: 'LOW', ids: ['a', 1] }, 'ids.1 must be of type string'],
  ])('refuses arguments %j', async (values, message) => {
    expect((await call(values)).body.error).toMatchObject({
      code: -32602,
      message: `Invalid arguments for tool security___list_findings: ${message}`,
    });
    expect(bench.invocations).toHaveLength(0);
  });

  it('answers concurrent calls each with its own result', async () => {
    bench.target.invoke = async ({ payload }) =>
      succeeded(JSON.parse(Buffer.from(payload).toString()));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call({ severity: `${index}` })),
    );
    expect(answers.map(({ body }) => JSON.parse(body.result.content[0].text).severity)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index}`),
    );
  });

  it('stops waiting for the target when the client goes away', async () => {
    const aborted = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    bench.target.invoke = ({ signal }) => {
      signal?.addEventListener('abort', () => aborted.resolve());
      started.resolve();
      return new Promise(() => {});
    };
    const controller = new AbortController();
    const pending = fetch(bench.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify(
        rpc('tools/call', { name: 'security___list_findings', arguments: { severity: 'x' } }),
      ),
      signal: controller.signal,
    }).catch(() => 'gone');
    await started.promise;
    controller.abort();
    expect(await pending).toBe('gone');
    await aborted.promise;
  });
});

describe('the MCP endpoint', () => {
  it('lists tools without initialize, and to curl without an Accept header of MCP', async () => {
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

  it('initializes, takes notifications and answers ping', async () => {
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

  it('offers its latest version to a client that asks for one it does not serve', async () => {
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
      'a client that takes no JSON',
      rpc('ping'),
      { headers: { accept: 'text/html' }, status: 406, code: -32600 },
    ],
    ['GET', undefined, { method: 'GET', status: 405, code: -32000 }],
    ['DELETE', undefined, { method: 'DELETE', status: 405, code: -32000 }],
  ])('refuses %s', async (_, body, { status, code, ...sent }) => {
    expect(await post(body, sent)).toMatchObject({ status, body: { error: { code } } });
  });

  it('takes a request without a version for 2025-03-26, and refuses versions it does not serve', async () => {
    expect(
      (await post(rpc('ping'), { headers: { 'mcp-protocol-version': '2024-11-05' } })).status,
    ).toBe(400);
    await bench.close();
    bench = await startGateway({ supportedVersions: ['2025-11-25'] });
    const response = await fetch(bench.url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Bearer ${await bench.issuer.token()}`,
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

  it('pages the list of tools by fifty', async () => {
    await bench.close();
    const [tool] = securityTarget.tools;
    if (tool === undefined) throw new Error('Expected a tool.');
    const tools = Array.from({ length: 101 }, (_, index) => ({ ...tool, name: `tool_${index}` }));
    bench = await startGateway({ targets: [{ ...securityTarget, tools }] });
    token = await bench.issuer.token();
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

  it('serves its resource metadata to anyone, and nothing else', async () => {
    const path = '/.well-known/oauth-protected-resource';
    expect(await send(bench.url, { method: 'GET', path })).toMatchObject({
      status: 200,
      body: {
        authorization_servers: [bench.issuer.issuer],
        resource: bench.url,
        scopes_supported: ['gateway/invoke'],
      },
    });
    expect((await send(bench.url, { method: 'GET', path: '/' })).status).toBe(404);
  });

  it('refuses foreign hosts and origins', async () => {
    const foreignOrigin = await post(rpc('ping'), { headers: { origin: 'https://evil.example' } });
    expect(foreignOrigin.status).toBe(403);
    const foreignHost = await new Promise<number | undefined>((resolve, reject) => {
      const sent = httpRequest(bench.url, { method: 'POST', headers: { host: 'evil.example' } });
      sent.on('response', (response) => resolve(response.resume().statusCode)).on('error', reject);
      sent.end();
    });
    expect(foreignHost).toBe(403);
    expect(bench.decisions.all()).toHaveLength(0);
  });

  it('refuses by name to be a gateway with the AWS_IAM authorizer', async () => {
    await bench.close();
    bench = await startGateway({ authorizer: { type: 'AWS_IAM' } });
    const answer = await send(bench.url, { body: rpc('ping') });
    expect(answer.status).toBe(501);
    expect(answer.body.error.message).toContain('AWS_IAM');
  });
});

describe('official MCP clients', () => {
  const authorized = () => ({ requestInit: { headers: { authorization: `Bearer ${token}` } } });
  const listAndCall = { name: 'security___list_findings', arguments: { severity: 'HIGH' } };

  it('SDK 1.x lists and calls tools', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(bench.url), authorized());
    // The SDK's own types do not agree under exactOptionalPropertyTypes.
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'security___list_findings',
    ]);
    expect(await client.callTool(listAndCall)).toMatchObject({ isError: false });
    await expect(client.callTool({ name: 'nope' })).rejects.toMatchObject({ code: -32602 });
    await client.close();
  });

  it.each([
    ['the 2025 revisions', ['2025-11-25', '2025-06-18', '2025-03-26'], '2025-11-25'],
    ['2026-07-28', ['2026-07-28', '2025-11-25', '2025-03-26'], '2026-07-28'],
  ])('SDK 2.x lists and calls tools on a gateway of %s', async (_, supportedVersions, version) => {
    await bench.close();
    bench = await startGateway({ supportedVersions });
    token = await bench.issuer.token();
    const client = new ModernClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: 'auto' } },
    );
    await client.connect(new ModernTransport(new URL(bench.url), authorized()));
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'security___list_findings',
    ]);
    expect(await client.callTool(listAndCall)).toMatchObject({ isError: false });
    await client.close();
  });
});
