import type { IncomingMessage, ServerResponse } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Clock } from '@hopwise/auth/clock';
import { isJsonContentType } from '@modelcontextprotocol/server';
import type { AccessControl } from '../access/access-control.ts';
import type { Account } from '../account.ts';
import type { DecisionRecord } from '../decisions/decision-record.ts';
import { endWithResponse } from '../decisions/span-record.ts';
import type { TurnTraces } from '../decisions/turn-traces.ts';
import { BodyTooLargeError, readBody } from '../http/read-body.ts';
import type { LambdaInvoker } from '../lambda/function/lambda-invoker.ts';
import type { GatewayAuthorizer } from './authorizer/authorizer-types.ts';
import {
  protectedResourceMetadata,
  protectedResourcePath,
} from './authorizer/credential-refusal.ts';
import { createGatewayAuthorizer } from './authorizer/gateway-authorizer.ts';
import type { DeployedGateway } from './deployed-gateway.ts';
import { type GatewayResponse, rpcCode, rpcRefusal } from './gateway-response.ts';
import { answerMcp } from './mcp/answer-mcp.ts';
import { defaultVersion, messageRefusal, parseBody, statelessVersion } from './mcp/mcp-message.ts';
import { createMcpSessions, type McpSessions } from './mcp/mcp-sessions.ts';

export type AgentCoreGatewayOptions = {
  readonly gateway: DeployedGateway;
  readonly access: AccessControl;
  readonly lambda: LambdaInvoker;
  readonly clock: Clock;
  readonly account: Account;
  readonly decisions: DecisionRecord;
  readonly traces: Pick<TurnTraces, 'turnOf'>;
};

export type GatewayHandler = (request: IncomingMessage, response: ServerResponse) => void;

/** Size limit of a request body. */
const maxBodyBytes = 6 * 1024 * 1024;
const mcpPath = '/mcp';

/**
 * The MCP data plane of one AgentCore Gateway: `POST /mcp` with its authorizer (hop 6), and the
 * protected-resource metadata. Handles the requests of a `node:http` server.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-using.html
 */
export const createAgentCoreGateway = (options: AgentCoreGatewayOptions): GatewayHandler => {
  const authorize = createGatewayAuthorizer(options);
  const sessions = createMcpSessions(options.gateway.sessionTimeoutMs, options.clock);
  return (request, response) => {
    answer({ request, response }, { ...options, authorize, sessions }).catch(() =>
      response.destroy(),
    );
  };
};

type Gateway = AgentCoreGatewayOptions & {
  readonly authorize: GatewayAuthorizer;
  readonly sessions: McpSessions;
};
type Exchange = { readonly request: IncomingMessage; readonly response: ServerResponse };

const answer = async (exchange: Exchange, gateway: Gateway): Promise<void> => {
  const { request, response } = exchange;
  const refused = routeRefusal(request, gateway);
  if (refused !== undefined) return send(response, refused);
  const bytes = await bodyOf(request);
  if (bytes === undefined) return send(response, payloadTooLarge);
  const body = parseBody(bytes);
  // The stack creates the tracing header for each invocation. A text of the message could claim another turn.
  const turn = gateway.traces.turnOf(String(request.headers['x-amzn-trace-id']));
  const span = { hop: 6, turn, operation: `${request.method} ${mcpPath}`, request } as const;
  endWithResponse(gateway.decisions.startSpan(span), response);
  const authorized = await gateway.authorize({ request, bytes, turn });
  if (authorized.refusal !== undefined) return send(response, authorized.refusal);
  const named = { id: request.headers['mcp-session-id'], caller: authorized.caller };
  if (request.method === 'DELETE') return send(response, gateway.sessions.end(named) ?? ended);
  const version = String(request.headers['mcp-protocol-version'] ?? defaultVersion);
  const session = gateway.sessions.enter(body, {
    ...named,
    isStateless: version >= statelessVersion,
  });
  const refusal =
    mediaRefusal(request) ?? messageRefusal(body, version, gateway.gateway) ?? session.refusal;
  if (refusal !== undefined) return send(response, refusal);
  const answered = await answerMcp(
    {
      ...body,
      url: gateway.gateway.url,
      headers: mcpHeaders(request, version),
      signal: clientSignal(response),
      streams: gateway.gateway.streamsResponses === true && acceptsEvents(request),
    },
    { ...gateway, accountId: gateway.account.accountId, turn },
  );
  if (session.opened !== undefined) answered.headers.set('mcp-session-id', session.opened);
  await sendWeb(response, answered);
};

const ended: GatewayResponse = { status: 200, headers: {}, body: {} };

/** Refuses requests other than `POST /mcp` and the end of a session. */
const routeRefusal = (
  { method, url }: IncomingMessage,
  { gateway, sessions }: Gateway,
): GatewayResponse | undefined => {
  const pathname = URL.parse(url ?? '/', gateway.url)?.pathname;
  const { authorizer, url: gatewayUrl } = gateway;
  if (pathname === protectedResourcePath && method === 'GET' && authorizer.type === 'CUSTOM_JWT') {
    const body = protectedResourceMetadata({ authorizer, url: gatewayUrl });
    return { status: 200, headers: {}, body };
  }
  if (pathname !== mcpPath) return { status: 404, headers: {}, body: { message: 'Not Found' } };
  const allowed = sessions.areKept ? ['POST', 'DELETE'] : ['POST'];
  if (allowed.includes(method ?? '')) return undefined;
  const error = { code: rpcCode.methodNotAllowed, message: 'Method not allowed' };
  return { ...rpcRefusal(405, error), headers: { allow: allowed.join(', ') } };
};

const payloadTooLarge = rpcRefusal(413, {
  code: rpcCode.invalidRequest,
  message: `The request body is larger than ${maxBodyBytes} bytes.`,
});

const bodyOf = async (request: IncomingMessage): Promise<Buffer | undefined> => {
  try {
    return await readBody(request, maxBodyBytes);
  } catch (error) {
    if (error instanceof BodyTooLargeError) return undefined;
    throw error;
  }
};

/** Refuses requests and responses other than JSON. */
const mediaRefusal = ({ headers }: IncomingMessage): GatewayResponse | undefined => {
  if (!isJsonContentType(headers['content-type'] ?? null)) {
    const message = 'Unsupported Media Type: Content-Type must be application/json';
    return rpcRefusal(415, { code: rpcCode.invalidRequest, message });
  }
  if (/(?:application|\*)\/(?:json|\*)/i.test(headers.accept ?? '*/*')) return undefined;
  const message = 'Not Acceptable: Client must accept application/json';
  return rpcRefusal(406, { code: rpcCode.invalidRequest, message });
};

/** Whether the client accepts an event stream. `*` does not count. */
const acceptsEvents = ({ headers }: IncomingMessage): boolean =>
  /text\/event-stream/i.test(headers.accept ?? '');

const mcpHeaders = ({ headers }: IncomingMessage, version: string) => ({
  'content-type': 'application/json',
  'mcp-protocol-version': version,
  ...Object.fromEntries(
    ['mcp-method', 'mcp-name'].flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  ),
});

/** Aborts when the client disconnects before it has its answer. */
const clientSignal = (response: ServerResponse): AbortSignal => {
  const controller = new AbortController();
  response.once('close', () => controller.abort());
  return controller.signal;
};

const send = (response: ServerResponse, { status, headers, body }: GatewayResponse): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify(body));
};

const sendWeb = async (response: ServerResponse, answered: Response): Promise<void> => {
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  if (answered.body === null) {
    response.end();
  } else {
    await pipeline(Readable.fromWeb(answered.body), response);
  }
};
