import { once } from 'node:events';
import { type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { HopSpan } from '@hopwise/contracts/turn-record';
import { describe, expect, it } from '@jest/globals';
import { createHttpServer } from '../http/http-server.ts';
import { listenOnLoopback } from '../http/loopback-server.ts';
import { createSpanRecord } from './span-record.ts';
import { createArrivalTimer } from './time-arrivals.ts';
import { createTurnTraces } from './turn-traces.ts';

const turn = 'turn-0001';
const clock = { now: () => 1000 };

type Answer = (response: ServerResponse, request: IncomingMessage) => void;
type Sent = {
  readonly host?: string;
  readonly path?: string;
  readonly traceId?: string;
  /** Called with the client's connection when the request has arrived. */
  readonly onArrived?: (leave: () => void) => void;
};

/** Sends a request to a server that times arrivals, and returns the recorded calls. */
const spansOf = async (answer: Answer, sent: Sent = {}): Promise<readonly HopSpan[]> => {
  const traces = createTurnTraces(clock);
  const record = createSpanRecord(clock);
  const onArrival = createArrivalTimer(traces, record);
  const { host = 'gateway', path = '/mcp', traceId = traces.headerOf(turn) } = sent;
  const closed = Promise.withResolvers<void>();
  const server = await listenOnLoopback(
    createHttpServer({ pages: 'none' }, (arrived, response) => {
      onArrival(host, arrived, response);
      response.once('close', closed.resolve);
      // The listener behind the relays knows the turn from the body.
      const span = { hop: 6, turn, operation: 'POST /mcp', request: arrived } as const;
      if (record.spansOfTurn(turn)) record.startSpan(span)('failed');
      sent.onArrived?.(() => client.destroy());
      answer(response, arrived);
    }),
    0,
  );
  const headers = { 'x-amzn-trace-id': traceId };
  const client = request(`${server.origin}${path}`, { method: 'POST', headers });
  client.once('response', (response) => response.resume());
  client.end();
  await Promise.all([once(client, 'close').catch(() => undefined), closed.promise]);
  await server.close();
  return record.spansOfTurn(turn) ?? [];
};

const answerWith =
  (status: number): Answer =>
  (response) =>
    response.writeHead(status).end();

describe('the time of a call of hop 6', () => {
  it.each([
    ['gateway', '/mcp'],
    ['userPoolDomain', '/oauth2/token'],
  ])('is recorded once, for the turn of its tracing header: %s', async (host, path) => {
    expect(await spansOf(answerWith(200), { host, path })).toEqual([
      {
        hop: 6,
        operation: `POST ${path}`,
        startedAtMs: 1000,
        endedAtMs: 1000,
        outcome: 'answered',
      },
    ]);
  });

  it('is recorded for a call that a relay refuses', async () => {
    expect(await spansOf(answerWith(429))).toMatchObject([{ outcome: 'failed' }]);
  });

  it('is recorded for a call that a relay holds until the caller leaves', async () => {
    const spans = await spansOf(() => undefined, { onArrived: (leave) => leave() });
    expect(spans).toMatchObject([{ outcome: 'abandoned', endedAtMs: 1000 }]);
  });

  it('fails if the stack closes the connection', async () => {
    const spans = await spansOf((_response, { socket }) => socket.destroy());
    expect(spans).toMatchObject([{ outcome: 'failed' }]);
  });

  it.each([
    ['another host', { host: 'restApi' }],
    ['another path', { path: '/.well-known/oauth-protected-resource' }],
    ['an unknown tracing header', { traceId: 'Root=1-00000000-000000000000000000000000' }],
  ])('is not recorded for %s', async (_name, sent) => {
    expect(await spansOf(answerWith(200), sent)).toEqual([]);
  });
});
