import { describe, expect, it } from '@jest/globals';
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { createParser } from 'eventsource-parser';
import { rpc } from '../../testing/agentcore-gateway/gateway-fixture.ts';
import { useGateway } from '../../testing/agentcore-gateway/use-gateway.ts';
import { LambdaInvokeError } from '../lambda/function/lambda-invoker.ts';

const { restart, bench, token, call } = useGateway();

const postFor = (accept: string) =>
  fetch(bench().url, {
    method: 'POST',
    headers: {
      accept,
      authorization: `Bearer ${token()}`,
      'content-type': 'application/json',
      'mcp-protocol-version': '2025-11-25',
    },
    body: JSON.stringify(
      rpc('tools/call', { name: 'security___list_findings', arguments: { severity: 'HIGH' } }),
    ),
  });

const messagesIn = (stream: string): readonly string[] => {
  const messages: string[] = [];
  createParser({ onEvent: ({ data }) => messages.push(data) }).feed(stream);
  return messages;
};

const both = 'application/json, text/event-stream';

describe('a gateway that streams responses', () => {
  it.each([
    [both, 'text/event-stream'],
    ['application/json', 'application/json'],
    ['*/*', 'application/json'],
  ])('answers a client that accepts %s in %s', async (accept, type) => {
    await restart({ streamsResponses: true });
    const response = await postFor(accept);
    expect(response.headers.get('content-type')).toContain(type);
    const body = await response.text();
    const messages = type === 'text/event-stream' ? messagesIn(body) : [body];
    expect(messages.map((message) => JSON.parse(message))).toMatchObject([
      { id: 7, result: { isError: false } },
    ]);
  });

  it.each([
    ['2025-11-25', ['2025-11-25', '2025-03-26']],
    ['2026-07-28', ['2026-07-28', '2025-11-25']],
  ])('serves an official client of version %s', async (version, supportedVersions) => {
    await restart({ streamsResponses: true, supportedVersions });
    const client = new ModernClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: 'auto' } },
    );
    const requestInit = { headers: { authorization: `Bearer ${token()}` } };
    await client.connect(new ModernTransport(new URL(bench().url), { requestInit }));
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    const called = { name: 'security___list_findings', arguments: { severity: 'HIGH' } };
    expect(await client.callTool(called)).toMatchObject({ isError: false });
    await client.close();
  });
});

describe('a gateway that does not stream responses', () => {
  it('answers in JSON whatever the client accepts', async () => {
    expect((await postFor(both)).headers.get('content-type')).toContain('application/json');
  });
});

const opaque = 'An internal error occurred. Please retry later.';

describe('a target that fails', () => {
  const failures = {
    throws: async () => ({
      requestId: 'r-1',
      functionError: 'Unhandled' as const,
      payload: Buffer.from('{"errorType":"Error","errorMessage":"no such bucket"}'),
    }),
    'cannot be invoked': () =>
      Promise.reject(new LambdaInvokeError('AccessDeniedException', 'not authorized to invoke')),
    'returns no JSON': async () => ({
      requestId: 'r-1',
      functionError: undefined,
      payload: Buffer.from('<html>'),
    }),
  };

  it.each([
    ['throws', 'no such bucket'],
    ['cannot be invoked', 'not authorized to invoke'],
    ['returns no JSON', 'a value that is not JSON'],
  ] as const)('says why only at exception level DEBUG: %s', async (how, cause) => {
    bench().target.invoke = failures[how];
    const { result } = (await call()).body;
    expect(result).toEqual({ isError: true, content: [{ type: 'text', text: opaque }] });
    await restart({ exceptionLevel: 'DEBUG' });
    bench().target.invoke = failures[how];
    const debugged = (await call()).body.result;
    expect(debugged.content[0].text).toContain(cause);
    expect(debugged._meta.debug).toEqual(debugged.content[0]);
  });

  it('reports a role that cannot be assumed', async () => {
    await restart({ exceptionLevel: 'DEBUG' });
    bench().target.trusted = false;
    expect((await call()).body.result.content[0].text).toContain('role could not be assumed');
  });
});
