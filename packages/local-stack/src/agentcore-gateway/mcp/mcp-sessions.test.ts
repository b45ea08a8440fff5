import { describe, expect, it } from '@jest/globals';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { rpc } from '../../../testing/agentcore-gateway/gateway-fixture.ts';
import { useGateway } from '../../../testing/agentcore-gateway/use-gateway.ts';
import { createMcpSessions } from './mcp-sessions.ts';

const { restart, bench, token, post } = useGateway();

const timeoutMs = 900_000;

const initialize = rpc('initialize', {
  protocolVersion: '2025-11-25',
  capabilities: {},
  clientInfo: { name: 'test', version: '1' },
});

const open = async (): Promise<string> => {
  const { status, headers } = await post(initialize);
  expect(status).toBe(200);
  return headers.get('mcp-session-id') ?? '';
};

const list = (id?: string, sent: object = {}) =>
  post(rpc('tools/list'), {
    ...(id !== undefined && { headers: { 'mcp-session-id': id } }),
    ...sent,
  });

describe('a gateway with sessions', () => {
  it('opens one at initialize, and requires it afterwards', async () => {
    await restart({ sessionTimeoutMs: timeoutMs });
    const id = await open();
    expect(id).toMatch(/^[0-9a-f-]{36}$/);
    expect((await list(id)).status).toBe(200);
    expect((await list()).status).toBe(400);
    expect((await list('another')).status).toBe(404);
  });

  it('ends one after its lifetime, counted from initialize, even while in use', async () => {
    await restart({ sessionTimeoutMs: timeoutMs });
    const early = await open();
    bench().clock.aheadMs += timeoutMs - 1;
    expect((await list(early)).status).toBe(200);
    const late = await open();
    bench().clock.aheadMs += 1;
    expect((await list(early)).status).toBe(404);
    expect((await list(late)).status).toBe(200);
  });

  it('lets only its caller end one', async () => {
    await restart({ sessionTimeoutMs: timeoutMs });
    const id = await open();
    const end = (headers: Record<string, string>, sent: object = {}) =>
      post(undefined, { method: 'DELETE', headers, ...sent });
    const named = { 'mcp-session-id': id };
    const other = await bench().issuer.token({ sub: 'another' });
    expect((await end(named, { token: undefined })).status).toBe(401);
    expect((await end(named, { token: other })).status).toBe(404);
    expect((await end({})).status).toBe(400);
    expect((await list(id)).status).toBe(200);
    expect((await end(named)).status).toBe(200);
    expect((await list(id)).status).toBe(404);
    expect((await end(named)).status).toBe(404);
  });

  it('keeps a thousand, and drops the oldest', async () => {
    const sessions = createMcpSessions(timeoutMs, { now: () => 0 });
    const sessionRequest = { caller: 'c', isStateless: false };
    const body = (message: unknown) => ({ text: '', message });
    const opened = Array.from(
      { length: 1_001 },
      () => sessions.enter(body(initialize), { id: undefined, ...sessionRequest }).opened,
    );
    const refused = opened.map(
      (id) => sessions.enter(body(rpc('ping')), { id, ...sessionRequest }).refusal?.status,
    );
    expect(refused.map((status) => status ?? 200)).toEqual([404, ...Array(1_000).fill(200)]);
  });

  it('accepts one only from its own caller', async () => {
    await restart({ sessionTimeoutMs: timeoutMs });
    const id = await open();
    const other = await bench().issuer.token({ sub: 'another' });
    expect((await list(id, { token: other })).status).toBe(404);
    expect((await list(id)).status).toBe(200);
  });

  it('keeps the session of an official client', async () => {
    await restart({ sessionTimeoutMs: timeoutMs });
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(bench().url), {
      requestInit: { headers: { authorization: `Bearer ${token()}` } },
    });
    await client.connect(transport as Parameters<typeof client.connect>[0]);
    expect(transport.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    expect((await client.listTools()).tools).toHaveLength(1);
    const { sessionId } = transport;
    await transport.terminateSession();
    expect((await list(sessionId)).status).toBe(404);
    await client.close();
  });

  it('requires none for a version without sessions', async () => {
    await restart({ sessionTimeoutMs: timeoutMs, supportedVersions: ['2026-07-28'] });
    const { status } = await post(rpc('tools/list'), {
      headers: { 'mcp-protocol-version': '2026-07-28', 'mcp-method': 'tools/list' },
    });
    expect(status).not.toBe(404);
  });
});

describe('a gateway without sessions', () => {
  it('opens none, and ignores a session id', async () => {
    expect((await post(initialize)).headers.get('mcp-session-id')).toBeNull();
    expect((await list('any')).status).toBe(200);
  });
});
