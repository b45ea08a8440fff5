import { parseBoundedJson } from '@hopwise/contracts/bounded-json';
import * as z from 'zod/mini';

const rpcError = z.looseObject({
  code: z.number(),
  message: z.optional(z.string()),
  data: z.optional(z.unknown()),
});
export type RpcError = z.infer<typeof rpcError>;

const rpcMessage = z.looseObject({
  jsonrpc: z.literal('2.0'),
  id: z.nullish(z.union([z.string(), z.number()])),
  method: z.optional(z.string()),
  result: z.optional(z.unknown()),
  error: z.optional(rpcError),
});
type RpcMessage = z.infer<typeof rpcMessage>;

export type RpcResponse = {
  readonly id: string | number | null;
  readonly outcome: { readonly result: unknown } | { readonly error: RpcError };
};

/** `no-response` is a notification or a request from the server. */
export type ParsedMessage = RpcResponse | 'no-response' | 'batch' | 'malformed';

const toResponse = ({ id, method, result, error }: RpcMessage): ParsedMessage => {
  if (method !== undefined) return 'no-response';
  if (error !== undefined) return { id: id ?? null, outcome: { error } };
  return result === undefined ? 'malformed' : { id: id ?? null, outcome: { result } };
};

const parseJson = (text: string): unknown => {
  try {
    return parseBoundedJson(text);
  } catch {
    return undefined;
  }
};

/** Reads one JSON-RPC 2.0 message. https://www.jsonrpc.org/specification#response_object */
export const parseMessage = (text: string): ParsedMessage => {
  const json = parseJson(text);
  if (Array.isArray(json)) return 'batch';
  const parsed = z.safeParse(rpcMessage, json);
  return parsed.success ? toResponse(parsed.data) : 'malformed';
};

export type ToolsCall = {
  readonly id: string;
  /** With the target's prefix. */
  readonly name: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

/** Body of a `tools/call` request. https://modelcontextprotocol.io/specification/2025-11-25/server/tools */
export const toolsCallBody = (call: ToolsCall): string =>
  JSON.stringify({
    jsonrpc: '2.0',
    id: call.id,
    method: 'tools/call',
    params: { name: call.name, arguments: call.arguments },
  });
