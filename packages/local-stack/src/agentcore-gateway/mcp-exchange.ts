import {
  createMcpHandler,
  isLegacyRequest,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createMcpServer, type McpServerContext } from './mcp-server.ts';

export type McpExchange = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as it was sent, and as it was parsed. */
  readonly text: string;
  readonly message: unknown;
  readonly signal: AbortSignal;
  /** Whether the answer comes as events. */
  readonly streams: boolean;
};

/**
 * Answers one MCP message by itself, in JSON or as events: revision 2026-07-28 by its envelope, the 2025
 * revisions whether or not the client has initialized, as the gateway does.
 */
export const answerMcp = async (
  { url, headers, text, message, signal, streams }: McpExchange,
  context: McpServerContext,
): Promise<Response> => {
  // The gateway does not insist on an Accept header; the SDK's transport does, as the specification.
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
