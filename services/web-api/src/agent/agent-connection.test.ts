import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { plainAnswer } from '../../testing/agent-answers.ts';
import type { AgentCall } from '../../testing/bedrock-server.ts';
import { startClosingServer } from '../../testing/closing-server.ts';
import { createClientSide } from '../../testing/lambda-edge.ts';
import { chatProxyEvent } from '../../testing/proxy-event.ts';
import { startTestWebApi, type TestWebApi } from '../../testing/start-test-web-api.ts';

let api: TestWebApi;
beforeEach(async () => {
  api = await startTestWebApi();
});
afterEach(() => api.close());

const answer = (call: AgentCall) => {
  call.stream(...plainAnswer());
  call.response.end();
};

const ask = () => api.ask(chatProxyEvent(), answer);
const lastCode = () => api.lines.at(-1)?.code;

describe('the connections to the agent', () => {
  it('are one for a hundred questions', async () => {
    for (let question = 0; question < 100; question += 1) await ask();

    expect(api.bedrock.connectionCount()).toBe(1);
  });

  it('stay after a refusal', async () => {
    await ask();
    await api.ask(chatProxyEvent(), (call) => call.refuse(429, 'ThrottlingException', 'no'));
    await ask();

    expect(api.bedrock.connectionCount()).toBe(1);
  });

  it('end with the turn that the client leaves', async () => {
    const side = createClientSide();
    const { done } = api.start(chatProxyEvent(), side);
    const call = await api.bedrock.nextCall();
    side.disconnect();
    await call.closed;
    await done;
    await ask();

    expect(api.bedrock.connectionCount()).toBe(2);
    expect(lastCode()).toBe('OK');
  });

  it.each([
    [3_999, 1],
    [4_000, 2],
    [-1, 2],
    [24 * 3_600_000, 2],
  ])('after %d ms without a question are %d', async (idleMs, connections) => {
    await ask();
    api.clock.advance(idleMs);
    await ask();

    expect(api.bedrock.connectionCount()).toBe(connections);
  });
});

describe('after a freeze', () => {
  const freezesMs = [4_000, 5_000, 60_000, 350_000, 3_700_000];

  it.each([
    ['are reset', () => api.bedrock.resetOpenConnections()],
    ['get no answer', () => api.bedrock.blackHoleOpenConnections()],
  ])(
    'no question of 200 fails if requests on old connections %s',
    async (_effect, breakConnections) => {
      await ask();
      for (let cycle = 0; cycle < 200; cycle += 1) {
        breakConnections();
        api.clock.advance(freezesMs[cycle % freezesMs.length] ?? 0);
        await ask();
        expect(lastCode()).toBe('OK');
      }

      expect(api.bedrock.callCount()).toBe(201);
      expect(api.bedrock.connectionCount()).toBe(201);
    },
  );

  it.each(['destroySoon', 'resetAndDestroy'] as const)(
    'no question fails if the server closed the connections in a short freeze with %s',
    async (how) => {
      const server = await startClosingServer(Buffer.concat(plainAnswer()));
      const other = await startTestWebApi({ agentOrigin: server.origin });
      for (let cycle = 0; cycle < 20; cycle += 1) {
        await other.start(chatProxyEvent()).done;
        expect(other.lines.at(-1)?.code).toBe('OK');
        server.freezeAndClose(how);
      }

      expect(await server.connectionCount()).toBe(20);
      await other.close();
      await server.close();
    },
  );

  it('sends no question twice if the connection breaks under it', async () => {
    await ask();
    api.bedrock.resetOpenConnections();
    const side = createClientSide();
    await api.start(chatProxyEvent(), side).done;

    expect(side.prelude().statusCode).toBe(502);
    expect(lastCode()).toBe('AGENT_UNREACHABLE');
    expect(api.bedrock.callCount()).toBe(1);
    await ask();
    expect(lastCode()).toBe('OK');
  });
});

describe('a connection that is not established', () => {
  it('ends after its limit, also in its TLS handshake', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const silent = await startTestWebApi({ agentOrigin: `https://127.0.0.1:${port}` });
    const connected = once(server, 'connection');
    const { done } = silent.start(chatProxyEvent());
    const [socket] = await connected;
    silent.clock.advance(2_999);
    expect(silent.lines).toEqual([]);
    silent.clock.advance(1);
    await done;

    expect(silent.lines.at(-1)).toMatchObject({ code: 'AGENT_UNREACHABLE', durationMs: 3_000 });
    expect(silent.clock.pending()).toBe(0);
    await silent.close();
    socket.destroy();
    server.close();
  });
});
