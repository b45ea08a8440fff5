import { describe, expect, it } from '@jest/globals';
import {
  rpc,
  securityTarget,
  succeeded,
} from '../../../testing/agentcore-gateway/gateway-fixture.ts';
import { useGateway } from '../../../testing/agentcore-gateway/use-gateway.ts';
import { LambdaInvokeError } from '../../lambda/function/lambda-invoker.ts';

const { call, bench, token } = useGateway();

const opaque = {
  isError: true,
  content: [{ type: 'text', text: 'An internal error occurred. Please retry later.' }],
};

describe('tools/call', () => {
  it("invokes the target with only the arguments, as the gateway's role", async () => {
    const answer = await call({ severity: 'HIGH', limit: 2, ids: ['a'], extra: { any: 'thing' } });
    expect(answer).toMatchObject({ status: 200, body: { jsonrpc: '2.0', id: 7 } });
    expect(answer.headers.get('content-type')).toContain('application/json');
    expect(answer.body.result).toMatchObject({
      isError: false,
      content: [{ type: 'text', text: '{"ok":true,"summary":"Two findings."}' }],
    });
    expect(bench().assumed).toMatchObject([
      {
        service: 'bedrock-agentcore.amazonaws.com',
        roleArn: bench().gateway.roleArn,
        sourceArn: bench().gateway.arn,
        sourceAccount: '111122223333',
        hop: 7,
      },
    ]);
    const [invocation] = bench().invocations;
    expect(JSON.parse(Buffer.from(invocation?.payload ?? []).toString())).toEqual({
      severity: 'HIGH',
      limit: 2,
      ids: ['a'],
      extra: { any: 'thing' },
    });
    expect(invocation).toMatchObject({
      functionArn: securityTarget.lambdaArn,
      hop: 7,
      turn: 'turn-0001',
      caller: { kind: 'session', session: { roleArn: bench().gateway.roleArn } },
      clientContext: {
        custom: {
          bedrockAgentCoreMessageVersion: '1.0',
          bedrockAgentCoreMcpMessageId: '7',
          bedrockAgentCoreGatewayId: bench().gateway.gatewayId,
          bedrockAgentCoreTargetId: 'TARGET1234',
          bedrockAgentCoreToolName: 'security___list_findings',
        },
      },
    });
  });

  it.each([
    ['a string', succeeded('good'), '"good"'],
    ['nothing', { ...succeeded(null), payload: new Uint8Array() }, 'null'],
    [
      'an HTTP envelope',
      succeeded({ statusCode: 200, body: 'x' }),
      '{"statusCode":200,"body":"x"}',
    ],
  ])('returns %s as JSON text', async (_, result, text) => {
    bench().target.invoke = async () => result;
    expect((await call()).body.result.content).toEqual([{ type: 'text', text }]);
  });

  it('does not reveal why a target failed', async () => {
    bench().target.invoke = async () => ({
      ...succeeded({ errorMessage: 'secret' }),
      functionError: 'Unhandled',
    });
    expect((await call()).body.result).toMatchObject(opaque);
    bench().target.invoke = () =>
      Promise.reject(new LambdaInvokeError('AccessDeniedException', 'no'));
    expect(await call()).toMatchObject({ status: 200, body: { result: opaque } });
    bench().target.trusted = false;
    expect(await call()).toMatchObject({ status: 200, body: { result: opaque } });
  });

  it('refuses an unknown tool and a tool without its prefix', async () => {
    expect((await call({}, 'list_findings')).body.error).toMatchObject({
      code: -32602,
      message: 'Unknown tool: list_findings',
    });
  });

  it.each([
    [{}, 'severity is required'],
    [{ severity: 1 }, 'severity must be of type string'],
    [{ severity: 'LOW', limit: 1.5 }, 'limit must be of type integer'],
    [{ severity: 'LOW', ids: 'a' }, 'ids must be of type array'],
    [{ severity: 'LOW', ids: ['a', 1] }, 'ids.1 must be of type string'],
  ])('refuses arguments %j', async (values, message) => {
    expect((await call(values)).body.error).toMatchObject({
      code: -32602,
      message: `Invalid arguments for tool security___list_findings: ${message}`,
    });
    expect(bench().invocations).toHaveLength(0);
  });

  it('answers each of several concurrent calls with its own result', async () => {
    bench().target.invoke = async ({ payload }) =>
      succeeded(JSON.parse(Buffer.from(payload).toString()));
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => call({ severity: `${index}` })),
    );
    expect(answers.map(({ body }) => JSON.parse(body.result.content[0].text).severity)).toEqual(
      Array.from({ length: 20 }, (_, index) => `${index}`),
    );
  });

  it('stops waiting for the target when the client disconnects', async () => {
    const aborted = Promise.withResolvers<void>();
    const started = Promise.withResolvers<void>();
    bench().target.invoke = ({ signal }) => {
      signal?.addEventListener('abort', () => aborted.resolve());
      started.resolve();
      return new Promise(() => {});
    };
    const controller = new AbortController();
    const pending = fetch(bench().url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token()}` },
      body: JSON.stringify(
        rpc('tools/call', { name: 'security___list_findings', arguments: { severity: 'x' } }),
      ),
      signal: controller.signal,
    }).catch(() => 'gone');
    await started.promise;
    controller.abort();
    expect(await pending).toBe('gone');
    await aborted.promise;
  });
});
