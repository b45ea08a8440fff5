import { once } from 'node:events';
import { type ClientHttp2Session, connect } from 'node:http2';
import { afterEach, describe, expect, it } from '@jest/globals';
import {
  createHttp1OrHttp2Server,
  type HttpListener,
  type HttpResponse,
} from './http1-or-http2.ts';
import type { SessionLimits } from './limit-sessions.ts';
import { type LoopbackServer, listenOnLoopback } from './loopback-server.ts';

const minuteMs = 60_000;

describe('the limits of HTTP/2 sessions', () => {
  let server: LoopbackServer;
  let waiting: HttpResponse[];
  let sessions: ClientHttp2Session[];

  const listen = async (limits: SessionLimits): Promise<void> => {
    waiting = [];
    sessions = [];
    const answer: HttpListener = (request, response) => {
      if (request.url === '/wait') {
        waiting.push(response);
      } else {
        response.end('data');
      }
    };
    server = await listenOnLoopback(createHttp1OrHttp2Server({ pages: 'none' }, answer, limits), 0);
  };

  afterEach(async () => {
    for (const session of sessions) session.destroy();
    await server.close();
  });

  const open = async (): Promise<ClientHttp2Session> => {
    const session = connect(server.origin).on('error', () => undefined);
    sessions.push(session);
    return session;
  };

  /** The status of an answer; 0 if the session ended first. */
  const ask = async (session: ClientHttp2Session, path = '/'): Promise<number> => {
    const request = session.request({ ':path': path });
    const status = new Promise<number>((resolve) => {
      request.once('response', (headers) => resolve(headers[':status'] ?? 0));
      request.on('error', () => resolve(0)).once('close', () => resolve(0));
    });
    request.resume();
    return status;
  };

  it('closes a session that is idle, also one that never sent a request', async () => {
    await listen({ maxSessions: 10, idleMs: 5, silentMs: minuteMs });
    const [silent, asked] = [await open(), await open()];
    const closed = Promise.all([once(silent, 'close'), once(asked, 'close')]);

    expect([0, 200]).toContain(await ask(asked));
    await closed;
  });

  it('does not close a session that waits for an answer', async () => {
    await listen({ maxSessions: 10, idleMs: 1, silentMs: minuteMs });
    let status = 0;
    // The session may become idle before the server gets its request.
    while (waiting.length === 0) {
      const asked = ask(await open(), '/wait');
      asked.then((received) => {
        status = received;
      });
      await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, 20))]);
    }
    const other = await open();
    await once(other, 'close');
    waiting[0]?.end('data');
    while (status === 0) await new Promise((resolve) => setImmediate(resolve));

    expect(status).toBe(200);
  });

  it('replaces the session that is idle for longest, or refuses a new one', async () => {
    await listen({ maxSessions: 2, idleMs: minuteMs, silentMs: minuteMs });
    const [busy, idle] = [await open(), await open()];
    const answer = ask(busy, '/wait');
    expect(await ask(idle)).toBe(200);
    const replaced = once(idle, 'close');

    const next = await open();
    expect(await ask(next)).toBe(200);
    await replaced;
    const second = ask(next, '/wait');
    while (waiting.length < 2) await new Promise((resolve) => setImmediate(resolve));
    await once(await open(), 'close');

    for (const response of waiting) response.end('data');
    expect(await Promise.all([answer, second])).toEqual([200, 200]);
  });
});
