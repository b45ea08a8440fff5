import { describe, expect, it } from '@jest/globals';
import {
  agent,
  eventOf,
  functionAnswer,
  lambdaArn,
  readCompletion,
  returned,
  useAgentRuntime,
} from '../../testing/bedrock-agent/agent-fixture.ts';

const { ask, bench } = useAgentRuntime();

const aliasArn = agent.aliases[0]?.aliasArn;

describe('InvokeAgent', () => {
  it('answers from the action group, and records caller, agent and service', async () => {
    const response = await bench().invokeAgent({
      sessionState: {
        sessionAttributes: { correlationId: 'c-00000001' },
        promptSessionAttributes: { today: '2026-11-22' },
      },
    });
    expect(response).toMatchObject({ sessionId: 'u-1:a', contentType: 'application/json' });
    const { text, chunks, error } = await readCompletion(response.completion);
    expect({ text, error }).toEqual({ text: 'Done.', error: undefined });
    expect(chunks).toHaveLength(1);
    expect(bench().authorized).toMatchObject([
      { action: 'bedrock:InvokeAgent', resource: aliasArn, hop: 3, caller: { kind: 'session' } },
      {
        action: 'bedrock:InvokeModel',
        resource: agent.modelArns[0],
        hop: 4,
        caller: { kind: 'session', session: { roleArn: agent.roleArn } },
      },
    ]);
    expect(bench().assumed).toMatchObject([
      {
        service: 'bedrock.amazonaws.com',
        roleArn: agent.roleArn,
        sourceArn: agent.agentArn,
        sourceAccount: '111122223333',
        hop: 4,
      },
    ]);
    expect(bench().assumed[0]?.currentTurn()).toBe('turn-0001');
    expect(bench().invocations).toMatchObject([
      {
        functionArn: lambdaArn,
        hop: 5,
        turn: 'turn-0001',
        caller: {
          kind: 'service',
          service: 'bedrock.amazonaws.com',
          sourceArn: agent.agentArn,
          sourceAccount: '111122223333',
          turn: 'turn-0001',
        },
      },
    ]);
    expect(bench().invocations.map(eventOf)).toEqual([
      {
        messageVersion: '1.0',
        agent: { name: 'shop-agent', id: 'AGENT12345', alias: 'ALIAS12345', version: '3' },
        inputText: 'Show the open orders',
        sessionId: 'u-1:a',
        actionGroup: 'orders',
        function: 'list_orders',
        parameters: [{ name: 'state', type: 'string', value: 'OPEN' }],
        sessionAttributes: { correlationId: 'c-00000001' },
        promptSessionAttributes: { today: '2026-11-22' },
      },
    ]);
  });

  it('encodes values as text and lists without quotes, and omits an empty list of parameters', async () => {
    await ask({ inputText: 'List 3 orders, gift and express' });
    await ask({ inputText: 'List orders' });
    const [first, second] = bench().invocations.map(eventOf);
    expect(first?.parameters).toEqual([
      { name: 'tags', type: 'array', value: '[gift, express]' },
      { name: 'limit', type: 'integer', value: '3' },
    ]);
    expect(second).not.toHaveProperty('parameters');
  });

  it('traces the steps in order', async () => {
    const { traces } = await ask();
    const parts = traces.map(({ orchestrationTrace }) => orchestrationTrace ?? {});
    expect(parts.map((part) => Object.keys(part)[0])).toEqual([
      'modelInvocationInput',
      'modelInvocationOutput',
      'rationale',
      'invocationInput',
      'observation',
      'modelInvocationInput',
      'modelInvocationOutput',
      'observation',
    ]);
    expect(parts[3]).toMatchObject({
      invocationInput: {
        invocationType: 'ACTION_GROUP',
        actionGroupInvocationInput: {
          actionGroupName: 'orders',
          function: 'list_orders',
          parameters: [{ name: 'state', type: 'string', value: 'OPEN' }],
          executionType: 'LAMBDA',
        },
      },
    });
    expect(parts[4]).toMatchObject({
      observation: {
        type: 'ACTION_GROUP',
        actionGroupInvocationOutput: { text: '{"ok":true,"summary":"Done."}' },
      },
    });
    expect(parts[7]).toMatchObject({
      observation: { type: 'FINISH', finalResponse: { text: 'Done.' } },
    });
  });

  it('sends a trace only if requested', async () => {
    const { text, traces } = await ask({ enableTrace: false });
    expect({ text, traces }).toEqual({ text: 'Done.', traces: [] });
  });

  it('streams the answer in small chunks that can split a character', async () => {
    const summary = `${'x'.repeat(49)}äöü€😀${'y'.repeat(120)}`;
    bench().invoke = async (invocation) =>
      returned(functionAnswer(eventOf(invocation), JSON.stringify({ ok: true, summary })));
    const { text, chunks, traces } = await ask({
      streamingConfigurations: { streamFinalResponse: true },
    });
    expect(text).toBe(summary);
    expect(chunks.map((chunk) => chunk.length)).toEqual([50, 50, 50, 32]);
    expect(traces.at(-1)).toMatchObject({
      orchestrationTrace: { observation: { type: 'FINISH' } },
    });
    expect(bench().authorized.at(-1)?.action).toBe('bedrock:InvokeModelWithResponseStream');
  });

  it('finds the working draft by TSTALIASID', async () => {
    await ask({ agentAliasId: 'TSTALIASID' });
    expect(bench().invocations.map(eventOf)).toMatchObject([
      { agent: { alias: 'TSTALIASID', version: 'DRAFT' } },
    ]);
  });

  it('attributes the call of an outside caller to the turn in its session attributes', async () => {
    bench().turn = undefined;
    await ask({ sessionState: { sessionAttributes: { correlationId: 'c-00000001' } } });
    await ask({
      sessionState: { sessionAttributes: { correlationId: 'not valid!' } },
      sessionId: 'u-2',
    });
    expect(bench().invocations.map(({ turn }) => turn)).toEqual(['c-00000001', undefined]);
  });
});
