import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createFakeClock, type FakeClock } from '../../testing/fake-clock.ts';
import {
  type Behaviour,
  type ProgrammableServer,
  startProgrammableServer,
} from '../../testing/programmable-server.ts';
import { type HttpRequest, HttpSendError } from './http-send.ts';
import { createNodeHttpSend } from './node-http-send.ts';

const failureOf = async (promise: Promise<unknown>): Promise<string> => {
  try {
    await promise;
    return 'none';
  } catch (error) {
    return error instanceof HttpSendError ? error.failure : 'other';
  }
};

describe('createNodeHttpSend', () => {
  let server: ProgrammableServer;
  let clock: FakeClock;
  let send = createNodeHttpSend();
  beforeEach(async () => {
    clock = createFakeClock();
    server = await startProgrammableServer(() => ({ status: 200, body: 'ok' }));
    send = createNodeHttpSend(clock);
  });
  afterEach(() => server.close());

  const request = (more: Partial<HttpRequest> = {}): HttpRequest => ({
    method: 'POST',
    url: new URL(server.origin),
    headers: {},
    body: 'ü',
    timeoutMs: 5_000,
    maxResponseBytes: 1_000,
    ...more,
  });

  it('sends the body with its length in bytes', async () => {
    await send(request());

    expect(server.received[0]).toMatchObject({ body: 'ü', headers: { 'content-length': '2' } });
  });

  it('uses one connection for a thousand requests', async () => {
    for (let index = 0; index < 1_000; index += 1) await send(request());

    expect(server.connections()).toBe(1);
  });

  it('reconnects once whenever the server closed a kept-alive connection', async () => {
    for (let index = 0; index < 100; index += 1) {
      expect((await send(request())).status).toBe(200);
      server.resetOpenConnections();
    }

    expect(server.connections()).toBe(100);
    expect(server.received).toHaveLength(100);
  });

  describe('after a time without a request', () => {
    it.each([
      [0, 1],
      [3_999, 1],
      [4_000, 2],
      [-1, 2],
      [24 * 3_600_000, 2],
    ])('after %d ms without a request, has opened %d connections', async (idleMs, connections) => {
      await send(request());
      clock.advance(idleMs);
      await send(request());

      expect(server.connections()).toBe(connections);
    });

    it.each([
      ['timeout=2', 1_999, 1],
      ['timeout=2', 2_000, 2],
      ['timeout=2, max=100', 2_000, 2],
      ['timeout=600', 3_999, 1],
      ['timeout=600', 4_000, 2],
      ['max=100', 3_999, 1],
    ])('respects Keep-Alive: %s after %d ms', async (keepAlive, idleMs, connections) => {
      server.program = () => ({ status: 200, headers: { 'keep-alive': keepAlive } });
      await send(request());
      clock.advance(idleMs);
      await send(request());

      expect(server.connections()).toBe(connections);
    });

    it('measures the idle time from the end of the response', async () => {
      server.program = () => (response) => {
        response.writeHead(200).write('first');
        clock.advance(60_000);
        response.end('last');
      };
      await send(request());
      clock.advance(3_999);
      await send(request());

      expect(server.connections()).toBe(1);
    });

    it('uses none of a hundred sockets that the network forgot', async () => {
      const burst = () => Promise.all(Array.from({ length: 100 }, () => send(request())));
      await burst();
      server.blackHoleOpenConnections();
      clock.advance(5_000);

      expect((await burst()).map(({ status }) => status)).toEqual(Array(100).fill(200));
      expect(server.connections()).toBe(200);
    });

    it('uses a young socket also if older ones are too old', async () => {
      await Promise.all([send(request()), send(request())]);
      clock.advance(3_000);
      await send(request());
      clock.advance(3_000);
      await send(request());

      expect(server.connections()).toBe(2);
    });
  });

  it('does not repeat a request after an early response of its server', async () => {
    await send(request());
    server.program = () => (response, socket) => {
      response.writeEarlyHints({ link: '</style.css>; rel=preload' }, () =>
        socket.resetAndDestroy(),
      );
    };

    expect(await failureOf(send(request()))).toBe('unreachable');
    expect(server.received).toHaveLength(2);
  });

  it('does not repeat a request that is reset after more than a second', async () => {
    await send(request());
    server.program = () => {
      clock.advance(1_000);
      return 'reset';
    };

    expect(await failureOf(send(request()))).toBe('unreachable');
    expect(server.received).toHaveLength(2);
  });

  it('does not repeat a request that is reset on a new connection', async () => {
    server.program = () => 'reset';

    expect(await failureOf(send(request()))).toBe('unreachable');
    expect(server.received).toHaveLength(1);
  });

  it('does not repeat a request whose response has started', async () => {
    await send(request());
    server.program = () => (response, socket) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half');
      setImmediate(() => socket.resetAndDestroy());
    };

    expect(await failureOf(send(request()))).toBe('unreachable');
    expect(server.received).toHaveLength(2);
  });

  const slow: readonly [string, Behaviour][] = [
    ['does not respond', 'hang'],
    ['stops after the headers', (response) => response.writeHead(200).flushHeaders()],
    ['stops in the body', (response) => response.writeHead(200).write('half')],
  ];
  it.each(slow)('times out if the server %s', async (_name, behaviour) => {
    server.program = () => behaviour;

    expect(await failureOf(send(request({ timeoutMs: 30 })))).toBe('timeout');
    server.program = () => ({ status: 204 });
    expect((await send(request())).status).toBe(204);
  });

  it('limits the whole exchange, not the pause between two bytes', async () => {
    server.program = () => (response) => {
      response.writeHead(200);
      const drip = setInterval(() => response.write('.'), 5);
      response.on('close', () => clearInterval(drip));
    };

    expect(await failureOf(send(request({ timeoutMs: 60 })))).toBe('timeout');
  });

  it('stops reading at the maximum length', async () => {
    server.program = () => ({ status: 200, body: '.'.repeat(1_000) });
    expect((await send(request())).body).toHaveLength(1_000);

    server.program = () => ({ status: 200, body: '.'.repeat(1_001) });
    expect(await failureOf(send(request()))).toBe('too_large');
  });

  it('can be aborted before and during the exchange', async () => {
    expect(await failureOf(send(request({ signal: AbortSignal.abort() })))).toBe('aborted');
    expect(server.received).toHaveLength(0);

    const abort = new AbortController();
    server.program = () => {
      abort.abort();
      return 'hang';
    };
    expect(await failureOf(send(request({ signal: abort.signal })))).toBe('aborted');
  });

  it.each([{ method: 'PO ST' }, { headers: { 'x-a': 'a\r\nb' } }, { headers: { 'x a': 'b' } }])(
    'does not send an invalid request: %j',
    async (more) => {
      expect(await failureOf(send(request(more)))).toBe('invalid');
      expect(server.received).toHaveLength(0);
    },
  );

  it('joins repeated headers', async () => {
    server.program = () => (response) => {
      response.writeHead(200, [
        ['set-cookie', 'a=1'],
        ['set-cookie', 'b=2'],
      ] as never);
      response.end();
    };

    expect((await send(request())).headers['set-cookie']).toBe('a=1, b=2');
  });
});
