import { afterEach, describe, expect, it } from '@jest/globals';
import {
  type AgentBench,
  agent,
  eventOf,
  lambdaArn,
  readCompletion,
  returned,
  startAgentRuntime,
} from '../../../testing/bedrock-agent/agent-fixture.ts';
import type { DeployedAgent } from '../deployed-agent.ts';
import type { AgentModel } from '../model/agent-model.ts';

let bench: AgentBench;
afterEach(() => bench.close());

const withDocument = (document: unknown): DeployedAgent => ({
  ...agent,
  actionGroups: [{ name: 'api', lambdaArn, schema: { kind: 'openapi', document } }],
});

const notes = withDocument({
  openapi: '3.0.0',
  info: { title: 'Notes', version: '1' },
  paths: {
    '/findings/{findingId}/notes': {
      parameters: [{ $ref: '#/components/parameters/findingId' }],
      post: {
        operationId: 'addNote',
        description: 'Adds a note.',
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/Note' } } },
        },
      },
    },
    '/findings': { get: { summary: 'Lists findings.' } },
  },
  components: {
    parameters: {
      findingId: { name: 'findingId', in: 'path', required: true, schema: { type: 'string' } },
    },
    schemas: {
      Note: {
        type: 'object',
        required: ['note'],
        properties: {
          note: { type: 'string', enum: ['seen', 'done'] },
          labels: { type: 'array', items: { type: 'object' } },
        },
      },
    },
  },
});

const calling = (tool: string, values: Record<string, unknown>): AgentModel => ({
  next: async ({ conversation }) => {
    const last = conversation.at(-1);
    return last?.role === 'tool'
      ? { kind: 'answer', text: `${last.result.text}${last.result.rejected ? ' (rejected)' : ''}` }
      : { kind: 'call', tool, arguments: values, rationale: undefined };
  },
});

const answerWith = (status: number, change: object = {}) => {
  bench.invoke = async (invocation) => {
    const { actionGroup, apiPath, httpMethod } = eventOf(invocation);
    const responseBody = { 'application/json': { body: '{"count":2}' } };
    const response = { actionGroup, apiPath, httpMethod, httpStatusCode: status, responseBody };
    return returned({ messageVersion: '1.0', response: { ...response, ...change } });
  };
};

const ask = async () => readCompletion((await bench.invokeAgent()).completion);

describe('an action group with an OpenAPI schema', () => {
  it('sends path parameters and body properties separately', async () => {
    const values = {
      findingId: 'f-1',
      note: 'seen',
      labels: [{ key: 'a', count: 2 }, { key: 'b' }],
    };
    bench = await startAgentRuntime({ agents: [notes], model: calling('addNote', values) });
    answerWith(200);
    const { text, traces } = await ask();
    expect(text).toBe('{"count":2}');
    const body = [
      { name: 'note', type: 'string', value: 'seen' },
      { name: 'labels', type: 'array', value: '[{key=a, count=2}, {key=b}]' },
    ];
    const [event] = bench.invocations.map(eventOf);
    expect(event).toMatchObject({
      actionGroup: 'api',
      apiPath: '/findings/{findingId}/notes',
      httpMethod: 'POST',
      parameters: [{ name: 'findingId', type: 'string', value: 'f-1' }],
      requestBody: { content: { 'application/json': { properties: body } } },
    });
    expect(event).not.toHaveProperty('function');
    const [input] = traces.flatMap(
      ({ orchestrationTrace }) => orchestrationTrace?.invocationInput ?? [],
    );
    expect(input?.actionGroupInvocationInput).toMatchObject({
      apiPath: '/findings/{findingId}/notes',
      verb: 'post',
      requestBody: { content: { 'application/json': body } },
    });
  });

  it('sends neither for an operation without parameters', async () => {
    bench = await startAgentRuntime({ agents: [notes], model: calling('get_findings', {}) });
    answerWith(200);
    await ask();
    const [event] = bench.invocations.map(eventOf);
    expect(event).toMatchObject({ apiPath: '/findings', httpMethod: 'GET' });
    expect(event).not.toHaveProperty('parameters');
    expect(event).not.toHaveProperty('requestBody');
  });

  it.each([
    [400, '{"count":2} (rejected)'],
    [500, '{"count":2}'],
  ])('passes a %i on to the model', async (status, text) => {
    bench = await startAgentRuntime({ agents: [notes], model: calling('get_findings', {}) });
    answerWith(status);
    expect((await ask()).text).toBe(text);
  });

  it.each([{ apiPath: '/other' }, { httpMethod: 'PUT' }, { httpStatusCode: '200' }])(
    'fails on a response with %j',
    async (change) => {
      bench = await startAgentRuntime({ agents: [notes], model: calling('get_findings', {}) });
      answerWith(200, change);
      expect((await ask()).error).toMatchObject({ name: 'DependencyFailedException' });
    },
  );

  it.each([
    ['no paths', { openapi: '3.0.0' }],
    [
      'a reference to itself',
      {
        paths: { '/a': { get: { parameters: [{ $ref: '#/components/a' }] } } },
        components: { a: { $ref: '#/components/a' } },
      },
    ],
  ])('is refused with %s', async (_, document) => {
    bench = await startAgentRuntime({ agents: [withDocument(document)] });
    await expect(bench.invokeAgent()).rejects.toMatchObject({
      name: 'ValidationException',
      message: expect.stringContaining('api'),
    });
  });

  it('qualifies names that two action groups share', async () => {
    const [group] = notes.actionGroups;
    if (group === undefined) throw new Error('Expected an action group.');
    const agents = [{ ...notes, actionGroups: [group, { ...group, name: 'second' }] }];
    bench = await startAgentRuntime({ agents, model: calling('second__get_findings', {}) });
    answerWith(200);
    await ask();
    expect(bench.invocations.map(eventOf)).toMatchObject([{ actionGroup: 'second' }]);
  });
});
