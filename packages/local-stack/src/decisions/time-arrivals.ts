import type { IncomingMessage, ServerResponse } from 'node:http';
import { endWithResponse, type SpanRecord } from './span-record.ts';
import type { TurnTraces } from './turn-traces.ts';

export type ArrivalTimer = (
  host: string,
  request: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  response: ServerResponse,
) => void;

/** The path of hop 6 on each host that takes part in it. */
const hop6Paths: Readonly<Record<string, string | undefined>> = {
  gateway: '/mcp',
  userPoolDomain: '/oauth2/token',
};

/**
 * Times the calls of hop 6 from their arrival, before a relay can hold or answer them. The tracing header names
 * the turn. The gateway and the token endpoint time a call without this header when they know its turn.
 */
export const createArrivalTimer =
  (traces: Pick<TurnTraces, 'turnOf'>, spans: Pick<SpanRecord, 'startSpan'>): ArrivalTimer =>
  (host, request, response) => {
    const path = hop6Paths[host];
    if (path === undefined || request.url?.split('?')[0] !== path) return;
    const header = request.headers['x-amzn-trace-id'];
    const turn = traces.turnOf(Array.isArray(header) ? header[0] : header);
    const operation = `${request.method} ${path}`;
    endWithResponse(spans.startSpan({ hop: 6, turn, operation, request }), response);
  };
