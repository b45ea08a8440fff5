import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LambdaInvokeError } from '../lambda/lambda-invoker.ts';
import type { AgentModel, ModelRequest } from './model/agent-model.ts';
import { ModelError } from './model/agent-model.ts';
import {
  type AgentBench,
  agent,
  eventOf,
  functionAnswer,
  lambdaArn,
  readCompletion,
  returned,
  startAgentRuntime,
} from './testing/agent-bench.ts';

let bench: AgentBench;

beforeEach(async () => {
  bench = await startAgentRuntime();
});
afterEach(() => bench.close());

const restart = async (options: Parameters<typeof startAgentRuntime>[0]) => {
  await bench.close();
  bench = await startAgentRuntime(options);
};

const ask = async (input: Parameters<AgentBench['invokeAgent']>[0] = {}) =>
  readCompletion((await bench.invokeAgent(input)).completion);

const aliasArn = agent.aliases[0]?.aliasArn;

describe('InvokeAgent', () => {
  it('answers from the action group, in the names of caller, agent and service', async () => {
    const response = await bench.invokeAgent({
      sessionState: {
        sessionAttributes: { correlationId: 'c-00000001' },
        promptSessionAttributes: { today: '2026-11-22' },
      },
    });
    expect(response).toMatchObject({ sessionId: 'u-1:a', contentType: 'application/json' });
    const { text, chunks, error } = await readCompletion(response.completion);
    expect({ text, error }).toEqual({ text: 'Done.', error: undefined });
    expect(chunks).toHaveLength(1);
    expect(bench.authorized).toMatchObject([
      { action: 'bedrock:InvokeAgent', resource: aliasArn, hop: 3, caller: { kind: 'session' } },
      {
        action: 'bedrock:InvokeModel',
        resource: agent.modelArn,
        hop: 4,
        caller: { kind: 'session', session: { roleArn: agent.roleArn } },
      },
    ]);
    expect(bench.assumed).toMatchObject([
      {
        service: 'bedrock.amazonaws.com',
        roleArn: agent.roleArn,
        sourceArn: agent.agentArn,
        sourceAccount: '111122223333',
        hop: 4,
      },
    ]);
    expect(bench.assumed[0]?.currentTurn()).toBe('turn-0001');
    expect(bench.invocations).toMatchObject([
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
    expect(bench.invocations.map(eventOf)).toEqual([
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

  it('encodes values as text, lists without quotes, and leaves parameters out when there are none', async () => {
    await ask({ inputText: 'List 3 orders, gift and express' });
    await ask({ inputText: 'List orders' });
    const [first, second] = bench.invocations.map(eventOf);
    expect(first?.parameters).toEqual([
      { name: 'tags', type: 'array', value: '[gift, express]' },
      { name: 'limit', type: 'integer', value: '3' },
    ]);
    expect(second).not.toHaveProperty('parameters');
  });

  it('traces what happened, in order', async () => {
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

  it('sends no trace unless asked', async () => {
    const { text, traces } = await ask({ enableTrace: false });
    expect({ text, traces }).toEqual({ text: 'Done.', traces: [] });
  });

  it('streams the answer in small chunks that may split a character', async () => {
    const summary = `${'x'.repeat(49)}äöü€😀${'y'.repeat(120)}`;
    bench.invoke = async (invocation) =>
      returned(functionAnswer(eventOf(invocation), JSON.stringify({ ok: true, summary })));
    const { text, chunks, traces } = await ask({
      streamingConfigurations: { streamFinalResponse: true },
    });
    expect(text).toBe(summary);
    expect(chunks.map((chunk) => chunk.length)).toEqual([50, 50, 50, 32]);
    expect(traces.at(-1)).toMatchObject({
      orchestrationTrace: { observation: { type: 'FINISH' } },
    });
    expect(bench.authorized.at(-1)?.action).toBe('bedrock:InvokeModelWithResponseStream');
  });

  it('reaches the working draft by TSTALIASID', async () => {
    await ask({ agentAliasId: 'TSTALIASID' });
    expect(bench.invocations.map(eventOf)).toMatchObject([
      { agent: { alias: 'TSTALIASID', version: 'DRAFT' } },
    ]);
  });

  it('counts the call of a foreign caller to the turn that its session names', async () => {
    bench.turn = undefined;
    await ask({ sessionState: { sessionAttributes: { correlationId: 'c-00000001' } } });
    await ask({
      sessionState: { sessionAttributes: { correlationId: 'not valid!' } },
      sessionId: 'u-2',
    });
    expect(bench.invocations.map(({ turn }) => turn)).toEqual(['c-00000001', undefined]);
  });
});

describe('InvokeAgent before the stream', () => {
  it.each([
    ['sessionId', { sessionId: 'a b' }],
    ['sessionId', { sessionId: 'a' }],
    ['sessionId', { sessionId: 'a'.repeat(101) }],
    ['agentId', { agentId: 'AGENT-1' }],
    ['agentId', { agentId: 'A'.repeat(11) }],
    ['agentAliasId', { agentAliasId: 'ä' }],
    ['inputText', { inputText: '' }],
    ['memoryId', { memoryId: 'mm' }],
    [
      'sessionState.conversationHistory',
      { sessionState: { conversationHistory: { messages: [] } } },
    ],
  ])('refuses a request for its %s', async (member, input) => {
    await expect(bench.invokeAgent(input)).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining(member),
      $metadata: { httpStatusCode: 400 },
    });
    expect(bench.authorized).toHaveLength(0);
  });

  it.each(['aa', 'a'.repeat(100)])('takes a session id of %#', async (sessionId) => {
    expect((await ask({ sessionId })).text).toBe('Done.');
  });

  it.each([
    ['/agents/AGENT12345/agentAliases/ALIAS12345/sessions/aa/text', '{'],
    ['/agents/AGENT12345/agentAliases/ALIAS12345/sessions/aa/text', '{"inputText":1}'],
    ['/agents/%ff/agentAliases/ALIAS12345/sessions/aa/text', '{"inputText":"x"}'],
  ])('refuses %s with body %s', async (path, body) => {
    const response = await fetch(`${bench.origin}${path}`, { method: 'POST', body });
    expect(response.status).toBe(400);
    expect(response.headers.get('x-amzn-errortype')).toBe('ValidationException');
  });

  it('refuses other operations by name', async () => {
    const response = await fetch(`${bench.origin}/model/x/invoke`, { method: 'POST', body: '{}' });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      message: expect.stringContaining('POST /model/x/invoke'),
    });
  });

  it('denies a caller whose role may not invoke the alias, before it says whether there is one', async () => {
    bench.denied.add('bedrock:InvokeAgent');
    for (const agentId of ['AGENT12345', 'NOSUCH']) {
      await expect(bench.invokeAgent({ agentId })).rejects.toMatchObject({
        name: 'AccessDeniedException',
        $metadata: { httpStatusCode: 403 },
      });
    }
    expect(bench.assumed).toHaveLength(0);
  });

  it.each([{ agentId: 'NOSUCH' }, { agentAliasId: 'NOSUCH' }])(
    'does not find %j',
    async (input) => {
      await expect(bench.invokeAgent(input)).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    },
  );

  it('refuses an agent that is not prepared', async () => {
    await restart({ agents: [{ ...agent, prepared: false }] });
    await expect(bench.invokeAgent()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('NOT_PREPARED'),
    });
  });
});

describe('InvokeAgent inside the stream', () => {
  it.each(['sts:AssumeRole', 'bedrock:InvokeModel'])(
    'denies an agent role without %s',
    async (action) => {
      bench.denied.add(action);
      const { error, traces } = await ask();
      expect(error).toMatchObject({ name: 'AccessDeniedException' });
      expect(traces).toMatchObject([{ failureTrace: { failureCode: 403 } }]);
      expect(bench.invocations).toHaveLength(0);
    },
  );

  const answerOf = (change: (answer: ReturnType<typeof functionAnswer>) => unknown) => {
    bench.invoke = async (invocation) =>
      returned(change(functionAnswer(eventOf(invocation), 'text')));
  };

  it.each<[string, () => void]>([
    [
      'may not be called',
      () => {
        bench.invoke = () => Promise.reject(new LambdaInvokeError('AccessDeniedException', 'no'));
      },
    ],
    [
      'is throttled',
      () => {
        bench.invoke = () =>
          Promise.reject(new LambdaInvokeError('TooManyRequestsException', 'no'));
      },
    ],
    [
      'throws',
      () => {
        bench.invoke = async () => ({
          ...returned('{"errorMessage":"secret"}'),
          functionError: 'Unhandled',
        });
      },
    ],
    ['returns no JSON', () => answerOf(() => 'nonsense')],
    ['returns null', () => answerOf(() => null)],
    [
      'returns another messageVersion',
      () => answerOf((answer) => ({ ...answer, messageVersion: '2.0' })),
    ],
    [
      'answers for another function',
      () =>
        answerOf((answer) => ({ ...answer, response: { ...answer.response, function: 'other' } })),
    ],
    [
      'answers for another action group',
      () =>
        answerOf((answer) => ({
          ...answer,
          response: { ...answer.response, actionGroup: 'other' },
        })),
    ],
    [
      'says FAILURE',
      () => {
        bench.invoke = async (invocation) =>
          returned(functionAnswer(eventOf(invocation), 'secret', { responseState: 'FAILURE' }));
      },
    ],
  ])('fails when the function %s', async (_, arrange) => {
    arrange();
    const { error, text, traces } = await ask();
    expect(text).toBe('');
    expect(error).toMatchObject({ name: 'DependencyFailedException', resourceName: lambdaArn });
    expect(String(error)).not.toContain('secret');
    expect(traces.at(-1)).toMatchObject({ failureTrace: { failureCode: 424 } });
  });

  it('takes a response of 25,000 bytes and refuses one more', async () => {
    const sized = (size: number) => {
      bench.invoke = async (invocation) => {
        const empty = JSON.stringify(functionAnswer(eventOf(invocation), '')).length;
        return returned(functionAnswer(eventOf(invocation), 'x'.repeat(size - empty)));
      };
      return ask();
    };
    expect((await sized(25_000)).error).toBeUndefined();
    expect((await sized(25_001)).error).toMatchObject({
      name: 'DependencyFailedException',
      message: expect.stringContaining('Lambda response exceeds maximum size 25KB: 25001'),
    });
  });

  it('gives a REPROMPT back to the planner, which mends its call', async () => {
    bench.invoke = async (invocation) => {
      const event = eventOf(invocation);
      return JSON.stringify(event.parameters ?? []).includes('limit')
        ? returned(functionAnswer(event, 'limit must be at most 50', { responseState: 'REPROMPT' }))
        : returned(functionAnswer(event, '{"ok":true,"summary":"Mended."}'));
    };
    const { text, traces } = await ask({ inputText: 'List 500 orders' });
    expect(text).toBe('Mended.');
    const observations = traces.flatMap(
      ({ orchestrationTrace }) => orchestrationTrace?.observation ?? [],
    );
    expect(observations.map(({ type }) => type)).toEqual(['REPROMPT', 'ACTION_GROUP', 'FINISH']);
    expect(observations[0]?.repromptResponse).toEqual({
      text: 'limit must be at most 50',
      source: 'ACTION_GROUP',
    });
  });

  it('ends a turn that comes to no answer', async () => {
    const model: AgentModel = {
      next: async () => ({
        kind: 'call',
        tool: 'list_orders',
        arguments: {},
        rationale: undefined,
      }),
    };
    await restart({ model });
    expect((await ask()).error).toMatchObject({ name: 'InternalServerException' });
    expect(bench.invocations).toHaveLength(15);
  });

  it('says which model failed', async () => {
    const next = () =>
      Promise.reject(new ModelError('MODEL_TIMEOUT', 'It did not answer in time.'));
    await restart({ model: { next } });
    expect((await ask()).error).toMatchObject({
      name: 'BadGatewayException',
      resourceName: 'some.model',
      message: expect.stringContaining('MODEL_TIMEOUT'),
    });
  });

  it('stops when the client goes away', async () => {
    const aborted = Promise.withResolvers<void>();
    const controller = new AbortController();
    bench.invoke = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          aborted.resolve();
          reject(new Error('aborted'));
        });
      });
    const response = await bench.invokeAgent({}, controller.signal);
    controller.abort();
    await readCompletion(response.completion);
    await aborted.promise;
    expect(bench.invocations).toHaveLength(1);
  });
});

