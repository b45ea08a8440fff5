import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Respond } from '../testing/fake-cloud.ts';
import { sendJson } from '../testing/fake-cloud.ts';
import {
  rateLimited,
  raw,
  silence,
  success,
  toolText,
  unauthorized,
} from '../testing/gateway-replies.ts';
import { contextWith, readAnswer, sampleEvent } from '../testing/invoke.ts';
import { startTestProxy, type TestProxy } from '../testing/start-test-proxy.ts';

let proxy: TestProxy;
beforeAll(async () => {
  proxy = await startTestProxy();
});
beforeEach(() => {
  proxy.reset();
  proxy.cloud.gateway.respond = toolText(JSON.stringify(success));
});
afterAll(() => proxy.close());

/** Answers the requests in order, and all further requests with the last answer. */
const inTurn = (...replies: readonly [Respond, ...Respond[]]): Respond => {
  const left = [...replies];
  return (request, response) => {
    const next = left.length > 1 ? left.shift() : left[0];
    next?.(request, response);
  };
};

const callsOf = (): readonly { readonly id: string; readonly params: object }[] =>
  proxy.cloud.gateway.received.map(({ body }) => JSON.parse(body));

/** The complete body of an answer after hop 6 failed without a token or an answer. */
const refused = (code: string) => ({ hopwiseRefusal: { version: 1, hop: 6, code } });

describe('the request to the gateway', () => {
  it('is one bare tools/call with the token, the version and the id of the invocation', async () => {
    await proxy.ask('function');
    const { received } = proxy.cloud.gateway;
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      method: 'POST',
      path: '/mcp',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': '2025-11-25',
        authorization: expect.stringMatching(/^Bearer [\w-]+\.[\w-]+\.[\w-]+$/),
      },
    });
    expect(callsOf()).toEqual([
      {
        jsonrpc: '2.0',
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        method: 'tools/call',
        params: {
          name: 'security___list_findings',
          arguments: { service: 'guardduty', severity: 'CRITICAL', limit: 10 },
        },
      },
    ]);
  });

  it('is the same for an OpenAPI event', async () => {
    await proxy.ask('openapi');
    expect(callsOf()[0]?.params).toEqual({
      name: 'security___list_findings',
      arguments: { service: 'guardduty', severity: 'CRITICAL', limit: 10 },
    });
  });

  it('uses the cached token in a warm execution environment', async () => {
    const handler = proxy.coldHandler();
    await handler(await sampleEvent('function'), contextWith(20_000));
    const answer = await handler(await sampleEvent('openapi'), contextWith(20_000));
    expect(readAnswer(answer).body.hops[0]).toMatchObject({ hop: 6, cacheHit: true });
    expect(proxy.logged.map(({ cacheHit }) => cacheHit)).toEqual([false, true]);
    expect(proxy.cloud.issuer.received).toHaveLength(1);
    expect(new Set(callsOf().map(({ id }) => id)).size).toBe(2);
  });

  it('has the id of its invocation, as the log does, when several invocations run at once', async () => {
    const handler = proxy.coldHandler();
    const event = await sampleEvent('function');
    const turns = ['turn-0001', 'turn-0002', 'turn-0003'];
    const calls = turns.map((turn) => ({ turn, context: contextWith(20_000) }));
    const answers = await Promise.all(
      calls.map(({ turn, context }) =>
        handler({ ...event, sessionAttributes: { correlationId: turn } }, context),
      ),
    );
    expect(answers.map(({ sessionAttributes }) => sessionAttributes)).toEqual(
      turns.map((correlationId) => ({ correlationId })),
    );
    const ids = calls.map(({ context }) => context.awsRequestId);
    expect(
      callsOf()
        .map(({ id }) => id)
        .toSorted(),
    ).toEqual(ids.toSorted());
    expect(proxy.logged).toEqual(
      expect.arrayContaining(
        calls.map(({ turn, context }) =>
          expect.objectContaining({
            awsRequestId: context.awsRequestId,
            claimedCorrelationId: turn,
          }),
        ),
      ),
    );
  });

  it('has no id that the caller of the agent chose', async () => {
    const sessionAttributes = { correlationId: 'the-turn-of-someone-else' };
    const event = { ...(await sampleEvent('function')), sessionAttributes };
    await proxy.coldHandler()(event, contextWith(20_000));
    expect(JSON.stringify(proxy.cloud.gateway.received)).not.toContain('someone-else');
    expect(proxy.logged).toEqual([
      expect.not.objectContaining({ correlationId: expect.anything() }),
    ]);
  });

  it('is repeated once with a new token after 401', async () => {
    const works = proxy.cloud.gateway.respond;
    proxy.cloud.gateway.respond = inTurn(unauthorized('Invalid Bearer token'), works);
    expect((await proxy.ask('function')).state).toBe('SUCCESS');
    expect(proxy.cloud.issuer.received).toHaveLength(2);
    expect(proxy.cloud.gateway.received).toHaveLength(2);
  });

  it.each<[string, Respond]>([
    ['the rate limit', rateLimited(0.01)],
    ['429', raw(429, { 'Retry-After': '0' }, '')],
  ])('is repeated once after the wait that %s requires', async (_, throttled) => {
    proxy.cloud.gateway.respond = inTurn(throttled, proxy.cloud.gateway.respond);
    expect((await proxy.ask('function')).state).toBe('SUCCESS');
    const [first, second, ...more] = callsOf();
    expect(second?.params).toEqual(first?.params);
    expect(second?.id).not.toBe(first?.id);
    expect(more).toEqual([]);
  });

  it('is not repeated if the invocation ends before the wait', async () => {
    proxy.cloud.gateway.respond = rateLimited(4);
    expect((await proxy.ask('function', 4500)).body.hopwiseRefusal?.code).toBe('GATEWAY_THROTTLED');
    expect(proxy.cloud.gateway.received).toHaveLength(1);
  });
});

