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
};

/**
 * Answers one MCP message without a session, in JSON: revision 2026-07-28 by its envelope, the 2025
 * revisions whether or not the client has initialized, as the gateway does.
 */
export const answerMcp = async (
  { url, headers, text, message, signal }: McpExchange,
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
  return legacy ? answerLegacy(request, message, context) : answerModern(request, message, context);
};

const answerModern = (
  request: Request,
  parsedBody: unknown,
  context: McpServerContext,
): Promise<Response> =>
  createMcpHandler(() => createMcpServer(context), { legacy: 'reject' }).fetch(request, {
    parsedBody,
  });

const answerLegacy = async (
  request: Request,
  parsedBody: unknown,
  context: McpServerContext,
): Promise<Response> => {
  const server = createMcpServer(context);
  const transport = new WebStandardStreamableHTTPServerTransport({
    enableJsonResponse: true,
    supportedProtocolVersions: [...context.gateway.supportedVersions],
  });
  request.signal.addEventListener('abort', () => void server.close(), { once: true });
  await server.connect(transport);
  return transport.handleRequest(request, { parsedBody });
};
