import { readFile } from 'node:fs/promises';
import { actionGroupName } from '@hopwise/contracts/hop-refusal';
import { describe, expect, it } from '@jest/globals';
import { createTraceReader } from './trace-reader.ts';

type Trace = Parameters<ReturnType<typeof createTraceReader>['read']>[0];

/** All trace fields that must not leave this service have the value `private`. */
const metadata = { clientRequestId: 'private', usage: { inputTokens: 4242, outputTokens: 4242 } };
const privateTraces: Record<string, object> = {
  preProcessingTrace: {
    modelInvocationInput: { traceId: 'private', text: 'private' },
    modelInvocationOutput: { parsedResponse: { rationale: 'private', isValid: true }, metadata },
  },
  postProcessingTrace: { modelInvocationOutput: { parsedResponse: { text: 'private' } } },
  routingClassifierTrace: {
    invocationInput: {
      traceId: 'private',
      agentCollaboratorInvocationInput: {
        agentCollaboratorName: 'private',
        agentCollaboratorAliasArn: 'private',
      },
    },
  },
  guardrailTrace: { action: 'INTERVENED', traceId: 'private', inputAssessments: [{}] },
  failureTrace: { traceId: 'private', failureReason: 'private', failureCode: 424 },
  customOrchestrationTrace: { traceId: 'private', event: { text: 'private' } },
};
const privateOrchestration: Record<string, object> = {
  modelInvocationInput: { traceId: 'private', text: 'private', foundationModel: 'private' },
  modelInvocationOutput: {
    traceId: 'private',
    rawResponse: { content: 'private' },
    reasoningContent: { reasoningText: { text: 'private', signature: 'private' } },
    metadata,
  },
  rationale: { traceId: 'private', text: 'private' },
};
const privateInputs = {
  knowledgeBaseLookupInput: { text: 'private', knowledgeBaseId: 'private' },
  codeInterpreterInvocationInput: { code: 'private' },
  agentCollaboratorInvocationInput: { agentCollaboratorAliasArn: 'private' },
};
const privateObservations = {
  knowledgeBaseLookupOutput: { retrievedReferences: [{ content: { text: 'private' } }] },
  codeInterpreterInvocationOutput: { executionOutput: 'private' },
  agentCollaboratorInvocationOutput: { output: { text: 'private' } },
};

const readAll = (...traces: object[]) => {
  const reader = createTraceReader();
  return traces.flatMap((trace) => [...reader.read(trace as Trace)]);
};

const observation = (members: object, traceId = 'private') => ({
  orchestrationTrace: { observation: { traceId, ...privateObservations, ...members } },
});

const invocation = (input: object, traceId = 'private') => ({
  orchestrationTrace: {
    invocationInput: {
      traceId,
      invocationType: 'ACTION_GROUP',
      ...privateInputs,
      actionGroupInvocationInput: { actionGroupName: 'private', invocationId: 'private', ...input },
    },
  },
});

const started = (traceId: string, tool: string) => invocation({ function: tool }, traceId);
const answered = (text: string, traceId = 'private') =>
  observation({ actionGroupInvocationOutput: { text, metadata } }, traceId);

