import {
  type CallToolResult,
  type JSONObject,
  ProtocolError,
  ProtocolErrorCode,
  Server,
} from '@modelcontextprotocol/server';
import type { DeployedGateway, ToolSchemaNode } from '../deployed-gateway.ts';
import { callTarget, type TargetCaller } from './call-target.ts';
import { type ListedTool, listTools, toolPage } from './tool-list.ts';
import { argumentError } from './validate-tool-arguments.ts';

/** The gateway's message for any failure of a target, at the default exception level. */
const targetFailed = 'An internal error occurred. Please retry later.';

export type McpServerContext = TargetCaller & {
  /** Correlation id of the turn. */
  readonly turn: string | undefined;
};

/** The MCP server of one request. Its tools are those of the gateway's targets. */
export const createMcpServer = (context: McpServerContext): Server => {
  const { gateway } = context;
  const tools = listTools(gateway);
  const server = new Server(
    { name: gateway.name, version: '1.0.0' },
    {
      capabilities: { tools: {} },
      ...(gateway.instructions !== undefined && { instructions: gateway.instructions }),
      supportedProtocolVersions: [...gateway.supportedVersions].toSorted().toReversed(),
    },
  );
  server.setRequestHandler('tools/list', ({ params }) => {
    const page = toolPage(tools, params?.cursor);
    if (page === undefined) throw invalidParams('Invalid cursor');
    return {
      tools: page.tools.map(({ name, tool }) => ({
        name,
        description: tool.description,
        inputSchema: { ...jsonSchemaOf(tool.inputSchema), type: 'object' as const },
      })),
      ...(page.nextCursor !== undefined && { nextCursor: page.nextCursor }),
    };
  });
  server.setRequestHandler('tools/call', async ({ params }, { mcpReq }) => {
    const tool = findTool(tools, params.name);
    const values = params.arguments ?? {};
    const wrong = argumentError(values, tool.tool.inputSchema);
    if (wrong !== undefined) {
      throw invalidParams(`Invalid arguments for tool ${tool.name}: ${wrong}`);
    }
    const result = await callTarget(
      {
        tool,
        arguments: values,
        messageId: mcpReq.id,
        turn: context.turn,
        signal: mcpReq.signal,
      },
      context,
    );
    if ('text' in result) return { isError: false, content: [{ type: 'text', text: result.text }] };
    return failed(result.cause, gateway);
  });
  return server;
};

/** The cause of a target's failure, which only a gateway with the exception level DEBUG shows. */
const failed = (cause: string, { exceptionLevel }: DeployedGateway): CallToolResult => {
  if (exceptionLevel !== 'DEBUG') {
    return { isError: true, content: [{ type: 'text', text: targetFailed }] };
  }
  const debug = { type: 'text', text: cause };
  return { isError: true, content: [{ type: 'text', text: cause }], _meta: { debug } };
};

/** Converts a node of a tool's schema to the JSON Schema that clients see. */
const jsonSchemaOf = ({ properties, required, items, ...rest }: ToolSchemaNode): JSONObject => ({
  ...rest,
  ...(properties && {
    properties: Object.fromEntries(
      Object.entries(properties).map(([name, property]) => [name, jsonSchemaOf(property)]),
    ),
  }),
  ...(required && { required: [...required] }),
  ...(items && { items: jsonSchemaOf(items) }),
});

const findTool = (tools: readonly ListedTool[], name: string): ListedTool => {
  const tool = tools.find((one) => one.name === name);
  if (tool === undefined) throw invalidParams(`Unknown tool: ${name}`);
  return tool;
};

const invalidParams = (message: string): ProtocolError =>
  new ProtocolError(ProtocolErrorCode.InvalidParams, message);
