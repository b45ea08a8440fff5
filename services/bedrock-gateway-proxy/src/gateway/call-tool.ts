import type { AuthorizedRequest, AuthorizedResponse } from '@hopwise/auth/request-types';
import { failedAtGateway, type Outcome, toolAnswered } from '../outcome/outcome.ts';
import { toolsCallBody } from './json-rpc.ts';
import { type Refusal, readReply } from './read-reply.ts';
import { readResult } from './read-result.ts';
import { codeOfRefusal } from './refusal-codes.ts';
import { throttleWaitMs } from './throttle-wait.ts';

const mcpProtocolVersion = '2025-11-25';

/** Time reserved for formatting and returning the answer. */
const answerMarginMs = 750;

/** The minimum time for a call. */
const minCallMs = 250;

/** The longest wait before a throttled call is repeated, because a person is waiting for the answer. */
const maxWaitMs = 10_000;

export type GatewayTarget = {
  /** MCP endpoint. It ends in `/mcp`. */
  readonly gatewayUrl: string;
  readonly targetName: string;
};

/** The dependencies of a call within one invocation. */
export type GatewayPort = {
  request(request: AuthorizedRequest): Promise<AuthorizedResponse>;
  remainingMs(): number;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  /** Lambda's id of the invocation. The tool receives it as the message's id, so both logs have it. */
  readonly invocationId: string;
  readonly signal: AbortSignal;
};

export type ToolCall = {
  readonly tool: string;
  readonly arguments: Readonly<Record<string, unknown>>;
};

type Attempt = {
  readonly outcome: Outcome;
  /** Only if the gateway throttled the call. */
  readonly waitMs?: number;
};

const readRefusal = (refusal: Refusal, response: AuthorizedResponse, nowMs: number): Attempt => {
  const code = codeOfRefusal(refusal);
  const namesCause = code === 'GATEWAY_ARGUMENTS_REJECTED' && refusal.rpcCode !== undefined;
  const outcome = failedAtGateway(code, {
    cacheHit: response.cacheHit,
    ...(namesCause && { detail: refusal.text }),
  });
  return code === 'GATEWAY_THROTTLED'
    ? { outcome, waitMs: throttleWaitMs(refusal, response.headers, nowMs) }
    : { outcome };
};

const readResponse = (response: AuthorizedResponse, id: string, nowMs: number): Attempt => {
  const { cacheHit } = response;
  const reply = readReply(response, id);
  if (reply.kind === 'refusal') return readRefusal(reply.refusal, response, nowMs);
  if (reply.kind === 'unreadable') return { outcome: failedAtGateway(reply.code, { cacheHit }) };
  const read = readResult(reply.result);
  return {
    outcome:
      'code' in read
        ? failedAtGateway(read.code, { cacheHit })
        : toolAnswered(read.toolResult, cacheHit),
  };
};

const attempt = async (
  call: ToolCall & { readonly id: string },
  target: GatewayTarget,
  port: GatewayPort,
): Promise<Attempt> => {
  const timeoutMs = port.remainingMs() - answerMarginMs;
  if (timeoutMs < minCallMs) {
    return { outcome: failedAtGateway('GATEWAY_TIMEOUT', { cacheHit: undefined }) };
  }
  const { id } = call;
  const response = await port.request({
    method: 'POST',
    url: target.gatewayUrl,
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/json, text/event-stream',
      // Without this header the gateway assumes version 2025-03-26.
      'MCP-Protocol-Version': mcpProtocolVersion,
    },
    body: toolsCallBody({
      id,
      name: `${target.targetName}___${call.tool}`,
      arguments: call.arguments,
    }),
    timeoutMs,
    signal: port.signal,
  });
  return readResponse(response, id, port.nowMs());
};

/**
 * Calls a tool with a single `tools/call` request. A gateway without sessions needs no `initialize`.
 * A throttled call is repeated once after the wait that the gateway names, if the remaining time allows
 * it. Throws an `AuthError` if the request has no answer.
 */
export const callTool = async (
  call: ToolCall,
  target: GatewayTarget,
  port: GatewayPort,
): Promise<Outcome> => {
  const id = port.invocationId;
  const first = await attempt({ ...call, id }, target, port);
  if (first.waitMs === undefined || first.waitMs > maxWaitMs) return first.outcome;
  if (port.remainingMs() - first.waitMs < answerMarginMs + minCallMs) return first.outcome;
  await port.wait(first.waitMs, port.signal);
  return (await attempt({ ...call, id: `${id}-2` }, target, port)).outcome;
};