describe('a call that is refused before hop 6', () => {
  it('returns to the model if the tool is unknown', async () => {
    const event = { ...(await sampleEvent('function')), function: 'canary_tool' };
    const answer = readAnswer(await proxy.coldHandler()(event, contextWith(20_000)));
    expect(answer).toMatchObject({
      state: 'REPROMPT',
      body: {
        error: {
          code: 'TOOL_UNKNOWN',
          message: expect.stringMatching(/The tools are: .*list_findings.*\.$/),
        },
        hops: [],
      },
    });
    expect(proxy.logged).toEqual([expect.objectContaining({ tool: 'unknown' })]);
    expect(proxy.cloud.gateway.received).toEqual([]);
  });

  it('returns to the model if the tool has the name of an inherited object property', async () => {
    const event = { ...(await sampleEvent('openapi')), apiPath: '/constructor' };
    const answer = readAnswer(await proxy.coldHandler()(event, contextWith(20_000)));
    expect(answer).toMatchObject({ state: 404, body: { error: { code: 'TOOL_UNKNOWN' } } });
  });

  it('returns to the model if the arguments are invalid', async () => {
    const parameters = [{ name: 'exposure', type: 'string', value: 'canary' }];
    const event = { ...(await sampleEvent('function')), parameters };
    const answer = readAnswer(await proxy.coldHandler()(event, contextWith(20_000)));
    expect(answer.state).toBe('REPROMPT');
    expect(answer.body.error).toEqual({
      code: 'ARGUMENTS_INVALID',
      message:
        'The arguments do not match the tool. exposure: expected one of public, cross-account.',
    });
    expect(JSON.stringify(proxy.logged)).not.toContain('canary');
    expect(proxy.cloud.gateway.received).toEqual([]);
  });

  it('fails the invocation if the event is of neither kind', async () => {
    await expect(proxy.coldHandler()({ canary: 1 }, contextWith(20_000))).rejects.toMatchObject({
      code: 'EVENT_MALFORMED',
      message: expect.not.stringContaining('canary'),
    });
    expect(proxy.cloud.issuer.received).toEqual([]);
  });
});

