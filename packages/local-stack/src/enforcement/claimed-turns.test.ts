import {
  BedrockAgentRuntimeClient,
  InvokeAgentCommand,
} from '@aws-sdk/client-bedrock-agent-runtime';
import { correlationIdAttribute, correlationIdIn } from '@hopwise/contracts/correlation-id';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { askChat } from '../../testing/ask-chat.ts';
import { operatorOf, runStack } from '../../testing/running-stack.ts';
import { machineToken } from '../../testing/web-sign-in.ts';
import type { LocalStack } from '../start-local-stack.ts';

const question = 'Check security status';

let stack: LocalStack;
let turn: string;
beforeAll(async () => {
  stack = await runStack();
  const asked = await askChat(stack, question);
  expect(asked.decisions.map(({ hop }) => hop)).toEqual(expect.arrayContaining([2, 3, 4, 5, 6, 7]));
  turn = correlationIdIn(asked.headers) ?? '';
});
afterAll(() => stack.stop());

const recordOf = (id: string) => [stack.decisions.ofTurn(id), stack.decisions.spansOfTurn(id)];

/** Invokes the agent as an operator, who has the permission. */
const invokeAgent = async (claimed: string): Promise<void> => {
  const client = new BedrockAgentRuntimeClient({
    region: 'us-east-1',
    endpoint: stack.endpoints.aws,
    credentials: operatorOf(stack),
    requestHandler: new NodeHttpHandler(),
  });
  const { completion = [] } = await client.send(
    new InvokeAgentCommand({
      agentId: stack.env.AGENT_ID,
      agentAliasId: stack.env.AGENT_ALIAS_ID,
      sessionId: 'operator',
      inputText: question,
      sessionState: { sessionAttributes: { [correlationIdAttribute]: claimed } },
    }),
  );
  for await (const _event of completion);
  client.destroy();
};

const callGateway = async (claimed: string): Promise<number> => {
  const { status } = await fetch(stack.endpoints.gateway, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await machineToken(stack, 'hopwise/invoke')}`,
      'content-type': 'application/json',
      accept: 'application/json',
      'mcp-protocol-version': '2025-11-25',
      'x-correlation-id': claimed,
      'x-amzn-trace-id': `Root=${claimed};Parent=${claimed}`,
    },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: claimed,
      method: 'tools/list',
      params: { _meta: { 'hopwise/correlationId': claimed, correlationId: claimed } },
    }),
  });
  return status;
};

describe('the record of a turn of the API', () => {
  it('gets nothing from a caller of InvokeAgent who claims the turn', async () => {
    const before = structuredClone(recordOf(turn));
    await invokeAgent(turn);
    expect(recordOf(turn)).toEqual(before);
  });

  it('gets nothing from a client of the gateway who claims the turn', async () => {
    const before = structuredClone(recordOf(turn));
    expect(await callGateway(turn)).toBe(200);
    expect(recordOf(turn)).toEqual(before);
  });

  it('is separate from a turn that a caller of InvokeAgent names', async () => {
    await invokeAgent('turn-of-the-operator');
    const hops = stack.decisions.ofTurn('turn-of-the-operator').map(({ hop }) => hop);
    expect(hops).toEqual(expect.arrayContaining([4, 5, 6, 7]));
  });
});
