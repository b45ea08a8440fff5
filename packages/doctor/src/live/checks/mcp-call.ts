import { randomUUID } from 'node:crypto';
import { AuthError } from '@hopwise/auth/errors';
import type { StackFact } from '../../catalogue/fact.ts';
import type { GatewayClient } from '../stack/gateway-clients.ts';
import type { LiveContext } from '../stack/live-context.ts';
import { factOfAnswer } from './fact-of-answer.ts';
import { type RpcAnswer, readRpcAnswer } from './read-rpc-answer.ts';

export type McpOutcome = { readonly result: RpcAnswer['result'] } | { readonly fact: StackFact };

type McpRequest = {
  readonly client: GatewayClient;
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
};

/** Sends one MCP request to a gateway, with a token as its caller gets it. */
export const callGateway = async (
  context: LiveContext,
  { client, method, params }: McpRequest,
): Promise<McpOutcome> => {
  const probe = await context.read.tokenProbe(client);
  const startedAt = Date.now();
  try {
    const auth = await probe.token(context);
    const response = await auth.request({
      method: 'POST',
      url: probe.gatewayUrl,
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: randomUUID(), method, params }),
      signal: context.signal,
      timeoutMs: context.timeoutMs - 500,
    });
    const answer = readRpcAnswer(response);
    const fact = factOfAnswer(response.status, answer, probe.gatewayUrl);
    return fact ? { fact } : { result: answer.result };
  } catch (error) {
    if (!(error instanceof AuthError)) throw error;
    return { fact: await factOfError(error, probe.gatewayUrl, { context, startedAt }) };
  }
};

type SentRequest = { readonly context: LiveContext; readonly startedAt: number };

const factOfError = async (
  { code, message }: AuthError,
  where: string,
  { context, startedAt }: SentRequest,
): Promise<StackFact> => {
  if (code !== 'GATEWAY_UNAUTHORIZED') return { code: 'GATEWAY_TIMEOUT', where, problem: message };
  const denied = (await context.read.decisionsSince(startedAt)).find(
    ({ hop, credential, effect }) => hop === 6 && credential === 'oauth' && effect === 'deny',
  );
  if (denied?.code === 'NO_TOKEN_TO_GATEWAY') return { code: denied.code, where, message };
  if (denied?.code === 'MIXED_CREDENTIALS') return { code: denied.code, where, by: denied.by };
  return { code: 'GATEWAY_UNAUTHORIZED', where, message };
};