describe('agent sessions', () => {
  it('keep attributes for the session and prompt attributes for the turn', async () => {
    bench.invoke = async (invocation) =>
      returned(
        functionAnswer(eventOf(invocation), '{"ok":true,"summary":"x"}', {
          more: { sessionAttributes: { seen: 'yes' } },
        }),
      );
    await ask({
      sessionState: { sessionAttributes: { a: '1' }, promptSessionAttributes: { p: '1' } },
    });
    await ask();
    await ask({ sessionId: 'another' });
    expect(bench.invocations.map(eventOf)).toMatchObject([
      { sessionAttributes: { a: '1' }, promptSessionAttributes: { p: '1' } },
      { sessionAttributes: { a: '1', seen: 'yes' }, promptSessionAttributes: {} },
      { sessionAttributes: {}, promptSessionAttributes: {} },
    ]);
  });

  const remembered = async (input: Parameters<AgentBench['invokeAgent']>[0] = {}) => {
    await ask(input);
    return Object.keys(Object(bench.invocations.map(eventOf).at(-1)?.sessionAttributes));
  };

  it('end after their idle time, not a millisecond before', async () => {
    await ask({ sessionState: { sessionAttributes: { a: '1' } } });
    bench.clock.nowMs += 599_999;
    expect(await remembered()).toEqual(['a']);
    bench.clock.nowMs += 600_000;
    expect(await remembered()).toEqual([]);
  });

  it('end when the caller says so, with or without a question', async () => {
    await ask({ sessionState: { sessionAttributes: { a: '1' } } });
    const last = await ask({ endSession: true, inputText: '' });
    expect(last).toMatchObject({ text: '', error: undefined });
    expect(await remembered()).toEqual([]);
    await ask({ endSession: true, sessionState: { sessionAttributes: { a: '1' } } });
    expect(await remembered()).toEqual([]);
  });

  it('give the model the turns before', async () => {
    const seen: ModelRequest['conversation'][] = [];
    const model: AgentModel = {
      async next({ conversation }) {
        seen.push([...conversation]);
        return { kind: 'ask', text: 'Which one?' };
      },
    };
    await restart({ model });
    const { traces } = await ask({ inputText: 'Cancel it' });
    expect(traces.at(-1)).toMatchObject({
      orchestrationTrace: { observation: { type: 'ASK_USER' } },
    });
    await ask({ inputText: 'The first' });
    expect(seen[1]).toEqual([
      { role: 'user', text: 'Cancel it' },
      { role: 'assistant', text: 'Which one?', asked: true },
      { role: 'user', text: 'The first' },
    ]);
  });
});
