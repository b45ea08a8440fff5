/** Sends requests of the SDK over kept-alive connections. */
import type { ClientRequest, IncomingMessage } from 'node:http';
import type { Clock } from '@hopwise/auth/clock';
import { createKeptConnections, type KeptConnections } from '@hopwise/auth/kept-connections';
import type { SetAlarm } from '../alarm.ts';

// In an ES module, `import 'node:http'` also loads undici, at a cost of tens of milliseconds (nodejs/node#59686).
const http = process.getBuiltinModule('node:http');
const https = process.getBuiltinModule('node:https');

/** The part of the SDK's request that this handler sends. InvokeAgent has no query. */
type SdkRequest = {
  readonly protocol: string;
  readonly hostname: string;
  readonly port?: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
};

type SdkResponse = {
  readonly statusCode: number;
  readonly headers: Record<string, string>;
  readonly body: IncomingMessage;
};

/** A request handler of the SDK. */
export type AgentConnection = {
  handle(
    request: SdkRequest,
    options?: { readonly abortSignal?: AbortSignal },
  ): Promise<{ readonly response: SdkResponse }>;
  updateHttpClientConfig(): void;
  httpHandlerConfigs(): object;
  destroy(): void;
};

export type AgentConnectionOptions = {
  /** Limit of a new connection, with its TLS handshake. */
  readonly connectionTimeoutMs: number;
  readonly clock: Clock;
  readonly setAlarm: SetAlarm;
};

const headersOf = (message: IncomingMessage): Record<string, string> =>
  Object.fromEntries(
    Object.entries(message.headers).map(([name, value]) => [name, [value].flat().join(', ')]),
  );

const nextLoopTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Removes the connections that are known to be broken. An end that arrived while the environment was frozen is known
 * only after Node has polled its sockets, which it has in the second turn of the event loop.
 */
const removeBroken = async (connections: KeptConnections): Promise<void> => {
  connections.dropOld();
  if (Object.keys(connections.agent.freeSockets).length === 0) return;
  await nextLoopTurn();
  await nextLoopTurn();
};

const limitConnecting = (
  outgoing: ClientRequest,
  isSecure: boolean,
  { connectionTimeoutMs, setAlarm }: AgentConnectionOptions,
): void => {
  const cancel = setAlarm(connectionTimeoutMs, () =>
    outgoing.destroy(new Error('The connection to the agent was not established in time.')),
  );
  outgoing.once('close', cancel).once('socket', (socket) => {
    if (outgoing.reusedSocket) {
      cancel();
    } else {
      socket.once(isSecure ? 'secureConnect' : 'connect', cancel);
    }
  });
};

const receive = (
  outgoing: ClientRequest,
  body: SdkRequest['body'],
  signal: AbortSignal | undefined,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const abort = () => {
      outgoing.destroy();
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', abort, { once: true });
    outgoing
      .on('close', () => signal?.removeEventListener('abort', abort))
      .on('response', resolve)
      .on('error', reject)
      .end(body);
  });

/**
 * Creates the request handler of the client. It never sends a request twice, because InvokeAgent runs tools: Node cannot
 * know whether a request that was sent on a broken connection has arrived.
 */
export const createAgentConnection = (options: AgentConnectionOptions): AgentConnection => {
  const plain = createKeptConnections('http:', options.clock);
  const secure = createKeptConnections('https:', options.clock);
  return {
    async handle(request, { abortSignal: signal } = {}) {
      const isSecure = request.protocol === 'https:';
      const connections = isSecure ? secure : plain;
      await removeBroken(connections);
      signal?.throwIfAborted();
      const outgoing = (isSecure ? https : http).request({
        agent: connections.agent,
        host: request.hostname,
        port: request.port,
        method: request.method,
        path: request.path,
        headers: request.headers,
      });
      limitConnecting(outgoing, isSecure, options);
      const message = await receive(outgoing, request.body, signal);
      connections.track(message);
      return {
        response: {
          statusCode: message.statusCode ?? 0,
          headers: headersOf(message),
          body: message,
        },
      };
    },
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy() {
      plain.agent.destroy();
      secure.agent.destroy();
    },
  };
};
