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
import { LambdaInvokeError } from '../lambda/function/lambda-invoker.ts';
import type { AgentModel } from './model/agent-model.ts';
import { ModelError } from './model/agent-model.ts';

const { ask, restart, bench } = useAgentRuntime();

describe('InvokeAgent inside the stream', () => {
  it.each(['sts:AssumeRole', 'bedrock:InvokeModel'])(
    'denies an agent role without %s',
    async (action) => {
      bench().denied.add(action);
      const { error, traces } = await ask();
      expect(error).toMatchObject({ name: 'AccessDeniedException' });
      expect(traces).toMatchObject([{ failureTrace: { failureCode: 403 } }]);
      expect(bench().invocations).toHaveLength(0);
    },
  );

  it.each([0, 1])('denies an agent role without ARN %i of an inference profile', async (index) => {
    const modelArns = [
      'arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.some.model',
      'arn:aws:bedrock:us-east-1::foundation-model/some.model',
    ] as const;
    await restart({ agents: [{ ...agent, modelArns }] });
    await ask();
    expect(bench().authorized.slice(1)).toMatchObject([
      { action: 'bedrock:InvokeModel', resource: modelArns[0], hop: 4 },
      {
        action: 'bedrock:InvokeModel',
        resource: modelArns[1],
        hop: 4,
        context: { 'bedrock:InferenceProfileArn': modelArns[0] },
      },
    ]);
    bench().denied.add('bedrock:InvokeModel');
    bench().deniedOn = modelArns[index];
    expect((await ask()).error).toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`on ${modelArns[index]}.`),
    });
  });

  it('denies an account without access to the model, although the role has the grant', async () => {
    const giveBack = bench().modelAccess.withdraw();
    const { error, traces } = await ask();
    expect(error).toMatchObject({ name: 'AccessDeniedException' });
    expect(traces).toMatchObject([{ failureTrace: { failureCode: 403 } }]);
    expect(bench().invocations).toHaveLength(0);
    expect(bench().authorized.at(-1)).toMatchObject({ action: 'bedrock:InvokeModel', hop: 4 });
    expect(bench().decided).toMatchObject([
      {
        hop: 4,
        correlationId: 'turn-0001',
        principal: agent.roleArn,
        resource: agent.modelArns[0],
        effect: 'deny',
        code: 'AGENT_MODEL_ACCESS_MISSING',
      },
    ]);
    giveBack();
    expect((await ask()).error).toBeUndefined();
  });

  it('records that the Regions of a profile are not known', async () => {
    await restart({ agents: [{ ...agent, regionsUnknown: 'no source lists the Regions' }] });
    expect((await ask()).error).toBeUndefined();
    expect(bench().decided).toMatchObject([
      { hop: 4, effect: 'allow', by: 'not decided for other Regions: no source lists the Regions' },
    ]);
  });

  it('names a missing grant of the role first, if the account has no access either', async () => {
    bench().modelAccess.withdraw();
    bench().denied.add('bedrock:InvokeModel');
    await ask();
    expect(bench().decided).toEqual([]);
  });

  const answerOf = (change: (answer: ReturnType<typeof functionAnswer>) => unknown) => {
    bench().invoke = async (invocation) =>
      returned(change(functionAnswer(eventOf(invocation), 'text')));
  };

  it.each<[string, () => void]>([
    [
      'cannot be invoked',
      () => {
        bench().invoke = () => Promise.reject(new LambdaInvokeError('AccessDeniedException', 'no'));
      },
    ],
    [
      'is throttled',
      () => {
        bench().invoke = () =>
          Promise.reject(new LambdaInvokeError('TooManyRequestsException', 'no'));
      },
    ],
    [
      'throws',
      () => {
        bench().invoke = async () => ({
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
        bench().invoke = async (invocation) =>
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

  it('accepts a response of 25,000 bytes and refuses one of 25,001', async () => {
    const sized = (size: number) => {
      bench().invoke = async (invocation) => {
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

  it('passes a REPROMPT to the planner, which corrects its call', async () => {
    bench().invoke = async (invocation) => {
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

  it('ends a turn without an answer after the step limit', async () => {
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
    expect(bench().invocations).toHaveLength(15);
  });

  it('refuses a tool call of the model whose arguments are nested too deeply', async () => {
    const value: unknown = JSON.parse('['.repeat(11_000) + ']'.repeat(11_000));
    const next: AgentModel['next'] = async () => ({
      kind: 'call',
      tool: 'list_orders',
      arguments: { value },
      rationale: undefined,
    });
    await restart({ model: { next } });
    expect((await ask()).error).toMatchObject({
      name: 'BadGatewayException',
      message: expect.stringContaining('MODEL_REPLY_MALFORMED'),
    });
  });

  it('names the model that failed', async () => {
    const next = () =>
      Promise.reject(new ModelError('MODEL_TIMEOUT', 'It did not answer in time.'));
    await restart({ model: { next } });
    expect((await ask()).error).toMatchObject({
      name: 'BadGatewayException',
      resourceName: 'some.model',
      message: expect.stringContaining('MODEL_TIMEOUT'),
    });
    expect(bench().decided).toMatchObject([
      {
        hop: 4,
        correlationId: 'turn-0001',
        effect: 'deny',
        code: 'MODEL_TIMEOUT',
        by: 'It did not answer in time.',
      },
    ]);
  });

  it.each([
    { afterMs: 10_000, codes: ['MODEL_TIMEOUT'] },
    { afterMs: 9_999, codes: [] },
  ])('records $codes if the caller leaves the model after $afterMs ms', async (given) => {
    const asked = Promise.withResolvers<void>();
    const ended = Promise.withResolvers<void>();
    const next: AgentModel['next'] = ({ signal }) =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => {
          reject(new ModelError('MODEL_UNREACHABLE', 'The connection ended.'));
          setImmediate(ended.resolve);
        });
        asked.resolve();
      });
    await restart({ model: { next } });
    const controller = new AbortController();
    const response = await bench().invokeAgent({}, controller.signal);
    const completion = readCompletion(response.completion);
    await asked.promise;
    bench().clock.nowMs += given.afterMs;
    controller.abort();
    await completion;
    await ended.promise;
    expect(bench().decided.map(({ code }) => code)).toEqual(given.codes);
  });

  it('stops when the client disconnects', async () => {
    const aborted = Promise.withResolvers<void>();
    const controller = new AbortController();
    bench().invoke = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener('abort', () => {
          aborted.resolve();
          reject(new Error('aborted'));
        });
      });
    const response = await bench().invokeAgent({}, controller.signal);
    controller.abort();
    await readCompletion(response.completion);
    await aborted.promise;
    expect(bench().invocations).toHaveLength(1);
  });
});
