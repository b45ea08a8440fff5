import { effectOfCode } from '@hopwise/contracts/codes/denial-codes';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainAnswer, toolAnswered, toolStarted, toolSuccess } from '../testing/agent-answers.ts';
import {
  type AgentCall,
  chunkFrame,
  errorFrame,
  eventFrame,
  exceptionFrame,
  finalFrame,
} from '../testing/bedrock-server.ts';
import { createClientSide } from '../testing/lambda-edge.ts';
import { chatProxyEvent } from '../testing/proxy-event.ts';
import {
  setAwsEnvironment,
  startTestWebApi,
  type TestWebApi,
} from '../testing/start-test-web-api.ts';

let api: TestWebApi;
beforeAll(async () => {
  api = await startTestWebApi();
});
afterAll(() => api.close());

const leak = 'arn:aws:iam::111122223333:role/private';

const refusedWith = async (answer: (call: AgentCall) => void) => {
  const side = await api.ask(chatProxyEvent(), answer);
  return { status: side.prelude().statusCode, body: side.body() };
};

describe('before the stream', () => {
  it.each([
    {
      exception: 'ValidationException',
      awsStatus: 400,
      code: 'AGENT_REQUEST_INVALID',
      status: 502,
    },
    {
      exception: 'ServiceQuotaExceededException',
      awsStatus: 400,
      code: 'AGENT_QUOTA_EXCEEDED',
      status: 503,
    },
    {
      exception: 'AccessDeniedException',
      awsStatus: 403,
      code: 'INVOKE_AGENT_DENIED',
      status: 403,
    },
    {
      exception: 'ResourceNotFoundException',
      awsStatus: 404,
      code: 'AGENT_NOT_FOUND',
      status: 502,
    },
    { exception: 'ConflictException', awsStatus: 409, code: 'AGENT_CONFLICT', status: 409 },
    {
      exception: 'DependencyFailedException',
      awsStatus: 424,
      code: 'AGENT_DEPENDENCY_FAILED',
      status: 502,
    },
    {
      exception: 'ModelNotReadyException',
      awsStatus: 424,
      code: 'AGENT_MODEL_NOT_READY',
      status: 503,
    },
    { exception: 'ThrottlingException', awsStatus: 429, code: 'AGENT_THROTTLED', status: 429 },
    {
      exception: 'InternalServerException',
      awsStatus: 500,
      code: 'AGENT_INTERNAL_ERROR',
      status: 502,
    },
    { exception: 'BadGatewayException', awsStatus: 502, code: 'AGENT_BAD_GATEWAY', status: 502 },
    {
      exception: 'ExpiredTokenException',
      awsStatus: 403,
      code: 'AGENT_CREDENTIALS_REJECTED',
      status: 403,
    },
    {
      exception: 'UnrecognizedClientException',
      awsStatus: 403,
      code: 'AGENT_CREDENTIALS_REJECTED',
      status: 403,
    },
    {
      exception: 'InvalidSignatureException',
      awsStatus: 403,
      code: 'AGENT_CREDENTIALS_REJECTED',
      status: 403,
    },
    {
      exception: 'MissingAuthenticationTokenException',
      awsStatus: 403,
      code: 'OAUTH_TOKEN_TO_AWS_SERVICE',
      status: 403,
    },
    {
      exception: 'IncompleteSignatureException',
      awsStatus: 403,
      code: 'OAUTH_TOKEN_TO_AWS_SERVICE',
      status: 403,
    },
    { exception: 'SomethingNewException', awsStatus: 418, code: 'AGENT_FAILED', status: 502 },
  ])('$exception becomes $code', async ({ exception, awsStatus, code, status }) => {
    const calls = api.bedrock.callCount();
    const refusal = await refusedWith((call) => call.refuse(awsStatus, exception, leak));
    expect(refusal.status).toBe(status);
    expect(JSON.parse(refusal.body)).toEqual({
      code,
      message: expect.any(String),
      correlationId: 'AbCdEfGhIjKlMnO=',
    });
    expect(refusal.body).not.toContain('private');
    expect(api.bedrock.callCount()).toBe(calls + 1);
  });

  it('distinguishes the maintenance mode of Bedrock Agents from a denied action', async () => {
    const message = 'Bedrock Agents is in Maintenance Mode. New agent creation is not available.';
    const refusal = await refusedWith((call) => call.refuse(403, 'AccessDeniedException', message));
    expect(refusal.status).toBe(403);
    expect(JSON.parse(refusal.body).code).toBe('AGENT_MAINTENANCE_MODE');
  });

  it('logs the code, hop, exception and AWS request id, but not the message of the exception', async () => {
    await refusedWith((call) => call.refuse(403, 'AccessDeniedException', leak));
    expect(api.lines.at(-1)).toEqual({
      level: 'error',
      message: 'request failed',
      route: 'POST /chat',
      correlationId: 'AbCdEfGhIjKlMnO=',
      awsRequestId: 'lambda-request-1',
      durationMs: 0,
      streamed: false,
      code: 'INVOKE_AGENT_DENIED',
      hop: 3,
      cause: 'AccessDeniedException',
      agentRequestId: 'aws-request-1',
    });
  });

  it('calls the agent once even if the connection is cut before an answer', async () => {
    const calls = api.bedrock.callCount();
    const refusal = await refusedWith((call) => call.response.destroy());
    expect(refusal.status).toBe(502);
    expect(JSON.parse(refusal.body).code).toBe('AGENT_UNREACHABLE');
    expect(api.bedrock.callCount()).toBe(calls + 1);
  });

  it('reports AGENT_UNREACHABLE if nothing listens on the port', async () => {
    const other = await startTestWebApi();
    await other.bedrock.close();
    const refusal = await other.refuse(chatProxyEvent());
    expect(refusal).toMatchObject({ statusCode: 502, body: { code: 'AGENT_UNREACHABLE' } });
    setAwsEnvironment(api.bedrock.origin);
  });
});