describe('the allow-list', () => {
  it('ignores all other kinds of trace', () => {
    const orchestration = Object.entries(privateOrchestration).map(([name, member]) => ({
      orchestrationTrace: { [name]: member },
    }));
    const others = Object.entries(privateTraces).map(([name, member]) => ({ [name]: member }));
    const unknown = { $unknown: ['brandNewTrace', { text: 'private' }] };
    expect(readAll(...others, ...orchestration, unknown, {})).toEqual([]);
    expect(createTraceReader().read(undefined)).toEqual([]);
  });

  it('shows only tool, arguments, outcome and result of a trace with all fields', () => {
    const body = {
      ok: true,
      summary: 'Three services are enabled.',
      findings: [{ resource: 'bucket' }],
      hops: [
        { hop: 6, credential: 'oauth', effect: 'allow', cacheHit: false },
        { hop: 7, credential: 'iam', effect: 'allow' },
      ],
    };
    const events = readAll(
      invocation({
        function: 'list_findings',
        verb: 'private',
        executionType: 'LAMBDA',
        parameters: [{ name: 'severity', type: 'string', value: 'HIGH', private: 'private' }],
      }),
      answered(JSON.stringify(body)),
      observation({ type: 'FINISH', finalResponse: { text: 'private', metadata } }),
    );
    const step = {
      type: 'step',
      stepId: '1',
      tool: 'list_findings',
      arguments: { severity: 'HIGH' },
    };
    expect(events).toEqual([
      { type: 'hop', hop: 4, credential: 'iam', effect: 'allow' },
      { ...step, outcome: 'started' },
      { type: 'hop', hop: 5, credential: 'iam', effect: 'allow' },
      { type: 'hop', hop: 6, credential: 'oauth', effect: 'allow', cacheHit: false },
      { type: 'hop', hop: 7, credential: 'iam', effect: 'allow' },
      {
        ...step,
        outcome: 'succeeded',
        summary: 'Three services are enabled.',
        result: { findings: [{ resource: 'bucket' }] },
      },
      { type: 'final' },
    ]);
    expect(JSON.stringify(events)).not.toMatch(/private|4242/);
  });

  it('omits a result that exceeds the limit of an action group', () => {
    const body = { ok: true, summary: 's', text: 'x'.repeat(25_000) };
    const events = readAll(started('private', 'list_findings'), answered(JSON.stringify(body)));
    const [step] = events.filter((event) => event.type === 'step' && event.outcome === 'succeeded');
    expect(step).toMatchObject({ summary: 's' });
    expect(step).not.toHaveProperty('result');
  });

  it('ignores malformed reports, and reports of hops that the function does not make', () => {
    const hopsOf = (hops: unknown) =>
      readAll(answered(JSON.stringify({ ok: true, summary: 's', hops })))
        .flatMap((event) => (event.type === 'hop' ? [event.hop] : []))
        .join();
    expect(hopsOf([{ hop: 3, credential: 'iam', effect: 'deny' }])).toBe('5');
    expect(hopsOf([{ hop: 6, credential: 'oauth', effect: 'allow', arn: 'private' }])).toBe('5');
    expect(hopsOf('private')).toBe('5');
  });
});

describe('outcomes', () => {
  const outcomeOf = (trace: object) =>
    readAll(started('private', 'list_findings'), trace).flatMap((event) =>
      event.type === 'step' && event.outcome !== 'started' ? [event] : [],
    );
  const failure = JSON.stringify({
    ok: false,
    error: { code: 'FINDING_NOT_FOUND', message: 'Say which one.' },
  });

  it('are rejected if the tool refuses the request', () => {
    expect(outcomeOf(answered(failure))).toMatchObject([
      { outcome: 'rejected', summary: 'Say which one.', code: 'FINDING_NOT_FOUND' },
    ]);
  });

  it('are failed if a hop behind the function is denied', () => {
    const hops = [{ hop: 7, credential: 'iam', effect: 'deny', code: 'GATEWAY_TARGET_FAILED' }];
    const body = JSON.stringify({ ...JSON.parse(failure), hops });
    expect(outcomeOf(answered(body))).toMatchObject([{ outcome: 'failed' }]);
  });

  it('are failed, without the text, if the answer is not a tool result', () => {
    for (const text of ['private', '{"private":1}', '{"ok":"yes"}', 'null', '']) {
      const [step] = outcomeOf(answered(text));
      expect(step).toMatchObject({ outcome: 'failed' });
      expect(JSON.stringify(step)).not.toContain('private');
    }
  });

  it('are rejected if the function answers with REPROMPT', () => {
    const reprompt = observation({
      type: 'REPROMPT',
      repromptResponse: { text: failure, source: 'ACTION_GROUP' },
    });
    expect(outcomeOf(reprompt)).toMatchObject([{ outcome: 'rejected', summary: 'Say which one.' }]);
  });

  it('stay open if the agent could not parse the output of its model', () => {
    const reprompt = observation({ repromptResponse: { text: 'private', source: 'PARSER' } });
    expect(readAll(started('private', 'list_findings'), reprompt)).toHaveLength(2);
  });

  it('belong to the oldest open step of their trace id', () => {
    const ok = (summary: string) => JSON.stringify({ ok: true, summary });
    const events = readAll(
      started('t-1', 'one'),
      started('t-2', 'two'),
      started('t-2', 'three'),
      answered(ok('for two'), 't-2'),
      answered(ok('for three'), 't-2'),
      answered(ok('for none'), 't-3'),
      answered(ok('for one'), 't-1'),
    );
    const summaries = events.flatMap((event) =>
      event.type === 'step' && event.summary !== undefined ? [[event.tool, event.summary]] : [],
    );
    expect(summaries).toEqual([
      ['two', 'for two'],
      ['three', 'for three'],
      ['one', 'for one'],
    ]);
  });
});

