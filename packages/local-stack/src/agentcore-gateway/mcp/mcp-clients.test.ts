import { describe, expect, it } from '@jest/globals';
import {
  Client as ModernClient,
  StreamableHTTPClientTransport as ModernTransport,
} from '@modelcontextprotocol/client';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { securityTarget } from '../../../testing/agentcore-gateway/gateway-fixture.ts';
import { signingFetch } from '../../../testing/agentcore-gateway/sign-gateway-request.ts';
import { useGateway } from '../../../testing/agentcore-gateway/use-gateway.ts';

const { restart, bench, token } = useGateway();

describe('official MCP clients', () => {
  type Options = {
    readonly requestInit?: RequestInit;
    readonly fetch?: ReturnType<typeof signingFetch>;
  };

  const authorized = (): Options => ({
    requestInit: { headers: { authorization: `Bearer ${token()}` } },
  });

  const connect = async (version: string, options: Options): Promise<Client | ModernClient> => {
    const url = new URL(bench().url);
    const info = { name: 'test', version: '1' };
    if (version === '1.x') {
      const client = new Client(info);
      const transport = new StreamableHTTPClientTransport(url, options);
      // The SDK's types do not match each other under exactOptionalPropertyTypes.
      await client.connect(transport as Parameters<typeof client.connect>[0]);
      return client;
    }
    const client = new ModernClient(info, { versionNegotiation: { mode: 'auto' } });
    await client.connect(new ModernTransport(url, options));
    return client;
  };

  const listAndCall = { name: 'security___list_findings', arguments: { severity: 'HIGH' } };

  it('SDK 1.x lists and calls tools', async () => {
    const client = await connect('1.x', authorized());
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
  ])(
    'SDK 2.x lists and calls tools on a gateway with versions %s',
    async (_, supportedVersions, version) => {
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
    },
  );

  it.each(['1.x', '2.x'])('SDK %s reads a list of three pages', async (version) => {
    const tools = Array.from({ length: 120 }, (_, index) => ({
      name: `tool_${index}`,
      description: 'A tool.',
      inputSchema: { type: 'object' } as const,
    }));
    await restart({ targets: [{ ...securityTarget, tools }] });
    const client = await connect(version, authorized());
    const names: string[] = [];
    let cursor: string | undefined;
    // SDK 2.x follows the cursors itself.
    do {
      const page = await client.listTools(cursor === undefined ? {} : { cursor });
      names.push(...page.tools.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    await client.close();
    expect(names).toEqual(tools.map(({ name }) => `security___${name}`));
  });

  it.each(['1.x', '2.x'])(
    'SDK %s lists and calls tools on a gateway with AWS_IAM',
    async (version) => {
      await restart({ authorizer: { type: 'AWS_IAM' } });
      const client = await connect(version, { fetch: signingFetch(bench()) });
      expect((await client.listTools()).tools).toHaveLength(1);
      expect(await client.callTool(listAndCall)).toMatchObject({ isError: false });
      await client.close();
      const denied = bench()
        .decisions.all()
        .filter(({ effect }) => effect === 'deny');
      expect(denied).toEqual([]);
      expect(bench().invocations).toHaveLength(1);
    },
  );

  it.each(['1.x', '2.x'])(
    'SDK %s with a token fails at a gateway with AWS_IAM',
    async (version) => {
      await restart({ authorizer: { type: 'AWS_IAM' } });
      await expect(connect(version, authorized())).rejects.toThrow();
      expect(bench().decisions.all()[0]).toMatchObject({
        hop: 6,
        effect: 'deny',
        code: 'OAUTH_TOKEN_TO_AWS_SERVICE',
      });
    },
  );
});
