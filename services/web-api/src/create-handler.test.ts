import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { plainAnswer, toolAnswered, toolStarted, toolSuccess } from '../testing/agent-answers.ts';
import { chunkFrame, finalFrame } from '../testing/bedrock-server.ts';
import { chatProxyEvent, userClaims } from '../testing/proxy-event.ts';
import { startTestWebApi, type TestWebApi } from '../testing/start-test-web-api.ts';
import { maxBodyBytes } from './http/read-chat-request.ts';

let api: TestWebApi;
beforeAll(async () => {
  api = await startTestWebApi();
});
afterAll(() => api.close());

const jsonType = { 'content-type': 'application/json' };
const extendedRequestId = 'JZq5mFOIIAMFi_w=';
/** Of `startTestWebApi`. */
const lambdaRequestId = 'lambda-request-1';

describe('a turn', () => {
  it('streams text, steps and hops, and ends with done', async () => {
    const event = chatProxyEvent(undefined, { extendedRequestId });
    const side = await api.ask(event, (call) => {
      call.stream(toolStarted(), toolAnswered(toolSuccess));
      call.stream(chunkFrame('Two critical '), chunkFrame('findings.'), finalFrame());
      call.response.end();
    });

    expect(side.prelude()).toEqual({
      statusCode: 200,
      headers: {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
        'access-control-allow-origin': 'https://ui.example.com',
        'access-control-expose-headers': 'x-correlation-id',
        'x-correlation-id': extendedRequestId,
      },
    });
    const step = {
      type: 'step',
      stepId: '1',
      tool: 'list_findings',
      arguments: { severity: 'CRITICAL', limit: 5 },
    };
    expect(side.events()).toEqual([
      { type: 'hop', hop: 1, credential: 'none', effect: 'allow' },
      { type: 'hop', hop: 2, credential: 'iam', effect: 'allow' },
      { type: 'hop', hop: 3, credential: 'iam', effect: 'allow' },
      { type: 'hop', hop: 4, credential: 'iam', effect: 'allow' },
      { ...step, outcome: 'started' },
      { type: 'hop', hop: 5, credential: 'iam', effect: 'allow' },
      { type: 'hop', hop: 6, credential: 'oauth', effect: 'allow', cacheHit: true },
      { type: 'hop', hop: 7, credential: 'iam', effect: 'allow' },
      {
        ...step,
        outcome: 'succeeded',
        summary: 'Two critical findings.',
        result: { findings: [{ id: 'finding-1' }] },
      },
      { type: 'text', delta: 'Two critical ' },
      { type: 'text', delta: 'findings.' },
      {
        type: 'done',
        sessionId: expect.stringMatching(/^a\.[0-9a-f]{32}$/),
        correlationId: extendedRequestId,
      },
    ]);
  });

  it('calls the agent once, signed for bedrock, with trace, streaming and the correlation id', async () => {
    let seen: unknown;
    const event = chatProxyEvent({ message: 'Grüße' }, { extendedRequestId });
    const side = await api.ask(event, (call) => {
      seen = { path: call.path, body: call.body, authorization: call.headers.authorization };
      call.stream(...plainAnswer());
      call.response.end();
    });
    const done = side.events().at(-1);
    const sessionId = done?.type === 'done' ? done.sessionId : '';
    expect(seen).toEqual({
      path: `/agents/AGENT12345/agentAliases/ALIAS12345/sessions/${sessionId}/text`,
      body: {
        inputText: 'Grüße',
        enableTrace: true,
        streamingConfigurations: { streamFinalResponse: true },
        sessionState: { sessionAttributes: { correlationId: extendedRequestId } },
      },
      authorization: expect.stringMatching(
        /^AWS4-HMAC-SHA256 Credential=ASIAEXAMPLE\/\d{8}\/us-east-1\/bedrock\/aws4_request, /,
      ),
    });
  });

  it.each([
    ['ignores the correlation id of a caller', extendedRequestId, extendedRequestId],
    [
      "uses Lambda's request id if the later hops refuse that of API Gateway",
      'a b',
      lambdaRequestId,
    ],
  ])('%s', async (_name, given, expected) => {
    const chosen = { 'x-correlation-id': 'of-another-caller', 'x-amzn-requestid': 'of-another' };
    const event = chatProxyEvent(undefined, {
      headers: { ...jsonType, ...chosen, 'x-amz-apigw-id': 'of-another-caller' },
      extendedRequestId: given,
    });
    const sent: unknown[] = [];
    const side = await api.ask(event, (call) => {
      sent.push(call.body);
      call.stream(...plainAnswer());
      call.response.end();
    });
    const sessionState = { sessionAttributes: { correlationId: expected } };
    expect(sent).toMatchObject([{ sessionState }]);
    expect(side.prelude().headers['x-correlation-id']).toBe(expected);
    expect(side.events().at(-1)).toMatchObject({ type: 'done', correlationId: expected });
  });

  it('joins characters that are split over chunks at every byte', async () => {
    const text = 'Größe 漢字 👩‍🚀 ende';
    const side = await api.ask(chatProxyEvent(), (call) => {
      for (const byte of Buffer.from(text)) call.stream(chunkFrame(Uint8Array.of(byte)));
      call.stream(finalFrame());
      call.response.end();
    });
    const deltas = side.events().flatMap((event) => (event.type === 'text' ? [event.delta] : []));
    expect(deltas.join('')).toBe(text);
    expect(deltas).not.toContain('');
    expect(deltas.join('')).not.toContain('\ufffd');
  });

  it('keeps an event on one line for any text', async () => {
    const text = 'a\n\ndata: b\r\nevent: done\u2028c';
    const side = await api.ask(chatProxyEvent(), (call) => {
      call.stream(...plainAnswer(text));
      call.response.end();
    });
    expect(side.events().filter(({ type }) => type === 'text')).toEqual([
      { type: 'text', delta: text },
    ]);
  });

  it('reports a hop once, and again if it is denied later', async () => {
    const denied = {
      ...toolSuccess,
      hops: [{ hop: 7, credential: 'iam', effect: 'deny', code: 'GATEWAY_TARGET_FAILED' }],
    };
    const side = await api.ask(chatProxyEvent(), (call) => {
      call.stream(toolStarted('t-1'), toolAnswered(toolSuccess, 't-1'));
      call.stream(toolStarted('t-2'), toolAnswered(denied, 't-2'));
      call.stream(toolStarted('t-3'), toolAnswered(toolSuccess, 't-3'), ...plainAnswer());
      call.response.end();
    });
    const hops = side.events().flatMap((event) => (event.type === 'hop' ? [event] : []));
    expect(hops.map(({ hop, effect }) => `${hop} ${effect}`)).toEqual([
      '1 allow',
      '2 allow',
      '3 allow',
      '4 allow',
      '5 allow',
      '6 allow',
      '7 allow',
      '7 deny',
    ]);
  });
});

