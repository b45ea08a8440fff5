import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createMcpServer, type McpServerContext } from './mcp-server.ts';

export type McpExchange = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as text. `message` is its parsed form. */
  readonly text: string;
  readonly message: unknown;
  readonly signal: AbortSignal;
  /** Whether to answer with events. */
  readonly streams: boolean;
};

/**
 * Answers one MCP message independently of others, in JSON or as events. Like the gateway, it serves
 * version 2026-07-28 by its envelope, and the 2025 versions with or without an earlier `initialize`.
 */
export const answerMcp = async (
  { url, headers, text, message, signal, streams }: McpExchange,
  context: McpServerContext,
): Promise<Response> => {
  // The gateway does not require an Accept header, but the SDK's transport does, as in the specification.
  const request = new Request(url, {
    method: 'POST',
    headers: { ...headers, accept: 'application/json, text/event-stream' },
    body: text,
    signal,
  });
  const legacy = await isLegacyRequest(request, message);
  return legacy
    ? answerLegacy(request, { message, streams }, context)
    : answerModern(request, { message, streams }, context);
};

type Answering = Pick<McpExchange, 'message' | 'streams'>;

const answerModern = (
  request: Request,
  { message, streams }: Answering,
  context: McpServerContext,
): Promise<Response> =>
  createMcpHandler(() => createMcpServer(context), {
    legacy: 'reject',
    ...(streams && { responseMode: 'sse' }),
  }).fetch(request, { parsedBody: message });

const answerLegacy = async (
  request: Request,
  { message, streams }: Answering,
  context: McpServerContext,
): Promise<Response> => {
  const server = createMcpServer(context);
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: !streams,
    supportedProtocolVersions: [...context.gateway.supportedVersions],
  });
  request.signal.addEventListener('abort', () => void server.close(), { once: true });
  await server.connect(transport);
  return transport.handleRequest(request, { parsedBody: message });
};