const failedWith = async (...frames: Uint8Array[]) => {
  const side = await api.ask(chatProxyEvent(), (call) => {
    call.stream(chunkFrame('partial '), ...frames);
    call.response.end();
  });
  expect(side.prelude().statusCode).toBe(200);
  return side.events();
};

describe('inside the stream', () => {
  it.each([
    ['validationException', 'AGENT_REQUEST_INVALID', undefined],
    ['serviceQuotaExceededException', 'AGENT_QUOTA_EXCEEDED', undefined],
    ['accessDeniedException', 'AGENT_ROLE_DENIED', 4],
    ['resourceNotFoundException', 'AGENT_NOT_FOUND', undefined],
    ['conflictException', 'AGENT_CONFLICT', undefined],
    ['dependencyFailedException', 'AGENT_DEPENDENCY_FAILED', undefined],
    ['modelNotReadyException', 'AGENT_MODEL_NOT_READY', undefined],
    ['throttlingException', 'AGENT_THROTTLED', undefined],
    ['internalServerException', 'AGENT_INTERNAL_ERROR', undefined],
    ['badGatewayException', 'AGENT_BAD_GATEWAY', undefined],
    ['somethingNewException', 'AGENT_FAILED', undefined],
  ])('%s becomes %s after the text so far', async (exception, code, hop) => {
    const events = await failedWith(exceptionFrame(exception, { message: leak }));
    expect(events).toContainEqual({ type: 'text', delta: 'partial ' });
    expect(events.at(-1)).toEqual({
      type: 'error',
      code,
      message: expect.not.stringContaining('private'),
      ...(hop === undefined ? {} : { hop }),
      correlationId: 'AbCdEfGhIjKlMnO=',
    });
    const broken = events.filter((event) => event.type === 'hop' && event.effect !== 'allow');
    expect(broken).toEqual(
      hop === undefined
        ? []
        : [{ type: 'hop', hop, credential: 'iam', effect: effectOfCode(code), code }],
    );
    expect(events.map(({ type }) => type)).not.toContain('done');
  });

  it.each([
    "You don't have access to the model with the specified model ID.",
    'You don’t have access to the model with the specified model ID.',
    'Model access is denied due to IAM user or service role is not authorized to perform the required AWS Marketplace actions.',
  ])('blames the account if it has no access to the model: %s', async (message) => {
    const events = await failedWith(exceptionFrame('accessDeniedException', { message }));
    expect(events.slice(-2)).toMatchObject([
      { type: 'hop', hop: 4, effect: 'deny', code: 'AGENT_MODEL_ACCESS_MISSING' },
      { type: 'error', code: 'AGENT_MODEL_ACCESS_MISSING', hop: 4 },
    ]);
  });

  it('blames the role if it lacks the grant on the model', async () => {
    const message =
      'User: agent is not authorized to perform: bedrock:InvokeModel on resource: model because no identity-based policy allows the action';
    const events = await failedWith(exceptionFrame('accessDeniedException', { message }));
    expect(events.at(-1)).toMatchObject({ code: 'AGENT_ROLE_DENIED', hop: 4 });
  });

  it('blames hop 5 if Bedrock is not allowed to invoke the function, and ends the open step', async () => {
    const message = `Access denied while invoking Lambda function ${leak}.`;
    for (const exception of ['dependencyFailedException', 'accessDeniedException']) {
      const events = await failedWith(toolStarted(), exceptionFrame(exception, { message }));
      expect(events.slice(-3)).toMatchObject([
        { type: 'step', stepId: '1', outcome: 'failed' },
        { type: 'hop', hop: 5, effect: 'fail', code: 'AGENT_DEPENDENCY_FAILED' },
        { type: 'error', code: 'AGENT_DEPENDENCY_FAILED', hop: 5 },
      ]);
    }
  });

  it('blames the hop that the function itself reported as denied', async () => {
    const body = {
      ok: false,
      error: { code: 'GATEWAY_FORBIDDEN', message: 'The gateway could not be called.' },
      hops: [{ hop: 6, credential: 'oauth', effect: 'deny', code: 'GATEWAY_FORBIDDEN' }],
    };
    const events = await failedWith(
      toolStarted(),
      toolAnswered(body),
      exceptionFrame('dependencyFailedException', { message: 'The function failed.' }),
    );
    expect(events.at(-1)).toMatchObject({ code: 'AGENT_DEPENDENCY_FAILED', hop: 6 });
  });

  it.each([
    ['arn:aws:lambda:us-east-1:1:function:bedrock-gateway-proxy', 'AGENT_DEPENDENCY_FAILED', 5],
    ['AWS Lambda', 'AGENT_DEPENDENCY_FAILED', 5],
    ['AWS STS', 'AGENT_ROLE_DENIED', 4],
    ['AWS Security Token Service', 'AGENT_ROLE_DENIED', 4],
    ['Amazon Bedrock', 'AGENT_MODEL_FAILED', undefined],
    ['arn:aws:bedrock:us-east-1::foundation-model/some.model', 'AGENT_MODEL_FAILED', undefined],
    ['something new', 'AGENT_DEPENDENCY_FAILED', undefined],
  ])('a failed dependency %s becomes %s', async (resourceName, code, hop) => {
    const events = await failedWith(
      toolStarted(),
      exceptionFrame('dependencyFailedException', { message: leak, resourceName }),
    );
    const error = events.at(-1);
    expect(error).toMatchObject({ type: 'error', code });
    expect(error).toEqual(expect.objectContaining(hop === undefined ? {} : { hop }));
    if (hop === undefined) expect(error).not.toHaveProperty('hop');
    expect(JSON.stringify(events)).not.toContain('private');
  });

  it('names both causes at hop 5, because Bedrock does not tell them apart', async () => {
    const resourceName = 'arn:aws:lambda:us-east-1:1:function:private';
    const events = await failedWith(
      exceptionFrame('dependencyFailedException', { message: leak, resourceName }),
    );
    expect(events.at(-1)).toMatchObject({
      hop: 5,
      message: "The agent could not invoke its action group's function, or the function crashed.",
    });
  });

  it('reports an error frame that the SDK does not model', async () => {
    const events = await failedWith(errorFrame('ThrottlingException'));
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'AGENT_THROTTLED' });
  });

  it('refuses to run a tool for the agent', async () => {
    const events = await failedWith(
      eventFrame('returnControl', { invocationId: 'i-1', invocationInputs: [] }),
    );
    expect(events.at(-1)).toMatchObject({ type: 'error', code: 'AGENT_RETURN_CONTROL' });
  });

  it('skips unknown event types', async () => {
    const events = await failedWith(eventFrame('brandNew', { a: 1 }), ...plainAnswer());
    expect(events.at(-1)?.type).toBe('done');
  });
});