describe('sessions', () => {
  const askFor = async (sessionId: string | undefined, claims?: Record<string, string>) => {
    const body = { message: 'hello', ...(sessionId === undefined ? {} : { sessionId }) };
    const side = await api.ask(
      chatProxyEvent(body, claims === undefined ? {} : { claims }),
      (call) => {
        call.stream(...plainAnswer());
        call.response.end();
      },
    );
    return side.events();
  };

  const sessionFor = async (claims?: Record<string, string>): Promise<string> => {
    const done = (await askFor(undefined, claims)).at(-1);
    return done?.type === 'done' ? done.sessionId : '';
  };

  it('continue for the user who started them, and hop 1 reports cognito', async () => {
    const sessionId = await sessionFor(userClaims);
    expect(sessionId).toMatch(/^u-[0-9a-f]{32}\.[0-9a-f]{32}$/);
    const events = await askFor(sessionId, userClaims);
    expect(events[0]).toEqual({ type: 'hop', hop: 1, credential: 'cognito', effect: 'allow' });
    expect(events.at(-1)).toMatchObject({ type: 'done', sessionId });
  });

  it('continue for anyone who knows the id of an anonymous session', async () => {
    const sessionId = await sessionFor();
    expect((await askFor(sessionId)).at(-1)).toMatchObject({ type: 'done', sessionId });
  });

  it('are new if the request has no session id', async () => {
    expect(await sessionFor(userClaims)).not.toBe(await sessionFor(userClaims));
  });

  it('of other callers are refused before the agent is called', async () => {
    const mine = await sessionFor(userClaims);
    const anonymous = await sessionFor();
    const other = { ...userClaims, sub: 'another-user' };
    const otherPool = { ...userClaims, iss: 'https://issuer.example.com' };
    const calls = api.bedrock.callCount();
    const offers: [string, Record<string, string> | undefined][] = [
      [mine, other],
      [mine, otherPool],
      [mine, undefined],
      [anonymous, userClaims],
      [`${mine}0`, userClaims],
      [mine.slice(0, -1), userClaims],
      [mine.toUpperCase(), userClaims],
      ['a.short', undefined],
      [`a.${'g'.repeat(32)}`, undefined],
      [`a.${'0'.repeat(32)}0`, undefined],
    ];
    for (const [sessionId, claims] of offers) {
      const event = chatProxyEvent(
        { message: 'hello', sessionId },
        claims === undefined ? {} : { claims },
      );
      expect(await api.refuse(event)).toMatchObject({
        statusCode: 403,
        body: { code: 'SESSION_NOT_YOURS' },
      });
    }
    expect(api.bedrock.callCount()).toBe(calls);
  });

  it('are never anonymous for a token without a user', async () => {
    for (const claims of [{}, { sub: 'x' }, { iss: 'x', sub: '' }]) {
      expect(await api.refuse(chatProxyEvent(undefined, { claims }))).toMatchObject({
        statusCode: 403,
        body: { code: 'CALLER_UNKNOWN' },
      });
    }
  });
});

