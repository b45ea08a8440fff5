import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import { accessToken } from '../machine-client.ts';

/** Twenty findings, about 4 kB. */
const findings = Array.from({ length: 20 }, (_, index) => ({
  id: `finding-${index}`,
  title: 'A bucket of the account allows public read access through its policy.',
  severity: 'CRITICAL',
  resource: `arn:aws:s3:::bucket-${index}`,
}));

const toolResult = JSON.stringify({ ok: true, summary: 'Twenty findings.', findings });

type Rpc = { readonly id?: unknown; readonly method?: string };

const resultOf = ({ method }: Rpc): object =>
  method === 'initialize'
    ? {
        protocolVersion: '2025-11-25',
        capabilities: { tools: {} },
        serverInfo: { name: 'gateway', version: '1' },
      }
    : { content: [{ type: 'text', text: toolResult }], isError: false };

const sendJson = (response: ServerResponse, value: object): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value));
};

const answerGateway = (method: string | undefined, body: string, response: ServerResponse) => {
  // A client of the MCP SDK also requests a stream of notifications.
  if (method === 'GET') return response.writeHead(405).end();
  const rpc = JSON.parse(body) as Rpc;
  if (rpc.id === undefined) return response.writeHead(202).end();
  return sendJson(response, { jsonrpc: '2.0', id: rpc.id, result: resultOf(rpc) });
};

export type FakeCloud = {
  readonly origin: string;
  /** Requests of the gateway, of the token endpoint and of Secrets Manager. */
  readonly counts: { gateway: number; token: number; secret: number };
  close(): void;
};

/** Starts a gateway, a token endpoint and Secrets Manager. The gateway answers after a delay. */
export const startCloud = async (delayMs: number): Promise<FakeCloud> => {
  const counts = { gateway: 0, token: 0, secret: 0 };
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request);
    if (request.url === '/mcp') {
      counts.gateway += 1;
      if (delayMs > 0) await wait(delayMs);
      answerGateway(request.method, body, response);
    } else if (request.url === '/oauth2/token') {
      counts.token += 1;
      const token = { access_token: accessToken(origin), expires_in: 3_600, token_type: 'Bearer' };
      sendJson(response, token);
    } else {
      counts.secret += 1;
      const credentials = { clientId: 'machine-client', clientSecret: 'example' };
      sendJson(response, { Name: 'machine-client', SecretString: JSON.stringify(credentials) });
    }
  };
  const server = createServer({ keepAliveTimeout: 60_000 }, answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin,
    counts,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
};