describe('an incomplete stream', () => {
  const incomplete = { type: 'error', code: 'AGENT_STREAM_INCOMPLETE', hop: 3 };

  it.each([
    ['ends without a final response', [chunkFrame('partial')]],
    ['ends with nothing at all', []],
    ['ends with a final response but no text', [finalFrame()]],
    ['ends inside a frame', [chunkFrame('partial'), finalFrame().slice(0, -5)]],
    ['ends inside the length of a frame', [chunkFrame('partial'), finalFrame().slice(0, 3)]],
    ['holds a frame of length zero', [chunkFrame('partial'), new Uint8Array(16)]],
    [
      'holds a frame whose checksum is wrong',
      [chunkFrame('partial'), finalFrame().map((byte, index) => (index === 90 ? byte ^ 1 : byte))],
    ],
  ])('that %s', async (_, frames) => {
    const side = await api.ask(chatProxyEvent(), (call) => {
      call.stream(...frames);
      call.response.end();
    });
    expect(side.events().at(-1)).toMatchObject(incomplete);
  });

  it('that is cut in the middle leaves no open connection', async () => {
    const { side, done } = api.start(chatProxyEvent(), createClientSide());
    const call = await api.bedrock.nextCall();
    call.stream(chunkFrame('partial'), toolStarted(), toolAnswered(toolSuccess));
    await side.until('partial');
    call.response.destroy();
    await done;
    await call.closed;
    expect(side.events().at(-1)).toMatchObject(incomplete);
  });

  it('that fails while the agent still sends ends the call to the agent', async () => {
    const { side, done } = api.start(chatProxyEvent(), createClientSide());
    const call = await api.bedrock.nextCall();
    call.stream(eventFrame('returnControl', { invocationId: 'i-1', invocationInputs: [] }));
    await done;
    await call.closed;
    expect(side.events().at(-1)).toMatchObject({ code: 'AGENT_RETURN_CONTROL' });
  });
});