describe('a stage that is not public', () => {
  it('refuses a caller whom no authorizer has checked, before the agent is called', async () => {
    const closed = await startTestWebApi({ isPublic: false });
    const events = [undefined, null, {}, { principalId: 'user' }, { claims: undefined }].map(
      (authorizer) => {
        const event = chatProxyEvent();
        Object.assign(event.requestContext, { authorizer });
        return event;
      },
    );
    for (const event of events) {
      expect(await closed.refuse(event)).toMatchObject({
        statusCode: 403,
        body: { code: 'CALLER_UNKNOWN' },
      });
    }
    expect(closed.bedrock.callCount()).toBe(0);
    await closed.close();
  });

  it('answers a user', async () => {
    const closed = await startTestWebApi({ isPublic: false });
    const side = await closed.ask(chatProxyEvent(undefined, { claims: userClaims }), (call) => {
      call.stream(...plainAnswer());
      call.response.end();
    });
    expect(side.events().at(-1)).toMatchObject({ type: 'done' });
    await closed.close();
  });
});

describe('routes', () => {
  it.each([
    ['MESSAGE_TOO_LONG', 'x'.repeat(8_001)],
    ['REQUEST_TOO_LARGE', 'x'.repeat(maxBodyBytes)],
  ])('answers 413 with %s for a message that is too long', async (code, message) => {
    const calls = api.bedrock.callCount();
    expect(await api.refuse(chatProxyEvent({ message }))).toMatchObject({
      statusCode: 413,
      body: { code },
    });
    expect(api.bedrock.callCount()).toBe(calls);
  });

  it.each([
    { httpMethod: 'GET', resource: '/chat' },
    { httpMethod: 'GET', resource: '/health' },
    { httpMethod: 'POST', resource: '/chat/{proxy+}' },
  ])('answers 404 for $httpMethod $resource', async (changes) => {
    expect(await api.refuse({ ...chatProxyEvent(), ...changes })).toMatchObject({
      statusCode: 404,
      body: { code: 'ROUTE_UNKNOWN' },
    });
  });
});

describe('the log', () => {
  it('has one line per request, without question or answer', async () => {
    const before = api.lines.length;
    const secret = 'a very private question';
    const event = chatProxyEvent({ message: secret }, { extendedRequestId, claims: userClaims });
    const side = await api.ask(event, (call) => {
      call.stream(...plainAnswer('a very private answer'));
      call.response.end();
    });
    expect(side.events().at(-1)?.type).toBe('done');
    expect(api.lines.slice(before)).toEqual([
      {
        level: 'info',
        message: 'request answered',
        route: 'POST /chat',
        correlationId: extendedRequestId,
        awsRequestId: 'lambda-request-1',
        durationMs: 0,
        streamed: true,
        code: 'OK',
      },
    ]);
  });

  it('has no text of an event with another route', async () => {
    const before = api.lines.length;
    await api.refuse({ ...chatProxyEvent(), httpMethod: 'GET\nforged', resource: '/forged' });
    expect(api.lines.slice(before)).toMatchObject([{ route: 'unknown', code: 'ROUTE_UNKNOWN' }]);
    expect(JSON.stringify(api.lines.slice(before))).not.toContain('forged');
  });
});