describe('a refusal', () => {
  const refusal = JSON.stringify({
    hopwiseRefusal: { version: 1, hop: 6, code: 'SECRET_ACCESS_DENIED' },
  });
  const byGroup = (name: string) =>
    invocation({ function: 'list_findings', actionGroupName: name }, 'private');
  const answer = (type: string) =>
    observation({ type, actionGroupInvocationOutput: { text: refusal, metadata } });

  it('of our action group is an error with hop and code', () => {
    expect(() => readAll(byGroup(actionGroupName), answer('ACTION_GROUP'))).toThrow(
      expect.objectContaining({ code: 'SECRET_ACCESS_DENIED', hop: 6 }),
    );
  });

  it.each<[string, object[]]>([
    ['of another action group', [byGroup('other'), answer('ACTION_GROUP')]],
    ['without a call', [answer('ACTION_GROUP')]],
    ['of another kind of observation', [byGroup(actionGroupName), answer('AGENT_COLLABORATOR')]],
    [
      'in the answer of a collaborator',
      [
        byGroup(actionGroupName),
        observation({ agentCollaboratorInvocationOutput: { output: { text: refusal } } }),
      ],
    ],
    [
      'in a reprompt',
      [
        byGroup(actionGroupName),
        observation({
          type: 'REPROMPT',
          repromptResponse: { text: refusal, source: 'ACTION_GROUP' },
        }),
      ],
    ],
    ['in the final response', [observation({ type: 'FINISH', finalResponse: { text: refusal } })]],
  ])('%s is only data', (_, traces) => {
    expect(() => readAll(...traces)).not.toThrow();
  });

  it('belongs to the action group of the template', async () => {
    const url = new URL('../../../security-agent/resources.yml', import.meta.url);
    const names = (await readFile(url, 'utf8')).match(/(?<=ActionGroupName: ).*/g);
    expect(names).toEqual([actionGroupName]);
  });
});

describe('arguments', () => {
  const argumentsOf = (input: object) =>
    readAll(invocation(input)).flatMap((event) => (event.type === 'step' ? [event] : []))[0];

  it.each([
    ['string', '7', '7'],
    ['boolean', 'true', true],
    ['boolean', 'false', false],
    ['boolean', 'yes', 'yes'],
    ['integer', '25', 25],
    ['number', '-0.5', -0.5],
    ['number', 'many', 'many'],
    ['number', '', ''],
    ['array', '["a","b"]', ['a', 'b']],
    ['array', '[a, b]', '[a, b]'],
    ['object', '{"a":1}', { a: 1 }],
    [undefined, 'x', 'x'],
  ])('of type %s and text %j', (type, value, expected) => {
    const step = argumentsOf({ function: 'tool', parameters: [{ name: 'it', type, value }] });
    expect(step?.arguments).toEqual({ it: expected });
  });

  it('of an OpenAPI operation come from parameters and body', () => {
    const step = argumentsOf({
      apiPath: '/list_findings',
      verb: 'POST',
      parameters: [{ name: 'limit', type: 'integer', value: '3' }],
      requestBody: {
        content: { 'application/json': [{ name: 'service', type: 'string', value: 'guardduty' }] },
      },
    });
    expect(step).toMatchObject({
      tool: 'list_findings',
      arguments: { limit: 3, service: 'guardduty' },
    });
  });

  it('cannot reach the prototype', () => {
    const step = argumentsOf({
      function: 'tool',
      parameters: [{ name: '__proto__', type: 'object', value: '{"polluted":true}' }],
    });
    expect(Object.keys(step?.arguments ?? {})).toEqual(['__proto__']);
    expect(step?.arguments).not.toHaveProperty('polluted');
  });
});
