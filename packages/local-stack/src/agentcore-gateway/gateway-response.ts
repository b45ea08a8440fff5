/** An HTTP response that the gateway itself gives, without the MCP server. */
export type GatewayResponse = {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
};

/** JSON-RPC error codes: those of JSON-RPC 2.0, and the gateway's code for a refused credential. */
export const rpcCode = {
  parseError: -32700,
  invalidRequest: -32600,
  internalError: -32603,
  unauthorized: -32001,
  methodNotAllowed: -32000,
} as const;

export type RpcFailure = { readonly code: number; readonly message: string };

/** A JSON-RPC error with an HTTP error status. Without a request id the gateway answers with id 0. */
export const rpcRefusal = (
  status: number,
  error: RpcFailure,
  id: string | number = 0,
): GatewayResponse => ({ status, headers: {}, body: { jsonrpc: '2.0', id, error } });