describe.each([
  ['function', 'SUCCESS', 'SUCCESS'],
  ['openapi', 502, 504],
] as const)('failing infrastructure, for a %s event', (kind, failed, timedOut) => {
  it('is reported if the secret does not exist', async () => {
    proxy.cloud.secretsManager.respond = (_request, response) =>
      sendJson(response, 400, { __type: 'ResourceNotFoundException', message: 'none' });
    const { state, body } = await proxy.ask(kind);
    expect(state).toBe(failed);
    expect(body).toEqual(refused('SECRET_NOT_FOUND'));
    expect(proxy.logged).toEqual([
      expect.objectContaining({ level: 'error', outcome: 'refusal', code: 'SECRET_NOT_FOUND' }),
    ]);
    expect(proxy.cloud.gateway.received).toEqual([]);
  });

  it('is reported if the token request is refused', async () => {
    proxy.cloud.issuer.respond = (_request, response) =>
      sendJson(response, 400, { error: 'invalid_scope' });
    const { state, body } = await proxy.ask(kind);
    expect(state).toBe(failed);
    expect(body).toEqual(refused('SCOPE_NOT_GRANTED'));
    expect(proxy.cloud.gateway.received).toEqual([]);
  });

  it('is reported if the gateway closes the connection', async () => {
    proxy.cloud.gateway.respond = (_request, response) => response.destroy();
    const { state, body } = await proxy.ask(kind);
    expect(state).toBe(failed);
    expect(body).toEqual(refused('GATEWAY_UNREACHABLE'));
  });

  it('is reported if the gateway redirects to another origin', async () => {
    const { issuer, gateway } = proxy.cloud;
    gateway.respond = raw(307, { Location: `${issuer.origin}/mcp` }, '');
    const { state, body } = await proxy.ask(kind);
    expect(state).toBe(failed);
    expect(body).toEqual(refused('REDIRECT_REFUSED'));
    expect(issuer.received.map(({ path }) => path)).toEqual(['/oauth2/token']);
  });

  it('is reported if the answer never ends', async () => {
    const chunk = '漢'.repeat(100_000);
    proxy.cloud.gateway.respond = (_request, response) => {
      response.writeHead(200, { 'Content-Type': 'application/json' });
      const write = (): void => {
        if (response.writable) response.write(chunk, write);
      };
      write();
    };
    const { state, body } = await proxy.ask(kind);
    expect(state).toBe(failed);
    expect(body).toEqual(refused('GATEWAY_RESPONSE_TOO_LARGE'));
  });

  it('is reported in time if the gateway never answers', async () => {
    proxy.cloud.gateway.respond = silence;
    const { state, body } = await proxy.ask(kind, 1200);
    expect(state).toBe(timedOut);
    expect(body).toEqual(refused('GATEWAY_TIMEOUT'));
  });

  it('is reported if too little time is left for a call', async () => {
    const { state, body } = await proxy.ask(kind, 900);
    expect(state).toBe(timedOut);
    expect(body).toEqual(refused('GATEWAY_TIMEOUT'));
    expect(proxy.cloud.gateway.received).toEqual([]);
  });
});

describe('answers and logs', () => {
  it('contain neither secret nor token, and logs contain neither arguments nor findings', async () => {
    const handler = proxy.coldHandler();
    const answers = [await handler(await sampleEvent('function'), contextWith(20_000))];
    proxy.cloud.gateway.respond = unauthorized('Invalid Bearer token');
    answers.push(await handler(await sampleEvent('function'), contextWith(20_000)));
    const tokens = proxy.cloud.gateway.received.map(({ headers }) => headers.authorization ?? '');
    const text = JSON.stringify([answers, proxy.logged]);
    for (const secret of [
      'canary-secret',
      ...tokens.map((token) => token.replace('Bearer ', '')),
    ]) {
      expect(secret).not.toBe('');
      expect(text).not.toContain(secret);
    }
    expect(JSON.stringify(proxy.logged)).not.toMatch(/CRITICAL|guardduty|Three findings/);
  });
});
