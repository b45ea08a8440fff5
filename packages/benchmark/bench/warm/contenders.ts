import { readFileSync } from 'node:fs';
import { Agent, type IncomingMessage, request } from 'node:http';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';

/** Calls the tool once. Throws unless the tool has answered. */
export type CallTool = () => Promise<void>;

export type ContenderInput = {
  readonly origin: string;
  /** The file of the proxy's bundle. */
  readonly bundle: string;
};

const tool = {
  name: 'security___list_findings',
  arguments: { service: 'guardduty', severity: 'CRITICAL', limit: 10 },
};

const assertFindings = (answer: string): void => {
  if (!answer.includes('finding-19')) throw new Error('The tool did not answer.');
};

/** A POST over a kept connection. The answer is text, and nothing reads it. */
const rawPost = ({ origin }: ContenderInput): CallTool => {
  const agent = new Agent({ keepAlive: true });
  const body = JSON.stringify({ jsonrpc: '2.0', id: '1', method: 'tools/call', params: tool });
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json, text/event-stream',
    authorization: 'Bearer token',
    'content-length': Buffer.byteLength(body),
  };
  return async () => {
    const message = await new Promise<IncomingMessage>((resolveMessage, reject) => {
      request(`${origin}/mcp`, { agent, method: 'POST', headers })
        .on('response', resolveMessage)
        .on('error', reject)
        .end(body);
    });
    assertFindings(await text(message));
  };
};

/** A connected client of the MCP SDK, with a token that never expires. */
const mcpSdk = ({ origin }: ContenderInput): CallTool => {
  const connect = async (): Promise<Client> => {
    const client = new Client({ name: 'client', version: '1' });
    const requestInit = { headers: { authorization: 'Bearer token' } };
    await client.connect(
      new StreamableHTTPClientTransport(new URL(`${origin}/mcp`), { requestInit }),
    );
    return client;
  };
  const connected = connect();
  return async () => assertFindings(JSON.stringify(await (await connected).callTool(tool)));
};

type Handler = (event: unknown, context: object) => Promise<unknown>;

const repository = resolve(import.meta.dirname, '../../../..');
const eventFile = resolve(repository, 'services/bedrock-gateway-proxy/events/list-findings.json');

/** The deployed function, with its log and its metrics. */
const proxy = ({ bundle }: ContenderInput): CallTool => {
  const { handler }: { handler: Handler } = createRequire(import.meta.url)(bundle);
  const event = readFileSync(eventFile, 'utf8');
  const context = {
    awsRequestId: '00000000-0000-4000-8000-000000000000',
    functionName: 'bedrock-gateway-proxy',
    functionVersion: '1',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:111122223333:function:bedrock-gateway-proxy',
    memoryLimitInMB: '256',
    getRemainingTimeInMillis: () => 30_000,
  };
  return async () => assertFindings(JSON.stringify(await handler(JSON.parse(event), context)));
};

export const contenders = { rawPost, proxy, mcpSdk } as const;
export type ContenderName = keyof typeof contenders;
