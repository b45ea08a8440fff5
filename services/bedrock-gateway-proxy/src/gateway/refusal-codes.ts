import type { ToolCallFailureCode } from '@hopwise/contracts/codes/hop-codes';
import type { Refusal } from './read-reply.ts';

type Row<Observed> = readonly [(observed: Observed) => boolean, ToolCallFailureCode];

/**
 * Maps a refusal by the gateway to a code. The first matching row decides. JSON-RPC codes come before
 * HTTP statuses, because they are more specific.
 * https://docs.aws.amazon.com/bedrock-agentcore/latest/devguide/gateway-using.html
 */
const refusalRows: readonly Row<Refusal>[] = [
  [({ text }) => /^unsupported (mcp )?protocol version/i.test(text), 'GATEWAY_VERSION_UNSUPPORTED'],
  // MCP servers also send -32001 with "Session not found" and status 404.
  [
    ({ status, text }) => (status === 400 || status === 404) && /\bsession\b/i.test(text),
    'GATEWAY_SESSION_REQUIRED',
  ],
  [({ status, rpcCode }) => status === 404 && rpcCode === -32001, 'GATEWAY_NOT_FOUND'],
  [({ status, rpcCode }) => status === 401 || rpcCode === -32001, 'GATEWAY_UNAUTHORIZED'],
  [({ rpcCode }) => rpcCode === -32002, 'GATEWAY_POLICY_DENIED'],
  [({ text }) => isPolicyDenial(text), 'GATEWAY_POLICY_DENIED'],
  [({ status, rpcCode }) => status === 429 || rpcCode === -32003, 'GATEWAY_THROTTLED'],
  [({ status }) => status === 403, 'GATEWAY_FORBIDDEN'],
  [({ rpcCode, text }) => rpcCode === -32602 && isUnknownTool(text), 'GATEWAY_TARGET_MISSING'],
  [({ rpcCode }) => rpcCode === -32602, 'GATEWAY_ARGUMENTS_REJECTED'],
  [({ rpcCode }) => rpcCode === -32601, 'GATEWAY_TARGET_MISSING'],
  [({ status, rpcCode }) => status >= 500 || rpcCode === -32603, 'GATEWAY_FAULT'],
  [({ status }) => status === 404, 'GATEWAY_NOT_FOUND'],
  [({ status, rpcCode }) => status === 400 && rpcCode === undefined, 'GATEWAY_ARGUMENTS_REJECTED'],
];

/** The same for a result with `isError`. Only its text names the cause. */
const toolErrorRows: readonly Row<string>[] = [
  [(text) => isPolicyDenial(text), 'GATEWAY_POLICY_DENIED'],
  [(text) => isUnknownTool(text), 'GATEWAY_TARGET_MISSING'],
];

const isPolicyDenial = (text: string): boolean =>
  /^(AuthorizeActionException\b|Tool Execution Denied\b)/.test(text);

const isUnknownTool = (text: string): boolean => /^unknown tool\b/i.test(text);

/** The code for a refusal by JSON-RPC error or HTTP status. */
export const codeOfRefusal = (refusal: Refusal): ToolCallFailureCode =>
  refusalRows.find(([matches]) => matches(refusal))?.[1] ?? 'GATEWAY_REQUEST_REFUSED';

/** The code for a result with `isError`. */
export const codeOfToolError = (text: string): ToolCallFailureCode =>
  toolErrorRows.find(([matches]) => matches(text))?.[1] ?? 'GATEWAY_TARGET_FAILED';
