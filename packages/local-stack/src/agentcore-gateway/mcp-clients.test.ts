import { describe, expect, it } from '@jest/globals';
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { useGateway } from './testing/use-gateway.ts';

const { restart, bench, token } = useGateway();

describe('official MCP clients', () => {
  const authorized = () => ({ requestInit: { headers: { authorization: `Bearer ${token()}` } } });
  const listAndCall = { name: 'security___list_findings', arguments: { severity: 'HIGH' } };

  it('SDK 1.x lists and calls tools', async () => {
    const client = new Client({ name: 'test', version: '1' });
    const transport = new StreamableHTTPClientTransport(new URL(bench().url), authorized());
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
    await restart({ supportedVersions });
    const client = new ModernClient(
      { name: 'test', version: '1' },
      { versionNegotiation: { mode: 'auto' } },
    );
    await client.connect(new ModernTransport(new URL(bench().url), authorized()));
    expect(client.getNegotiatedProtocolVersion()).toBe(version);
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual([
      'security___list_findings',
    ]);
    expect(await client.callTool(listAndCall)).toMatchObject({ isError: false });
    await client.close();
  });
});
